"""What one can do with a plan, and what the rules and the database refuse."""

from datetime import date, timedelta

import pytest
from django.db import Error, transaction

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import a_town
from holdepunkt.policy import access
from holdepunkt.policy.actions import effort as efforts
from holdepunkt.policy.actions import heard, plan
from holdepunkt.policy.models import ActionPlan, Effort
from holdepunkt.policy.rules.kinds import CarryOver, PlanStage, RhythmKind, VersionStage
from holdepunkt.policy.tests.builders import a_draft, a_policy
from holdepunkt.policy.tests.builders_plans import a_plan, a_town_with_rules, an_effort, approved, goals
from holdepunkt.record.models import Entry
from holdepunkt.record.versions import Clash

pytestmark = pytest.mark.django_db
MARCH = date(2021, 3, 1)


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_plan_goes_from_draft_to_closed_and_every_step_is_in_the_record() -> None:
    town, version = a_town_with_rules()
    finn = town.as_("finn")
    draft = a_plan(town, version, "hjem")
    an_effort(town, draft, goals=goals(version, "hjem"))
    plan.mark_heard(plan=draft, by=finn)
    plan.approve_plan(plan=draft, unit=town.units["socialudvalg"], on=MARCH, by=finn)
    plan.start_plan(plan=draft, by=finn)
    plan.annex_plan(plan=draft, version_of=version, on=MARCH, by=finn)
    done = plan.close_plan(plan=draft, by=finn)
    assert (done.stage, done.approved_by, done.annexed_to) == (PlanStage.CLOSED, town.units["socialudvalg"], version)
    assert [verb for verb in verbs() if verb.startswith("plan.")] == [
        "plan.drafted", "plan.heard", "plan.approved", "plan.started", "plan.annexed", "plan.closed",
    ]  # fmt: skip


def test_a_committee_short_of_its_three_goals_is_refused_with_reason_and_place() -> None:
    town, version = a_town_with_rules((RhythmKind.BOUND_TO_GOALS, {"each": "committee", "count": 3}))
    draft = a_plan(town, version, "hjem", "arbejde", drafted_by=town.units["socialudvalg"])
    with pytest.raises(NotPossible, match="Socialudvalget mangler ét af de tre strategimål") as refused:
        approved(town, draft)
    assert "Afsnit 1" in refused.value.place
    department = a_plan(town, version, "hjem")
    assert approved(town, department).stage == PlanStage.RUNNING


def test_a_fourth_goal_must_be_an_own_choice() -> None:
    rules = ((RhythmKind.BOUND_TO_GOALS, {"count": 2}), (RhythmKind.FURTHER_GOALS_VOLUNTARY, {"stated": "may"}))
    town, version = a_town_with_rules(*rules)
    draft = a_plan(town, version, "hjem", "arbejde", "sundhed")
    with pytest.raises(NotPossible, match="frit valg"):
        approved(town, draft)
    plan.change_plan(
        plan=draft, by=town.as_("finn"), goals=goals(version, "hjem", "arbejde"), own_choice=goals(version, "sundhed")
    )
    assert approved(town, draft).stage == PlanStage.RUNNING


def test_a_body_that_must_be_heard_stops_the_approval_until_it_has_answered() -> None:
    town, version = a_town_with_rules((RhythmKind.HEARD, {"unit": "udsatteraad", "about": "plan"}))
    finn, draft = town.as_("finn"), a_plan(town, version)
    with pytest.raises(NotPossible, match="Udsatterådet"):
        plan.mark_heard(plan=draft, by=finn)
    asked = heard.ask_body(
        unit=town.units["udsatteraad"], asked_on=MARCH, due_on=clock.today() + timedelta(9), plan=draft, by=finn
    )
    with pytest.raises(NotPossible, match="frist endnu"):
        plan.mark_heard(plan=draft, by=finn)
    said = heard.note_words(heard=asked, said_on=MARCH, words="Husk hunden.", considered="Det gør vi.", by=finn)
    assert (said.words, said.considered) == ("Husk hunden.", "Det gør vi.")
    assert plan.mark_heard(plan=draft, by=finn).stage == PlanStage.HEARD
    assert plan.reopen_draft(plan=draft, by=finn).stage == PlanStage.DRAFT
    assert approved(town, draft).stage == PlanStage.RUNNING


def test_a_renamed_council_is_heard_in_the_place_of_the_old_one() -> None:
    town, version = a_town_with_rules((RhythmKind.HEARD, {"unit": "udsatteraad"}))
    old, new = town.units["udsatteraad"], town.units["kulturudvalg"]
    old.successor = new
    old.save()
    draft = a_plan(town, version)
    heard.ask_body(unit=new, asked_on=date(2020, 1, 1), due_on=date(2020, 2, 1), plan=draft, by=town.as_("finn"))
    assert approved(town, draft).stage == PlanStage.RUNNING


def test_an_effort_without_unit_or_lead_stops_the_approval_by_name() -> None:
    town, version = a_town_with_rules()
    draft = a_plan(town, version)
    an_effort(town, draft, "Cafeen åbner", lead=None)
    an_effort(town, draft, "Gademødet", unit=None)
    with pytest.raises(NotPossible) as refused:
        approved(town, draft)
    assert "Uden ansvarlig enhed: Gademødet" in refused.value.reason
    assert "Uden navngiven ansvarlig: Cafeen åbner" in refused.value.reason


def test_an_approved_plan_is_not_changed_by_any_action() -> None:
    town, version = a_town_with_rules()
    finn, draft = town.as_("finn"), a_plan(town, version, "hjem")
    effort = an_effort(town, draft)
    running = approved(town, draft)
    attempts = [
        lambda: plan.change_plan(plan=running, title="En anden", by=finn),
        lambda: plan.drop_plan(plan=running, by=finn),
        lambda: plan.approve_plan(plan=running, unit=town.units["byraad"], on=MARCH, by=finn),
        lambda: efforts.add_effort(plan=running, title="Sent", by=finn),
        lambda: efforts.change_effort(effort=effort, title="Andet", by=finn),
        lambda: efforts.remove_effort(effort=effort, by=finn),
        lambda: heard.ask_body(unit=town.units["byraad"], asked_on=MARCH, due_on=None, plan=running, by=finn),
    ]
    for attempt in attempts:
        with pytest.raises(NotPossible):
            attempt()


def test_an_approved_plan_is_not_changed_in_the_database_either() -> None:
    town, version = a_town_with_rules()
    draft = a_plan(town, version, "hjem")
    effort = an_effort(town, draft)
    running = approved(town, draft)
    changes = [
        lambda: Effort.objects.filter(pk=effort.pk).update(title="Noget andet"),
        lambda: Effort.objects.create(plan=running, title="Sneget ind"),
        lambda: Effort.objects.filter(pk=effort.pk).delete(),
        lambda: running.plan_goals.all().delete(),
    ]
    for change in changes:
        with pytest.raises(Error), transaction.atomic():
            change()


def test_a_correction_is_a_new_version_that_takes_over_when_it_is_approved() -> None:
    town, version = a_town_with_rules()
    finn, draft = town.as_("finn"), a_plan(town, version, "hjem")
    effort = an_effort(town, draft, goals=goals(version, "hjem"), partners=[town.units["boligforening"]])
    old = approved(town, draft)
    with pytest.raises(NotPossible, match="hvorfor"):
        plan.correct_plan(plan=old, reason=" ", by=finn)
    new = plan.correct_plan(plan=old, reason="Tallet var forkert.", by=finn)
    with pytest.raises(NotPossible, match="allerede en rettelse"):
        plan.correct_plan(plan=old, reason="Igen.", by=finn)
    assert (new.number, new.supersedes, new.stage) == (2, old, PlanStage.DRAFT)
    copy = new.efforts.get()
    assert (copy.title, copy.thread, list(copy.partners.all())) == (
        effort.title, effort.thread, [town.units["boligforening"]],
    )  # fmt: skip
    assert [step.title for step in copy.milestones.all()] == ["Aftale på plads"]
    plan.approve_plan(plan=new, unit=town.units["socialudvalg"], on=MARCH, by=finn)
    effort.refresh_from_db()
    assert effort.superseded_by == copy
    assert ActionPlan.objects.get(pk=old.pk).stage == PlanStage.CLOSED


def test_the_next_plan_carries_efforts_over_with_one_choice_each() -> None:
    town, version = a_town_with_rules()
    finn, draft = town.as_("finn"), a_plan(town, version, "hjem")
    keep, alter, end = (an_effort(town, draft, title) for title in ("Bliver", "Ændres", "Ophører"))
    running = approved(town, draft)
    after = plan.next_plan(
        plan=running, title="Handleplan 2022", period_from=date(2022, 1, 1), period_to=date(2022, 12, 31), by=finn
    )
    assert [link.goal.key for link in after.plan_goals.all()] == ["hjem"]
    efforts.carry_over(effort=keep, to=after, how=CarryOver.CONTINUE, by=finn)
    efforts.carry_over(effort=alter, to=after, how=CarryOver.CHANGE, by=finn)
    with pytest.raises(NotPossible, match="hvorfor »Ophører« stopper"):
        efforts.carry_over(effort=end, to=after, how=CarryOver.STOP, by=finn)
    efforts.carry_over(effort=end, to=after, how=CarryOver.STOP, reason="Målet er nået.", by=finn)
    end.refresh_from_db()
    assert [(e.title, e.carried_how) for e in after.efforts.order_by("title")] == [
        ("Bliver", "continue"), ("Ændres", "change"),
    ]  # fmt: skip
    assert (end.stopped_on, end.stop_reason) == (date(2021, 12, 31), "Målet er nået.")


def test_a_choice_can_be_made_anew_while_the_next_plan_is_a_draft() -> None:
    town, version = a_town_with_rules()
    finn, draft = town.as_("finn"), a_plan(town, version)
    effort = an_effort(town, draft)
    running = approved(town, draft)
    after = plan.next_plan(
        plan=running, title="Næste", period_from=date(2022, 1, 1), period_to=date(2022, 12, 31), by=finn
    )
    efforts.carry_over(effort=effort, to=after, how=CarryOver.CONTINUE, by=finn)
    efforts.carry_over(effort=effort, to=after, how=CarryOver.STOP, reason="Alligevel ikke.", by=finn)
    assert not after.efforts.exists()
    efforts.carry_over(effort=effort, to=after, how=CarryOver.CONTINUE, by=finn)
    effort.refresh_from_db()
    assert (effort.stopped_on, effort.stop_reason, after.efforts.count()) == (None, "", 1)
    efforts.carry_over(effort=effort, to=after, how=CarryOver.STOP, reason="Nej.", by=finn)
    plan.drop_plan(plan=after, by=finn)
    effort.refresh_from_db()
    assert effort.stopped_on is None


def test_goals_are_found_again_in_the_version_that_is_approved_now() -> None:
    town, version = a_town_with_rules()
    finn, draft = town.as_("finn"), a_plan(town, version, "hjem")
    effort = an_effort(town, draft, goals=goals(version, "hjem", "sundhed"))
    running = approved(town, draft)
    other = a_draft(town, "afloeser")
    version.stage = VersionStage.SUPERSEDED
    version.save()
    other.policy, other.number, other.stage = version.policy, 2, VersionStage.APPROVED
    other.save()
    after = plan.next_plan(
        plan=running, title="Næste", period_from=date(2022, 1, 1), period_to=date(2022, 12, 31), by=finn
    )
    copy = efforts.carry_over(effort=effort, to=after, how=CarryOver.CONTINUE, by=finn)
    assert copy is not None
    assert {goal.version_of_id for goal in copy.goals.all()} == {other.pk}


def test_a_start_can_be_undone_for_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    town, version = a_town_with_rules()
    finn, draft = town.as_("finn"), a_plan(town, version)
    approved(town, draft)
    assert plan.undo_step(plan=draft, by=finn).stage == PlanStage.APPROVED
    plan.start_plan(plan=draft, by=finn)
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(NotPossible, match="ti minutter"):
        plan.undo_step(plan=draft, by=finn)


def test_two_people_who_change_the_same_plan_are_told() -> None:
    town, version = a_town_with_rules()
    finn, draft = town.as_("finn"), a_plan(town, version)
    began = draft.version
    plan.change_plan(plan=draft, by=finn, version=began, title="Den første")
    with pytest.raises(Clash):
        plan.change_plan(plan=draft, by=finn, version=began, title="Den anden")


def test_only_the_policy_lead_and_the_drafting_unit_write_a_plan() -> None:
    town, version = a_town_with_rules()
    draft = a_plan(town, version)
    plan.change_plan(plan=draft, title="Dan skriver i sin egen enheds plan", by=town.as_("dan"))
    for name in ("carla", "gry", "eva"):
        with pytest.raises(Refused):
            plan.change_plan(plan=draft, title="Nej", by=town.as_(name))
    with pytest.raises(Refused):
        plan.change_plan(plan=draft, drafted_by=town.units["job"], by=town.as_("dan"))


def test_the_unit_that_took_over_writes_on_and_the_head_above_decides() -> None:
    town, version = a_town_with_rules()
    draft, today = a_plan(town, version), clock.today()
    for name, key in (("carla", "job"), ("eva", "byraad")):
        role = Role.EFFORT_LEAD if name == "carla" else Role.DEPARTMENT_HEAD
        people.start_post(user=town.people[name], unit=town.units[key], role=role, starts_on=today, by=town.machine)
    with pytest.raises(Refused):
        plan.change_plan(plan=draft, title="Nej", by=town.as_("eva"))
    people.change_unit(unit=town.units["social"], successor=town.units["job"], by=town.machine)
    people.change_unit(unit=town.units["job"], parent=town.units["byraad"], by=town.machine)
    draft = ActionPlan.objects.get(pk=draft.pk)
    assert plan.change_plan(plan=draft, title="Carla skriver videre", by=town.as_("carla")).title
    assert access.may_decide_plan(town.as_("eva"), draft)
    assert not access.may_decide_plan(town.as_("carla"), draft)


def test_somebody_from_another_municipality_is_refused_and_nothing_of_theirs_gets_in() -> None:
    town, version = a_town_with_rules()
    there = a_town("nabo", "Nabo Kommune")
    elsewhere = a_policy(there)
    draft = a_plan(town, version)
    with pytest.raises(Refused):
        plan.change_plan(plan=draft, title="Nej", by=there.as_("finn"))
    with pytest.raises(NotPossible, match="anden kommune"):
        an_effort(town, draft, unit=there.units["social"])
    with pytest.raises(NotPossible, match="anden kommune"):
        an_effort(town, draft, partners=[there.units["social"]])
    with pytest.raises(NotPossible, match="anden politik"):
        an_effort(town, draft, goals=goals(elsewhere, "hjem"))


def test_a_period_the_wrong_way_round_is_refused() -> None:
    town, version = a_town_with_rules()
    with pytest.raises(NotPossible, match="Vend datoerne om"):
        a_plan(town, version, period_to=date(2020, 1, 1))


def test_a_plan_of_fifty_efforts_is_corrected_in_a_fixed_number_of_statements(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    town, version = a_town_with_rules()
    draft = a_plan(town, version, "hjem")
    for number in range(50):
        an_effort(town, draft, f"Indsats {number}", goals=goals(version, "hjem"))
    running = approved(town, draft)
    finn = town.as_("finn")
    with django_assert_max_num_queries(30):
        new = plan.correct_plan(plan=running, reason="Stavefejl.", by=finn)
    assert new.efforts.count() == 50
