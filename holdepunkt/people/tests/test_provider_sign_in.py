"""Signing in at the municipality's own provider, which runs beside the tests and speaks the real protocol."""

import base64
import json
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from holdepunkt import clock
from holdepunkt.people import actions, oidc_kept, reads
from holdepunkt.people.models import IdentityProvider, Post, ProviderAccount, SessionOfUser, User
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.a_provider import (
    SECRET,
    Provider,
    a_provider,
    address_of,
    changed,
    row_for,
    sign_in_at,
    way_back,
    way_there,
)
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.people.tests.signing_in import later, sign_in, with_password
from holdepunkt.record.models import Entry

MINE = "/lundby/mit/"
SECURITY = "/lundby/arbejde/min-sikkerhed/"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with a_provider() as provider:
        yield provider


@pytest.fixture(autouse=True)
def _secret(settings: Any) -> None:
    settings.PROVIDER_SECRETS = {SECRET: "vores hemmelighed"}


@pytest.fixture
def provider(running: Provider) -> Provider:
    """The provider, honest again, and knowing Asta as one of its leaders."""
    running.lies.clear()
    running.sent.clear()
    running.calls_itself = ""
    running.asked.clear()
    oidc_kept.forget()
    running.knows("asta-1", name="Asta Ask", email="asta@lundby.example", groups=["ledere"])
    return running


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def row(town: Town, provider: Provider) -> IdentityProvider:
    return row_for(town, provider)


def refused(answer: Any, why: str) -> str:
    """The page of a refusal, which is kind and recorded, and lets nobody in."""
    assert answer.status_code == 403
    entry = Entry.objects.filter(verb="sign_in.refused").latest("id")
    assert (entry.why, entry.by_kind) == (why, "visitor")
    assert not SessionOfUser.objects.exists()
    page = answer.content.decode()
    assert "Hvem kan hjælpe" in page
    return str(page)


def test_a_stranger_whom_the_provider_gives_a_role_is_made_with_a_post_and_let_in(row: IdentityProvider) -> None:
    client = Client()
    answer = sign_in_at(client, row, query="?next=/lundby/sager/")
    assert answer["Location"] == "/lundby/sager/"
    user = ProviderAccount.objects.get(provider=row, subject="asta-1").user
    asker = reads.asker_of(user)
    assert (user.name, user.email, user.has_usable_password()) == ("Asta Ask", "asta@lundby.example", False)
    assert [(post.role, post.unit_name) for post in asker.posts] == [(Role.EFFORT_LEAD, "Job og Ydelser")]
    assert client.get(MINE).status_code == 200
    assert Entry.objects.filter(verb="sign_in.done", fields={"way": "provider entra"}).count() == 1


def test_the_sign_in_page_names_the_provider_first(town: Town, row: IdentityProvider) -> None:
    page = Client().get("/lundby/log-ind/").content.decode()
    assert page.index("Log ind med Lundby Entra") < page.index("Brugernavn")
    a_town("nabo", "Nabo Kommune")
    assert "Lundby Entra" not in Client().get("/nabo/log-ind/").content.decode()


def test_the_same_person_is_found_again_by_the_providers_id_and_never_by_mail(
    town: Town, row: IdentityProvider, provider: Provider
) -> None:
    dan = town.people["dan"]
    provider.knows("mallory", name="Mallory", email=dan.email, groups=["ledere"])
    sign_in_at(Client(), row, "mallory")
    assert not ProviderAccount.objects.filter(user=dan).exists()
    before = User.objects.count()
    provider.knows("asta-1", name="Asta Nyt Navn", email="ny@lundby.example", groups=["ledere"])
    for _n in range(2):
        sign_in_at(Client(), row)
    assert User.objects.count() == before + 1


def test_the_same_id_at_another_provider_is_another_person(
    town: Town, row: IdentityProvider, provider: Provider
) -> None:
    for one in (row, row_for(town, provider, key="anden", name="En anden")):
        sign_in_at(Client(), one)
    assert len(set(ProviderAccount.objects.values_list("user", flat=True))) == 2


def test_posts_from_the_provider_follow_its_groups_and_posts_given_here_stay(
    town: Town, row: IdentityProvider, provider: Provider
) -> None:
    sign_in_at(Client(), row)
    user = ProviderAccount.objects.get(subject="asta-1").user
    Post.objects.filter(user=user).update(starts_on=date(2020, 1, 1))
    ours = actions.start_post(
        user=user, unit=town.units["social"], role=Role.DEPARTMENT_HEAD, starts_on=date(2020, 1, 1), by=town.machine
    )
    by = town.machine
    actions.provider.map_role(provider=row, value="udvalg", role=Role.COMMITTEE_MEMBER, unit=ours.unit, by=by)
    provider.knows("asta-1", name="Asta Ask", groups=["udvalg", "noget andet"])
    sign_in_at(Client(), row)
    assert {post.role for post in reads.asker_of(user).posts} == {Role.DEPARTMENT_HEAD, Role.COMMITTEE_MEMBER}
    ended = Post.objects.get(user=user, role=Role.EFFORT_LEAD)
    assert ended.ends_on == clock.today() - timedelta(days=1)
    sign_in_at(Client(), row)
    assert Post.objects.filter(user=user).count() == 3


def test_a_stranger_without_a_role_is_refused_with_who_can_help_and_nothing_is_made(
    row: IdentityProvider, provider: Provider
) -> None:
    before = User.objects.count()
    provider.knows("bo-1", name="Bo Bæk", groups=["alle"])
    page = refused(sign_in_at(Client(), row, "bo-1"), "role")
    assert "ikke, at du har en rolle her" in page
    assert User.objects.count() == before


def test_somebody_who_was_closed_here_stays_out(town: Town, row: IdentityProvider) -> None:
    sign_in_at(Client(), row)
    SessionOfUser.objects.all().delete()
    user = ProviderAccount.objects.get(subject="asta-1").user
    actions.change_user(user=user, is_active=False, by=town.machine)
    assert "lukket" in refused(sign_in_at(Client(), row), "closed")


def test_the_way_there_carries_a_challenge_and_the_way_back_its_answer(
    row: IdentityProvider, provider: Provider
) -> None:
    client = Client()
    there = way_there(client, row)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert len(asked["code_challenge"]) == 43
    assert asked["redirect_uri"].endswith(f"/lundby/log-ind/med/{row.uuid}/svar/")
    client.get(way_back(there, "asta-1"))
    assert len(provider.sent[-1]["code_verifier"]) >= 43


def test_our_secret_comes_from_the_environment_and_stands_nowhere_else(
    row: IdentityProvider, provider: Provider
) -> None:
    assert sign_in_at(Client(), row).status_code == 302
    told = base64.b64decode(provider.sent[-1]["authorization"].removeprefix("Basic ")).decode()
    assert told.startswith("holdepunkt:vores")
    assert "vores hemmelighed" not in str(IdentityProvider.objects.values()) + str(Entry.objects.values())


def test_a_token_for_somebody_else_is_refused(town: Town, provider: Provider) -> None:
    refused(sign_in_at(Client(), row_for(town, provider, audience="et andet system")), "aud")


def test_a_token_from_another_issuer_is_refused(row: IdentityProvider, provider: Provider) -> None:
    provider.calls_itself = "localhost:1"
    refused(sign_in_at(Client(), row), "iss")


def test_a_provider_that_says_it_is_somebody_else_is_not_gone_to(town: Town, provider: Provider) -> None:
    row = row_for(town, provider, issuer=f"{provider.issuer}/")
    refused(Client().get(address_of(row)), "issuer")


def test_a_token_that_has_expired_is_refused(town: Town) -> None:
    with a_provider(token_lasts=timedelta(seconds=-120)) as late:
        late.knows("asta-1", groups=["ledere"])
        refused(sign_in_at(Client(), row_for(town, late)), "exp")


def test_a_token_for_another_sign_in_is_refused(row: IdentityProvider) -> None:
    client = Client()
    there = way_there(client, row)
    nonce = parse_qs(urlsplit(there).query)["nonce"][0]
    refused(client.get(way_back(there.replace(nonce, "en-anden"), "asta-1")), "nonce")


def test_a_token_with_another_signature_is_refused(row: IdentityProvider, provider: Provider) -> None:
    with a_provider() as other:
        import requests

        keys = requests.get(f"{other.issuer}/jwks", timeout=5).content
        provider.lies["/jwks"] = lambda told: keys
        assert sign_in_at(Client(), row).status_code == 403


def test_a_token_without_a_signature_is_refused(row: IdentityProvider, provider: Provider) -> None:
    def unsigned(told: bytes) -> bytes:
        token = json.loads(told)
        _head, claims, _signature = token["id_token"].split(".")
        head = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
        return json.dumps(token | {"id_token": f"{head}.{claims}."}).encode()

    provider.lies["/oauth2/token"] = unsigned
    assert sign_in_at(Client(), row).status_code == 403
    assert not SessionOfUser.objects.exists()


def test_a_token_that_does_not_belong_to_its_access_token_is_refused(row: IdentityProvider, provider: Provider) -> None:
    provider.lies["/oauth2/token"] = changed(access_token="et andet")
    refused(sign_in_at(Client(), row), "at_hash")


def test_an_answer_counts_once_even_with_the_cookie_that_belongs_to_it(row: IdentityProvider) -> None:
    client = Client()
    back = way_back(way_there(client, row), "asta-1")
    thief = Client()
    thief.cookies = client.cookies.copy()
    assert client.get(back).status_code == 302
    SessionOfUser.objects.all().delete()
    assert "brugt én gang" in refused(thief.get(back), "replayed")
    refused(client.get(back), "no flow")


def test_a_code_that_was_used_is_refused_under_a_fresh_sign_in_too(row: IdentityProvider) -> None:
    first = Client()
    used = way_back(way_there(first, row), "asta-1")
    first.get(used)
    SessionOfUser.objects.all().delete()
    second = Client()
    state = parse_qs(urlsplit(way_there(second, row)).query)["state"][0]
    code = parse_qs(urlsplit(used).query)["code"][0]
    refused(second.get(f"{urlsplit(used).path}?code={code}&state={state}"), "code")


def test_somebody_elses_answer_does_not_sign_me_in_as_them(row: IdentityProvider) -> None:
    attacker, me = Client(), Client()
    back = way_back(way_there(attacker, row), "asta-1")
    refused(me.get(back), "no flow")
    way_there(me, row)
    refused(me.get(back), "state")


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?code=x&state=%C3%A6%00", "?error=x&state=y"])
def test_an_answer_nobody_asked_for_is_refused(row: IdentityProvider, query: str) -> None:
    refused(Client().get(address_of(row, f"svar/{query}")), "no flow")
    client = Client()
    way_there(client, row)
    refused(client.get(address_of(row, f"svar/{query}")), "state")


def test_an_answer_from_another_provider_is_refused(town: Town, row: IdentityProvider, provider: Provider) -> None:
    other = row_for(town, provider, key="anden", name="En anden")
    client = Client()
    back = way_back(way_there(client, row), "asta-1")
    refused(client.get(back.replace(str(row.uuid), str(other.uuid))), "mixed up")


def test_an_answer_that_names_another_issuer_is_refused(row: IdentityProvider) -> None:
    client = Client()
    back = way_back(way_there(client, row), "asta-1")
    refused(client.get(f"{back}&iss=https://ond.example"), "mixed up")


def test_an_answer_must_name_its_issuer_where_the_provider_promises_so(
    row: IdentityProvider, provider: Provider
) -> None:
    promise = changed(authorization_response_iss_parameter_supported=True)
    provider.lies["/.well-known/openid-configuration"] = promise
    refused(sign_in_at(Client(), row), "mixed up")
    client = Client()
    back = way_back(way_there(client, row), "asta-1")
    assert client.get(f"{back}&iss={provider.issuer}").status_code == 302


def test_a_provider_that_sends_our_secret_over_open_wires_is_refused(row: IdentityProvider, provider: Provider) -> None:
    provider.lies["/.well-known/openid-configuration"] = changed(token_endpoint="http://ond.example/token")
    refused(Client().get(address_of(row)), "address")


def test_whoever_says_no_at_the_provider_is_told_so_kindly(row: IdentityProvider) -> None:
    client = Client()
    back = way_back(way_there(client, row), "asta-1", action="deny")
    state = parse_qs(urlsplit(way_there(client, row)).query)["state"][0]
    page = refused(client.get(f"{urlsplit(back).path}?error=access_denied&state={state}"), "declined")
    assert "du fortrød" in page


def test_a_provider_that_is_down_is_said_to_be(town: Town) -> None:
    with a_provider() as gone:
        row = row_for(town, gone)
    assert "svarer ikke" in refused(Client().get(address_of(row)), "unreachable")


def test_the_provider_of_another_municipality_or_one_turned_off_is_missing(
    town: Town, row: IdentityProvider, provider: Provider
) -> None:
    a_town("nabo", "Nabo Kommune")
    for page in ("", "svar/"):
        assert Client().get(address_of(row, page).replace("lundby", "nabo", 1)).status_code == 404
    row_for(town, provider, is_active=False)
    assert Client().get(address_of(row)).status_code == 404


def test_after_the_provider_one_goes_to_a_page_of_ours_and_never_elsewhere(row: IdentityProvider) -> None:
    assert sign_in_at(Client(), row, query="?next=//ond.example/")["Location"] == MINE


def test_a_policy_lead_who_comes_from_the_provider_needs_no_code_app(
    town: Town, row: IdentityProvider, provider: Provider, settings: Any
) -> None:
    settings.TWO_FACTOR_ROLES = ("policy_lead",)
    unit, by = town.units["social"], town.machine
    actions.provider.map_role(provider=row, value="tovholdere", role=Role.POLICY_LEAD, unit=unit, by=by)
    provider.knows("asta-1", groups=["tovholdere"])
    client = Client()
    sign_in_at(client, row)
    assert client.get("/lundby/arbejde/kommunen/").status_code == 200


def test_one_confirms_at_the_provider_only_by_signing_in_there_anew(
    row: IdentityProvider, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    sign_in_at(client, row)
    with later(monkeypatch, minutes=11):
        page = client.get(client.get("/lundby/arbejde/min-adgangskode/")["Location"]).content.decode()
        assert "Bekræft med Lundby Entra" in page
        assert "prompt=login" in way_there(client, row, "?til=bekraeft")
        assert sign_in_at(client, row, query="?til=bekraeft").status_code == 403
        at = int(timezone.now().timestamp())
        provider.knows("asta-1", groups=["ledere"], auth_time=at - 3600)
        assert sign_in_at(client, row, query="?til=bekraeft").status_code == 403
        provider.knows("asta-1", groups=["ledere"], auth_time=at)
        assert sign_in_at(client, row, query="?til=bekraeft&next=/lundby/sager/").status_code == 302
        assert client.get("/lundby/arbejde/min-adgangskode/").status_code == 200
        provider.knows("bo-1", groups=["ledere"], auth_time=at)
        assert "en anden person" in sign_in_at(client, row, "bo-1", "?til=bekraeft").content.decode()


def test_somebody_with_a_password_ties_their_account_and_is_the_same_person_afterwards(
    town: Town, row: IdentityProvider
) -> None:
    dan = with_password(town)
    client, _answer = sign_in("dan@lundby")
    assert "Forbind med Lundby Entra" in client.get(SECURITY).content.decode()
    assert sign_in_at(client, row, query=f"?til=forbind&next={SECURITY}")["Location"] == SECURITY
    assert "Du kan logge ind med den" in client.get(SECURITY).content.decode()
    sign_in_at(Client(), row)
    assert ProviderAccount.objects.get(subject="asta-1").user == dan
    with_password(town, "carla")
    other, _answer = sign_in("carla@lundby")
    assert "en anden person" in sign_in_at(other, row, query="?til=forbind").content.decode()


def test_the_operators_command_sets_a_provider_up_and_refuses_what_makes_no_sense(
    town: Town, provider: Provider
) -> None:
    told = StringIO()
    words = ["lundby", "entra", "--name", "Lundby Entra", "--issuer", provider.issuer, "--client-id", "h", "--check"]
    call_command("provider_add", *words, "--role", "a=b=effort_lead@job", "--role", "c=policy_lead@social", stdout=told)
    row = IdentityProvider.objects.get(key="entra")
    assert f"/lundby/log-ind/med/{row.uuid}/svar/" in told.getvalue()
    assert set(row.roles.values_list("value", "role")) == {("a=b", "effort_lead"), ("c", "policy_lead")}
    call_command("provider_add", *words, "--forget", "c", "--off", stdout=told)
    assert (row.roles.count(), IdentityProvider.objects.get().is_active) == (1, False)
    for wrong in (
        ["nyby", *words[1:]],
        [*words, "--role", "a=chef@job"],
        [*words, "--role", "a=effort_lead@ingen"],
        [*words, "--secret-name", "HOLDEPUNKT_SECRET_KEY"],
        [*words, "--issuer", "http://lundby.example"],
        [*words, "--issuer", f"{provider.issuer}/andet"],
        words[:2],
    ):
        with pytest.raises(CommandError):
            call_command("provider_add", *wrong, stdout=told)
