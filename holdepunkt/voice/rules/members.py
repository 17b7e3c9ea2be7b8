"""Who sits in a council, and how a member is named in public (R6): each decides for themselves."""

from datetime import date
from enum import StrEnum


class SeatKind(StrEnum):
    """Whom a seat is for."""

    USERS = "users"
    CLOSE_ONES = "close_ones"
    ASSOCIATIONS = "associations"
    PROFESSIONALS = "professionals"
    YOUNG = "young"
    CITIZENS = "citizens"
    POLITICIANS = "politicians"
    OTHERS = "others"


class MemberPost(StrEnum):
    """What a member is in the council."""

    MEMBER = "member"
    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    SUBSTITUTE = "substitute"


class ShownAs(StrEnum):
    """How a member wants to be named in public."""

    NO_NAME = "no_name"
    FIRST_NAME = "first_name"
    FULL_NAME = "full_name"


def public_name(name: str, shown_as: ShownAs | str) -> str:
    """The name as everybody may read it; nothing when the member wants none.

    >>> [public_name("Asta Marie Ask", shown) for shown in ShownAs]
    ['', 'Asta', 'Asta Marie Ask']
    """
    if shown_as == ShownAs.FULL_NAME:
        return name
    return name.split()[0] if shown_as == ShownAs.FIRST_NAME and name.split() else ""


def sits(starts_on: date, ends_on: date | None, *, on: date) -> bool:
    """Whether a member sits in the council on a day; first and last day count.

    >>> sits(date(2018, 1, 1), date(2021, 12, 31), on=date(2021, 12, 31))
    True
    """
    return starts_on <= on and (ends_on is None or on <= ends_on)


MONTHS_KEPT = 6


def contact_goes_after(ends_on: date) -> date:
    """The last day on which the contact data of somebody who left are kept: six months after the last day.

    >>> contact_goes_after(date(2021, 8, 31)), contact_goes_after(date(2021, 12, 15))
    (datetime.date(2022, 2, 28), datetime.date(2022, 6, 15))
    """
    months = ends_on.month - 1 + MONTHS_KEPT
    year, month = ends_on.year + months // 12, months % 12 + 1
    return date(year, month, min(ends_on.day, 28))
