"""Passwords as people meet them: hidden, taken as typed, asked for before a change, and never enough where there is an app."""

import math
import re
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from holdepunkt.people import actions, codes
from holdepunkt.people.models import RecoveryCode, User
from holdepunkt.people.passwords import OURS
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.people.tests.signing_in import PASSWORD, later, sign_in, with_app, with_password

OWN = "/lundby/arbejde/min-adgangskode/"
CONFIRM = "/lundby/arbejde/bekraeft/"
FIELD = re.compile(r"<input[^>]*>")


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def fields(page: str) -> dict[str, str]:
    """The page's fields as they are written, by name."""
    found = {re.search(r'name="([^"]*)"', field): field for field in FIELD.findall(page)}
    return {name[1]: field for name, field in found.items() if name}


def test_ones_password_is_never_shown_as_it_is_typed_and_a_password_keeper_may_fill_it_in(town: Town) -> None:
    with_password(town)
    dan = sign_in("dan@lundby")[0]
    there = {
        "password": fields(Client().get("/lundby/log-ind/").text)["password"],
        "present": fields(dan.get(OWN).text)["present"],
        "own": fields(dan.get(OWN).text)["password"],
        "word": fields(dan.get(CONFIRM).text)["word"],
    }
    for name, field in there.items():
        assert 'type="password"' in field, name
        assert re.search(r'autocomplete="(current|new)-password"', field), name


def test_the_present_password_is_asked_for_before_it_is_changed(town: Town) -> None:
    with_password(town)
    dan = sign_in("dan@lundby")[0]
    for present in ("", "en-helt-anden-kode-8"):
        answer = dan.post(OWN, {"present": present, "password": "min-egen-gode-kode-9"})
        assert answer.status_code == 200
        assert User.objects.get(pk=town.people["dan"].pk).check_password(PASSWORD)


@pytest.mark.parametrize("chosen", [" lyng og klitter syv ", "En Å løber forbi " * 6 + "b", "lyngogklittersyv"])
def test_a_password_is_kept_and_compared_sign_for_sign(town: Town, chosen: str) -> None:
    with_password(town)
    dan = sign_in("dan@lundby")[0]
    assert dan.post(OWN, {"present": PASSWORD, "password": chosen}).status_code == 302
    assert sign_in("dan@lundby", chosen)[1].status_code == 302
    for other in (chosen.strip(), chosen.swapcase(), chosen[:-1]):
        if other != chosen:
            assert sign_in("dan@lundby", other)[1].status_code == 200


@pytest.mark.parametrize("word", sorted(OURS))
def test_the_words_of_this_house_and_of_the_calendar_are_no_passwords_with_a_tail_either(word: str) -> None:
    for weak in (f"{word}12345678", f"{word.capitalize()}-2021!!!!!"):
        with pytest.raises(ValidationError):
            validate_password(weak, User(username="asta", name="Asta"))


def test_a_lost_password_that_was_replaced_does_not_open_past_the_code_app(town: Town) -> None:
    with_app(town)
    actions.set_password(user=town.people["dan"], password="en-anden-god-kode-8", by=town.as_("finn"))
    client, answer = sign_in("dan@lundby", "en-anden-god-kode-8")
    assert answer["Location"] == "/lundby/log-ind/kode/"
    assert client.get(OWN).status_code == 302


def test_recovery_codes_cannot_be_guessed_and_the_same_code_is_kept_differently_for_two_people(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = codes.new_recovery_codes()[0].replace("-", "")
    assert len(code) * math.log2(len(codes.LETTERS)) > 48
    monkeypatch.setattr(codes, "COUNT", 1)
    for name in ("dan", "carla"):
        monkeypatch.setattr(codes.secrets, "choice", lambda letters: letters[0])
        with_app(town, name)
    prints = list(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert len(set(prints)) == len(prints) == 2


def test_no_name_that_comes_with_a_program_opens_an_empty_house(db: None) -> None:
    assert User.objects.count() == 0
    a_town()
    for name in ("root", "admin", "sa", "test", "holdepunkt"):
        assert sign_in(name, name)[1].status_code == 200


def test_changing_the_second_step_asks_again_who_it_is(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(town)
    dan = sign_in("dan@lundby")[0]
    with later(monkeypatch, minutes=11):
        for page in ("kodeapp/", "kodeapp/fjern/", "noedkoder/"):
            answer: Any = dan.get(f"/lundby/arbejde/min-sikkerhed/{page}")
            assert answer["Location"].startswith(CONFIRM), page
