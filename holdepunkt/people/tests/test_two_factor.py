"""The second step: setting it up, codes that open once, recovery, and who must have it."""

import re
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from holdepunkt.people import actions, reads
from holdepunkt.people.models import Authenticator, RecoveryCode
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.people.tests.signing_in import PASSWORD, code_now, later, sign_in, with_app, with_password

MINE = "/lundby/mit/"
CODE = "/lundby/log-ind/kode/"
SET_UP = "/lundby/arbejde/min-sikkerhed/kodeapp/"


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def strict(settings: Any) -> None:
    """As outside the tests: the policy lead needs two steps."""
    settings.TWO_FACTOR_ROLES = ("policy_lead", "operator")


def half_way(name: str = "dan") -> Client:
    """A browser whose password was right."""
    client, answer = sign_in(f"{name}@lundby", next="/lundby/sager/")
    assert answer["Location"] == CODE
    return client


def shown(client: Client) -> tuple[str, str, str]:
    """What the set-up page shows: the sealed secret, the secret to type, and the address of the picture."""
    page = client.get(SET_UP).content.decode()
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)
    picture = re.search(r'src="(/lundby[^"]+qr\.svg[^"]+)"', page)
    typed = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert sealed
    assert picture
    assert typed
    return sealed[1], typed[1].replace(" ", ""), picture[1].replace("&amp;", "&")


def set_up(client: Client) -> list[str]:
    """Go through the set-up as a person does; returns the recovery codes that were shown."""
    sealed, secret, _picture = shown(client)
    page = client.post(SET_UP, {"sealed": sealed, "code": code_now(secret)}).content.decode()
    return re.findall(r"\b[a-z2-9]{5}-[a-z2-9]{5}\b", page)


def test_the_code_after_the_password_opens_and_goes_on_to_where_one_was_going(town: Town) -> None:
    with_password(town)
    secret, _codes = with_app(town)
    client = half_way()
    answer = client.post(CODE, {"code": code_now(secret)})
    assert answer["Location"] == "/lundby/sager/"
    assert client.get(MINE).status_code == 200


def test_a_code_never_opens_twice_not_even_in_its_own_half_minute(town: Town) -> None:
    with_password(town)
    secret, _codes = with_app(town)
    code = code_now(secret)
    assert half_way().post(CODE, {"code": code}).status_code == 302
    thief = half_way()
    assert "passer ikke" in thief.post(CODE, {"code": code}).content.decode()
    assert thief.get(MINE).status_code == 302


def test_a_recovery_code_opens_once(town: Town) -> None:
    with_password(town)
    _secret, codes = with_app(town)
    assert half_way().post(CODE, {"code": codes[3].upper()}).status_code == 302
    assert half_way().post(CODE, {"code": codes[3]}).status_code == 200
    assert reads.codes_left(town.as_("dan")) == 9


def test_a_recovery_code_of_somebody_else_opens_nothing(town: Town) -> None:
    with_password(town)
    with_app(town)
    _secret, codes = with_app(town, "carla")
    assert half_way().post(CODE, {"code": codes[0]}).status_code == 200


def test_guessing_codes_waits_longer_and_longer_also_for_the_right_one(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_password(town)
    secret, _codes = with_app(town)
    client = half_way()
    for _n in range(5):
        client.post(CODE, {"code": "000000"})
    page = client.post(CODE, {"code": code_now(secret)}).content.decode()
    assert "for mange forkerte koder" in page
    with later(monkeypatch, minutes=2):
        assert client.post(CODE, {"code": code_now(secret)}).status_code == 302


def test_the_code_must_come_within_five_minutes_of_the_password(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(town)
    secret, _codes = with_app(town)
    client = half_way()
    with later(monkeypatch, minutes=6):
        answer = client.post(CODE, {"code": code_now(secret)})
        assert answer["Location"] == "/lundby/log-ind/"
        assert client.get(MINE).status_code == 302


def test_a_password_changed_between_the_steps_begins_again(town: Town) -> None:
    with_password(town)
    secret, _codes = with_app(town)
    client = half_way()
    with_password(town, password="en-helt-anden-kode-8")
    assert client.post(CODE, {"code": code_now(secret)})["Location"] == "/lundby/log-ind/"


def test_the_page_for_the_code_opens_for_nobody_without_a_password(town: Town) -> None:
    assert Client().get(CODE)["Location"] == "/lundby/log-ind/"


@pytest.mark.usefixtures("strict")
def test_a_policy_lead_sets_it_up_before_anything_else_and_then_everything_opens(town: Town) -> None:
    with_password(town, "finn")
    client, _answer = sign_in("finn@lundby")
    for address in (MINE, "/lundby/arbejde/kommunen/", "/lundby/arbejde/min-sikkerhed/"):
        assert client.get(address)["Location"] == SET_UP
    assert len(set_up(client)) == 10
    assert client.get(MINE).status_code == 200
    assert client.get("/lundby/arbejde/kommunen/").status_code == 200


@pytest.mark.usefixtures("strict")
def test_others_are_offered_it_and_not_made_to(town: Town) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    assert client.get(MINE).status_code == 200
    assert "Sæt en kodeapp op" in client.get("/lundby/arbejde/min-sikkerhed/").content.decode()


@pytest.mark.usefixtures("strict")
def test_who_must_have_it_cannot_remove_it_and_others_can(town: Town) -> None:
    for name, status, left in (("finn", 200, 1), ("dan", 302, 0)):
        with_password(town, name)
        secret, _codes = with_app(town, name)
        client, _answer = sign_in(f"{name}@lundby")
        client.post(CODE, {"code": code_now(secret)})
        assert client.post(f"{SET_UP}fjern/", {"_key": ""}).status_code == status
        assert Authenticator.objects.filter(user=town.people[name]).count() == left
        assert RecoveryCode.objects.filter(user=town.people[name]).count() == 10 * left


def test_setting_it_up_asks_for_a_right_code_and_keeps_the_picture_until_it_comes(town: Town) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    sealed, secret, _picture = shown(client)
    page = client.post(SET_UP, {"sealed": sealed, "code": "000000"}).content.decode()
    assert "passer ikke" in page
    assert sealed in page
    assert not Authenticator.objects.exists()
    client.post(SET_UP, {"sealed": sealed, "code": code_now(secret)})
    assert Authenticator.objects.exists()


def test_the_picture_comes_from_our_own_host_and_only_to_its_owner(town: Town) -> None:
    with_password(town)
    with_password(town, "carla")
    dan, carla = sign_in("dan@lundby")[0], sign_in("carla@lundby")[0]
    sealed, secret, picture = shown(dan)
    answer = dan.get(picture)
    assert (answer["Content-Type"], answer.content[:5]) == ("image/svg+xml", b"<?xml")
    assert b"style=" not in answer.content
    assert secret not in picture
    assert carla.get(picture).status_code == 404
    assert carla.get(f"{SET_UP}qr.svg?hemmelighed=x").status_code == 404
    carla.post(SET_UP, {"sealed": sealed, "code": code_now(secret)})
    assert not Authenticator.objects.exists()


def test_the_database_alone_tells_neither_secret_nor_codes(town: Town) -> None:
    secret, codes = with_app(town)
    row = Authenticator.objects.get()
    assert secret not in row.sealed_secret
    kept = " ".join(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]


def test_a_secret_key_that_was_changed_still_opens_while_the_old_one_is_named(town: Town, settings: Any) -> None:
    with_password(town)
    secret, codes = with_app(town)
    by, dan, old = town.as_("dan"), town.people["dan"], settings.SECRET_KEY
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [old], "en ny nøgle, der er lang nok" * 3
    assert actions.two_factor.take_code(user=dan, code=codes[0], by=by)
    assert actions.two_factor.take_code(user=dan, code=code_now(secret), by=by)
    settings.SECRET_KEY_FALLBACKS = []
    assert actions.two_factor.take_code(user=dan, code=code_now(secret, steps=1), by=by)


def test_setting_it_up_ends_the_sessions_that_were_opened_without_it(town: Town) -> None:
    with_password(town)
    here, there = sign_in("dan@lundby")[0], sign_in("dan@lundby")[0]
    set_up(here)
    assert (here.get(MINE).status_code, there.get(MINE).status_code) == (200, 302)


def test_new_recovery_codes_close_the_old_ones(town: Town) -> None:
    with_password(town)
    _secret, old = with_app(town)
    client = half_way()
    client.post(CODE, {"code": old[0]})
    page = client.post("/lundby/arbejde/min-sikkerhed/noedkoder/", {"_key": ""}).content.decode()
    assert len(re.findall(r"\b[a-z2-9]{5}-[a-z2-9]{5}\b", page)) == 10
    assert half_way().post(CODE, {"code": old[1]}).status_code == 200


def test_confirming_with_a_code_or_a_password_opens_what_was_asked_for(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_password(town, "finn")
    client, _answer = sign_in("finn@lundby")
    add = "/lundby/arbejde/kommunen/mennesker/ny/"
    assert client.get(add).status_code == 200
    with later(monkeypatch, minutes=11):
        confirm = client.get(add)["Location"]
        assert confirm.startswith("/lundby/arbejde/bekraeft/?next=")
        assert "ikke din adgangskode" in client.post(confirm, {"word": "forkert kodeord"}).content.decode()
        key = client.cookies["sessionid"].value
        assert client.post(confirm, {"word": PASSWORD})["Location"] == add
        assert client.cookies["sessionid"].value != key
        assert client.get(add).status_code == 200


def test_a_form_opened_in_time_may_be_sent_a_little_later(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(town, "finn")
    client, _answer = sign_in("finn@lundby")
    with later(monkeypatch, minutes=15):
        page = client.post("/lundby/arbejde/kommunen/mennesker/ny/", {"name": "Asta Ask"})
        assert page.status_code == 200
        assert "Asta Ask" in page.content.decode()


def test_confirming_with_the_code_of_the_app(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(town)
    secret, _codes = with_app(town)
    client = half_way()
    client.post(CODE, {"code": code_now(secret)})
    with later(monkeypatch, minutes=11):
        confirm = client.get("/lundby/arbejde/min-adgangskode/")["Location"]
        assert client.post(confirm, {"word": "000000"}).status_code == 200
        assert client.post(confirm, {"word": code_now(secret)}).status_code == 302
        assert client.get("/lundby/arbejde/min-adgangskode/").status_code == 200


def test_in_the_demo_a_made_up_person_confirms_with_one_click(
    town: Town, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.change_user(user=town.people["finn"], made_up=True, by=town.machine)
    client = Client()
    for demo, status in ((False, 302), (True, 302)):
        settings.HOLDEPUNKT_DEMO = demo
        client.force_login(town.people["finn"])
        with later(monkeypatch, minutes=11):
            answer = client.post("/lundby/arbejde/bekraeft/?next=/lundby/sager/", {"_key": ""})
        assert answer.status_code == status
        assert (answer["Location"] == "/lundby/sager/") is demo


@pytest.mark.usefixtures("strict")
def test_the_operator_helps_somebody_who_lost_both_phone_and_codes(town: Town, capsys: Any) -> None:
    with_password(town, "finn")
    secret, _codes = with_app(town, "finn")
    client = half_way("finn")
    client.post(CODE, {"code": code_now(secret)})
    call_command("code_app_remove", "finn@lundby")
    assert client.get(MINE).status_code == 302
    again, answer = sign_in("finn@lundby")
    assert answer.status_code == 302
    assert again.get(MINE)["Location"] == SET_UP
    with pytest.raises(CommandError):
        call_command("code_app_remove", "ingen")
