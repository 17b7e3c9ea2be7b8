"""What waits: whose it is, and what comes first."""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from holdepunkt.people.loose_ends import LooseEnd


class Circle(StrEnum):
    """How wide one looks; the values stand in addresses."""

    MINE = "mine"
    UNIT = "afdelingen"
    MUNICIPALITY = "kommunen"


def circle_asked(text: str, allowed: Collection[Circle]) -> Circle:
    """The circle of an address when it is allowed, else one's own.

    >>> circle_asked("kommunen", [Circle.MINE]), circle_asked("afdelingen", [Circle.MINE, Circle.UNIT])
    (<Circle.MINE: 'mine'>, <Circle.UNIT: 'afdelingen'>)
    """
    return next((circle for circle in allowed if circle.value == text), Circle.MINE)


def is_mine(end: LooseEnd, *, user_id: int | None, unit_ids: frozenset[int]) -> bool:
    """R10: what has no named holder waits for everybody in the unit."""
    if end.holder_user_id is not None:
        return end.holder_user_id == user_id
    return end.holder_unit_id in unit_ids


def in_circle(
    ends: Iterable[LooseEnd], circle: Circle, *, user_id: int | None, unit_ids: frozenset[int]
) -> list[LooseEnd]:
    """The loose ends of a circle, in the order they came."""
    if circle is Circle.MUNICIPALITY:
        return list(ends)
    own = [end for end in ends if is_mine(end, user_id=user_id, unit_ids=unit_ids)]
    if circle is Circle.MINE:
        return own
    return [end for end in ends if end.holder_unit_id in unit_ids or end in own]


def most_urgent_first(ends: Iterable[LooseEnd]) -> list[LooseEnd]:
    """R10: what hurts most first, then what is due first; what has no date comes last."""
    return sorted(ends, key=lambda end: (-end.weight, end.due or date.max, end.since, end.about))
