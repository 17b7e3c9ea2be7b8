"""When a round is due, and when to remind: counted in the municipality's own working days (O6, R4)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from holdepunkt.people.calendar import is_working_day
from holdepunkt.people.rules import working_days_after, working_days_before

IsOpen = Callable[[date], bool]

AGENDA_DAYS = 7  # calendar days from agenda to meeting, where a municipality has not said
HEAD_WORKING_DAYS = 5  # from the head's approval to the agenda, where a municipality has not said
DESK_WORKING_DAYS = 5  # from the last answer to the head's table: reading, calling, locking
ROUND_WORKING_DAYS = 15  # a round without a meeting or a fixed day
REMIND_BEFORE = (3,)
REMIND_AFTER = (1, 5)
ASKED = "asked"
MOVED = "moved"


class Tone(StrEnum):
    """How a reminder speaks."""

    ASKED = "asked"
    DUE_SOON = "due_soon"
    LATE = "late"
    STILL_LATE = "still_late"
    MOVED = "moved"


def opening_days(closing_days: Iterable[str]) -> IsOpen:
    """Say for any day whether the town hall is open. Own closing days are YYYY-MM-DD, or MM-DD each year.

    >>> is_open = opening_days(["2021-11-22", "11-23"])
    >>> [is_open(date(2021, 11, day)) for day in (22, 23, 24)]
    [False, False, True]
    """
    own = tuple(str(day) for day in closing_days)

    def is_open(day: date) -> bool:
        return is_working_day(day, own) and day.strftime("%m-%d") not in own

    return is_open


@dataclass(frozen=True)
class Habits:
    """A municipality's own deadlines, with ours where it has said nothing."""

    status_due: str = ""
    agenda_days: int = AGENDA_DAYS
    head_days: int = HEAD_WORKING_DAYS
    remind_before: tuple[int, ...] = REMIND_BEFORE
    remind_after: tuple[int, ...] = REMIND_AFTER


def habits(deadlines: Mapping[str, Any]) -> Habits:
    """Read the deadlines of a policy version; the keys are those of the pack.

    >>> habits({"agenda_days_before_meeting": 4, "remind_after": [2, 7]}).remind_after
    (2, 7)
    """
    agenda = deadlines.get("agenda_days_before_meeting")
    head = deadlines.get("head_approves_working_days_before_agenda")
    return Habits(
        status_due=deadlines.get("status_due") or "",
        agenda_days=AGENDA_DAYS if agenda is None else agenda,
        head_days=HEAD_WORKING_DAYS if head is None else head,
        remind_before=tuple(deadlines.get("remind_before") or REMIND_BEFORE),
        remind_after=tuple(deadlines.get("remind_after") or REMIND_AFTER),
    )


@dataclass(frozen=True)
class Dates:
    """The days of a round. Without a meeting only the due day is known."""

    due_on: date
    agenda_on: date | None = None
    approve_by: date | None = None


def agenda_and_head(meeting_on: date, own: Habits, *, is_open: IsOpen) -> tuple[date, date]:
    """Count back from the meeting: the agenda's day, and the head's last day before it.

    >>> agenda_and_head(date(2022, 2, 8), Habits(), is_open=opening_days(()))
    (datetime.date(2022, 2, 1), datetime.date(2022, 1, 25))
    """
    agenda_on = on_or_before(meeting_on - timedelta(days=own.agenda_days), is_open=is_open)
    return agenda_on, working_days_before(agenda_on, own.head_days, is_working_day=is_open)


def propose_dates(today: date, own: Habits, *, meeting_on: date | None = None, is_open: IsOpen) -> Dates:
    """Propose when answers are due: before the head's day, and on the municipality's own day if earlier.

    >>> propose_dates(date(2021, 11, 22), Habits(), meeting_on=date(2022, 2, 8), is_open=opening_days(()))
    Dates(due_on=datetime.date(2022, 1, 18), agenda_on=datetime.date(2022, 2, 1), approve_by=datetime.date(2022, 1, 25))
    >>> propose_dates(date(2021, 11, 22), Habits(status_due="12-04"), is_open=opening_days(())).due_on
    datetime.date(2021, 12, 3)
    """
    agenda_on = approve_by = None
    days = []
    if meeting_on is not None:
        agenda_on, approve_by = agenda_and_head(meeting_on, own, is_open=is_open)
        days.append(working_days_before(approve_by, DESK_WORKING_DAYS, is_working_day=is_open))
    if own.status_due:
        days.append(on_or_before(_next(own.status_due, today), is_open=is_open))
    if not days:
        days.append(working_days_after(today, ROUND_WORKING_DAYS, is_working_day=is_open))
    soonest = working_days_after(today, 1, is_working_day=is_open)
    return Dates(max(min(days), soonest), agenda_on, approve_by)


def on_or_before(day: date, *, is_open: IsOpen) -> date:
    """The day itself when the town hall is open, else the last open day before.

    >>> on_or_before(date(2021, 12, 4), is_open=opening_days(()))
    datetime.date(2021, 12, 3)
    """
    while not is_open(day):
        day -= timedelta(days=1)
    return day


def _next(month_day: str, today: date) -> date:
    """The next such day of a year; 29 February becomes the 28th where there is none."""
    for year in (today.year, today.year + 1):
        found = _in_year(month_day, year)
        if found >= today:
            return found
    return _in_year(month_day, today.year + 1)


def _in_year(month_day: str, year: int) -> date:
    try:
        return date.fromisoformat(f"{year}-{month_day}")
    except ValueError:
        return date(year, 2, 28)


def reminder_due(
    *, asked_on: date, due_on: date, today: date, own: Habits, sent: Collection[str], is_open: IsOpen
) -> str | None:
    """Which reminder to send today: the latest whose day has come, unless it was sent. None on closed days.

    A clock that stood still for a week sends one reminder, not three; "due soon" never comes late.

    >>> day = opening_days(())
    >>> reminder_due(asked_on=date(2021, 11, 1), due_on=date(2021, 11, 19), today=date(2021, 11, 22),
    ...              own=Habits(), sent=(), is_open=day)
    'after-1'
    >>> reminder_due(asked_on=date(2021, 11, 1), due_on=date(2021, 11, 19), today=date(2021, 11, 22),
    ...              own=Habits(), sent={"after-1"}, is_open=day)
    """
    if not is_open(today):
        return None
    days = [
        (working_days_before(due_on, count, is_working_day=is_open), f"before-{count}")
        for count in own.remind_before
        if today <= due_on
    ]
    days += [
        (working_days_after(due_on, count, is_working_day=is_open), f"after-{count}") for count in own.remind_after
    ]
    come = sorted((day, kind) for day, kind in days if asked_on < day <= today)
    kind = come[-1][1] if come else None
    return None if kind in sent else kind


def tone_of(kind: str, own: Habits) -> Tone:
    """How the reminder speaks: the first after the day is "late", the others "still late".

    >>> [tone_of(kind, Habits()).value for kind in ("asked", "before-3", "after-1", "after-5", "moved@211122")]
    ['asked', 'due_soon', 'late', 'still_late', 'moved']
    """
    if kind == ASKED:
        return Tone.ASKED
    if kind.startswith(MOVED):
        return Tone.MOVED
    if kind.startswith("before-"):
        return Tone.DUE_SOON
    first = min(own.remind_after, default=0)
    return Tone.LATE if kind == f"after-{first}" else Tone.STILL_LATE


TRIES = 3


def wait_before_next_try(tries: int) -> timedelta:
    """How long a mail that failed waits before its next try: ten minutes, then an hour.

    >>> [wait_before_next_try(tries) for tries in (1, 2)]
    [datetime.timedelta(seconds=600), datetime.timedelta(seconds=3600)]
    """
    return timedelta(minutes=10) if tries <= 1 else timedelta(hours=1)
