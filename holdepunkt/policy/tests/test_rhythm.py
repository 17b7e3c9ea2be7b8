"""Tables of what a policy promises about itself, and whether it was kept (A2)."""

from datetime import date
from typing import Any

import pytest

from holdepunkt.policy.models import Effort, LockedStatus, StatusReport
from holdepunkt.policy.reads.keeps_word import done_on
from holdepunkt.policy.rules.gatherings import Holding
from holdepunkt.policy.rules.kinds import Modal, RhythmKind
from holdepunkt.policy.rules.rhythm import Facts, HeldFact, PlanFact, ReportFact, Rule, StepFact, verdicts

TODAY = date(2021, 11, 22)


def a_plan(**more: object) -> PlanFact:
    told = {
        "title": "Plan", "years": (2019, 2019), "approved_on": date(2019, 1, 15), "drafted_by": "social",
        "approved_by": "udvalg", "heard": frozenset({"raad"}), "goals": frozenset({"a", "b", "c"}),
        "annexed_on": None, "involves_citizens": True, "proof": "/plan/",
    }  # fmt: skip
    return PlanFact(**(told | more))  # type: ignore[arg-type]


def judged(rule: Rule, facts: Facts) -> dict[int, str]:
    return {verdict.year: verdict.kept.value for verdict in verdicts(rule, facts, today=TODAY)}


def test_a_plan_every_year_is_missed_in_the_years_without_one() -> None:
    facts = Facts(2019, 2021, plans=(a_plan(),))
    found = judged(Rule(RhythmKind.PLAN_EVERY_YEARS, every=1), facts)
    assert found == {2019: "kept", 2020: "missed", 2021: "not_yet"}


def test_a_plan_approved_after_its_first_year_is_late() -> None:
    facts = Facts(2019, 2019, plans=(a_plan(approved_on=date(2020, 2, 1)),))
    assert judged(Rule(RhythmKind.PLAN_EVERY_YEARS, every=1), facts) == {2019: "late"}


@pytest.mark.parametrize(("received", "kept"), [(date(2020, 4, 1), "kept"), (date(2021, 2, 1), "late")])
def test_a_status_is_late_when_the_next_year_has_ended(received: date, kept: str) -> None:
    facts = Facts(2019, 2019, reports=(ReportFact(2019, received, "udvalg", None, "/sag/"),))
    assert judged(Rule(RhythmKind.STATUS_EVERY_YEARS, every=1), facts) == {2019: kept}


def test_last_years_status_is_not_yet_missed_while_the_year_runs() -> None:
    assert judged(Rule(RhythmKind.STATUS_EVERY_YEARS, every=1), Facts(2019, 2021)) == {
        2019: "missed", 2020: "not_yet", 2021: "not_yet",
    }  # fmt: skip


def test_a_status_every_second_year_is_asked_for_every_second_year() -> None:
    found = judged(Rule(RhythmKind.STATUS_EVERY_YEARS, every=2), Facts(2016, 2019))
    assert sorted(found) == [2016, 2018]


@pytest.mark.parametrize(
    ("figure", "kept"), [(date(2019, 12, 31), "kept"), (date(2017, 2, 8), "missed"), (None, "missed")]
)
def test_a_report_on_the_newest_figures_needs_a_figure_from_its_year(figure: date | None, kept: str) -> None:
    facts = Facts(2019, 2019, reports=(ReportFact(2019, date(2020, 3, 1), "udvalg", figure, ""),))
    assert judged(Rule(RhythmKind.REPORT_ON_NEWEST_FIGURES), facts) == {2019: kept}


@pytest.mark.parametrize(("done", "kept"), [(date(2019, 11, 1), "kept"), (date(2020, 6, 1), "late"), (None, "missed")])
def test_an_evaluation_is_judged_in_its_year_alone(done: date | None, kept: str) -> None:
    evaluations = ((2019, done, "/ev/"),) if done else ()
    facts = Facts(2017, 2021, evaluations=evaluations)
    assert judged(Rule(RhythmKind.EVALUATION_IN_YEAR, year=2019), facts) == {2019: kept}


def test_a_committee_bound_to_three_goals_with_two_has_not_kept_its_word() -> None:
    rule = Rule(RhythmKind.BOUND_TO_GOALS, each="committee", count=3)
    two = a_plan(goals=frozenset({"a", "b"}), unit_kind="committee")
    assert judged(rule, Facts(2019, 2019, plans=(a_plan(unit_kind="committee"), two))) == {2019: "missed"}
    assert judged(rule, Facts(2019, 2019, plans=(a_plan(unit_kind="department"),))) == {}


def test_what_the_text_says_may_be_done_is_never_missed() -> None:
    rule = Rule(RhythmKind.PLAN_EVERY_YEARS, stated=Modal.MAY, every=1)
    assert judged(rule, Facts(2019, 2020, plans=(a_plan(),))) == {2019: "kept", 2020: "may"}


@pytest.mark.parametrize(
    ("kind", "rule", "plan", "kept"),
    [
        (RhythmKind.DRAFTED_BY, {"units": frozenset({"social"})}, {}, "kept"),
        (RhythmKind.DRAFTED_BY, {"units": frozenset({"job"})}, {}, "missed"),
        (RhythmKind.HEARD, {"units": frozenset({"raad"})}, {}, "kept"),
        (RhythmKind.HEARD, {"units": frozenset({"raad", "handicap"})}, {}, "missed"),
        (RhythmKind.HEARD, {"units": frozenset({"raad"})}, {"heard": frozenset(), "approved_on": None}, "not_yet"),
        (RhythmKind.APPROVED_BY, {"units": frozenset({"udvalg"})}, {}, "kept"),
        (RhythmKind.ANNEXED_AFTER_APPROVAL, {}, {}, "missed"),
        (RhythmKind.ANNEXED_AFTER_APPROVAL, {}, {"annexed_on": date(2019, 2, 1)}, "kept"),
        (RhythmKind.INVOLVE, {}, {"involves_citizens": False}, "missed"),
    ],
)
def test_each_plan_is_judged_by_who_made_heard_and_approved_it(
    kind: RhythmKind, rule: dict[str, object], plan: dict[str, object], kept: str
) -> None:
    found = judged(Rule(kind, **rule), Facts(2019, 2019, plans=(a_plan(**plan),)))  # type: ignore[arg-type]
    assert found == {2019: kept}


@pytest.mark.parametrize(
    ("due", "done", "found"),
    [
        (date(2018, 6, 30), date(2018, 5, 1), {2018: "kept"}),
        (date(2018, 6, 30), date(2018, 9, 1), {2018: "late"}),
        (date(2018, 6, 30), None, {2018: "missed"}),
        (date(2021, 12, 1), None, {2021: "not_yet"}),
    ],
)
def test_a_gathering_is_an_effort_whose_last_step_is_reached(
    due: date, done: date | None, found: dict[int, str]
) -> None:
    step = StepFact("temamoede", "Temamøde", due, done, "/indsats/")
    rule = Rule(RhythmKind.GATHERING, promise="temamoede")
    assert judged(rule, Facts(2017, 2021, steps=(step,))) == found


def test_a_gathering_is_not_called_missed_before_the_committee_has_the_status_of_its_year() -> None:
    step = StepFact("temamoede", "Temamøde", date(2020, 6, 30), None, "/indsats/", told=False)
    rule = Rule(RhythmKind.GATHERING, promise="temamoede")
    facts = Facts(2020, 2020, steps=(step,))
    assert [verdicts(rule, facts, today=date(year, 1, 1))[0].kept.value for year in (2021, 2022)] == [
        "not_yet",
        "missed",
    ]


def test_a_gathering_that_goes_on_in_a_later_plan_is_judged_by_the_years_the_policy_speaks_of() -> None:
    first = StepFact("temamoede", "Temamøde", date(2018, 6, 30), date(2018, 5, 1), "/indsats/1/")
    again = StepFact("temamoede", "Endnu et temamøde", date(2019, 6, 30), None, "/indsats/2/")
    rule = Rule(RhythmKind.GATHERING, promise="temamoede", from_year=2017, to_year=2018)
    assert judged(rule, Facts(2017, 2021, steps=(first, again))) == {2018: "kept"}


def a_meeting(unit: str, holding: Holding, on: date | None = None, **more: bool) -> HeldFact:
    return HeldFact("dialoger", RhythmKind.DIALOGUES, unit, holding, on, **more)  # type: ignore[arg-type]


DONE_BY_STATUS = StepFact("dialoger", "Dialoger", date(2018, 12, 31), date(2018, 11, 1), "/indsats/")


@pytest.mark.parametrize(
    ("job", "steps", "kept", "on"),
    [
        (a_meeting("Job", Holding.HELD, date(2018, 5, 2)), (), "kept", date(2018, 5, 2)),
        (a_meeting("Job", Holding.HELD, date(2019, 2, 1)), (DONE_BY_STATUS,), "late", date(2019, 2, 1)),
        (a_meeting("Job", Holding.NOT_HELD), (), "missed", date(2018, 3, 1)),
        (a_meeting("Job", Holding.NOT_HELD), (DONE_BY_STATUS,), "kept", date(2018, 11, 1)),
        (a_meeting("Job", Holding.NOT_HELD, was_called_off=True), (DONE_BY_STATUS,), "missed", date(2018, 3, 1)),
        (a_meeting("Job", Holding.PLANNED, date(2022, 1, 1)), (DONE_BY_STATUS,), "missed", date(2018, 3, 1)),
    ],
)
def test_gatherings_that_were_held_count_before_milestones(
    job: HeldFact, steps: tuple[StepFact, ...], kept: str, on: date
) -> None:
    held = (a_meeting("Social", Holding.HELD, date(2018, 3, 1)), job)
    rule = Rule(RhythmKind.DIALOGUES, promise="dialoger", from_year=2017, to_year=2018)
    (found,) = verdicts(rule, Facts(2017, 2020, held=held, steps=steps), today=TODAY)
    assert (found.year, found.kept.value, found.on) == (2018, kept, on)
    assert found.names == (("Job",) if kept == "missed" else ())


def test_a_promise_that_nobody_wrote_a_meeting_for_is_judged_by_its_milestones() -> None:
    held = (a_meeting("Social", Holding.NOT_TOLD), a_meeting("Job", Holding.NOT_TOLD))
    rule = Rule(RhythmKind.DIALOGUES, promise="dialoger", from_year=2017, to_year=2018)
    assert judged(rule, Facts(2017, 2020, held=held, steps=(DONE_BY_STATUS,))) == {2018: "kept"}


def test_a_gathering_nobody_planned_is_not_recorded_rather_than_invented() -> None:
    assert judged(Rule(RhythmKind.GATHERING, promise="x"), Facts(2017, 2018)) == {2017: "not_recorded"}


def test_a_strategy_for_each_goal_names_the_goals_without_one() -> None:
    rule = Rule(RhythmKind.STRATEGY_PER_GOAL, goals=frozenset({"a", "d"}))
    [verdict] = verdicts(rule, Facts(2019, 2021, plans=(a_plan(),)), today=TODAY)
    assert (verdict.kept.value, verdict.names) == ("missed", ("d",))


def locked_year(**more: Any) -> LockedStatus:
    return LockedStatus(report=StatusReport(year=2018), **more)


@pytest.mark.parametrize(
    ("row", "ends_on", "done"),
    [
        ({"stated": "done"}, date(2018, 9, 1), date(2018, 9, 1)),
        ({"stated": "done"}, None, date(2018, 12, 31)),
        ({"stated": "on_track"}, date(2018, 9, 1), None),
        ({"stated": "done", "milestones": [{"reached_on": None}]}, date(2018, 9, 1), None),
        ({"stated": "on_track", "milestones": [{"reached_on": "2018-05-02"}]}, None, date(2018, 5, 2)),
    ],
)
def test_a_meeting_is_held_when_its_steps_are_or_when_its_status_says_so(
    row: dict[str, Any], ends_on: date | None, done: date | None
) -> None:
    assert done_on(locked_year(**row), Effort(ends_on=ends_on)) == done
