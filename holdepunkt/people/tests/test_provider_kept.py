"""A provider is asked once an hour who it is, again when its keys change; how strongly one signed in; signing out there."""

import json
import time
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core.management import call_command
from django.test import Client
from joserfc.jwk import KeySet, RSAKey

from holdepunkt.people import oidc, oidc_kept
from holdepunkt.people.models import IdentityProvider, SessionOfUser
from holdepunkt.people.parties import party
from holdepunkt.people.tests.a_provider import SECRET, Provider, a_provider, changed, row_for, sign_in_at, way_there
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.people.tests.signing_in import sign_in, with_password
from holdepunkt.record.models import Entry

ABOUT, KEYS = "/.well-known/openid-configuration", "/jwks"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with a_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider, settings: Any) -> Provider:
    """The provider, honest and not yet asked, knowing Asta as one of its leaders."""
    settings.PROVIDER_SECRETS = {SECRET: "vores hemmelighed"}
    running.lies.clear()
    oidc_kept.forget()
    running.knows("asta-1", name="Asta Ask", groups=["ledere"])
    running.asked.clear()
    return running


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def row(town: Town, provider: Provider) -> IdentityProvider:
    return row_for(town, provider)


@pytest.fixture
def passing(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let so many seconds pass, by the clock that only goes forward."""
    real, ahead = time.monotonic, [0.0]
    monkeypatch.setattr(oidc_kept, "monotonic", lambda: real() + ahead[0])

    def pass_by(seconds: float) -> None:
        ahead[0] += seconds

    return pass_by


def is_in(answer: Any) -> bool:
    return bool(answer.status_code == 302)


def test_ten_sign_ins_ask_once_who_the_provider_is_and_once_for_its_keys(
    row: IdentityProvider, provider: Provider, passing: Any
) -> None:
    for _n in range(10):
        assert is_in(sign_in_at(Client(), row))
    assert (provider.asked.count(ABOUT), provider.asked.count(KEYS)) == (1, 1)
    passing(3601)
    assert is_in(sign_in_at(Client(), row))
    assert (provider.asked.count(ABOUT), provider.asked.count(KEYS)) == (2, 2)


def test_a_new_key_of_the_provider_is_fetched_when_it_is_first_seen(
    row: IdentityProvider, provider: Provider, passing: Any
) -> None:
    other = json.dumps(KeySet([RSAKey.generate_key(2048, {"kid": "gammel"})]).as_dict(private=False)).encode()
    provider.lies[KEYS] = lambda told: other
    assert sign_in_at(Client(), row).status_code == 403
    provider.lies.clear()
    assert sign_in_at(Client(), row).status_code == 403  # asked a moment ago
    passing(31)
    assert is_in(sign_in_at(Client(), row))
    assert is_in(sign_in_at(Client(), row))
    assert provider.asked.count(KEYS) == 2


def test_what_was_not_believed_is_not_kept(row: IdentityProvider, provider: Provider) -> None:
    provider.lies[ABOUT] = changed(issuer="https://en-anden.example")
    with pytest.raises(oidc.NotTrusted, match="issuer"):
        oidc.discovered(party(row))
    provider.lies.clear()
    assert oidc.discovered(party(row))["issuer"] == row.issuer


def test_no_more_than_a_few_addresses_are_kept() -> None:
    oidc_kept.forget()
    for number in range(200):
        oidc_kept.kept(f"https://login-{number}.example", lambda address: {"issuer": address})
    assert len(oidc_kept._kept) == oidc_kept.MOST


@pytest.mark.parametrize(
    ("told", "opens"),
    [
        ({"acr": "high"}, True),
        ({"acr": "substantial"}, True),
        ({"acr": "low"}, False),
        ({}, False),
        ({"amr": ["pwd", "mfa"]}, True),
        ({"amr": ["pwd"]}, False),
    ],
)
def test_a_provider_that_must_say_how_strongly_one_signed_in(
    town: Town, provider: Provider, told: dict[str, Any], opens: bool
) -> None:
    row = row_for(town, provider, acr_values="high substantial", asks_for_mfa=True)
    asked = parse_qs(urlsplit(way_there(Client(), row)).query)
    assert asked["acr_values"] == ["high substantial"]
    provider.knows("asta-1", name="Asta Ask", groups=["ledere"], **told)
    answer = sign_in_at(Client(), row)
    assert is_in(answer) is opens
    if not opens:
        assert answer.status_code == 403
        assert "ikke, at du er logget ind med to trin" in answer.content.decode()
        assert Entry.objects.filter(verb="sign_in.refused").latest("id").why == "strength"
        assert not SessionOfUser.objects.exists()


def test_a_provider_that_need_not_say_it_is_not_asked(row: IdentityProvider, provider: Provider) -> None:
    assert "acr_values" not in parse_qs(urlsplit(way_there(Client(), row)).query)
    assert is_in(sign_in_at(Client(), row))


def test_the_operator_says_how_strong_it_must_be(town: Town, provider: Provider) -> None:
    told = {"name": "Entra", "issuer": provider.issuer, "client_id": "holdepunkt"}
    call_command("provider_add", "lundby", "entra", acr=["high", "substantial"], mfa=True, check=True, **told)
    row = IdentityProvider.objects.get(key="entra")
    assert (row.acr_values, row.asks_for_mfa) == ("high substantial", True)
    call_command("provider_add", "lundby", "entra", **told)
    row.refresh_from_db()
    assert (row.acr_values, row.asks_for_mfa) == ("", False)


def test_who_came_through_a_provider_is_offered_to_sign_out_there_too(
    row: IdentityProvider, provider: Provider
) -> None:
    client = Client()
    sign_in_at(client, row)
    answer = client.post("/lundby/log-ud/")
    page = unescape(answer.content.decode())
    assert (answer.status_code, answer["Clear-Site-Data"]) == (200, '"cache", "cookies", "storage"')
    assert not SessionOfUser.objects.exists()
    there = next(part for part in page.split('"') if part.startswith(f"{provider.issuer}/oauth2/end_session?"))
    asked = parse_qs(urlsplit(there).query)
    assert asked["client_id"] == ["holdepunkt"]
    assert asked["post_logout_redirect_uri"][0].endswith("/lundby/")
    assert requests.get(there, timeout=5).status_code == 200


def test_a_provider_without_such_a_place_or_without_an_answer_keeps_nobody_in(
    row: IdentityProvider, provider: Provider
) -> None:
    for lie in (
        changed(end_session_endpoint=None),
        changed(end_session_endpoint="http://ond.example/"),
        lambda told: b"?",
    ):
        client = Client()
        sign_in_at(client, row)
        provider.lies[ABOUT] = lie
        oidc_kept.forget()
        assert client.post("/lundby/log-ud/").status_code == 302
        assert not SessionOfUser.objects.exists()
        provider.lies.clear()
        oidc_kept.forget()


def test_who_came_with_a_password_is_not_sent_to_the_provider(town: Town, row: IdentityProvider) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    assert client.post("/lundby/log-ud/").status_code == 302
