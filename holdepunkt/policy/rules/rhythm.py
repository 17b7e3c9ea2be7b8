"""What the policy promises about itself, and whether it is kept, year by year (A2)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from holdepunkt.policy.rules.gatherings import Holding
from holdepunkt.policy.rules.kinds import Kept, Modal, RhythmKind


@dataclass(frozen=True)
class PlanFact:
    """An approved plan as the rules need it; the day may be unknown. `proof` is its address."""

    title: str
    years: tuple[int, int]
    approved_on: date | None
    drafted_by: str
    approved_by: str
    heard: frozenset[str]
    goals: frozenset[str]
    annexed_on: date | None
    involves_citizens: bool
    proof: str
    unit_kind: str = ""
    has_schedule: bool = True


@dataclass(frozen=True)
class ReportFact:
    """A year's status as the rules need it: when the committee got it, and from when its figures are."""

    year: int
    received_on: date
    committee: str
    newest_figure: date | None
    proof: str


@dataclass(frozen=True)
class StepFact:
    """An effort that carries out a promise about the policy itself: its last due day, and when it was done.

    `told` says whether the committee has had the status of the year it was due.
    """

    promise: str
    title: str
    due_on: date | None
    done_on: date | None
    proof: str
    told: bool = True


@dataclass(frozen=True)
class HeldFact:
    """One meeting that the text promises, as the gatherings tied to it show it; `unit` names whom it was with."""

    promise: str
    kind: RhythmKind
    unit: str
    holding: Holding
    on: date | None = None
    proof: str = ""
    was_called_off: bool = False


@dataclass(frozen=True)
class Facts:
    """Everything that is known about how a policy works."""

    first_year: int
    last_year: int
    policy_approved_on: date | None = None
    policy_approved_by: str = ""
    policy_heard: frozenset[str] = frozenset()
    plans: tuple[PlanFact, ...] = ()
    reports: tuple[ReportFact, ...] = ()
    evaluations: tuple[tuple[int, date, str], ...] = ()
    steps: tuple[StepFact, ...] = ()
    held: tuple[HeldFact, ...] = ()
    policy_proof: str = ""


@dataclass(frozen=True)
class Rule:
    """One promise of the policy about itself, as plain values."""

    kind: RhythmKind
    stated: Modal = Modal.SHALL
    about: str = ""
    every: int | None = None
    year: int | None = None
    from_year: int | None = None
    to_year: int | None = None
    units: frozenset[str] = frozenset()
    each: str = ""
    count: int | None = None
    goals: frozenset[str] = frozenset()
    promise: str = ""
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """Whether the rule was kept for a year; `on` is the day that decides, `proof` the page that shows it.

    `counted` are the meetings that were counted, when gatherings show what was held; `by_status` names those that
    nobody wrote in as a gathering, and that the status told the committee of.
    """

    year: int
    kept: Kept
    on: date | None = None
    proof: str = ""
    names: tuple[str, ...] = field(default=())
    counted: tuple[HeldFact, ...] = ()
    by_status: tuple[str, ...] = ()
    is_counted: bool = False


def verdicts(rule: Rule, facts: Facts, *, today: date) -> list[Verdict]:
    """Judge one rule for every year of the policy. A rule that says *may* is never missed.

    >>> report = ReportFact(2018, date(2019, 3, 1), "social", None, "/sag/1/")
    >>> facts = Facts(2018, 2019, reports=(report,))
    >>> rule = Rule(RhythmKind.STATUS_EVERY_YEARS, every=1, units=frozenset({"social"}))
    >>> [v.kept.value for v in verdicts(rule, facts, today=date(2021, 11, 22))]
    ['kept', 'missed']
    """
    judge = JUDGES.get(rule.kind)
    if judge is None:
        return []
    years = [y for y in range(facts.first_year, facts.last_year + 1) if _in_force(rule, y)]
    found = [verdict for year in years for verdict in judge(rule, facts, year, today)]
    if rule.stated != Modal.MAY:
        return found
    return [v if v.kept == Kept.KEPT else Verdict(v.year, Kept.MAY, v.on, v.proof) for v in found]


def _in_force(rule: Rule, year: int) -> bool:
    """Whether the text speaks of this year: a plan *for 2017 and 2018* promises nothing for 2019."""
    return (rule.from_year or year) <= year <= (rule.to_year or year)


def _when_missing(year: int, deadline: date, today: date) -> Verdict:
    return Verdict(year, Kept.NOT_YET if today <= deadline else Kept.MISSED)


def _plan_every(rule: Rule, facts: Facts, year: int, today: date) -> list[Verdict]:
    """A plan that covers the year; late when approved after its first year had ended."""
    covering = [p for p in facts.plans if p.years[0] <= year <= p.years[1]]
    if not covering:
        return [_when_missing(year, date(year, 12, 31), today)]
    plan = min(covering, key=lambda p: p.approved_on or date.max)
    late = plan.approved_on is not None and plan.approved_on > date(plan.years[0], 12, 31)
    return [Verdict(year, Kept.LATE if late else Kept.KEPT, plan.approved_on, plan.proof)]


def _status_every(rule: Rule, facts: Facts, year: int, today: date) -> list[Verdict]:
    """The committee has the year's status before the next year ends; later is late."""
    if (year - facts.first_year) % (rule.every or 1):
        return []
    deadline = date(year + 1, 12, 31)
    got = [r for r in facts.reports if r.year == year]
    if not got:
        return [_when_missing(year, deadline, today)]
    first = min(got, key=lambda r: r.received_on)
    kept = Kept.KEPT if first.received_on <= deadline else Kept.LATE
    return [Verdict(year, kept, first.received_on, first.proof)]


def _newest_figures(rule: Rule, facts: Facts, year: int, today: date) -> list[Verdict]:
    """N10: the year's report rests on a figure from that year or later."""
    got = [r for r in facts.reports if r.year == year]
    if not got:
        return [_when_missing(year, date(year + 1, 12, 31), today)]
    fresh = [r for r in got if r.newest_figure and r.newest_figure.year >= year]
    report = (fresh or got)[0]
    return [Verdict(year, Kept.KEPT if fresh else Kept.MISSED, report.newest_figure, report.proof)]


def _evaluation_in(rule: Rule, facts: Facts, year: int, today: date) -> list[Verdict]:
    if rule.year != year:
        return []
    return [_evaluated(facts, year, today)]


def _evaluation_every(rule: Rule, facts: Facts, year: int, today: date) -> list[Verdict]:
    gone = year - facts.first_year
    if not rule.every or gone == 0 or gone % rule.every:
        return []
    return [_evaluated(facts, year, today)]


def _evaluated(facts: Facts, year: int, today: date) -> Verdict:
    done = sorted((on, proof) for of_year, on, proof in facts.evaluations if of_year == year)
    if not done:
        return _when_missing(year, date(year, 12, 31), today)
    on, proof = done[0]
    return Verdict(year, Kept.KEPT if on.year <= year else Kept.LATE, on, proof)


def _plans_of(facts: Facts, year: int) -> list[PlanFact]:
    return [plan for plan in facts.plans if plan.years[0] == year]


def _each_plan(test: Callable[[Rule, PlanFact], bool]) -> "Judge":
    """Judge the plans that begin in the year, all of them together."""

    def judge(rule: Rule, facts: Facts, year: int, today: date) -> list[Verdict]:
        plans = [p for p in _plans_of(facts, year) if not rule.each or p.unit_kind == rule.each]
        if not plans:
            return []
        broken = [plan for plan in plans if not test(rule, plan)]
        waiting = [plan for plan in broken if plan.approved_on is None]
        kept = Kept.KEPT if not broken else Kept.NOT_YET if waiting == broken else Kept.MISSED
        shown = (broken or plans)[0]
        return [Verdict(year, kept, shown.approved_on, shown.proof, tuple(p.title for p in broken))]

    return judge


def asks_for_schedule(what: Iterable[str]) -> bool:
    """F5: whether a plan must hold a schedule, which the product can see; what else it holds, people read.

    >>> asks_for_schedule(["En økonomi", "Tidsplan for indsatserne"]), asks_for_schedule(["En økonomi"])
    (True, False)
    """
    return any("tidsplan" in line.casefold() for line in what)


def _holds(rule: Rule, facts: Facts, year: int, today: date) -> list[Verdict]:
    if asks_for_schedule(rule.what):
        return _each_plan(lambda rule, plan: plan.has_schedule)(rule, facts, year, today)
    return [Verdict(year, Kept.NOT_RECORDED, plan.approved_on, plan.proof) for plan in _plans_of(facts, year)[:1]]


def _about_policy_or_plan(
    for_policy: Callable[[Rule, Facts], bool], for_plan: Callable[[Rule, PlanFact], bool]
) -> "Judge":
    """Judge the policy itself in its approval year when the rule is about it, else its plans."""
    plans = _each_plan(for_plan)

    def judge(rule: Rule, facts: Facts, year: int, today: date) -> list[Verdict]:
        if rule.about != "policy":
            return plans(rule, facts, year, today)
        if facts.policy_approved_on is None or facts.policy_approved_on.year != year:
            return []
        kept = Kept.KEPT if for_policy(rule, facts) else Kept.NOT_RECORDED
        return [Verdict(year, kept, facts.policy_approved_on, facts.policy_proof)]

    return judge


def _step(rule: Rule, facts: Facts, year: int, today: date) -> list[Verdict]:
    """O4, O5: what the policy said would be held is an effort of the plan; done, late or missed."""
    step = _last_step(rule, facts)
    tied = [row for row in facts.held if (row.promise, row.kind) == (rule.promise, rule.kind)]
    if any(row.holding != Holding.NOT_TOLD for row in tied):
        return _counted(tied, step, rule, facts, year, today)
    if step is None:
        return [Verdict(year, Kept.NOT_RECORDED)] if year == facts.first_year else []
    due = step.due_on or date(facts.first_year, 12, 31)
    if due.year != year:
        return []
    if step.done_on is None:
        deadline = due if step.told else date(year + 1, 12, 31)
        return [Verdict(year, _when_missing(year, deadline, today).kept, None, step.proof)]
    kept = Kept.KEPT if step.done_on <= due else Kept.LATE
    return [Verdict(year, kept, step.done_on, step.proof)]


def _last_step(rule: Rule, facts: Facts) -> StepFact | None:
    """The effort that carries the promise out, by its last day."""
    steps = [s for s in facts.steps if s.promise == rule.promise]
    # An effort that went on in a later plan does not move what was promised for these years.
    spoken_of = [s for s in steps if s.due_on and _in_force(rule, s.due_on.year)]
    return max(spoken_of or steps, key=lambda s: s.due_on or date.min, default=None)


def _counted(
    rows: list[HeldFact], step: StepFact | None, rule: Rule, facts: Facts, year: int, today: date
) -> list[Verdict]:
    """O4, O5: gatherings are tied to the promise, so what was held counts, with its day.

    A department of which no gathering was ever written in counts as done when the status said that everything was.
    """
    days = [row.on for row in rows if row.holding == Holding.HELD and row.on]
    told = rule.to_year or rule.year
    due = date(told, 12, 31) if told else (step.due_on if step else None) or date(max(days, default=today).year, 12, 31)
    if min(due.year, facts.last_year) != year:
        return []
    done = step is not None and step.done_on is not None
    open_rows = [row for row in rows if row.holding != Holding.HELD]
    by_status = [row for row in open_rows if done and row.holding != Holding.PLANNED and not row.was_called_off]
    missing = tuple(row.unit for row in open_rows if row not in by_status and row.unit)
    last = max(days + ([step.done_on] if step and step.done_on and by_status else []), default=None)
    if len(by_status) < len(open_rows):
        kept = _when_missing(year, due, today).kept
    else:
        kept = Kept.KEPT if last is None or last <= due else Kept.LATE
    held = tuple(row for row in rows if row.holding == Holding.HELD)
    proof = next((row.proof for row in held if row.proof), step.proof if step else "")
    return [Verdict(year, kept, last, proof, missing, held, tuple(row.unit for row in by_status if row.unit), True)]


def _strategies(rule: Rule, facts: Facts, year: int, today: date) -> list[Verdict]:
    """N9: a strategy for each goal; judged once, in the first year when all are there."""
    if year != facts.first_year:
        return []
    covered = frozenset(key for plan in facts.plans for key in plan.goals)
    missing = rule.goals - covered
    if missing or not facts.plans:
        deadline = date(facts.first_year + 1, 12, 31)
        verdict = _when_missing(year, deadline, today)
        return [Verdict(year, verdict.kept, None, "", tuple(sorted(missing)))]
    last = max(facts.plans, key=lambda p: p.approved_on or date.min)
    return [Verdict(year, Kept.KEPT, last.approved_on, last.proof)]


Judge = Callable[[Rule, Facts, int, date], list[Verdict]]

JUDGES: dict[RhythmKind, Judge] = {
    RhythmKind.PLAN_EVERY_YEARS: _plan_every,
    RhythmKind.STATUS_EVERY_YEARS: _status_every,
    RhythmKind.REPORT_ON_NEWEST_FIGURES: _newest_figures,
    RhythmKind.EVALUATION_IN_YEAR: _evaluation_in,
    RhythmKind.EVALUATION_EVERY_YEARS: _evaluation_every,
    RhythmKind.DRAFTED_BY: _each_plan(
        lambda rule, plan: plan.drafted_by in rule.units or (bool(rule.each) and not rule.units)
    ),
    RhythmKind.APPROVED_BY: _about_policy_or_plan(
        lambda rule, facts: facts.policy_approved_by in rule.units, lambda rule, plan: plan.approved_by in rule.units
    ),
    RhythmKind.HEARD: _about_policy_or_plan(
        lambda rule, facts: rule.units <= facts.policy_heard, lambda rule, plan: rule.units <= plan.heard
    ),
    RhythmKind.BOUND_TO_GOALS: _each_plan(lambda rule, plan: len(plan.goals) >= (rule.count or 0)),
    RhythmKind.FURTHER_GOALS_VOLUNTARY: _each_plan(lambda rule, plan: True),
    RhythmKind.ANNEXED_AFTER_APPROVAL: _each_plan(lambda rule, plan: plan.annexed_on is not None),
    RhythmKind.PLAN_HOLDS: _holds,
    RhythmKind.INVOLVE: _each_plan(lambda rule, plan: plan.involves_citizens),
    RhythmKind.GATHERING: _step,
    RhythmKind.DIALOGUES: _step,
    RhythmKind.STRATEGY_PER_GOAL: _strategies,
}
