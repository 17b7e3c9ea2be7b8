"""The effect of a change of roles is the next request, in the session that is already open."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.models import Post, User
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy import access
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import TITLES, TODAY, a_plan, a_round, note_of

pytestmark = pytest.mark.django_db
DESK = "/lundby/arbejde/"


@pytest.fixture
def town(settings: Any) -> Town:
    settings.HOLDEPUNKT_TODAY = TODAY
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return a_town()


def signed_in(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=town.people[name].pk))
    return client


def let_go(town: Town, name: str) -> None:
    """The person's last day was yesterday."""
    let_go_from(town, name, Post.objects.get(user=town.people[name]).unit.key)


def let_go_from(town: Town, name: str, unit: str) -> None:
    """The person's last day in this unit was yesterday."""
    post = Post.objects.get(user=town.people[name], unit=town.units[unit])
    people.end_post(post=post, ends_on=TODAY - timedelta(days=1), by=town.machine)


def test_a_post_that_ended_yesterday_opens_nothing_at_the_next_request(town: Town) -> None:
    dan = signed_in(town, "dan")
    assert dan.get(DESK).status_code == 200
    let_go(town, "dan")
    assert dan.get(DESK).url.startswith("/lundby/log-ind/")
    again = signed_in(town, "dan")
    assert again.get(DESK).status_code == 403


def test_a_post_opens_its_rooms_on_the_day_it_begins_at_the_next_request(town: Town) -> None:
    _given(town, starts_on=TODAY + timedelta(days=1))
    eva = signed_in(town, "eva")
    assert eva.get(DESK).status_code == 403
    with clock.standing_at(TODAY + timedelta(days=1)):
        assert eva.get(DESK).status_code == 200


def test_whoever_is_given_a_role_signs_in_again_and_is_let_in(town: Town) -> None:
    eva = signed_in(town, "eva")
    assert eva.get(DESK).status_code == 403
    _given(town, starts_on=TODAY)
    assert eva.get(DESK).status_code == 302
    assert signed_in(town, "eva").get(DESK).status_code == 200


def _given(town: Town, *, starts_on: date) -> None:
    unit, user = town.units["social"], town.people["eva"]
    people.start_post(user=user, unit=unit, role=Role.EFFORT_LEAD, starts_on=starts_on, by=town.machine)


def test_whoever_leads_an_effort_on_paper_but_has_left_can_no_longer_answer_for_it(town: Town) -> None:
    version = a_policy(town)
    a_plan(town, version)
    note = note_of(a_round(town, version), TITLES[0])
    assert note.effort.lead == town.people["dan"]
    dan = signed_in(town, "dan")
    let_go(town, "dan")
    address = reverse("policy:status_no_news", kwargs={"slug": "lundby", "year": note.report.year, "note": note.uuid})
    assert dan.post(address).status_code == 302
    assert signed_in(town, "dan").post(address).status_code == 403
    note.refresh_from_db()
    assert note.stage == "asked"


def test_whoever_moved_to_another_unit_leaves_the_effort_to_the_one_they_left(town: Town) -> None:
    version = a_policy(town)
    a_plan(town, version)
    note = note_of(a_round(town, version), TITLES[0])
    post: dict[str, Any] = {"user": town.people["dan"], "role": Role.EFFORT_LEAD, "starts_on": TODAY}
    people.start_post(unit=town.units["job"], by=town.machine, **post)
    assert access.may_answer(town.as_("dan"), note)
    let_go_from(town, "dan", "social")
    assert not access.may_answer(town.as_("dan"), note)
    people.change_unit(unit=note.effort.unit, successor=town.units["job"], by=town.machine)
    note.effort.unit.refresh_from_db()
    assert access.may_answer(town.as_("dan"), note)


def test_somebody_elses_form_sent_again_is_refused_and_does_not_tell_where_it_led(town: Town) -> None:
    version = a_policy(town)
    a_plan(town, version)
    note = note_of(a_round(town, version), TITLES[0])
    address = reverse("policy:status_no_news", kwargs={"slug": "lundby", "year": note.report.year, "note": note.uuid})
    form = {"_key": "0b7e4f0e-3a53-4d0c-9c55-1f6f0a6f2a11"}
    first, again = (signed_in(town, "dan").post(address, form) for _time in range(2))
    assert first["Location"] == again["Location"]
    assert signed_in(town, "carla").post(address, form).status_code == 403
    assert signed_in(town, "eva").post(address, form).status_code in (403, 404)


def test_a_person_who_can_no_longer_sign_in_is_a_stranger_at_the_next_request(town: Town) -> None:
    dan = signed_in(town, "dan")
    people.change_user(user=town.people["dan"], is_active=False, by=town.machine)
    assert dan.get(DESK).status_code == 302


def test_a_lead_of_another_town_is_a_stranger_here(town: Town) -> None:
    neighbour = a_town("skovby", "Skovby Kommune")
    finn = signed_in(neighbour, "finn")
    assert finn.get("/skovby/arbejde/").status_code == 200
    assert finn.get(DESK).status_code == 302
