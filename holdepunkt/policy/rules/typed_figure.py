"""A figure as a person types it: 1.234,5 or "under fem" (invariant 11)."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

UNDER_FIVE = re.compile(r"(under|færre end|mindre end|<)\s*(fem|5)|fewer than five|under five", re.I)
NUMBER = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d{1,2})?|[+-]?\d+\.\d{1,2}")
LARGEST = Decimal(10) ** 11


@dataclass(frozen=True)
class Typed:
    """A number, or fewer than five people."""

    value: Decimal | None = None
    under_five: bool = False


def read_figure(text: str) -> Typed | None:
    """Read what was typed; None when it is no figure.

    >>> read_figure("1.234,5"), read_figure("Under fem"), read_figure("mange")
    (Typed(value=Decimal('1234.5'), under_five=False), Typed(value=None, under_five=True), None)
    >>> read_figure("12.50").value
    Decimal('12.50')
    """
    plain = " ".join(text.split()).rstrip(".")
    if UNDER_FIVE.fullmatch(plain):
        return Typed(under_five=True)
    plain = plain.replace(" ", "")
    if not NUMBER.fullmatch(plain):
        return None
    danish = "," in plain or re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+", plain)
    try:
        value = Decimal(plain.replace(".", "").replace(",", ".") if danish else plain)
    except InvalidOperation:
        return None
    return Typed(value=value) if abs(value) < LARGEST else None
