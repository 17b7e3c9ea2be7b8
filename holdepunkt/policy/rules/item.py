"""Rules about an item to the committee: what is missing, what changed, and what may be decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from holdepunkt.policy.rules.kinds import STILL_OPEN, Decision, EffortStage
from holdepunkt.policy.rules.paper import FILLED_LATER

EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 12, 31)
UNDO_WITHIN = timedelta(minutes=10)


class GapKind(StrEnum):
    """What a paper can lack. A gap is told, it never stops the person."""

    NOT_APPROVED = "not_approved"
    REOPENED = "reopened"
    NO_CASE_NUMBER = "no_case_number"
    NO_MEETING = "no_meeting"
    NO_AGENDA_DAY = "no_agenda_day"
    NOT_HEARD = "not_heard"
    NOT_ANSWERED = "not_answered"
    EMPTY_FIELD = "empty_field"
    SILENT = "silent"


@dataclass(frozen=True)
class Gap:
    """One thing that is missing; `about` is a council, a field or a number."""

    kind: GapKind
    about: str = ""


class ChangeKind(StrEnum):
    """How an effort stands against last year."""

    NEW = "new"
    ENDED = "ended"
    BETTER = "better"
    WORSE = "worse"
    FIGURE = "figure"


@dataclass(frozen=True)
class YearRow:
    """An effort in one locked year; `key` is the same in both years, also when a new plan carried it on."""

    key: UUID | int
    title: str
    stage: EffortStage | None
    figure: str = ""


@dataclass(frozen=True)
class Change:
    """One effort that does not stand where it stood."""

    kind: ChangeKind
    title: str
    before: EffortStage | None = None
    now: EffortStage | None = None
    figure_before: str = ""
    figure_now: str = ""


_ORDER = {
    EffortStage.STOPPED: 0,
    None: 1,
    EffortStage.LATE: 2,
    EffortStage.NOT_STARTED: 3,
    EffortStage.ON_TRACK: 4,
    EffortStage.DONE: 5,
}
_FIRST = (ChangeKind.WORSE, ChangeKind.BETTER, ChangeKind.NEW, ChangeKind.ENDED, ChangeKind.FIGURE)


def changes(now: Iterable[YearRow], before: Iterable[YearRow]) -> tuple[Change, ...]:
    """What changed since last year, the worst first. An effort that was done last year has not *ended*.

    >>> [c.kind.value for c in changes([YearRow(1, "a", EffortStage.LATE)], [YearRow(1, "a", EffortStage.ON_TRACK)])]
    ['worse']
    """
    old = {row.key: row for row in before}
    new = {row.key: row for row in now}
    found = [change for row in new.values() if (change := _change(row, old))]
    closed = (EffortStage.DONE, EffortStage.STOPPED)
    found += [
        Change(ChangeKind.ENDED, row.title, before=row.stage)
        for row in old.values()
        if row.key not in new and row.stage not in closed
    ]
    return tuple(sorted(found, key=lambda change: _FIRST.index(change.kind)))


def _change(row: YearRow, old: Mapping[UUID | int, YearRow]) -> Change | None:
    last = old.get(row.key)
    if last is None:
        return Change(ChangeKind.NEW, row.title, now=row.stage, figure_now=row.figure)
    figures = (last.figure, row.figure) if last.figure and row.figure != last.figure else ("", "")
    if row.stage != last.stage:
        kind = ChangeKind.BETTER if _ORDER[row.stage] > _ORDER[last.stage] else ChangeKind.WORSE
        return Change(kind, row.title, last.stage, row.stage, *figures)
    return (
        Change(ChangeKind.FIGURE, row.title, last.stage, row.stage, *figures) if row.figure and any(figures) else None
    )


def gaps(
    *,
    fields: Iterable[tuple[str, str, str]],
    case_number: str,
    meeting_on: date | None,
    agenda_on: date | None,
    councils: Iterable[str],
    heard: Mapping[str, bool],
    silent: int = 0,
    first: Iterable[GapKind] = (),
) -> tuple[Gap, ...]:
    """What the paper lacks. `fields` are (key, heading, text); `heard` maps a body to whether it answered.

    >>> [g.kind.value for g in gaps(fields=[("law", "Lov", "")], case_number="1", meeting_on=date(2022, 1, 1),
    ...     agenda_on=date(2022, 1, 1), councils=["Rådet"], heard={})]
    ['not_heard', 'empty_field']
    """
    found = [Gap(kind) for kind in first]
    dates = (
        (GapKind.NO_CASE_NUMBER, case_number),
        (GapKind.NO_MEETING, meeting_on),
        (GapKind.NO_AGENDA_DAY, agenda_on),
    )
    found += [Gap(kind) for kind, value in dates if not value]
    found += [Gap(GapKind.NOT_HEARD, name) for name in councils if name not in heard]
    found += [Gap(GapKind.NOT_ANSWERED, name) for name, answered in heard.items() if not answered]
    found += [
        Gap(GapKind.EMPTY_FIELD, heading)
        for key, heading, text in fields
        if key not in FILLED_LATER and not text.strip()
    ]
    return (*found, Gap(GapKind.SILENT, str(silent))) if silent else tuple(found)


def still_waits(decision: str, *, taken_up: bool) -> bool:
    """A postponed or returned item waits until it is taken up again.

    >>> still_waits("postponed", taken_up=False), still_waits("noted", taken_up=False)
    (True, False)
    """
    return bool(decision) and Decision(decision) in STILL_OPEN and not taken_up


def may_be_planned(day: date | None) -> bool:
    """A meeting or an agenda may lie ahead, but not outside what anybody plans.

    >>> may_be_planned(None), may_be_planned(date(2026, 1, 9)), may_be_planned(date(1, 1, 1))
    (True, True, False)
    """
    return day is None or EARLIEST <= day <= LATEST


def not_before(*days: date | None) -> date:
    """The first day that something can have happened: the latest known day that had to come before.

    >>> not_before(None, date(2019, 12, 1))
    datetime.date(2019, 12, 1)
    """
    return max([EARLIEST, *(day for day in days if day)])


def may_undo(noted_at: datetime, *, now: datetime) -> bool:
    """Undo is a reversing row within ten minutes, never a deletion (design §5)."""
    return now - noted_at <= UNDO_WITHIN
