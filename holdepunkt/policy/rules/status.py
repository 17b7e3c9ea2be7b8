"""What the dates say about an effort, and what an answer must hold. Source: O6, R4, N10."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from holdepunkt.policy.rules.kinds import EffortStage, NoteStage, ReportStage

UNDO_MINUTES = 10
SILENT = "silent"
TOOK_PART = ("citizens", "close_ones", "council", "volunteers", "associations", "employees", "departments")


class Because(StrEnum):
    """Which fact decided the computed stage."""

    STOPPED = "stopped"
    MILESTONE_MISSED = "milestone_missed"
    ALL_REACHED = "all_reached"
    REACHED_SO_FAR = "reached_so_far"
    NEXT_MILESTONE = "next_milestone"
    NOT_BEGUN = "not_begun"
    ENDED_UNTOLD = "ended_untold"
    UNDER_WAY = "under_way"
    NO_DATES = "no_dates"


@dataclass(frozen=True)
class Step:
    """A milestone as the rule needs it."""

    title: str
    due_on: date
    reached_on: date | None = None


@dataclass(frozen=True)
class Computed:
    """What dates and milestones say, and which of them decided it."""

    stage: EffortStage
    because: Because
    step: str = ""
    on: date | None = None


def computed_stage(
    milestones: Iterable[Step],
    starts_on: date | None,
    ends_on: date | None,
    today: date,
    stopped_on: date | None = None,
) -> Computed:
    """The stage that dates and milestones give. A due day is kept until it is over.

    >>> steps = [Step("Lokale", date(2021, 3, 1), date(2021, 2, 20)), Step("Åbning", date(2021, 9, 1))]
    >>> computed_stage(steps, date(2021, 1, 1), date(2021, 12, 31), date(2021, 11, 22)).step
    'Åbning'
    >>> computed_stage((), None, None, date(2021, 11, 22)).because.value
    'no_dates'
    """
    steps = sorted(milestones, key=lambda step: step.due_on)
    waiting = [step for step in steps if step.reached_on is None or step.reached_on > today]
    # What reached all it should and ran its time is done, also when the next plan does not go on with it.
    ran_its_time = bool(steps and not waiting and stopped_on and ends_on and ends_on <= stopped_on)
    if stopped_on is not None and stopped_on <= today and not ran_its_time:
        return Computed(EffortStage.STOPPED, Because.STOPPED, on=stopped_on)
    if waiting and waiting[0].due_on < today:
        return Computed(EffortStage.LATE, Because.MILESTONE_MISSED, waiting[0].title, waiting[0].due_on)
    if steps and not waiting:
        return _all_reached(steps[-1], ends_on, today)
    if starts_on is not None and starts_on > today and len(waiting) == len(steps):
        return Computed(EffortStage.NOT_STARTED, Because.NOT_BEGUN, on=starts_on)
    if waiting:
        return Computed(EffortStage.ON_TRACK, Because.NEXT_MILESTONE, waiting[0].title, waiting[0].due_on)
    return _without_milestones(starts_on, ends_on, today)


def _all_reached(last: Step, ends_on: date | None, today: date) -> Computed:
    if ends_on is None or ends_on <= today:
        return Computed(EffortStage.DONE, Because.ALL_REACHED, last.title, last.reached_on)
    return Computed(EffortStage.ON_TRACK, Because.REACHED_SO_FAR, last.title, last.reached_on)


def _without_milestones(starts_on: date | None, ends_on: date | None, today: date) -> Computed:
    """An end day that has passed proves nothing: late until somebody says that it is done (A6)."""
    if ends_on is not None and ends_on < today:
        return Computed(EffortStage.LATE, Because.ENDED_UNTOLD, on=ends_on)
    if starts_on is None and ends_on is None:
        return Computed(EffortStage.ON_TRACK, Because.NO_DATES)
    return Computed(EffortStage.ON_TRACK, Because.UNDER_WAY, on=ends_on)


def day_of_judgement(year: int, today: date) -> date:
    """A year's status is judged on its last day, or today while the year runs.

    >>> day_of_judgement(2021, date(2022, 2, 1)), day_of_judgement(2021, date(2021, 11, 22))
    (datetime.date(2021, 12, 31), datetime.date(2021, 11, 22))
    """
    return min(today, date(year, 12, 31))


def needs_sentence(computed: Computed, stated: str) -> bool:
    """Whether the lead says something else than the dates, so that a sentence must tell why.

    Nothing is asked where the dates know nothing, or where the word "done" is just what was missing.

    >>> needs_sentence(Computed(EffortStage.LATE, Because.MILESTONE_MISSED), "on_track")
    True
    >>> needs_sentence(Computed(EffortStage.LATE, Because.ENDED_UNTOLD), "done")
    False
    """
    if computed.because == Because.NO_DATES or stated == computed.stage:
        return False
    return not (computed.because == Because.ENDED_UNTOLD and stated == EffortStage.DONE)


def stage_of_no_news(last_stated: str, computed: Computed) -> EffortStage:
    """What "no news" confirms: the stage stated last, or what the dates show the first time.

    >>> stage_of_no_news("done", Computed(EffortStage.LATE, Because.ENDED_UNTOLD)).value
    'done'
    """
    if computed.stage == EffortStage.STOPPED or not last_stated:
        return computed.stage
    return EffortStage(last_stated)


def may_take_back(answered_at: datetime | None, now: datetime) -> bool:
    """Undo works for ten minutes.

    >>> may_take_back(datetime(2021, 11, 22, 9, 0), datetime(2021, 11, 22, 9, 10))
    True
    >>> may_take_back(datetime(2021, 11, 22, 9, 0), datetime(2021, 11, 22, 9, 11))
    False
    """
    return answered_at is not None and now - answered_at <= timedelta(minutes=UNDO_MINUTES)


def with_branches(goal: str, parents: Mapping[str, str]) -> frozenset[str]:
    """The goal and every goal below it; `parents` maps a goal's key to its parent's.

    >>> sorted(with_branches("a", {"b": "a", "c": "b", "d": "x"}))
    ['a', 'b', 'c']
    """
    found = {goal}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return frozenset(found)


def count_stages(answers: Iterable[str]) -> dict[str, int]:
    """How many efforts stand at each stage; an empty answer is silence, never a stage (A6).

    >>> count_stages(["late", "", "late"])
    {'late': 2, 'silent': 1}
    """
    return dict(Counter(stage or SILENT for stage in answers))


class NextThing(StrEnum):
    """The one thing the policy lead can do next."""

    MAKE_PLAN = "make_plan"
    OPEN_ROUND = "open_round"
    WAIT_FOR_ANSWERS = "wait_for_answers"
    CALL_THE_LATE = "call_the_late"
    LOCK = "lock"
    WAIT_FOR_HEAD = "wait_for_head"
    MAKE_PAPER = "make_paper"
    WAIT_FOR_COMMITTEE = "wait_for_committee"
    NOTHING = "nothing"


AFTER_LOCK = {
    ReportStage.LOCKED: NextThing.WAIT_FOR_HEAD,
    ReportStage.APPROVED: NextThing.MAKE_PAPER,
    ReportStage.WITH_COMMITTEE: NextThing.WAIT_FOR_COMMITTEE,
}


def next_thing(*, has_plan: bool, stage: str | None, of_this_year: bool, unanswered: int, late: int) -> NextThing:
    """What to do next: one thing. `stage` is the newest report's, None when there is none.

    >>> next_thing(has_plan=True, stage="open", of_this_year=True, unanswered=3, late=1).value
    'call_the_late'
    >>> next_thing(has_plan=True, stage="public", of_this_year=True, unanswered=0, late=0).value
    'nothing'
    """
    if stage == ReportStage.OPEN:
        if late:
            return NextThing.CALL_THE_LATE
        return NextThing.WAIT_FOR_ANSWERS if unanswered else NextThing.LOCK
    if stage in AFTER_LOCK:
        return AFTER_LOCK[ReportStage(stage)]
    if not has_plan:
        return NextThing.MAKE_PLAN
    return NextThing.NOTHING if stage and of_this_year else NextThing.OPEN_ROUND


@dataclass(frozen=True)
class RoundCounts:
    """The year's round as a bar. Late ones are those without an answer after their day."""

    answered: int = 0
    draft: int = 0
    silent: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        """All efforts that were asked."""
        return self.answered + self.draft + self.silent + self.late

    @property
    def unanswered(self) -> int:
        """Efforts without an answer, in time or late."""
        return self.draft + self.silent + self.late


def count_round(rows: Iterable[tuple[str, date, int]], *, today: date) -> RoundCounts:
    """Sort (stage, due day, how many) into the bar.

    >>> day = date(2021, 11, 22)
    >>> count_round([("stated", day, 4), ("asked", date(2021, 11, 1), 2), ("draft", day, 1)], today=day)
    RoundCounts(answered=4, draft=1, silent=0, late=2)
    """
    found: Counter[str] = Counter()
    for stage, due_on, count in rows:
        if stage == NoteStage.STATED:
            found["answered"] += count
        elif due_on < today:
            found["late"] += count
        else:
            found["draft" if stage == NoteStage.DRAFT else "silent"] += count
    return RoundCounts(**found)


def evaluation_year(*, year: int | None, every: int | None, first_year: int | None, today: date) -> int | None:
    """The year in which the policy was last to be evaluated, or None when there is none yet (O7, A2).

    >>> evaluation_year(year=2019, every=None, first_year=2017, today=date(2021, 11, 22))
    2019
    >>> evaluation_year(year=None, every=2, first_year=2018, today=date(2021, 11, 22))
    2020
    >>> evaluation_year(year=2025, every=None, first_year=2019, today=date(2021, 11, 22))
    """
    if year is not None:
        return year if year <= today.year else None
    if not every or first_year is None or today.year < first_year + every:
        return None
    return today.year - (today.year - first_year) % every
