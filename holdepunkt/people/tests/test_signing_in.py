"""Signing in with a password: what is told, what is counted, what locks, and the first password."""

import re
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.management import call_command
from django.db.models import F
from django.test import Client

from holdepunkt.people import actions
from holdepunkt.people.addresses import address_of
from holdepunkt.people.models import User
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.people.tests.signing_in import PASSWORD, later, sign_in, with_app, with_password
from holdepunkt.record.models import Entry

MINE = "/lundby/mit/"
TOLD = "passer ikke sammen"
WAIT = "for mange forkerte forsøg"


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def body(answer: Any) -> str:
    """The page, without what differs in every page: keys and the name typed."""
    text = answer.content.decode()
    return re.sub(r'name="(_key|csrfmiddlewaretoken|username)"[^>]*|value="[^"]*"', "", text)


def test_a_wrong_password_an_unknown_name_and_somebody_elses_town_are_answered_alike(town: Town) -> None:
    with_password(town)
    other = a_town("nabo", "Nabo Kommune")
    actions.set_password(user=other.people["dan"], password=PASSWORD, by=other.as_("dan"))
    closed = with_password(town, "carla")
    actions.change_user(user=closed, is_active=False, by=town.machine)
    tries = [("dan@lundby", "forkert"), ("ingen", "forkert"), ("dan@nabo", PASSWORD), ("carla@lundby", PASSWORD)]
    pages = [body(sign_in(*one)[1]) for one in tries]
    assert TOLD in pages[0]
    assert len(set(pages)) == 1


def test_an_unknown_name_costs_the_same_hashing_as_a_wrong_password(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_password(town)
    hashed: list[str] = []
    real = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *words, **more: hashed.append("x") or real(self, *words, **more)
    )
    counts = []
    for name in ("dan@lundby", "ingen", "carla@lundby"):  # Carla has no password here: she has a provider
        hashed.clear()
        sign_in(name, "forkert")
        counts.append(len(hashed))
    assert counts[0] > 0
    assert len(set(counts)) == 1


@pytest.mark.parametrize("name", ["dan@lundby", "ingen@lundby"])
def test_after_five_wrong_tries_a_name_waits_whether_it_exists_or_not(town: Town, name: str) -> None:
    with_password(town)
    pages = [sign_in(name, "forkert")[1].content.decode() for _n in range(5)]
    assert [WAIT in page for page in pages] == [False] * 4 + [True]
    assert WAIT in sign_in(name, PASSWORD)[1].content.decode()


def test_somebody_who_is_locked_out_locks_nobody_else_in_the_town_hall(town: Town) -> None:
    with_password(town)
    with_password(town, "carla")
    for _n in range(6):
        sign_in("dan@lundby", "forkert")
    assert sign_in("carla@lundby")[1].status_code == 302
    assert sign_in("dan@lundby", REMOTE_ADDR="192.0.2.7")[1].status_code == 302


def test_a_quarter_of_an_hour_later_one_may_try_again_even_if_somebody_kept_on_trying(town: Town) -> None:
    with_password(town)
    for _n in range(5):
        sign_in("dan@lundby", "forkert")
    for minutes, status in ((14, 200), (2, 302)):
        AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=minutes))
        assert sign_in("dan@lundby")[1].status_code == status


def test_a_new_password_from_the_policy_lead_opens_at_once_and_must_be_changed(town: Town) -> None:
    with_password(town)
    for _n in range(5):
        sign_in("dan@lundby", "forkert")
    actions.set_password(user=town.people["dan"], password="en-anden-god-kode-8", by=town.as_("finn"))
    client, answer = sign_in("dan@lundby", "en-anden-god-kode-8")
    assert answer.status_code == 302
    own = "/lundby/arbejde/min-adgangskode/"
    assert client.get(MINE)["Location"] == own
    assert client.get("/lundby/arbejde/min-sikkerhed/")["Location"] == own
    assert "kun til første gang" in client.get(own).content.decode()
    client.post(own, {"present": "en-anden-god-kode-8", "password": "min-egen-gode-kode-9"})
    assert client.get(MINE).status_code == 200


def test_before_the_first_password_is_changed_a_public_page_shows_what_everybody_sees(town: Town) -> None:
    actions.set_password(user=town.people["finn"], password=PASSWORD, by=town.machine)
    client, _answer = sign_in("finn@lundby")
    page = client.get("/lundby/")
    assert page.status_code == 200
    assert "Finn Falk" not in page.content.decode()


def test_in_the_demo_nobody_is_made_to_change_anything(town: Town, settings: Any) -> None:
    settings.HOLDEPUNKT_DEMO = True
    actions.set_password(user=town.people["dan"], password=PASSWORD, by=town.machine)
    client, _answer = sign_in("dan@lundby")
    assert client.get(MINE).status_code == 200


def test_the_demos_made_up_people_sign_in_nowhere_else(town: Town) -> None:
    user = with_password(town)
    actions.change_user(user=user, made_up=True, by=town.machine)
    assert TOLD in sign_in("dan@lundby")[1].content.decode()


def test_signing_in_and_being_refused_leave_a_row_without_what_was_typed(town: Town) -> None:
    with_password(town)
    sign_in("dan@lundby", "min hemmelige kode")
    sign_in("dan@lundby")
    refused, done = Entry.objects.filter(verb__startswith="sign_in.").order_by("id")
    told = (refused.verb, refused.by_kind, refused.why, refused.about_name)
    assert told == ("sign_in.refused", "visitor", "password", "Dan Dam")
    assert (done.verb, done.by_name, done.fields) == ("sign_in.done", "Dan Dam", {"way": "password"})
    kept = list(AccessAttempt.objects.values_list("post_data", "get_data")) + list(Entry.objects.values_list("fields"))
    assert "hemmelige" not in str(kept)


def test_the_record_says_when_a_name_was_locked_and_does_not_grow_while_it_is(town: Town) -> None:
    for _n in range(8):
        sign_in("ingen@lundby", "forkert")
    rows = Entry.objects.filter(verb="sign_in.refused").order_by("id").values_list("why", "about_name")
    assert list(rows) == [("password", "Lundby Kommune")] * 4 + [("locked", "Lundby Kommune")]


def test_what_a_locked_out_person_types_is_kept_nowhere(town: Town) -> None:
    with_password(town)
    for _n in range(3):
        sign_in("dan@lundby", "min hemmelige kode", next="/lundby/mit/?q=asta")
    row = AccessAttempt.objects.get()
    assert "hemmelige" not in f"{row.post_data}{row.get_data}"
    assert "asta" not in f"{row.post_data}{row.get_data}{row.path_info}"


@pytest.mark.parametrize(
    ("proxies", "told", "found"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "127.0.0.1"),
        (1, "<script>", "0.0.0.0"),
    ],
)
def test_only_our_own_proxies_are_believed_about_the_address(
    rf: Any, settings: Any, proxies: int, told: str, found: str
) -> None:
    settings.HOLDEPUNKT_PROXIES = proxies
    assert address_of(rf.get("/", HTTP_X_FORWARDED_FOR=told)) == found


def test_the_clockwork_forgets_addresses_after_thirty_days(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in("dan@lundby", "forkert")
    with later(monkeypatch, days=29):
        call_command("tick")
    assert AccessAttempt.objects.count() == 1
    with later(monkeypatch, days=31):
        call_command("tick")
    assert AccessAttempt.objects.count() == 0


@pytest.mark.parametrize("word", ["\x00", "x" * 5000, "' OR 1=1 --", "<script>alert(1)</script>", "æøå" * 50])
def test_whatever_is_typed_is_answered_kindly(town: Town, word: str) -> None:
    answer = Client().post("/lundby/log-ind/", {"username": word, "password": word})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_an_operators_first_lead_chooses_a_password_of_their_own(db: None, capsys: Any) -> None:
    call_command("municipality_add", "lundby", "Lundby Kommune", "--lead", "Gry Grøn", "--username", "gry")
    assert User.objects.get(username="gry").must_change_password


def test_a_password_alone_opens_nothing_where_there_is_a_code_app(town: Town) -> None:
    with_password(town)
    with_app(town)
    client, answer = sign_in("dan@lundby")
    assert answer["Location"] == "/lundby/log-ind/kode/"
    assert client.get(MINE).status_code == 302
