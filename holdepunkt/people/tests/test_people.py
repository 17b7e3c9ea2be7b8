"""Municipalities, units, people and posts; who asks; and what a refusal says."""

from datetime import date

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from holdepunkt import clock
from holdepunkt.people import access, actions, reads
from holdepunkt.people.access import Allowed, Denied, Refused
from holdepunkt.people.calendar import is_working_day
from holdepunkt.people.rules import Role, UnitKind
from holdepunkt.people.tests.builders import a_town

pytestmark = pytest.mark.django_db


def test_a_post_that_ended_yesterday_gives_no_role_today() -> None:
    town = a_town()
    post = town.people["finn"].posts.get()
    with clock.standing_at(date(2021, 11, 22)):
        assert town.as_("finn").has(Role.POLICY_LEAD)
        actions.end_post(post=post, ends_on=date(2021, 11, 21), by=town.machine)
        assert not town.as_("finn").has(Role.POLICY_LEAD)


def test_a_refusal_says_who_may_and_who_can_help() -> None:
    town = a_town()
    answer = access.may_set_up(town.as_("dan"))
    assert isinstance(answer, Denied)
    assert "tovholder for politikken" in answer.reason
    assert answer.who_can_help
    assert isinstance(access.may_set_up(town.as_("finn")), Allowed)
    with pytest.raises(Refused):
        actions.add_unit(
            municipality=town.municipality, key="ny", kind=UnitKind.DEPARTMENT, name="Ny", by=town.as_("dan")
        )


def test_units_are_listed_with_ae_oe_aa_last_in_both_databases() -> None:
    town = a_town()
    for key, name in {"aa": "Ådalen", "oe": "Ørum", "ae": "Ældre", "z": "Zonen"}.items():
        actions.add_unit(municipality=town.municipality, key=key, kind=UnitKind.DEPARTMENT, name=name, by=town.machine)
    names = [unit.name for unit in reads.units(town.as_("finn"))]
    assert names[-4:] == ["Zonen", "Ældre", "Ørum", "Ådalen"]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2021, 11, 22), True),
        (date(2021, 11, 21), False),
        (date(2021, 5, 1), False),
        (date(2021, 12, 24), False),
        (date(2021, 12, 31), False),
        (date(2021, 6, 5), False),
        (date(2021, 4, 2), False),
    ],
)
def test_the_town_hall_is_closed_on_holidays_and_its_usual_closing_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


def test_a_municipalitys_own_closing_day_is_no_working_day() -> None:
    assert not is_working_day(date(2021, 11, 22), ("2021-11-22",))
    assert not is_working_day(date(2022, 11, 22), ("11-22",))


def _sign_in(username: str, password: str, slug: str = "lundby") -> tuple[Client, object]:
    client = Client()
    return client, client.post(f"/{slug}/log-ind/", {"username": username, "password": password})


def test_a_wrong_name_and_a_wrong_password_are_answered_alike() -> None:
    town = a_town()
    actions.set_password(user=town.people["finn"], password="en-lang-god-kode-7", by=town.as_("finn"))
    _client, wrong_word = _sign_in("finn@lundby", "forkert")
    _client, wrong_name = _sign_in("ingen@lundby", "forkert")
    told = "passer ikke sammen"
    assert told in wrong_word.content.decode()  # type: ignore[attr-defined]
    assert told in wrong_name.content.decode()  # type: ignore[attr-defined]


def test_one_signs_in_to_ones_own_municipality_only() -> None:
    town = a_town()
    a_town("nabo", "Nabo Kommune")
    actions.set_password(user=town.people["finn"], password="en-lang-god-kode-7", by=town.as_("finn"))
    _client, there = _sign_in("finn@lundby", "en-lang-god-kode-7", "nabo")
    assert there.status_code == 200  # type: ignore[attr-defined]
    client, here = _sign_in("finn@lundby", "en-lang-god-kode-7")
    assert here.status_code == 302  # type: ignore[attr-defined]
    assert client.get("/nabo/arbejde/").status_code == 302


def test_a_new_password_ends_the_old_session() -> None:
    town = a_town()
    actions.set_password(user=town.people["finn"], password="en-lang-god-kode-7", by=town.as_("finn"))
    client, _answer = _sign_in("finn@lundby", "en-lang-god-kode-7")
    assert client.get("/lundby/mit/").status_code == 200
    actions.set_password(user=town.people["finn"], password="en-anden-god-kode-8", by=town.as_("finn"))
    assert client.get("/lundby/mit/").status_code == 302


def test_sign_in_goes_on_to_a_page_of_ours_and_never_elsewhere() -> None:
    town = a_town()
    actions.set_password(user=town.people["finn"], password="en-lang-god-kode-7", by=town.as_("finn"))
    for wanted, found in {"/lundby/sager/": "/lundby/sager/", "//ond.example/": "/lundby/mit/"}.items():
        answer = Client().post(
            f"/lundby/log-ind/?next={wanted}", {"username": "finn@lundby", "password": "en-lang-god-kode-7"}
        )
        assert answer["Location"] == found


@pytest.mark.parametrize("weak", ["kort", "password1234", "123456789012", "finn@lundby99"])
def test_weak_passwords_are_refused(weak: str) -> None:
    town = a_town()
    with pytest.raises(ValidationError):
        validate_password(weak, town.people["finn"])


def test_a_stranger_on_a_closed_page_is_asked_to_sign_in_and_comes_back() -> None:
    a_town()
    answer = Client().get("/lundby/mit/")
    assert answer.status_code == 302
    assert answer["Location"] == "/lundby/log-ind/?next=%2Flundby%2Fmit%2F"


def test_signing_out_clears_what_the_browser_kept() -> None:
    town = a_town()
    client = Client()
    client.force_login(town.people["finn"])
    answer = client.post("/lundby/log-ud/")
    assert answer["Clear-Site-Data"]
    assert client.get("/lundby/mit/").status_code == 302
