"""Doors of the plans that only say no, numbers no database holds, and buttons for those who may."""

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.actions import plan as plans
from holdepunkt.policy.models import Effort
from holdepunkt.policy.tests.builders_plans import a_plan, a_town_with_rules, an_effort, approved, goals

pytestmark = pytest.mark.django_db
HUGE = "9" * 400
PLAN = {
    "title": "Indsatsplan 2021", "local_word": "indsatsplan", "period_from": "2021-01-01", "period_to": "2021-12-31",
}  # fmt: skip
EFFORT = {"title": "Vi skaffer flere boliger", "working_title": "Boliger", "_rows": "3"}


def as_(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def at(name: str, **kwargs: Any) -> str:
    return reverse(f"policy:{name}", kwargs={"slug": "lundby", **kwargs})


def text(answer: HttpResponse) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def a_running_effort() -> tuple[Town, Effort]:
    town, version = a_town_with_rules()
    effort = an_effort(town, a_plan(town, version, "hjem"), goals=goals(version, "hjem"), indicator="Boliger")
    approved(town, effort.plan)
    effort.refresh_from_db()
    return town, effort


@pytest.mark.parametrize("field", ["goals", "partners", "promises", "unit", "lead"])
@pytest.mark.parametrize("number", [HUGE, "9" * 5000, "²", "-1"])
def test_a_number_no_row_can_have_is_no_choice_on_the_effort(field: str, number: str) -> None:
    town, version = a_town_with_rules()
    effort = an_effort(town, a_plan(town, version, "hjem"))
    finn = as_(town, "finn")
    for where in (at("effort_new", pk=effort.plan_id), at("effort_edit", pk=effort.pk)):
        text(finn.post(where, EFFORT | {field: [number]}))
        text(finn.post(where, EFFORT | {field: [number], "draft": "1"}))
    assert Effort.objects.count() == 1


@pytest.mark.parametrize("field", ["goals", "own_choice", "drafted_by"])
def test_a_number_no_row_can_have_is_no_choice_on_the_plan(field: str) -> None:
    town, version = a_town_with_rules()
    plan, finn = a_plan(town, version, "hjem"), as_(town, "finn")
    for where in (at("plan_new", policy="udsatte"), at("plan_edit", pk=plan.pk)):
        assert "Vælg en af mulighederne." in text(finn.post(where, PLAN | {field: [HUGE]}))


def test_an_address_with_a_number_no_row_can_have_is_missing() -> None:
    town, _version = a_town_with_rules()
    finn = as_(town, "finn")
    for name in ("plan_page", "plan_edit", "plan_words", "effort_page", "effort_edit", "milestone_reached"):
        assert finn.get(at(name, pk=10**399)).status_code == 404, name


@pytest.mark.parametrize("number", [HUGE, "9" * 5000, "²", "-1", "0", "to"])
def test_a_strange_number_after_the_question_mark_is_left_alone(number: str) -> None:
    town, effort = a_running_effort()
    draft, finn = a_plan(town, effort.goals.get().version_of, "hjem"), as_(town, "finn")
    text(finn.get(at("plans"), {"side": number}))
    text(finn.get(at("plan_page", pk=draft.pk), {"side": number}))
    text(finn.post(at("effort_new", pk=draft.pk), {"_rows": number, "draft": "1"}))
    for where, name in ((at("effort_new", pk=draft.pk), "fra"), (at("effort_figure", pk=effort.pk), "ret")):
        assert finn.get(where, {name: number}).status_code == (404 if number == "0" else 200)


def test_the_form_of_what_is_approved_says_at_once_that_it_never_changes() -> None:
    town, effort = a_running_effort()
    finn = as_(town, "finn")
    doors = (
        at("plan_edit", pk=effort.plan_id), at("effort_edit", pk=effort.pk), at("effort_new", pk=effort.plan_id),
    )  # fmt: skip
    pages = text(finn.get(at("plan_page", pk=effort.plan_id))) + text(finn.get(at("effort_page", pk=effort.pk)))
    for door in doors:
        answer = finn.get(door)
        assert answer.status_code == 409
        assert "Den er godkendt og bliver ikke ændret." in answer.content.decode()
        assert door not in pages


def test_a_stale_page_does_not_stop_or_hand_over_what_somebody_else_just_did() -> None:
    town, effort = a_running_effort()
    finn, ib, began = as_(town, "finn"), as_(town, "ib"), effort.version
    for name in ("effort_hand", "effort_stop"):
        assert f'name="_version" value="{began}"' in text(ib.get(at(name, pk=effort.pk)))
    first = {"to": town.people["carla"].pk, "why": "Orlov.", "_version": began}
    assert finn.post(at("effort_hand", pk=effort.pk), first).status_code == 302
    late = ib.post(at("effort_hand", pk=effort.pk), first | {"to": town.people["ib"].pk})
    assert late.status_code == 409
    assert "Carla Carlsen" in late.content.decode()
    stop = finn.post(at("effort_stop", pk=effort.pk), {"on": "2021-06-01", "reason": "Solgt.", "_version": began})
    assert stop.status_code == 409
    effort.refresh_from_db()
    assert (effort.lead, effort.stopped_on) == (town.people["carla"], None)


def test_only_those_inside_the_house_are_offered_as_lead() -> None:
    town, effort = a_running_effort()
    draft, finn = a_plan(town, effort.goals.get().version_of, "hjem"), as_(town, "finn")
    for where in (at("effort_hand", pk=effort.pk), at("effort_new", pk=draft.pk)):
        page = text(finn.get(where))
        assert "Carla Carlsen" in page
        assert "Gry Grøn" not in page
        assert "Eva Ek" not in page
    gry = town.people["gry"].pk
    refused = finn.post(at("effort_new", pk=draft.pk), EFFORT | {"lead": gry})
    assert "Vælg en af mulighederne." in text(refused)


def test_the_buttons_that_decide_are_shown_to_those_who_decide() -> None:
    town, version = a_town_with_rules()
    plan = a_plan(town, version)
    where, approve = at("plan_page", pk=plan.pk), at("plan_approve", pk=plan.pk)
    page = text(as_(town, "dan").get(where))
    assert at("plan_edit", pk=plan.pk) in page
    assert approve not in page
    assert as_(town, "dan").get(approve).status_code == 403
    page = text(as_(town, "hanne").get(where))
    assert at("plan_edit", pk=plan.pk) not in page
    assert approve in page
    approved(town, plan)
    deciding = [at(name, pk=plan.pk) for name in ("plan_close", "plan_annex", "plan_correct", "plan_undo")]
    for name, shown in (("dan", False), ("carla", False), ("ib", True), ("hanne", True), ("finn", True)):
        page = text(as_(town, name).get(where))
        assert [door in page for door in deciding] == [shown] * 4, name
        assert (at("plan_next", pk=plan.pk) in page) == (name in ("dan", "ib", "finn")), name


def test_the_effort_of_a_closed_plan_offers_nothing_to_do() -> None:
    town, effort = a_running_effort()
    plans.close_plan(plan=effort.plan, by=town.as_("finn"))
    page = text(as_(town, "dan").get(at("effort_page", pk=effort.pk)))
    step = effort.milestones.get()
    doors = [at(name, pk=effort.pk) for name in ("effort_stop", "effort_hand", "effort_figure")]
    assert not [door for door in [*doors, at("milestone_reached", pk=step.pk)] if door in page]
    assert "Planen er afsluttet" in page


def test_a_plan_is_annexed_to_an_approved_version_on_the_form_too() -> None:
    town, version = a_town_with_rules()
    plan, finn = approved(town, a_plan(town, version)), as_(town, "finn")
    assert version.title in text(finn.get(at("plan_annex", pk=plan.pk)))
    sent = {"version_of": version.pk, "on": date(2021, 3, 1).isoformat()}
    assert finn.post(at("plan_annex", pk=plan.pk), sent).status_code == 302
    assert "allerede bilag" in text(finn.post(at("plan_annex", pk=plan.pk), sent))
