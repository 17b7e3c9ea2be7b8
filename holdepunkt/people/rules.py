"""Pure rules about people: kinds of units, roles, posts, who answers for whom, names and working days."""

import unicodedata
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar


class UnitKind(StrEnum):
    """What a unit is. Names of units are the municipality's own."""

    CITY_COUNCIL = "city_council"
    COMMITTEE = "committee"
    ADVISORY_COUNCIL = "advisory_council"
    DISABILITY_COUNCIL = "disability_council"
    DEPARTMENT = "department"
    EXTERNAL = "external"


class Role(StrEnum):
    """The roles, few and named in the words of the work. A visitor has none; some have no work here yet."""

    POLICY_LEAD = "policy_lead"
    EFFORT_LEAD = "effort_lead"
    COMMITTEE_SECRETARY = "committee_secretary"
    COMMITTEE_MEMBER = "committee_member"
    DEPARTMENT_HEAD = "department_head"
    UNIT_LEADER = "unit_leader"
    ADVISORY_COUNCIL_SECRETARY = "advisory_council_secretary"
    ADVISORY_COUNCIL_MEMBER = "advisory_council_member"
    PROFESSIONAL = "professional"
    COORDINATOR = "coordinator"
    HOUSING_COORDINATOR = "housing_coordinator"
    OFFER_EDITOR = "offer_editor"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    OPERATOR = "operator"


# Those in whose hands an effort can lie: the administration that works with the policy.
HOLDERS = (Role.POLICY_LEAD, Role.EFFORT_LEAD, Role.COMMITTEE_SECRETARY, Role.DEPARTMENT_HEAD, Role.UNIT_LEADER)


# Those whom the leader of a unit leads: their work is in the unit, and their roles open nothing outside it.
LED = frozenset({Role.EFFORT_LEAD, Role.PROFESSIONAL, Role.COORDINATOR, Role.HOUSING_COORDINATOR, Role.OFFER_EDITOR})


def is_led(posts: Collection[tuple[Role, int]], led_units: Collection[int]) -> bool:
    """A3: whether somebody with these posts (role, unit) works for the leader of these units, and for no one else.

    Who stands in for somebody can do what they can: a leader names nobody for a head or a policy lead.

    >>> is_led([(Role.EFFORT_LEAD, 1)], {1}), is_led([(Role.EFFORT_LEAD, 1), (Role.EFFORT_LEAD, 2)], {1})
    (True, False)
    >>> is_led([(Role.DEPARTMENT_HEAD, 1)], {1}), is_led([], {1})
    (False, False)
    """
    return bool(posts) and all(role in LED and unit in led_units for role, unit in posts)


def post_holds(starts: date, ends: date | None, *, today: date) -> bool:
    """Invariant 2: a post holds from its first day to its last, both included.

    >>> post_holds(date(2021, 1, 1), None, today=date(2021, 11, 22))
    True
    >>> post_holds(date(2021, 1, 1), date(2021, 11, 21), today=date(2021, 11, 22))
    False
    """
    return starts <= today and (ends is None or today <= ends)


@dataclass(frozen=True)
class Seats:
    """Who sits where on one day, by ids: what the rules below look at.

    `leaders` and `heads` are the people of a unit, in the order in which they are asked; `above` gives a
    unit's parent and `after` its successor. `away` has everybody who is absent, with who stands in, or None.
    """

    leaders: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    heads: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    policy_leads: tuple[int, ...] = ()
    above: Mapping[int, int] = field(default_factory=dict)
    after: Mapping[int, int] = field(default_factory=dict)
    away: Mapping[int, int | None] = field(default_factory=dict)


def way_up(unit: int | None, seats: Seats) -> Iterator[int]:
    """The unit, the one that took over from it, the one above, and so on: the nearest first, each once.

    >>> list(way_up(1, Seats(after={1: 2}, above={1: 3, 2: 4, 4: 1})))
    [1, 2, 3, 4]
    """
    waiting, seen = [unit], set()
    while waiting:
        at = waiting.pop(0)
        if at is None or at in seen:
            continue
        seen.add(at)
        yield at
        waiting += [seats.after.get(at), seats.above.get(at)]


def present(person: int, seats: Seats) -> int | None:
    """The person, or who stands in while the person is away; None when nobody does.

    >>> [present(person, Seats(away={1: 7, 2: None})) for person in (1, 2, 3)]
    [7, None, 3]
    """
    return seats.away.get(person, person)


def who_answers_for(unit: int | None, seats: Seats) -> int | None:
    """Invariant 2: whom everything waits for when the one who held it is gone.

    The leader of the unit (or of the one that took over), else of the unit above; else the head of
    department, looked for in the same way; else a policy lead, who answers even while away.

    >>> seats = Seats(leaders={2: (20,)}, heads={1: (10,)}, policy_leads=(30,), above={1: 2, 3: 4})
    >>> [who_answers_for(unit, seats) for unit in (1, 2, 3, None)]
    [20, 20, 30, 30]
    >>> who_answers_for(2, Seats(leaders={2: (20,)}, heads={2: (10,)}, away={20: None})), who_answers_for(2, Seats())
    (10, None)
    """
    way = list(way_up(unit, seats))
    asked = [person for at in way for person in seats.leaders.get(at, ())]
    asked += [person for at in way for person in seats.heads.get(at, ())]
    found = (present(person, seats) for person in (*asked, *seats.policy_leads))
    return next((person for person in found if person is not None), next(iter(seats.policy_leads), None))


def still_holds(unit: int | None, *, now: Collection[int], before: Collection[int], seats: Seats) -> bool:
    """Invariant 2: whether somebody still holds what the unit answers for.

    `now` are the units of the person's posts today, `before` those of posts that are over. Who has left
    the unit no longer holds it, also when there is a new post elsewhere; who never worked there still does.

    >>> renamed = Seats(after={1: 2})
    >>> [still_holds(1, now=now, before=before, seats=renamed) for now, before in (([], [1]), ([2], [1]), ([3], [1]))]
    [False, True, False]
    >>> still_holds(1, now=[3], before=[], seats=renamed)
    True
    """
    if not now:
        return False
    family = {unit, *heirs(unit, seats.after)}
    return not family.isdisjoint(now) or family.isdisjoint(before)


def heirs(unit: int | None, after: Mapping[int, int]) -> list[int]:
    """The units that took over from this one, one after the other.

    >>> heirs(1, {1: 2, 2: 3}), heirs(1, {1: 2, 2: 1})
    ([2, 3], [2])
    """
    found: list[int] = []
    at = after.get(unit or 0)
    while at is not None and at != unit and at not in found:
        found.append(at)
        at = after.get(at)
    return found


Key = TypeVar("Key", bound=Hashable)


def comes_back(start: Key, steps: Mapping[Key, Key | None]) -> bool:
    """Whether one comes back to `start` by going from unit to parent, or from unit to successor.

    >>> comes_back(1, {1: 2, 2: 1}), comes_back(1, {1: 2, 2: 3, 3: 2}), comes_back(1, {1: 1})
    (True, False, True)
    """
    at, seen = steps.get(start), set[Key]()
    while at is not None and at not in seen:
        if at == start:
            return True
        seen.add(at)
        at = steps.get(at)
    return False


@dataclass(frozen=True)
class Days:
    """From one day to another, both included; without an end it goes on."""

    starts: date
    ends: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies within."""
        return post_holds(self.starts, self.ends, today=day)

    def also(self, other: "Days") -> "Days | None":
        """The days that lie within both, or None.

        >>> Days(date(2021, 1, 1)).also(Days(date(2020, 1, 1), date(2021, 1, 31)))
        Days(starts=datetime.date(2021, 1, 1), ends=datetime.date(2021, 1, 31))
        >>> Days(date(2021, 1, 1)).also(Days(date(2020, 1, 1), date(2020, 12, 31))) is None
        True
        """
        starts = max(self.starts, other.starts)
        ends = min((day for day in (self.ends, other.ends) if day is not None), default=None)
        return Days(starts, ends) if ends is None or starts <= ends else None


def first_day_without(
    held: Mapping[int, Iterable[Days]], away: Mapping[int, Iterable[Days]], *, since: date
) -> date | None:
    """A3: the first day, from `since` on, on which none of those who hold the role is there; None when never.

    `held` has those too who stand in, for the days they do; `away` everybody's absences.

    >>> two = {1: [Days(date(2021, 1, 1))], 2: [Days(date(2021, 1, 1), date(2021, 6, 30))]}
    >>> first_day_without(two, {1: [Days(date(2021, 6, 1), date(2021, 7, 31))]}, since=date(2021, 3, 1))
    datetime.date(2021, 7, 1)
    >>> first_day_without(two, {1: [Days(date(2021, 6, 1), date(2021, 6, 30))]}, since=date(2021, 3, 1)) is None
    True
    """
    posts = [(who, days) for who, spans in held.items() for days in spans]
    turns = [_day_after(days.ends) for _who, days in posts]
    turns += [days.starts for spans in away.values() for days in spans]
    for day in sorted({since, *(turn for turn in turns if turn is not None and turn > since)}):
        if not any(days.holds(day) and not any(off.holds(day) for off in away.get(who, ())) for who, days in posts):
            return day
    return None


def _day_after(day: date | None) -> date | None:
    return None if day is None or day == date.max else day + timedelta(days=1)


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
