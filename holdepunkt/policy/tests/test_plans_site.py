"""Plans and efforts through the site, as the people of the town meet them; nothing here needs JavaScript."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import plan as plans
from holdepunkt.policy.models import ActionPlan, Effort, EffortGoal, PolicyVersion
from holdepunkt.policy.rules.kinds import PlanStage, RhythmKind
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_plans import a_plan, a_town_with_rules, an_effort, approved, goals

pytestmark = pytest.mark.django_db


def as_(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def at(name: str, **kwargs: Any) -> str:
    return reverse(f"policy:{name}", kwargs={"slug": "lundby", **kwargs})


def text(answer: HttpResponse) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def sent(client: Client, where: str, **fields: Any) -> HttpResponse:
    """Send the form and demand that it was accepted."""
    answer = client.post(where, fields)
    assert answer.status_code == 302, errors(answer)
    return answer


def errors(answer: HttpResponse) -> list[str]:
    return re.findall(r'form-error-message"[^>]*>(.*?)</span>\s*\n', answer.content.decode(), re.S)


PLAN = {
    "title": "Indsatsplan 2021", "local_word": "indsatsplan", "period_from": "2021-01-01", "period_to": "2021-12-31",
}  # fmt: skip
EFFORT = {"title": "Vi skaffer flere boliger", "working_title": "Boliger", "_rows": "3"}


def test_a_policy_lead_takes_a_plan_from_the_first_word_to_the_annex() -> None:
    town, version = a_town_with_rules((RhythmKind.BOUND_TO_GOALS, {"each": "committee", "count": 2}))
    finn = as_(town, "finn")
    home, work = goals(version, "hjem", "arbejde")
    council = town.units["socialudvalg"]
    assert "Plads til alle" in text(finn.get(at("plans")))
    new = at("plan_new", policy="udsatte")
    text(finn.get(new))
    sent(finn, new, **PLAN, drafted_by=council.pk, goals=[home.pk])
    plan = ActionPlan.objects.get()
    page = text(finn.get(at("plan_page", pk=plan.pk)))
    assert "Socialudvalget mangler ét af de to strategimål" in page
    assert "Afsnit 1" in page
    refused = finn.post(at("plan_approve", pk=plan.pk), {"unit": council.pk, "on": "2021-02-01"})
    assert "Socialudvalget mangler ét af de to strategimål" in text(refused)
    sent(
        finn, at("plan_edit", pk=plan.pk), **PLAN, drafted_by=council.pk, goals=[home.pk, work.pk],
        _version=plan.version,
    )  # fmt: skip
    sent(
        finn, at("effort_new", pk=plan.pk), **EFFORT, goals=[home.pk], unit=town.units["social"].pk,
        lead=town.people["dan"].pk, step_1="Byggegrund", due_1="2021-05-01",
    )  # fmt: skip
    sent(finn, at("plan_heard", pk=plan.pk))
    sent(finn, at("plan_approve", pk=plan.pk), unit=council.pk, on="2021-02-01")
    sent(finn, at("plan_start", pk=plan.pk))
    sent(finn, at("plan_annex", pk=plan.pk), version_of=version.pk, on="2021-02-02")
    plan.refresh_from_db()
    assert (plan.stage, plan.annexed_to) == (PlanStage.RUNNING, version)
    assert "Bilag til" in text(finn.get(at("plan_page", pk=plan.pk)))


def test_the_council_is_asked_and_its_words_stand_on_the_plan() -> None:
    town, version = a_town_with_rules((RhythmKind.HEARD, {"unit": "udsatteraad"}))
    finn, plan = as_(town, "finn"), a_plan(town, version)
    page = text(finn.get(at("plan_page", pk=plan.pk)))
    assert "Disse er ikke hørt endnu: Udsatterådet." in page
    answer = finn.post(at("plan_heard", pk=plan.pk))
    assert answer.status_code == 409
    assert "Udsatterådet" in answer.content.decode()
    sent(
        finn, at("plan_ask", pk=plan.pk), unit=town.units["udsatteraad"].pk, asked_on="2021-01-04", due_on="2021-02-01"
    )
    asked = plan.bodies_heard.get()
    sent(
        finn, at("plan_words", pk=asked.pk), said_on="2021-01-20", words="Husk <hunden>.", considered="Det gør vi.",
        _version=1,
    )  # fmt: skip
    page = text(finn.get(at("plan_page", pk=plan.pk)))
    assert "Husk &lt;hunden&gt;." in page
    sent(finn, at("plan_heard", pk=plan.pk))
    sent(finn, at("plan_reopen", pk=plan.pk))


def test_more_rows_for_milestones_come_without_losing_what_was_typed() -> None:
    town, version = a_town_with_rules()
    finn, plan = as_(town, "finn"), a_plan(town, version, "hjem")
    where = at("effort_new", pk=plan.pk)
    typed = EFFORT | {
        "step_1": "Byggegrund",
        "due_1": "2021-05-01",
        "draft": "1",
        "goals": goals(version, "hjem")[0].pk,
    }
    page = text(finn.post(where, typed))
    assert 'name="step_6"' in page
    assert 'value="Byggegrund"' in page
    assert 'value="2021-05-01"' in page
    assert not Effort.objects.exists()
    many = {f"step_{n}": f"Trin {n}" for n in range(1, 7)} | {f"due_{n}": f"2021-0{n}-01" for n in range(1, 7)}
    sent(finn, where, **EFFORT | many | {"_rows": "6"})
    assert Effort.objects.get().milestones.count() == 6


def test_a_milestone_without_a_day_is_asked_for_one() -> None:
    town, version = a_town_with_rules()
    plan = a_plan(town, version)
    page = text(as_(town, "finn").post(at("effort_new", pk=plan.pk), EFFORT | {"step_2": "Byggegrund"}))
    assert "Hvornår skal milepælen være nået?" in page


def test_a_milestone_in_a_row_that_the_form_does_not_count_is_not_lost() -> None:
    town, version = a_town_with_rules()
    plan = a_plan(town, version)
    page = text(as_(town, "finn").post(at("effort_new", pk=plan.pk), EFFORT | {"step_9": "Byggegrund", "_rows": "1"}))
    assert "Byggegrund" in page
    assert "Hvornår skal milepælen være nået?" in page


def test_an_effort_is_copied_from_another_and_changed_and_removed() -> None:
    town, version = a_town_with_rules()
    finn, plan = as_(town, "finn"), a_plan(town, version, "hjem")
    source = an_effort(town, plan, "Gademødet", goals=goals(version, "hjem"))
    assert "Gademødet" in text(finn.get(at("effort_pick", pk=plan.pk) + "?q=gade"))
    page = text(finn.get(at("effort_new", pk=plan.pk) + f"?fra={source.pk}"))
    assert 'value="Gademødet"' in page
    assert 'value="Aftale på plads"' in page
    where = at("effort_edit", pk=source.pk)
    text(finn.get(where))
    sent(finn, where, **EFFORT, _version=source.version)
    source.refresh_from_db()
    assert (source.title, source.milestones.count()) == ("Vi skaffer flere boliger", 0)
    text(finn.get(at("effort_remove", pk=source.pk)))
    assert Effort.objects.exists()
    sent(finn, at("effort_remove", pk=source.pk))
    assert not Effort.objects.exists()


def test_two_who_write_the_same_effort_see_each_others_words() -> None:
    town, version = a_town_with_rules()
    plan = a_plan(town, version)
    effort = an_effort(town, plan)
    where, began = at("effort_edit", pk=effort.pk), effort.version
    sent(as_(town, "dan"), where, **EFFORT | {"economy": "Dan: 100.000 kr."}, _version=began)
    answer = as_(town, "finn").post(where, EFFORT | {"economy": "Finn: 200.000 kr.", "_version": began})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dan: 100.000 kr." in page
    assert "Finn: 200.000 kr." in page


def test_two_who_write_the_same_plan_see_each_others_words() -> None:
    town, version = a_town_with_rules()
    plan = a_plan(town, version)
    where, unit = at("plan_edit", pk=plan.pk), town.units["social"].pk
    sent(as_(town, "dan"), where, **PLAN | {"title": "Dans titel"}, drafted_by=unit, _version=plan.version)
    answer = as_(town, "finn").post(where, PLAN | {"drafted_by": unit, "_version": plan.version})
    assert answer.status_code == 409
    assert "Dans titel" in answer.content.decode()


def test_an_effort_at_work_is_read_only_and_its_lead_keeps_it_going() -> None:
    town, version = a_town_with_rules()
    effort = an_effort(town, a_plan(town, version, "hjem"), about_people=True, indicator="Borgere i egen bolig")
    approved(town, effort.plan)
    dan, step = as_(town, "dan"), effort.milestones.get()
    page = text(dan.get(at("effort_page", pk=effort.pk)))
    assert at("effort_edit", pk=effort.pk) not in page
    assert dan.post(at("effort_edit", pk=effort.pk), EFFORT).status_code == 200
    text(dan.get(at("milestone_reached", pk=step.pk)))
    sent(dan, at("milestone_reached", pk=step.pk), on="2021-05-20")
    sent(dan, at("milestone_unreached", pk=step.pk))
    small = dan.post(at("effort_figure", pk=effort.pk), {"value": "3", "as_of": "2021-05-01", "source": "Liste"})
    assert "Vælg »under fem«" in text(small)
    sent(dan, at("effort_figure", pk=effort.pk), under_five="on", as_of="2021-05-01", source="Boliglisten")
    first = effort.figures.get()
    sent(
        dan, at("effort_figure", pk=effort.pk) + f"?ret={first.pk}", value="1.250,5", as_of="2021-05-01", source="Liste"
    )
    assert [str(row.value) for row in effort.figures.filter(replaces=first)] == ["1250.50"]
    sent(dan, at("effort_stop", pk=effort.pk), on="2021-06-01", reason="Grunden blev solgt.")
    assert "Fortryd stoppet" in text(dan.get(at("effort_page", pk=effort.pk)))
    sent(dan, at("effort_restart", pk=effort.pk))
    sent(dan, at("effort_hand", pk=effort.pk), to=town.people["carla"].pk, why="Nyt job.")
    page = text(as_(town, "carla").get(at("effort_page", pk=effort.pk)))
    for told in ("Ny ansvarlig: Carla Carlsen.", "Grunden blev solgt.", "Stoppet blev fortrudt.", "1.250,5"):
        assert told in page
    effort.refresh_from_db()
    assert (effort.lead, effort.stopped_on) == (town.people["carla"], None)


def test_fifty_efforts_are_carried_over_on_one_page() -> None:
    town, version = a_town_with_rules()
    finn, plan = as_(town, "finn"), a_plan(town, version, "hjem")
    old = [an_effort(town, plan, f"Indsats {n:02}", goals=goals(version, "hjem")) for n in range(50)]
    approved(town, plan)
    later = {"title": "Handleplan 2022", "period_from": "2022-01-01", "period_to": "2022-12-31"}
    text(finn.get(at("plan_next", pk=plan.pk)))
    sent(finn, at("plan_next", pk=plan.pk), **later)
    after = ActionPlan.objects.get(follows=plan)
    where = at("plan_carry", pk=after.pk)
    assert "Indsats 49" in text(finn.get(where))
    hows = ["continue", "change", "stop"]
    chosen = {f"how_{row.pk}": hows[n % 3] for n, row in enumerate(old)}
    refused = finn.post(where, chosen | {"_version": after.version})
    assert "Skriv, hvorfor den stopper." in text(refused)
    reasons = {f"why_{row.pk}": "Målet er nået." for row in old}
    sent(finn, where, **chosen | reasons | {"_version": after.version})
    assert after.efforts.filter(carried_how="continue").count() == 17
    assert after.efforts.filter(carried_how="change").count() == 17
    assert plan.efforts.filter(stop_reason="Målet er nået.").count() == 16
    assert "venter på et valg" not in text(finn.get(at("plan_page", pk=after.pk)))
    again = finn.post(where, {f"how_{old[0].pk}": "change", "_version": after.version})
    assert again.status_code == 409


def test_a_reason_for_an_effort_that_has_left_the_former_plan_is_not_lost() -> None:
    town, version = a_town_with_rules()
    finn, plan = as_(town, "finn"), a_plan(town, version, "hjem")
    rows = [an_effort(town, plan, title, goals=goals(version, "hjem")) for title in ("Varmestuen", "Bussen")]
    approved(town, plan)
    after = plans.next_plan(
        plan=plan, title="Næste", period_from=date(2022, 1, 1), period_to=date(2022, 12, 31), by=town.as_("finn")
    )
    where, words = at("plan_carry", pk=after.pk), "Bussen kørte for sidste gang i maj."
    gone = {f"how_{row.pk + 1000}": "stop" for row in rows[:1]} | {f"why_{rows[0].pk + 1000}": words}
    page = text(finn.post(where, gone | {f"how_{rows[1].pk}": "continue", "_version": after.version}))
    assert "En indsats står her ikke længere" in page
    assert words in page
    assert not after.efforts.exists()


def test_an_approved_plan_is_corrected_and_the_correction_can_be_dropped() -> None:
    town, version = a_town_with_rules()
    finn, plan = as_(town, "finn"), a_plan(town, version)
    approved(town, plan)
    text(finn.get(at("plan_correct", pk=plan.pk)))
    sent(finn, at("plan_correct", pk=plan.pk), reason="Perioden var forkert.")
    new = ActionPlan.objects.get(supersedes=plan)
    assert "Perioden var forkert." in text(finn.get(at("plan_page", pk=new.pk)))
    assert "En rettelse er på vej" in text(finn.get(at("plan_page", pk=plan.pk)))
    sent(finn, at("plan_drop", pk=new.pk))
    assert not ActionPlan.objects.filter(pk=new.pk).exists()
    sent(finn, at("plan_undo", pk=plan.pk))
    plan.refresh_from_db()
    assert plan.stage == PlanStage.APPROVED


def test_the_same_form_sent_twice_makes_one_plan() -> None:
    town, _version = a_town_with_rules()
    finn, key = as_(town, "finn"), "6f1b7c2e-1111-4222-8333-944445555666"
    for _again in range(2):
        sent(finn, at("plan_new", policy="udsatte"), **PLAN, drafted_by=town.units["social"].pk, _key=key)
    assert ActionPlan.objects.count() == 1


def test_a_plan_of_another_municipality_is_missing() -> None:
    town, _version = a_town_with_rules()
    there = a_town("nabo", "Nabo Kommune")
    theirs = a_plan(there, a_policy(there))
    effort = an_effort(there, theirs)
    finn = as_(town, "finn")
    for name, pk in [
        ("plan_page", theirs.pk),
        ("plan_edit", theirs.pk),
        ("effort_page", effort.pk),
        ("effort_stop", effort.pk),
    ]:
        assert finn.get(at(name, pk=pk)).status_code == 404


@pytest.mark.parametrize("name", ["gry", "eva"])
def test_plans_in_the_making_are_for_the_administration(name: str) -> None:
    town, version = a_town_with_rules()
    plan = a_plan(town, version)
    assert as_(town, name).get(at("plan_page", pk=plan.pk)).status_code == 403
    assert Client().get(at("plan_page", pk=plan.pk)).status_code == 302


def test_one_who_may_read_but_not_write_is_told_who_can_help() -> None:
    town, version = a_town_with_rules()
    plan = a_plan(town, version)
    page = text(as_(town, "carla").get(at("plan_page", pk=plan.pk)))
    assert "Tovholderen for politikken" in page
    assert at("plan_approve", pk=plan.pk) not in page


def many(town: Town, version: PolicyVersion, plan: ActionPlan, count: int, without_goal: int = 0) -> None:
    home = goals(version, "hjem")[0]
    rows = Effort.objects.bulk_create(
        Effort(
            plan=plan, title=f"Indsats {n}", order=n, unit=town.units["social"],
            lead=town.people["dan"] if n % 2 else None,
        )
        for n in range(count)
    )  # fmt: skip
    EffortGoal.objects.bulk_create(EffortGoal(effort=row, goal=home) for row in rows[without_goal:])


def queries(client: Client, where: str) -> int:
    client.get(where)
    with CaptureQueriesContext(connection) as caught:
        text(client.get(where))
    return len(caught)


def test_the_pages_of_plans_ask_the_database_as_often_for_200_efforts_as_for_20() -> None:
    town, version = a_town_with_rules(
        (RhythmKind.BOUND_TO_GOALS, {"each": "committee", "count": 2}), (RhythmKind.HEARD, {"unit": "udsatteraad"})
    )
    finn, plan = as_(town, "finn"), a_plan(town, version, "hjem", "arbejde")
    many(town, version, plan, 20)
    pages = [at("plan_page", pk=plan.pk), at("plans"), at("effort_pick", pk=plan.pk), at("effort_new", pk=plan.pk)]
    before = [queries(finn, page) for page in pages]
    many(town, version, plan, 180)
    assert [queries(finn, page) for page in pages] == before
    assert max(before) <= 40


def test_the_carry_over_page_asks_as_often_for_60_efforts_as_for_6() -> None:
    counts = []
    town, version = a_town_with_rules()
    finn, plan = as_(town, "finn"), a_plan(town, version, "hjem")
    for count in (6, 54):
        many(town, version, plan, count)
        after = plans.next_plan(
            plan=plan, title="Næste", period_from=date(2022, 1, 1), period_to=date(2022, 12, 31), by=town.as_("finn")
        )
        counts.append(queries(finn, at("plan_carry", pk=after.pk)))
    assert counts[0] == counts[1]


def test_a_plan_with_many_efforts_is_read_fifty_at_a_time_and_by_what_is_missing() -> None:
    town, version = a_town_with_rules()
    finn, plan = as_(town, "finn"), a_plan(town, version, "hjem", "arbejde")
    many(town, version, plan, 103, without_goal=3)
    where = at("plan_page", pk=plan.pk)
    page = text(finn.get(where))
    assert "strategimål" in page
    assert "Indsats 52<" in page
    assert "Indsats 53<" not in page
    last = text(finn.get(where + "?side=3"))
    assert "Tjener endnu ikke et mål" in last
    assert "Indsats 2<" in last
    lacking = text(finn.get(where + "?vis=mangler"))
    assert "(52)" in lacking
    assert "Indsats 1<" not in lacking
    assert "Indsats 0<" not in text(finn.get(where + "?maal=arbejde"))
