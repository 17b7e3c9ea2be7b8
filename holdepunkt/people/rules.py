"""Pure rules about people: kinds of units, roles, posts, names and working days."""

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is. Names of units are the municipality's own."""

    CITY_COUNCIL = "city_council"
    COMMITTEE = "committee"
    ADVISORY_COUNCIL = "advisory_council"
    DISABILITY_COUNCIL = "disability_council"
    DEPARTMENT = "department"
    EXTERNAL = "external"


class Role(StrEnum):
    """The roles of this release, in the words of the work. A visitor has none."""

    POLICY_LEAD = "policy_lead"
    EFFORT_LEAD = "effort_lead"
    COMMITTEE_SECRETARY = "committee_secretary"
    COMMITTEE_MEMBER = "committee_member"
    DEPARTMENT_HEAD = "department_head"
    ADVISORY_COUNCIL_MEMBER = "advisory_council_member"
    DATA_PROTECTION_OFFICER = "data_protection_officer"


def post_holds(starts: date, ends: date | None, *, today: date) -> bool:
    """Invariant 2: a post holds from its first day to its last, both included.

    >>> post_holds(date(2021, 1, 1), None, today=date(2021, 11, 22))
    True
    >>> post_holds(date(2021, 1, 1), date(2021, 11, 21), today=date(2021, 11, 22))
    False
    """
    return starts <= today and (ends is None or today <= ends)


_DANISH = {"æ": "zza", "ø": "zzb", "å": "zzc", "ä": "zza", "ö": "zzb", "ü": "y"}


def sort_key(name: str) -> str:
    """The stored key by which a name is sorted: Æ Ø Å last, in both databases alike.

    >>> sorted(["Ålborg", "Ærø", "Aabenraa", "Ølstykke", "Zoo"], key=sort_key)
    ['Zoo', 'Ærø', 'Ølstykke', 'Aabenraa', 'Ålborg']
    """
    folded = name.casefold().replace("aa", "å")
    plain = (_DANISH.get(c) or unicodedata.normalize("NFKD", c) for c in folded)
    return "".join(c for c in "".join(plain) if not unicodedata.combining(c))


def working_days_before(day: date, count: int, *, is_working_day: Callable[[date], bool]) -> date:
    """Return the day `count` working days before `day`.

    >>> working_days_before(date(2021, 11, 22), 1, is_working_day=lambda d: d.weekday() < 5)
    datetime.date(2021, 11, 19)
    """
    return _walk(day, count, -1, is_working_day)


def working_days_after(day: date, count: int, *, is_working_day: Callable[[date], bool]) -> date:
    """Return the day `count` working days after `day`.

    >>> working_days_after(date(2021, 11, 19), 1, is_working_day=lambda d: d.weekday() < 5)
    datetime.date(2021, 11, 22)
    """
    return _walk(day, count, 1, is_working_day)


def _walk(day: date, count: int, step: int, is_working_day: Callable[[date], bool]) -> date:
    while count > 0:
        day += timedelta(days=step)
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date, *, is_working_day: Callable[[date], bool]) -> int:
    """Count the working days after `start` up to and including `end`; negative when end is before.

    >>> weekday = lambda d: d.weekday() < 5
    >>> working_days_between(date(2021, 11, 19), date(2021, 11, 22), is_working_day=weekday)
    1
    >>> working_days_between(date(2021, 11, 22), date(2021, 11, 19), is_working_day=weekday)
    -1
    """
    if end < start:
        return -working_days_between(end, start, is_working_day=is_working_day)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if is_working_day(day))
