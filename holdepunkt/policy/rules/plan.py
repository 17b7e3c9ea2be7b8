"""What the policy's own rhythm asks of a plan (A2, F4, F5, R3, N9), and what a plan lacks before approval.

Plain Python. Sentences are kept as a message and its names, so that a page can say them in the
reader's language; `reason` says them in Danish.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from holdepunkt.policy.rules.kinds import Modal, RhythmKind

SHOWN_NAMES = 5
ABOUT_PLANS = ("", "plan")


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation; the page translates it."""
    return message


NUMBERS = (
    gettext_noop("nul"), gettext_noop("ét"), gettext_noop("to"), gettext_noop("tre"), gettext_noop("fire"),
    gettext_noop("fem"), gettext_noop("seks"), gettext_noop("syv"), gettext_noop("otte"),
    gettext_noop("ni"), gettext_noop("ti"),
)  # fmt: skip
IT, THEM = gettext_noop("det"), gettext_noop("den")
OUR_WORDS = frozenset({*NUMBERS, IT, THEM})


def number_word(count: int) -> str:
    """A small number as a word.

    >>> number_word(3), number_word(12)
    ('tre', '12')
    """
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else str(count)


@dataclass(frozen=True)
class Problem:
    """A rule that is not kept: what was found, what was expected, and the place in the policy."""

    message: str
    place: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The sentence in Danish."""
        return self.said(str)

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence through `translate`, which is gettext on a page."""
        names = {k: translate(v) if v in OUR_WORDS else v for k, v in self.names.items()}
        return translate(self.message) % names


class Standing(StrEnum):
    """How a plan stands to one rule."""

    KEPT = "kept"
    MISSING = "missing"
    REMEMBER = "remember"


@dataclass(frozen=True)
class Check:
    """One line of the list a person reads before approving. Only MISSING stops an approval."""

    rule: str
    standing: Standing
    problem: Problem | None = None


@dataclass(frozen=True)
class Body:
    """A unit of a rule. `ids` are the unit and those that took over from it (A7)."""

    name: str
    ids: frozenset[int]
    neuter: bool = True


@dataclass(frozen=True)
class RhythmRule:
    """One row of the rhythm, as a plan meets it."""

    kind: RhythmKind
    plain: str
    place: str = ""
    stated: Modal = Modal.SHALL
    about: str = ""
    every: int | None = None
    from_year: int | None = None
    to_year: int | None = None
    count: int | None = None
    bodies: tuple[Body, ...] = ()
    goals: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ChosenGoal:
    """A goal a plan takes on; `line` is its key and those of the goals above it, the top one last."""

    title: str
    line: tuple[str, ...]
    own_choice: bool = False


@dataclass(frozen=True)
class PlanFacts:
    """What one needs to know about a plan to judge it."""

    drafter: Body
    period_from: date
    period_to: date
    goals: tuple[ChosenGoal, ...] = ()
    goal_word: str = "mål"
    asked: frozenset[int] = frozenset()
    heard: frozenset[int] = frozenset()
    taking_part: frozenset[int] = frozenset()
    rules: tuple[RhythmRule, ...] = ()
    efforts: int = 0
    without_unit: tuple[str, ...] = ()
    without_lead: tuple[str, ...] = ()
    approver: Body | None = None
    annexed: bool = False
    not_carried: int = 0


def was_heard(said_on: date | None, due_on: date | None, *, today: date) -> bool:
    """A body is heard when it has answered, or when its deadline has passed in silence (N9, R6).

    >>> was_heard(None, date(2021, 3, 1), today=date(2021, 3, 1))
    False
    >>> was_heard(None, date(2021, 3, 1), today=date(2021, 3, 2))
    True
    """
    return said_on is not None or (due_on is not None and due_on < today)


def years_begun(period_from: date, period_to: date) -> int:
    """Count the years a period begins on, both days included.

    >>> years_begun(date(2017, 1, 1), date(2018, 12, 31))
    2
    >>> years_begun(date(2021, 3, 15), date(2021, 12, 31)), years_begun(date(2020, 2, 29), date(2021, 2, 28))
    (1, 1)
    >>> years_begun(date(2017, 1, 1), date(2019, 1, 1))
    3
    """
    after = period_to + timedelta(days=1)
    whole = after.year - period_from.year
    begun_next = (after.month, after.day) > (period_from.month, period_from.day)
    if (period_from.month, period_from.day) == (2, 29) and (after.month, after.day) == (3, 1):
        begun_next = False
    return max(1, whole + begun_next)


def plan_problems(facts: PlanFacts) -> list[Problem]:
    """Everything that stops an approval, with the reason and the place in the policy.

    >>> council = Body("Socialudvalget", frozenset({1}))
    >>> rule = RhythmRule(RhythmKind.BOUND_TO_GOALS, "Tre fokuspunkter.", "side 15", count=3, bodies=(council,))
    >>> facts = PlanFacts(council, date(2019, 1, 1), date(2019, 12, 31), goal_word="fokuspunkter",
    ...     goals=(ChosenGoal("Bolig", ("bolig",)), ChosenGoal("Job", ("job",))), rules=(rule,))
    >>> [(problem.reason, problem.place) for problem in plan_problems(facts)]
    [('Socialudvalget mangler ét af de tre fokuspunkter, politikken binder det til. Valgt: Bolig, Job.', 'side 15')]
    """
    return [
        check.problem
        for check in plan_checks(facts)
        if check.standing == Standing.MISSING and check.problem is not None
    ]


def plan_checks(facts: PlanFacts) -> list[Check]:
    """Every rule that speaks of this plan and how the plan stands to it, then what is ours to ask."""
    judged = (_judge(rule, facts) for rule in facts.rules if _speaks_of(rule, facts))
    return [*(check for check in judged if check is not None), *_own_checks(facts)]


def _judge(rule: RhythmRule, facts: PlanFacts) -> Check | None:
    judge = JUDGES.get(rule.kind)
    if judge is None:
        return None
    problem = judge(rule, facts)
    if problem is None:
        return Check(rule.plain, Standing.KEPT)
    stops = rule.stated == Modal.SHALL and rule.kind not in NEVER_STOP
    if rule.kind == RhythmKind.FURTHER_GOALS_VOLUNTARY:
        # "May" is what the row says of the further goal; the count it goes beyond is a "shall".
        stops = any(_binds(other, facts) for other in facts.rules)
    return Check(rule.plain, Standing.MISSING if stops else Standing.REMEMBER, problem)


def _speaks_of(rule: RhythmRule, facts: PlanFacts) -> bool:
    """Whether a row is about plans, about this year, and about the body that makes this one."""
    year = facts.period_from.year
    if rule.from_year is not None and year < rule.from_year:
        return False
    if rule.to_year is not None and year > rule.to_year:
        return False
    if rule.kind in ABOUT_SOMETHING and rule.about not in ABOUT_PLANS:
        return False
    return rule.kind not in BINDS_ITS_BODIES or not rule.bodies or _is_one_of(facts.drafter, rule.bodies)


def _is_one_of(body: Body, bodies: Iterable[Body]) -> bool:
    return any(body.ids & other.ids for other in bodies)


def _names(bodies: Iterable[Body]) -> str:
    return ", ".join(body.name for body in bodies)


def _bound(rule: RhythmRule, facts: PlanFacts) -> set[str]:
    """The goals that count: chosen, no free choice, among the rule's own goals when it names them."""
    lines = [goal.line for goal in facts.goals if not goal.own_choice and goal.line]
    if rule.goals:
        return {key for line in lines for key in line if key in rule.goals}
    return {line[-1] for line in lines}


def _binds(rule: RhythmRule, facts: PlanFacts) -> bool:
    return (
        rule.kind == RhythmKind.BOUND_TO_GOALS
        and rule.stated == Modal.SHALL
        and bool(rule.count)
        and _speaks_of(rule, facts)
    )


def bound_to_goals(rule: RhythmRule, facts: PlanFacts) -> Problem | None:
    """F4: a body is bound to a number of goals; free choices come on top."""
    bound = _bound(rule, facts)
    if not rule.count or len(bound) >= rule.count:
        return None
    chosen = ", ".join(goal.title for goal in facts.goals if not goal.own_choice)
    message = gettext_noop(
        "%(body)s mangler %(missing)s af de %(count)s %(goals)s, politikken binder %(it)s til. Valgt: %(chosen)s."
    )
    names = {
        "body": facts.drafter.name,
        "missing": number_word(rule.count - len(bound)),
        "count": number_word(rule.count),
        "goals": facts.goal_word,
        "it": IT if facts.drafter.neuter else THEM,
        "chosen": chosen or "–",
    }
    return Problem(message, rule.place, names)


def further_goals_voluntary(rule: RhythmRule, facts: PlanFacts) -> Problem | None:
    """F4: what goes beyond the number is the body's own free choice, and says so."""
    binding = next((other for other in facts.rules if _binds(other, facts)), None)
    count = binding.count if binding else rule.count
    goals = [goal for goal in facts.goals if not goal.own_choice]
    found = len(_bound(binding or rule, facts) | {goal.line[-1] for goal in goals if goal.line})
    if not count or found <= count:
        return None
    message = gettext_noop(
        "Politikken binder til %(count)s %(goals)s, og planen har %(found)s. Sæt frit valg ved det, der er ud over."
    )
    names = {"count": number_word(count), "goals": facts.goal_word, "found": number_word(found)}
    return Problem(message, rule.place, names)


def plan_every_years(rule: RhythmRule, facts: PlanFacts) -> Problem | None:
    """O3, R3: a plan covers the years the policy says; a year that is begun counts."""
    found = years_begun(facts.period_from, facts.period_to)
    if not rule.every or found == rule.every:
        return None
    message = gettext_noop("Planen går over %(found)s år. Politikken siger en plan for %(expected)s år ad gangen.")
    return Problem(message, rule.place, {"found": number_word(found), "expected": number_word(rule.every)})


def strategy_per_goal(rule: RhythmRule, facts: PlanFacts) -> Problem | None:
    """N9: one strategy for each goal, so a plan under this rule takes on exactly one."""
    keys = {key for goal in facts.goals for key in goal.line if key in rule.goals}
    found = len(keys if rule.goals else {goal.line[-1] for goal in facts.goals if goal.line})
    if found == 1:
        return None
    message = gettext_noop("Politikken siger en plan for hvert af sine %(goals)s. Denne har %(found)s.")
    return Problem(message, rule.place, {"goals": facts.goal_word, "found": number_word(found)})


def drafted_by(rule: RhythmRule, facts: PlanFacts) -> Problem | None:
    """N9, F4: who makes the plan."""
    if not rule.bodies or _is_one_of(facts.drafter, rule.bodies):
        return None
    message = gettext_noop("Planen laves af %(found)s. Politikken siger: %(expected)s.")
    return Problem(message, rule.place, {"found": facts.drafter.name, "expected": _names(rule.bodies)})


def heard(rule: RhythmRule, facts: PlanFacts) -> Problem | None:
    """R6, N9: who must be heard before the plan is approved."""
    missing = [body for body in rule.bodies if not body.ids & facts.heard]
    if not missing:
        return None
    message = gettext_noop("Disse er ikke hørt endnu: %(missing)s.")
    return Problem(message, rule.place, {"missing": _names(missing)})


def involve(rule: RhythmRule, facts: PlanFacts) -> Problem | None:
    """R5, N9: who is drawn in; seen when they are asked, or partners of an effort."""
    missing = [body for body in rule.bodies if not body.ids & (facts.asked | facts.taking_part)]
    if not missing:
        return None
    message = gettext_noop("Det kan endnu ikke ses, at disse er med: %(missing)s.")
    return Problem(message, rule.place, {"missing": _names(missing)})


def approved_by(rule: RhythmRule, facts: PlanFacts) -> Problem | None:
    """Who approves; judged when an approver is named."""
    if not rule.bodies or facts.approver is None or _is_one_of(facts.approver, rule.bodies):
        return None
    message = gettext_noop("Politikken siger, at planen godkendes af %(expected)s, ikke af %(found)s.")
    return Problem(message, rule.place, {"expected": _names(rule.bodies), "found": facts.approver.name})


def annexed_after_approval(rule: RhythmRule, facts: PlanFacts) -> Problem | None:
    """F5: once approved, the plan is annexed to the policy."""
    if facts.annexed:
        return None
    return Problem(gettext_noop("Når planen er godkendt, skal den vedlægges politikken."), rule.place)


Judge = Callable[[RhythmRule, PlanFacts], Problem | None]
JUDGES: Mapping[RhythmKind, Judge] = {
    RhythmKind.BOUND_TO_GOALS: bound_to_goals,
    RhythmKind.FURTHER_GOALS_VOLUNTARY: further_goals_voluntary,
    RhythmKind.PLAN_EVERY_YEARS: plan_every_years,
    RhythmKind.STRATEGY_PER_GOAL: strategy_per_goal,
    RhythmKind.DRAFTED_BY: drafted_by,
    RhythmKind.HEARD: heard,
    RhythmKind.INVOLVE: involve,
    RhythmKind.APPROVED_BY: approved_by,
    RhythmKind.ANNEXED_AFTER_APPROVAL: annexed_after_approval,
}
NEVER_STOP = frozenset({RhythmKind.INVOLVE, RhythmKind.ANNEXED_AFTER_APPROVAL})
ABOUT_SOMETHING = frozenset({RhythmKind.DRAFTED_BY, RhythmKind.HEARD, RhythmKind.APPROVED_BY, RhythmKind.INVOLVE})
BINDS_ITS_BODIES = frozenset(
    {RhythmKind.BOUND_TO_GOALS, RhythmKind.FURTHER_GOALS_VOLUNTARY, RhythmKind.STRATEGY_PER_GOAL}
)


def _own_checks(facts: PlanFacts) -> list[Check]:
    """What the house asks of every plan: a unit and a named person behind each effort."""
    checks = [
        _complete(
            gettext_noop("Hver indsats har en ansvarlig enhed."),
            gettext_noop("Uden ansvarlig enhed: %(efforts)s."),
            facts.without_unit,
        ),
        _complete(
            gettext_noop("Hver indsats har en navngiven ansvarlig."),
            gettext_noop("Uden navngiven ansvarlig: %(efforts)s."),
            facts.without_lead,
        ),
    ]
    if facts.efforts == 0:
        empty = Problem(gettext_noop("Der er ingen indsatser endnu."))
        checks = [Check(gettext_noop("Planen har indsatser."), Standing.REMEMBER, empty)]
    if facts.not_carried:
        waits = Problem(
            gettext_noop("Indsatser i den forrige plan, der mangler et valg: %(count)s."),
            names={"count": str(facts.not_carried)},
        )
        checks.append(Check(gettext_noop("Den forrige plans indsatser er ført videre."), Standing.REMEMBER, waits))
    return checks


def _complete(rule: str, message: str, lacking: tuple[str, ...]) -> Check:
    if not lacking:
        return Check(rule, Standing.KEPT)
    shown = ", ".join(lacking[:SHOWN_NAMES])
    if len(lacking) > SHOWN_NAMES:
        shown += f" + {len(lacking) - SHOWN_NAMES}"
    return Check(rule, Standing.MISSING, Problem(message, names={"efforts": shown}))


def figure_must_hide(value: float | None, *, about_people: bool) -> bool:
    """Invariant 11: a figure of one to four people is written as *under fem*.

    >>> figure_must_hide(3, about_people=True), figure_must_hide(0, about_people=True)
    (True, False)
    >>> figure_must_hide(3, about_people=False), figure_must_hide(5, about_people=True)
    (False, False)
    """
    return about_people and value is not None and 0 < value < 5
