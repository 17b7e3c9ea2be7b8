"""What the policy's own rhythm asks of a plan (A2, F4, F5, R3, N9), and what a plan lacks before approval."""

from holdepunkt.policy.rules.kinds import Modal, RhythmKind
from holdepunkt.policy.rules.plan_facts import Check, PlanFacts, Problem, RhythmRule, Standing, gettext_noop, some_of
from holdepunkt.policy.rules.plan_judges import JUDGES, NEVER_STOP, binds, speaks_of


def plan_problems(facts: PlanFacts) -> list[Problem]:
    """Everything that stops an approval, with the reason and the place in the policy.

    >>> from holdepunkt.policy.rules.plan_facts import Body, ChosenGoal
    >>> from datetime import date
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
    judged = (_judge(rule, facts) for rule in facts.rules if speaks_of(rule, facts))
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
        stops = any(binds(other, facts) for other in facts.rules)
    return Check(rule.plain, Standing.MISSING if stops else Standing.REMEMBER, problem)


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
    return Check(rule, Standing.MISSING, Problem(message, names={"efforts": some_of(lacking)}))


def figure_must_hide(value: float | None, *, about_people: bool) -> bool:
    """Invariant 11: a figure of one to four people is written as *under fem*.

    >>> figure_must_hide(3, about_people=True), figure_must_hide(0, about_people=True)
    (True, False)
    >>> figure_must_hide(3, about_people=False), figure_must_hide(5, about_people=True)
    (False, False)
    """
    return about_people and value is not None and 0 < value < 5
