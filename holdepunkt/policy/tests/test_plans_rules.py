"""The policy's rhythm and what it asks of a plan, as tables."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdepunkt.policy.rules.kinds import Modal, RhythmKind
from holdepunkt.policy.rules.plan import plan_checks, plan_problems
from holdepunkt.policy.rules.plan_facts import (
    Body,
    ChosenGoal,
    PlanFacts,
    RhythmRule,
    Standing,
    number_word,
    years_begun,
)

COUNCIL = Body("Socialudvalget", frozenset({1}))
OTHER = Body("Kulturudvalget", frozenset({2}))
RENAMED = Body("Socialudvalget", frozenset({1, 9}))
PLACE = "Om planer, side 15"


def chosen(*titles: str, own: str = "") -> tuple[ChosenGoal, ...]:
    return tuple(ChosenGoal(title, (title.lower(),), title == own) for title in titles)


def facts(*rules: RhythmRule, **more: Any) -> PlanFacts:
    fields = {
        "drafter": COUNCIL, "period_from": date(2019, 1, 1), "period_to": date(2019, 12, 31),
        "goal_word": "fokuspunkter", "goals": chosen("Bolig", "Job", "Helbred"), "efforts": 1,
    }  # fmt: skip
    return PlanFacts(rules=rules, **(fields | more))


def rule(kind: RhythmKind, **more: Any) -> RhythmRule:
    return RhythmRule(kind, "Så siger politikken.", PLACE, **more)


BOUND = rule(RhythmKind.BOUND_TO_GOALS, count=3, bodies=(COUNCIL,))
FURTHER = rule(RhythmKind.FURTHER_GOALS_VOLUNTARY, stated=Modal.MAY)


def reasons(found: PlanFacts) -> list[str]:
    return [problem.reason for problem in plan_problems(found)]


def test_a_committee_that_lacks_one_of_three_is_told_which_it_has_and_where_it_stands() -> None:
    [problem] = plan_problems(facts(BOUND, goals=chosen("Bolig", "Job")))
    assert problem.reason.startswith("Socialudvalget mangler ét af de tre fokuspunkter, politikken binder det til")
    assert problem.place == PLACE


@pytest.mark.parametrize(
    ("goals", "problems"),
    [
        (chosen("A", "B", "C"), 0),
        (chosen("A", "B", "C", "D", own="D"), 0),
        (chosen("A", "B", "C", "D"), 1),
        (chosen("A", "B", "C", own="C"), 1),
        ((), 1),
    ],
)
def test_three_are_bound_and_a_fourth_is_an_own_choice(goals: Any, problems: int) -> None:
    assert len(plan_problems(facts(BOUND, FURTHER, goals=goals))) == problems


def test_sub_goals_of_one_goal_count_as_one() -> None:
    both = (ChosenGoal("A1", ("a1", "a")), ChosenGoal("A2", ("a2", "a")), ChosenGoal("B", ("b",)))
    assert "mangler ét" in reasons(facts(BOUND, goals=both))[0]


def test_only_the_goals_a_rule_names_count() -> None:
    named = replace(BOUND, count=2, goals=frozenset({"bolig", "job"}))
    assert reasons(facts(named)) == []
    assert "mangler ét" in reasons(facts(named, goals=chosen("Bolig", "Helbred")))[0]


def test_a_body_that_is_not_named_is_not_bound() -> None:
    assert plan_problems(facts(BOUND, drafter=OTHER, goals=())) == []


def test_a_committee_that_took_over_is_bound_as_the_one_before() -> None:
    taken_over = replace(BOUND, bodies=(RENAMED,))
    new_name = Body("Velfærdsudvalget", frozenset({9}))
    assert reasons(facts(taken_over, drafter=new_name, goals=()))[0].startswith("Velfærdsudvalget mangler tre")


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2017, 1, 1), date(2018, 12, 31), 2),
        (date(2017, 1, 1), date(2017, 12, 31), 1),
        (date(2017, 5, 30), date(2017, 12, 31), 1),
        (date(2017, 1, 1), date(2018, 1, 1), 2),
        (date(2019, 7, 1), date(2021, 6, 30), 2),
        (date(2020, 1, 1), date(2020, 1, 1), 1),
    ],
)
def test_begun_years_are_counted(start: date, end: date, years: int) -> None:
    assert years_begun(start, end) == years


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 4000))
def test_a_longer_period_never_has_fewer_years(start: date, days: int) -> None:
    end = date.fromordinal(start.toordinal() + days)
    assert years_begun(start, date.fromordinal(end.toordinal() + 1)) >= years_begun(start, end) >= 1


@pytest.mark.parametrize(("every", "problems"), [(1, 0), (2, 1), (None, 0)])
def test_the_period_has_the_length_the_policy_says(every: int | None, problems: int) -> None:
    assert len(plan_problems(facts(rule(RhythmKind.PLAN_EVERY_YEARS, every=every)))) == problems


def test_a_rule_for_other_years_is_silent() -> None:
    old = rule(RhythmKind.PLAN_EVERY_YEARS, every=2, from_year=2015, to_year=2018)
    assert plan_checks(facts(old))[0].rule != old.plain


@pytest.mark.parametrize(("goals", "problems"), [(("A",), 0), (("A", "B"), 1), ((), 1)])
def test_a_strategy_is_for_one_goal(goals: tuple[str, ...], problems: int) -> None:
    assert len(plan_problems(facts(rule(RhythmKind.STRATEGY_PER_GOAL), goals=chosen(*goals)))) == problems


def test_the_body_that_drafts_is_the_one_the_policy_names() -> None:
    named = rule(RhythmKind.DRAFTED_BY, bodies=(OTHER,), about="plan")
    assert reasons(facts(named)) == ["Planen laves af Socialudvalget. Politikken siger: Kulturudvalget."]
    assert reasons(facts(named, drafter=OTHER)) == []
    assert reasons(facts(replace(named, about="policy"))) == []


def test_who_must_be_heard_and_is_missing_is_named() -> None:
    named = rule(RhythmKind.HEARD, bodies=(COUNCIL, OTHER))
    assert reasons(facts(named, heard=frozenset({1}))) == ["Disse er ikke hørt endnu: Kulturudvalget."]
    assert reasons(facts(named, heard=frozenset({1, 2}))) == []


def test_the_approver_is_the_one_the_policy_names() -> None:
    named = rule(RhythmKind.APPROVED_BY, bodies=(COUNCIL,), about="plan")
    assert reasons(facts(named)) == []
    assert "ikke af Kulturudvalget" in reasons(facts(named, approver=OTHER))[0]


BROKEN = [
    replace(BOUND, count=9),
    rule(RhythmKind.PLAN_EVERY_YEARS, every=4),
    rule(RhythmKind.STRATEGY_PER_GOAL),
    rule(RhythmKind.DRAFTED_BY, bodies=(OTHER,)),
    rule(RhythmKind.HEARD, bodies=(OTHER,)),
    rule(RhythmKind.INVOLVE, bodies=(OTHER,)),
    rule(RhythmKind.APPROVED_BY, bodies=(OTHER,)),
    rule(RhythmKind.ANNEXED_AFTER_APPROVAL),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda row: str(row.kind))
def test_what_a_policy_says_may_be_done_never_stops_a_plan(broken: RhythmRule) -> None:
    found = facts(replace(broken, stated=Modal.MAY), approver=COUNCIL)
    assert plan_problems(found) == []
    assert plan_checks(found)[0].standing == Standing.REMEMBER


SCHEDULE = rule(RhythmKind.PLAN_HOLDS, what=("Tidsplan",))


def test_a_promised_schedule_is_asked_for_before_the_approval_and_names_the_efforts_without_one() -> None:
    assert plan_problems(facts(SCHEDULE)) == []
    found = facts(SCHEDULE, without_schedule=("Ét", "To"))
    assert reasons(found) == ["Politikken lover en tidsplan. Uden slutdag og uden milepæle: Ét, To."]


def test_what_else_a_plan_must_hold_is_for_people_to_read() -> None:
    found = facts(replace(SCHEDULE, what=("En økonomi",)), without_schedule=("Ét",))
    assert reasons(found) == []
    assert [check.rule for check in plan_checks(found) if check.rule == SCHEDULE.plain] == []


def test_without_a_binding_number_a_further_goal_stops_nothing() -> None:
    assert plan_problems(facts(replace(FURTHER, count=1))) == []
    assert plan_problems(facts(replace(BOUND, stated=Modal.MAY), FURTHER, goals=chosen("A", "B", "C", "D"))) == []


def test_efforts_without_unit_or_lead_are_named() -> None:
    found = facts(efforts=9, without_unit=("Ét",), without_lead=tuple(f"Nr. {n}" for n in range(1, 8)))
    assert reasons(found) == [
        "Uden ansvarlig enhed: Ét.",
        "Uden navngiven ansvarlig: Nr. 1, Nr. 2, Nr. 3, Nr. 4, Nr. 5 + 2.",
    ]


def test_a_sentence_can_be_said_in_another_language() -> None:
    words = {"ét": "one", "tre": "three"}
    [problem] = plan_problems(facts(BOUND, goals=chosen("Bolig", "Job")))
    assert "mangler one af de three" in problem.said(lambda text: words.get(text, text))
    assert number_word(11) == "11"
