"""What the course of a plan keeps and what it no longer allows: corrections, closing, annexing, dropping."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.actions import effort as efforts
from holdepunkt.policy.actions import heard, item, plan, report
from holdepunkt.policy.models import ActionPlan, BodyHeard, Effort, PolicyVersion
from holdepunkt.policy.reads import keeps_word
from holdepunkt.policy.rules.kinds import CarryOver, PlanStage, RhythmKind, VersionStage
from holdepunkt.policy.rules.rhythm import Kept, verdicts
from holdepunkt.policy.tests.builders_plans import a_plan, a_town_with_rules, an_effort, approved
from holdepunkt.record.models import Entry

pytestmark = pytest.mark.django_db
MARCH = date(2021, 3, 1)
HEARD_AND_ANNEXED: tuple[tuple[RhythmKind, dict[str, Any]], ...] = (
    (RhythmKind.HEARD, {"unit": "udsatteraad", "about": "plan"}),
    (RhythmKind.ANNEXED_AFTER_APPROVAL, {}),
)


def a_heard_plan_at_work() -> tuple[Town, PolicyVersion, ActionPlan]:
    town, version = a_town_with_rules(*HEARD_AND_ANNEXED)
    finn, draft = town.as_("finn"), a_plan(town, version, "hjem")
    asked = heard.ask_body(unit=town.units["udsatteraad"], asked_on=MARCH, due_on=MARCH, plan=draft, by=finn)
    heard.note_words(heard=asked, said_on=MARCH, words="Husk hunden.", considered="Det gør vi.", by=finn)
    an_effort(town, draft)
    running = approved(town, draft)
    return town, version, plan.annex_plan(plan=running, version_of=version, on=MARCH, by=finn)


def said_of_the_plan(version: PolicyVersion, town: Town) -> list[tuple[str, Any]]:
    """What the public reads of the hearing and the annex of the plan."""
    facts = keeps_word.facts(town.as_("finn"), version, today=clock.today())
    kinds = ("heard", "annexed_after_approval")
    rows = [row for row in keeps_word.rhythms(version) if row.kind in kinds]
    return [
        (str(row.kind), [judged.kept for judged in verdicts(keeps_word.rule_of(row), facts, today=clock.today())])
        for row in rows
    ]


def test_a_correction_keeps_the_annex_and_the_words_of_those_who_were_heard() -> None:
    town, version, old = a_heard_plan_at_work()
    finn, before = town.as_("finn"), said_of_the_plan(version, town)
    assert [Kept.KEPT in kept for _kind, kept in before] == [True, True]
    new = plan.correct_plan(plan=old, reason="En stavefejl.", by=finn)
    copy = new.bodies_heard.get()
    assert (copy.unit, copy.said_on, copy.words, copy.considered) == (
        town.units["udsatteraad"], MARCH, "Husk hunden.", "Det gør vi.",
    )  # fmt: skip
    assert old.bodies_heard.count() == 1
    assert new.annexed_on is None
    done = plan.approve_plan(plan=new, unit=town.units["socialudvalg"], on=clock.today(), by=finn)
    assert (done.annexed_on, done.annexed_to) == (MARCH, version)
    assert Entry.objects.filter(verb="plan.annex_kept", about_uuid=new.uuid).exists()
    assert said_of_the_plan(version, town) == before


def test_a_correction_with_only_the_old_words_can_be_dropped_but_not_one_where_somebody_new_was_asked() -> None:
    town, _version, old = a_heard_plan_at_work()
    finn = town.as_("finn")
    new = plan.correct_plan(plan=old, reason="En stavefejl.", by=finn)
    plan.drop_plan(plan=new, by=finn)
    assert BodyHeard.objects.count() == 1
    again = plan.correct_plan(plan=old, reason="En stavefejl.", by=finn)
    heard.ask_body(unit=town.units["social"], asked_on=MARCH, due_on=None, plan=again, by=finn)
    with pytest.raises(NotPossible, match="spurgt"):
        plan.drop_plan(plan=again, by=finn)


def test_a_draft_with_an_item_begun_on_it_is_not_dropped_and_the_item_is_named() -> None:
    town, version = a_town_with_rules()
    draft = a_plan(town, version)
    item.begin_item(
        policy=version.policy, committee=town.units["socialudvalg"], title="Planen til godkendelse", plan=draft,
        by=town.as_("finn"),
    )  # fmt: skip
    with pytest.raises(NotPossible, match="Planen til godkendelse"):
        plan.drop_plan(plan=draft, by=town.as_("finn"))


def test_a_draft_that_a_next_plan_follows_is_not_dropped_and_neither_are_its_efforts_carried_on() -> None:
    town, version = a_town_with_rules()
    finn, draft = town.as_("finn"), a_plan(town, version)
    effort = an_effort(town, draft)
    after = plan.next_plan(
        plan=draft, title="Handleplan 2022", period_from=date(2022, 1, 1), period_to=date(2022, 12, 31), by=finn
    )
    efforts.carry_over(effort=effort, to=after, how=CarryOver.CONTINUE, by=finn)
    with pytest.raises(NotPossible, match="Handleplan 2022"):
        plan.drop_plan(plan=draft, by=finn)
    with pytest.raises(NotPossible, match="Handleplan 2022"):
        efforts.remove_effort(effort=effort, by=finn)


def a_closed_effort() -> tuple[Town, Effort]:
    town, version = a_town_with_rules()
    effort = an_effort(town, a_plan(town, version, "hjem"), indicator="Boliger")
    approved(town, effort.plan)
    plan.close_plan(plan=effort.plan, by=town.as_("finn"))
    return town, Effort.objects.get(pk=effort.pk)


def test_the_efforts_of_a_closed_plan_are_left_as_they_are() -> None:
    town, effort = a_closed_effort()
    dan = town.as_("dan")
    attempts = [
        lambda: efforts.stop_effort(effort=effort, on=MARCH, reason="Sent.", by=dan),
        lambda: efforts.hand_effort(effort=effort, to=town.people["carla"], why="Sent.", by=dan),
        lambda: efforts.reach_milestone(milestone=effort.milestones.get(), on=MARCH, by=dan),
        lambda: efforts.note_figure(effort=effort, as_of=MARCH, source="Liste", value=7, by=dan),
    ]
    for attempt in attempts:
        with pytest.raises(NotPossible, match="afsluttet"):
            attempt()


def test_an_open_status_that_asks_about_an_effort_of_a_closed_plan_still_takes_its_figure_and_milestones() -> None:
    town, version = a_town_with_rules()
    effort = an_effort(town, a_plan(town, version, "hjem"), indicator="Boliger")
    approved(town, effort.plan)
    report.open_round(policy=version.policy, year=2021, due_on=clock.today() + timedelta(9), by=town.as_("finn"))
    plan.close_plan(plan=effort.plan, by=town.as_("finn"))
    dan = town.as_("dan")
    assert efforts.reach_milestone(milestone=effort.milestones.get(), on=MARCH, by=dan).reached_on == MARCH
    assert efforts.note_figure(effort=effort, as_of=MARCH, source="Liste", value=7, by=dan).value == 7
    with pytest.raises(NotPossible, match="afsluttet"):
        efforts.stop_effort(effort=effort, on=MARCH, reason="Sent.", by=dan)


def test_an_effort_of_a_draft_is_neither_stopped_nor_handed_over() -> None:
    town, version = a_town_with_rules()
    effort = an_effort(town, a_plan(town, version))
    with pytest.raises(NotPossible, match="udkast"):
        efforts.stop_effort(effort=effort, on=MARCH, reason="Nej.", by=town.as_("dan"))
    with pytest.raises(NotPossible, match="udkast"):
        efforts.reach_milestone(milestone=effort.milestones.get(), on=MARCH, by=town.as_("dan"))


def test_a_stop_and_a_milestone_lie_between_the_first_day_of_the_plan_and_today() -> None:
    town, version = a_town_with_rules()
    effort = an_effort(town, a_plan(town, version, "hjem"))
    approved(town, effort.plan)
    dan, step = town.as_("dan"), effort.milestones.get()
    before, after = date(2020, 12, 31), clock.today() + timedelta(1)
    with pytest.raises(NotPossible, match="før planen"):
        efforts.stop_effort(effort=effort, on=before, reason="Nej.", by=dan)
    with pytest.raises(NotPossible, match="før planen"):
        efforts.reach_milestone(milestone=step, on=before, by=dan)
    with pytest.raises(NotPossible, match="ikke kommet"):
        efforts.stop_effort(effort=effort, on=after, reason="Nej.", by=dan)
    with pytest.raises(NotPossible, match="fremtiden"):
        efforts.note_figure(effort=effort, as_of=after, source="Liste", value=7, by=dan)


def test_a_politician_or_a_council_member_cannot_take_an_effort() -> None:
    town, version = a_town_with_rules()
    effort = an_effort(town, a_plan(town, version, "hjem"))
    approved(town, effort.plan)
    for name in ("gry", "eva"):
        with pytest.raises(NotPossible, match="ingen post"):
            efforts.hand_effort(effort=effort, to=town.people[name], why="Nyt.", by=town.as_("finn"))


def test_an_effort_lead_writes_the_plan_but_does_not_decide_on_it() -> None:
    town, version = a_town_with_rules()
    draft = a_plan(town, version)
    dan, council = town.as_("dan"), town.units["socialudvalg"]
    plan.change_plan(plan=draft, title="Dan skriver stadig", by=dan)
    with pytest.raises(Refused):
        plan.approve_plan(plan=draft, unit=council, on=MARCH, by=dan)
    running = approved(town, draft)
    attempts = [
        lambda: plan.annex_plan(plan=running, version_of=version, on=MARCH, by=dan),
        lambda: plan.close_plan(plan=running, by=dan),
        lambda: plan.start_plan(plan=running, by=dan),
        lambda: plan.correct_plan(plan=running, reason="Nej.", by=dan),
        lambda: plan.undo_step(plan=running, by=dan),
    ]
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()


@pytest.mark.parametrize("name", ["finn", "ib", "hanne"])
def test_the_policy_lead_the_head_and_the_secretary_decide(name: str) -> None:
    town, version = a_town_with_rules()
    draft, by = a_plan(town, version), town.as_(name)
    plan.approve_plan(plan=draft, unit=town.units["socialudvalg"], on=MARCH, by=by)
    plan.start_plan(plan=draft, by=by)
    plan.annex_plan(plan=draft, version_of=version, on=MARCH, by=by)
    assert plan.close_plan(plan=draft, by=by).stage == PlanStage.CLOSED


def test_a_plan_is_annexed_once_and_to_an_approved_version() -> None:
    town, version = a_town_with_rules()
    finn, running = town.as_("finn"), approved(town, a_plan(town, version))
    coming = PolicyVersion.objects.create(
        policy=version.policy, number=2, stage=VersionStage.HEARING, title="Den næste", owner=version.owner,
        committee=version.committee, period_from=version.period_from, period_to=version.period_to,
    )  # fmt: skip
    with pytest.raises(NotPossible, match="godkendt"):
        plan.annex_plan(plan=running, version_of=coming, on=MARCH, by=finn)
    plan.annex_plan(plan=running, version_of=version, on=MARCH, by=finn)
    with pytest.raises(NotPossible, match="allerede bilag"):
        plan.annex_plan(plan=running, version_of=version, on=date(2021, 4, 1), by=finn)


def test_raw_sql_annexes_a_plan_once_and_never_again() -> None:
    town, version = a_town_with_rules()
    running = ActionPlan.objects.filter(pk=approved(town, a_plan(town, version)).pk)
    running.update(annexed_on=MARCH, annexed_to=version)
    for again in ({"annexed_on": date(2021, 4, 1)}, {"annexed_on": None, "annexed_to": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            running.update(**again)
