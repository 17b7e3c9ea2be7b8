"""Travel and meals of a council's members: what is noted, and for how long."""

from datetime import date
from enum import StrEnum


class OutlayKind(StrEnum):
    """What an amount is for."""

    TRAVEL = "travel"
    MEAL = "meal"
    FEE = "fee"
    OTHER = "other"


def outlay_goes_on(paid_on: date) -> date:
    """The day on which a paid one is deleted: a year later; the accounts keep their own.

    >>> outlay_goes_on(date(2020, 2, 29)), outlay_goes_on(date(2021, 11, 22))
    (datetime.date(2021, 2, 28), datetime.date(2022, 11, 22))
    """
    return date(paid_on.year + 1, paid_on.month, min(paid_on.day, 28) if paid_on.month == 2 else paid_on.day)


def cell(text: str) -> str:
    """A cell of a list for a spreadsheet, which must never be read as a formula.

    >>> cell("=1+1"), cell("Asta Ask")
    ("'=1+1", 'Asta Ask')
    """
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
