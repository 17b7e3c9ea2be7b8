"""Years and days: a pack may say 2018 or a day; rows keep days, screens show the shortest truth."""

from datetime import date, timedelta
from typing import overload


@overload
def first_day(when: int | date) -> date: ...
@overload
def first_day(when: None) -> None: ...
@overload
def first_day(when: int | date | None) -> date | None: ...
def first_day(when: int | date | None) -> date | None:
    """The first day of a year, or the day itself; None is unknown.

    >>> first_day(2018)
    datetime.date(2018, 1, 1)
    """
    return date(when, 1, 1) if isinstance(when, int) else when


@overload
def last_day(when: int | date) -> date: ...
@overload
def last_day(when: None) -> None: ...
@overload
def last_day(when: int | date | None) -> date | None: ...
def last_day(when: int | date | None) -> date | None:
    """The last day of a year, or the day itself; None is unknown.

    >>> last_day(2022)
    datetime.date(2022, 12, 31)
    """
    return date(when, 12, 31) if isinstance(when, int) else when


def from_when(day: date | None) -> int | date | None:
    """Back to a year where the day is the first of one.

    >>> from_when(date(2018, 1, 1)), from_when(date(2018, 5, 3))
    (2018, datetime.date(2018, 5, 3))
    """
    return day.year if day and (day.month, day.day) == (1, 1) else day


def until_when(day: date | None) -> int | date | None:
    """Back to a year where the day is the last of one.

    >>> until_when(date(2022, 12, 31))
    2022
    """
    return day.year if day and (day.month, day.day) == (12, 31) else day


def years(period_from: date | None, period_to: date | None, *, unknown: str = "?") -> str:
    """The period in years, with what is unknown said so (A6).

    >>> years(date(2018, 1, 1), date(2022, 12, 31))
    '2018–2022'
    >>> years(date(2017, 5, 30), None)
    '2017–?'
    >>> years(None, None)
    ''
    """
    if period_from is None and period_to is None:
        return ""
    begins = str(period_from.year) if period_from else unknown
    ends = str(period_to.year) if period_to else unknown
    return begins if begins == ends else f"{begins}–{ends}"


def following(period_from: date, period_to: date) -> tuple[date, date]:
    """The period of the plan that follows: as many years when they are whole, else as many days.

    >>> following(date(2020, 1, 1), date(2020, 12, 31))
    (datetime.date(2021, 1, 1), datetime.date(2021, 12, 31))
    >>> following(date(2021, 3, 1), date(2021, 3, 31))
    (datetime.date(2021, 4, 1), datetime.date(2021, 5, 1))
    """
    begins = period_to + timedelta(days=1)
    if (begins.month, begins.day) == (period_from.month, period_from.day):
        years_on = begins.year - period_from.year
        return begins, date(begins.year + years_on, begins.month, begins.day) - timedelta(days=1)
    return begins, begins + (period_to - period_from)


def has_run_out(period_to: date | None, *, today: date) -> bool:
    """A7: whether the period is over; an unknown end never runs out.

    >>> has_run_out(date(2020, 12, 31), today=date(2021, 11, 22))
    True
    >>> has_run_out(None, today=date(2021, 11, 22))
    False
    """
    return period_to is not None and period_to < today


def has_outlived(period_to: date | None, last_year_named: int | None, *, in_use: bool, today: date) -> bool:
    """A7: a policy in use that never said when it ends, and whose last year named is gone (O7).

    >>> has_outlived(None, 2019, in_use=True, today=date(2021, 11, 22))
    True
    >>> has_outlived(date(2019, 12, 31), 2019, in_use=True, today=date(2021, 11, 22))
    False
    """
    if period_to is not None or last_year_named is None or not in_use:
        return False
    return last_year_named < today.year
