"""A form that was sent too late comes back with every word, after the person has said who they are."""

from typing import Any

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from lxml import html

from holdepunkt.people import actions, kept_forms
from holdepunkt.people.models import Absence, SessionOfUser
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.people.tests.signing_in import PASSWORD, later, sign_in, with_password

NAME = "/lundby/arbejde/kommunen/navn-og-farve/"
WORDS = "Lundby og Omegns Kommune"
KEY = "6fa459ea-ee8a-3ca4-894e-db77e160355e"
CONFIRM = "/lundby/arbejde/bekraeft/"


@pytest.fixture
def town(db: None, settings: Any) -> Town:
    settings.TWO_FACTOR_ROLES = ()
    return a_town()


def finn(town: Town) -> Client:
    """The policy lead, signed in with a password."""
    with_password(town, "finn")
    return sign_in("finn@lundby")[0]


def form_of(client: Client, address: str) -> dict[str, str]:
    """What a browser would send from the page's own form, untouched."""
    return fields_in(client.get(address).content)


def fields_in(content: bytes) -> dict[str, str]:
    page = html.document_fromstring(content.decode())
    form = next(found for found in page.forms if found.get("method") == "post" and "hp-form" in found.get("class", ""))
    empty = {field.name: "" for field in form.xpath(".//input[not(@type='radio' or @type='checkbox')]|.//textarea")}
    named = empty | {name: value.removeprefix("\n") for name, value in form.form_values()}
    return {name: value for name, value in named.items() if name != "csrfmiddlewaretoken"}


def new_role(town: Town) -> tuple[str, dict[str, str]]:
    """The page that gives Carla another role, and what Finn writes there."""
    address = f"/lundby/arbejde/kommunen/mennesker/{town.people['carla'].pk}/ny-rolle/"
    unit = str(town.units["social"].pk)
    return address, {"unit": unit, "role": "unit_leader", "starts_on": "2021-03-01", "ends_on": ""}


def test_a_form_sent_after_the_session_ended_comes_back_and_is_saved_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = finn(town)
    sent = form_of(client, NAME) | {"name": WORDS}
    with later(monkeypatch, minutes=50):
        answer = client.post(NAME, sent)
        assert answer.status_code == 302
        assert "Omegn" not in answer["Location"]
        after = sign_in("finn@lundby", client=client, next=NAME)[1]
        assert after["Location"] == NAME
        page = client.get(NAME)
        again = fields_in(page.content)
        assert again == sent
        assert "Det er ikke gemt endnu" in page.content.decode()
        assert client.post(NAME, again).status_code == 302
        town.municipality.refresh_from_db()
        assert town.municipality.name == WORDS
        assert "Det er ikke gemt endnu" not in client.get(NAME).content.decode()


def test_a_form_that_asks_once_more_who_one_is_comes_back_after_the_answer(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = finn(town)
    address, typed = new_role(town)
    sent = form_of(client, address) | typed
    with later(monkeypatch, minutes=15):
        client.get(NAME)
    with later(monkeypatch, minutes=31):
        answer = client.post(address, sent)
        assert answer["Location"].startswith(CONFIRM)
        client.post(answer["Location"], {"word": PASSWORD})
        assert fields_in(client.get(address).content) == sent
        assert client.post(address, sent).status_code == 302
    assert town.people["carla"].posts.filter(role="unit_leader").count() == 1


def test_the_version_it_began_from_comes_back_too_so_that_a_clash_is_seen(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = finn(town)
    sent = form_of(client, NAME) | {"name": WORDS}
    actions.change_municipality(municipality=town.municipality, by=town.machine, name="Lundby By")
    with later(monkeypatch, minutes=50):
        client.post(NAME, sent)
        sign_in("finn@lundby", client=client)
        merge = client.post(NAME, fields_in(client.get(NAME).content))
    assert merge.status_code == 409
    assert "Lundby By" in merge.content.decode()
    assert WORDS in merge.content.decode()


def test_somebody_else_who_signs_in_at_the_same_machine_sees_nothing_of_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = finn(town)
    actions.start_post(
        user=town.people["dan"], unit=town.units["social"], role=Role.POLICY_LEAD, starts_on=LONG_AGO, by=town.machine
    )
    with_password(town)
    sent = form_of(client, NAME) | {"name": WORDS}
    with later(monkeypatch, minutes=50):
        client.post(NAME, sent)
        sign_in("dan@lundby", client=client)
        assert WORDS not in client.get(NAME).content.decode()
        sign_in("finn@lundby", client=client)
        assert WORDS not in client.get(NAME).content.decode()


@pytest.mark.parametrize("name", ["setup_post_add", "setup_deputy_add", "setup_load"])
def test_every_way_of_giving_roles_asks_once_more_who_one_is(
    town: Town, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    client, carla = finn(town), town.people["carla"]
    of = {"setup_post_add": [carla.pk], "setup_deputy_add": [carla.pk, carla.posts.first().pk], "setup_load": []}
    way = reverse(f"people:{name}", args=["lundby", *of[name]])
    assert client.get(way).status_code == 200
    with later(monkeypatch, minutes=15):
        answer = client.get(way)
    assert "bekraeft" in answer["Location"]


def test_a_file_that_was_shown_long_ago_is_not_loaded_before_one_says_who_one_is(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = finn(town)
    with later(monkeypatch, minutes=15):
        client.get(NAME)  # still at work
    with later(monkeypatch, minutes=33):
        answer = client.post(reverse("people:setup_load_do", args=["lundby"]), {"text": "{}"})
    assert "bekraeft" in answer.get("Location", "") or "bekraeft" in answer.content.decode()


def test_passwords_files_and_the_token_are_never_kept(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    client = finn(town)
    address = "/lundby/arbejde/kommunen/mennesker/ny/"
    sent = form_of(client, address) | {"name": "Eva Engell", "password": "hemmelig-lyng-42"}
    with later(monkeypatch, minutes=50):
        client.post(address, sent)
        kept = client.session.load()
    names = [name for name, _value in kept[kept_forms.KEPT]["forms"][address]["sent"]]
    assert "name" in names
    assert {"password", "csrfmiddlewaretoken"}.isdisjoint(names)
    assert "hemmelig-lyng-42" not in str(kept)


def test_what_was_kept_is_forgotten_after_half_an_hour(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    client = finn(town)
    address, typed = new_role(town)
    with later(monkeypatch, minutes=15):
        client.get(NAME)
    with later(monkeypatch, minutes=31):
        answer = client.post(address, typed)
        client.post(answer["Location"], {"word": PASSWORD})
    with later(monkeypatch, minutes=45):
        client.get(NAME)
    with later(monkeypatch, minutes=62):
        client.post(CONFIRM, {"word": PASSWORD})
        assert "Det er ikke gemt endnu" not in client.get(address).content.decode()
    assert kept_forms.KEPT not in client.session


def test_a_button_that_asks_once_more_who_one_is_keeps_its_key(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    client = finn(town)
    address = f"/lundby/arbejde/kommunen/mennesker/{town.people['dan'].pk}/sessioner/slut/"
    with later(monkeypatch, minutes=15):
        client.get(NAME)
    with later(monkeypatch, minutes=31):
        answer = client.post(address, {"_key": KEY})
        client.post(answer["Location"], {"word": PASSWORD})
        assert fields_in(client.get(address).content)["_key"] == KEY


def test_a_button_without_a_page_of_its_own_is_offered_again_and_presses_nothing_by_itself(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = finn(town)
    absence = actions.note_absence(user=town.people["dan"], starts_on=LONG_AGO, by=town.as_("finn"))
    address = f"/lundby/arbejde/kommunen/mennesker/{town.people['dan'].pk}/fravaer/{absence.pk}/aflys/"
    with later(monkeypatch, minutes=50):
        client.post(address, {"_key": KEY})
        sign_in("finn@lundby", client=client)
        page = client.get(address)
        assert (page.status_code, fields_in(page.content)) == (200, {"_key": KEY})
        assert Absence.objects.exists()
        assert client.post(address, fields_in(page.content)).status_code == 302
        assert not Absence.objects.exists()
        assert client.get(address).status_code == 405


def test_more_than_we_keep_is_shown_at_once_to_be_copied(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    client = finn(town)
    sent = form_of(client, NAME) | {"name": WORDS + " " * kept_forms.LONGEST}
    with later(monkeypatch, minutes=50):
        answer = client.post(NAME, sent)
    assert answer.status_code == 403
    assert WORDS in answer.content.decode()
    assert kept_forms.KEPT not in client.session


def test_a_session_that_was_ended_for_good_still_shows_the_words(town: Town) -> None:
    client = finn(town)
    sent = form_of(client, NAME) | {"name": WORDS}
    actions.end_sessions(user=town.people["finn"], by=town.machine)
    answer = client.post(NAME, sent)
    assert answer.status_code == 403
    assert WORDS in answer.content.decode()
    assert not SessionOfUser.objects.exists()


def test_one_ended_session_keeps_one_form_however_often_it_is_sent(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    client = finn(town)
    sent = form_of(client, NAME) | {"name": WORDS}
    old = client.cookies[site.SESSION_COOKIE_NAME].value
    with later(monkeypatch, minutes=50):
        for _n in range(3):
            thief = Client()
            thief.cookies[site.SESSION_COOKIE_NAME] = old
            thief.post(NAME, sent)
        assert SessionOfUser.objects.count() == 1


def test_an_ended_session_is_remembered_half_a_day_and_opens_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = finn(town)
    with later(monkeypatch, hours=2):
        call_command("tick")
        assert client.get("/lundby/mit/").status_code == 302
        assert SessionOfUser.objects.count() == 1


def test_a_visitor_who_never_signed_in_leaves_no_session(town: Town) -> None:
    answer = Client().post(NAME, {"name": WORDS})
    assert (answer.status_code, WORDS in answer.content.decode()) == (403, True)
    assert not SessionOfUser.objects.exists()


def test_words_sent_from_a_tab_after_another_tab_has_seen_that_the_session_is_over_are_shown(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = finn(town)
    sent = form_of(client, NAME) | {"name": WORDS}
    with later(monkeypatch, minutes=50):
        assert client.get("/lundby/mit/").status_code == 302
        assert not client.cookies[site.SESSION_COOKIE_NAME].value
        answer = client.post(NAME, sent)
        assert (answer.status_code, WORDS in answer.content.decode()) == (403, True)


def test_two_forms_sent_from_two_tabs_too_late_are_both_still_there(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = finn(town)
    one, address = form_of(client, NAME) | {"name": WORDS}, "/lundby/arbejde/kommunen/ord/"
    first = next(iter(name for name in form_of(client, address) if not name.startswith("_")))
    other = form_of(client, address) | {first: "Vores eget ord, kommunens"}
    with later(monkeypatch, minutes=50):
        assert client.post(NAME, one).status_code == 302
        assert client.post(address, other).status_code == 302
        assert client.post(NAME, one | {"name": WORDS + " igen"}).status_code == 302
        sign_in("finn@lundby", client=client, next=NAME)
        assert fields_in(client.get(NAME).content)["name"] == WORDS + " igen"
        assert fields_in(client.get(address).content) == other


def test_one_page_open_in_two_tabs_loses_the_words_of_neither(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    client = finn(town)
    one, other = form_of(client, NAME) | {"name": WORDS}, form_of(client, NAME) | {"name": "Lundby ved Søen"}
    with later(monkeypatch, minutes=50):
        assert client.post(NAME, one).status_code == 302
        shown = client.post(NAME, other)
        assert (shown.status_code, other["name"] in shown.content.decode()) == (403, True)
        sign_in("finn@lundby", client=client, next=NAME)
        assert fields_in(client.get(NAME).content) == one


def test_a_page_older_than_the_sign_in_shows_what_was_typed_and_a_strangers_page_shows_nothing(town: Town) -> None:
    with_password(town, "finn")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(town.people["finn"])
    sent = {"name": WORDS, "csrfmiddlewaretoken": "a" * 64}
    own = strict.post(NAME, sent, headers={"Origin": "http://testserver"})
    assert (own.status_code, WORDS in own.content.decode()) == (403, True)
    other = strict.post(NAME, sent, headers={"Origin": "https://andetsteds.example"})
    assert (other.status_code, WORDS in other.content.decode()) == (403, False)
