"""How each rule of the rhythm judges a plan (A2, F4, F5, N9, O3, R3, R5, R6): a problem, or none."""

from collections.abc import Callable, Iterable, Mapping

from holdepunkt.policy.rules.kinds import Modal, RhythmKind
from holdepunkt.policy.rules.plan_facts import (
    IT,
    THEM,
    Body,
    PlanFacts,
    Problem,
    RhythmRule,
    gettext_noop,
    number_word,
    some_of,
    years_begun,
)
from holdepunkt.policy.rules.rhythm import asks_for_schedule

ABOUT_PLANS = ("", "plan")


def speaks_of(rule: RhythmRule, facts: PlanFacts) -> bool:
    """Whether a row is about plans, about this year, and about the body that makes this one."""
    year = facts.period_from.year
    if rule.from_year is not None and year < rule.from_year:
        return False
    if rule.to_year is not None and year > rule.to_year:
        return False
    if rule.kind in ABOUT_SOMETHING and rule.about not in ABOUT_PLANS:
        return False
    if rule.kind == RhythmKind.PLAN_HOLDS and not asks_for_schedule(rule.what):
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


def binds(rule: RhythmRule, facts: PlanFacts) -> bool:
    return (
        rule.kind == RhythmKind.BOUND_TO_GOALS
        and rule.stated == Modal.SHALL
        and bool(rule.count)
        and speaks_of(rule, facts)
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
    binding = next((other for other in facts.rules if binds(other, facts)), None)
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


def plan_holds(rule: RhythmRule, facts: PlanFacts) -> Problem | None:
    """F5: what the plan must hold. A schedule means an end or a milestone for every effort."""
    if not facts.without_schedule:
        return None
    message = gettext_noop("Politikken lover en tidsplan. Uden slutdag og uden milepæle: %(efforts)s.")
    return Problem(message, rule.place, {"efforts": some_of(facts.without_schedule)})


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
    RhythmKind.PLAN_HOLDS: plan_holds,
    RhythmKind.ANNEXED_AFTER_APPROVAL: annexed_after_approval,
}
NEVER_STOP = frozenset({RhythmKind.INVOLVE, RhythmKind.ANNEXED_AFTER_APPROVAL})
ABOUT_SOMETHING = frozenset({RhythmKind.DRAFTED_BY, RhythmKind.HEARD, RhythmKind.APPROVED_BY, RhythmKind.INVOLVE})
BINDS_ITS_BODIES = frozenset(
    {RhythmKind.BOUND_TO_GOALS, RhythmKind.FURTHER_GOALS_VOLUNTARY, RhythmKind.STRATEGY_PER_GOAL}
)
