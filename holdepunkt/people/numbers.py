"""Whole numbers that come from outside: in an address, or in what a form sent."""

DIGITS = 9


FIRST_YEAR, LAST_YEAR = 1900, 2100  # a day of the town's outside these is a slip of the finger


def whole_number(text: str | None, otherwise: int | None = None, *, most: int = 999_999_999) -> int | None:
    """Read a whole number of plain digits up to `most`; what is none gives `otherwise`.

    >>> whole_number("12"), whole_number("007"), whole_number("0")
    (12, 7, 0)
    >>> [whole_number(text) for text in ("", None, "-1", " 1", "1.0", "²", "٣", "1" * 10, "9" * 4301)]
    [None, None, None, None, None, None, None, None, None]
    >>> whole_number("x", 1), whole_number("366", 1, most=365)
    (1, 1)
    """
    if not text or len(text) > DIGITS or not (text.isascii() and text.isdigit()):
        return otherwise
    number = int(text)
    return number if number <= most else otherwise
