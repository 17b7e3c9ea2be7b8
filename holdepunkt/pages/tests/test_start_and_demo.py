"""The start page, and the demo's made-up people: one click in demo mode, nothing outside it."""

from datetime import date

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import NoReverseMatch, reverse

from bench.meter import sql_listed
from holdepunkt.pages.tests.builders import a_decision
from holdepunkt.people.models import User
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.tests.builders import a_policy

OFF = pytest.mark.parametrize("demo_mode", [False], indirect=True)


def made_up(town: Town, *names: str) -> None:
    User.objects.filter(pk__in=[town.people[name].pk for name in names]).update(made_up=True)


def test_a_visitor_sees_every_municipality_with_its_policy_and_period(client: Client, town: Town) -> None:
    a_policy(town, period_to=date(2020, 12, 31), in_use_after_period=True)
    a_town("oerby", "Ørby Kommune")
    page = client.get("/").content.decode()
    assert "Lundby Kommune" in page
    assert 'href="/lundby/"' in page
    assert "Plads til alle" in page
    assert "2020" in page
    assert "bruges stadig" in page
    assert "Ørby Kommune" in page
    assert "Der er ikke en godkendt politik her endnu." in page


def test_a_policy_without_a_period_says_that_the_text_does_not_tell(client: Client, town: Town) -> None:
    a_policy(town, period_from=None, period_to=None)
    assert "perioden står ikke i teksten" in client.get("/").content.decode()


def test_a_policy_without_an_end_that_is_still_in_use_says_so(client: Client, town: Town) -> None:
    a_policy(town, period_from=date(2017, 5, 30), period_to=None, in_use_after_period=True)
    page = client.get("/").content.decode()
    assert "2017–? · bruges stadig" in page
    assert "perioden er slut" not in page


def test_an_empty_installation_has_a_kind_start_page(client: Client, db: None) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "ingen kommuner endnu" in answer.content.decode()


def test_the_start_page_asks_two_things_of_each_town(client: Client, town: Town) -> None:
    a_policy(town)
    for number in range(19):
        a_policy(a_town(f"by-{number}", f"By {number}"))
    with sql_listed() as sql:
        client.get("/")
    assert len(sql) <= 1 + 2 * 20


def test_the_walk_on_the_start_page_goes_where_a_committee_has_decided(client: Client, town: Town) -> None:
    a_policy(a_town("aaby", "Aaby Kommune"))
    a_decision(town, a_policy(town))
    assert reverse("pages:walk", kwargs={"slug": "lundby"}) in client.get("/").content.decode()


@OFF
def test_outside_demo_mode_the_demo_has_no_address(client: Client, town: Town, demo_mode: bool) -> None:
    made_up(town, "finn")
    with pytest.raises(NoReverseMatch):
        reverse("pages:demo")
    assert client.get("/demo/").status_code == 404
    answer = client.post("/demo/log-ind/", {"uuid": str(town.people["finn"].uuid)})
    assert answer.status_code == 404
    assert SESSION_KEY not in client.session
    assert "/demo/" not in client.get("/").content.decode()


def test_the_views_stay_shut_when_demo_mode_ends_under_way(
    client: Client, town: Town, demo_mode: bool, settings
) -> None:
    made_up(town, "finn")
    settings.HOLDEPUNKT_DEMO = False
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/log-ind/", {"uuid": str(town.people["finn"].uuid)}).status_code == 404


def test_the_demo_lists_its_people_by_town_with_their_roles_and_what_to_try(
    client: Client, town: Town, demo_mode: bool
) -> None:
    made_up(town, "finn", "gry")
    page = client.get("/demo/").content.decode()
    assert "/demo/" in client.get("/").content.decode()
    assert "Lundby Kommune" in page
    assert "Finn Falk" in page
    assert "Gry Grøn" in page
    assert "Dan Dam" not in page
    assert "tovholder for politikken, Social og Psykiatri" in page
    assert "Prøv at åbne årets status" in page


def test_one_click_signs_in_and_goes_to_what_waits(client: Client, town: Town, demo_mode: bool) -> None:
    made_up(town, "gry")
    answer = client.post("/demo/log-ind/", {"uuid": str(town.people["gry"].uuid)}, follow=True)
    assert answer.redirect_chain == [("/lundby/mit/", 302)]
    assert "Gry Grøn" in answer.content.decode()


def test_only_made_up_people_can_be_chosen_and_only_by_a_post(client: Client, town: Town, demo_mode: bool) -> None:
    assert client.post("/demo/log-ind/", {"uuid": str(town.people["finn"].uuid)}).status_code == 404
    assert client.post("/demo/log-ind/", {"uuid": "nej"}).status_code == 404
    assert client.get("/demo/log-ind/").status_code == 405
    assert SESSION_KEY not in client.session


def test_the_demo_sign_in_refuses_a_forged_request(town: Town, demo_mode: bool) -> None:
    made_up(town, "finn")
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/demo/log-ind/", {"uuid": str(town.people["finn"].uuid)}).status_code == 403


def test_the_demo_asks_three_things_of_each_town_whoever_works_there(
    client: Client, town: Town, demo_mode: bool
) -> None:
    User.objects.update(made_up=True)
    for number in range(5):
        a_town(f"by-{number}", f"By {number}")
    User.objects.update(made_up=True)
    with sql_listed() as sql:
        client.get("/demo/")
    assert len(sql) <= 1 + 3 * 6
