"""Days as a council's text counts them: kept as words, counted back from a meeting or on from a day (R6)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from holdepunkt.people.rules import working_days_after, working_days_before


class DaysAre(StrEnum):
    """How the council's own text counts days."""

    WORKING = "working"
    CALENDAR = "calendar"


WEEKS = "weeks"
UNITS = (*DaysAre, WEEKS)


@dataclass(frozen=True)
class Days:
    """So many days, and how they are counted: `are` is empty when the rule leaves it to the council's usual way."""

    count: int
    are: str = ""
    weeks: int = 0


def days_told(value: str) -> Days | None:
    """A number of days as it is kept: "8", "8 working", "14 calendar" or "3 weeks" (R6); None when it is none.

    >>> days_told("8"), days_told("5 working")
    (Days(count=8, are='', weeks=0), Days(count=5, are='working', weeks=0))
    >>> days_told("3 weeks"), days_told("otte") is None, days_told("3 moons") is None
    (Days(count=21, are='calendar', weeks=3), True, True)
    """
    number, _gap, unit = value.partition(" ")
    if not (number.isascii() and number.isdigit()) or (unit and unit not in UNITS):
        return None
    if unit == WEEKS:
        return Days(7 * int(number), DaysAre.CALENDAR.value, int(number))
    return Days(int(number), unit)


def date_told(value: str) -> date | None:
    """A day as it is kept; None when it is none.

    >>> date_told("2022-01-01"), date_told("1/1")
    (datetime.date(2022, 1, 1), None)
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def deadline(
    meeting_on: date, days: int | None, *, days_are: str, is_working_day: Callable[[date], bool]
) -> date | None:
    """The last day for something that is due so many days before a meeting; None when the rule is not known.

    Calendar days that end on a closed day end on the open day before, so that nobody loses a day.

    >>> weekday = lambda day: day.weekday() < 5
    >>> monday = date(2021, 11, 22)
    >>> deadline(monday, 5, days_are="working", is_working_day=weekday)
    datetime.date(2021, 11, 15)
    >>> deadline(monday, 8, days_are="calendar", is_working_day=weekday)
    datetime.date(2021, 11, 12)
    >>> deadline(monday, None, days_are="working", is_working_day=weekday) is None
    True
    """
    if days is None:
        return None
    if days_are != DaysAre.CALENDAR:
        return working_days_before(meeting_on, days, is_working_day=is_working_day)
    day = meeting_on - timedelta(days=days)
    return day if is_working_day(day) else working_days_before(day, 1, is_working_day=is_working_day)


def due_within(day: date, days: Days | None, *, is_working_day: Callable[[date], bool]) -> date | None:
    """The last day to keep a promise made on a day (R6): minutes sent, an extra meeting held; None when not known.

    Calendar days that end on a closed day end on the open day before: the promise is kept, not nearly.

    >>> weekday = lambda day: day.weekday() < 5
    >>> monday = date(2021, 11, 22)
    >>> due_within(monday, Days(10, "working"), is_working_day=weekday)
    datetime.date(2021, 12, 6)
    >>> due_within(monday, Days(13, "calendar"), is_working_day=weekday)
    datetime.date(2021, 12, 3)
    >>> due_within(monday, None, is_working_day=weekday) is None
    True
    """
    if days is None:
        return None
    if days.are != DaysAre.CALENDAR:
        return working_days_after(day, days.count, is_working_day=is_working_day)
    then = day + timedelta(days=days.count)
    return then if is_working_day(then) else max(day, working_days_before(then, 1, is_working_day=is_working_day))


def open_until(day: date, days: Days | None, *, is_working_day: Callable[[date], bool]) -> date | None:
    """The last day on which others may still answer (R6); one that is closed gives them the next open day.

    >>> open_until(date(2021, 11, 22), Days(5, "calendar"), is_working_day=lambda day: day.weekday() < 5)
    datetime.date(2021, 11, 29)
    """
    if days is None:
        return None
    if days.are != DaysAre.CALENDAR:
        return working_days_after(day, days.count, is_working_day=is_working_day)
    then = day + timedelta(days=days.count)
    return then if is_working_day(then) else working_days_after(then, 1, is_working_day=is_working_day)
