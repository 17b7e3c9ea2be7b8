"""Sessions: how long, under which cookie, what ends them, and that the database alone opens none."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.contrib.sessions.backends.base import UpdateError
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from holdepunkt import clock
from holdepunkt.people import actions
from holdepunkt.people.access import Refused
from holdepunkt.people.models import SessionOfUser
from holdepunkt.people.rules import Role
from holdepunkt.people.session_store import print_of
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.people.tests.signing_in import later, sign_in, with_password
from holdepunkt.record.models import Entry

MINE = "/lundby/mit/"
SESSIONS = "/lundby/arbejde/mine-sessioner/"


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def opens(client: Client) -> bool:
    """Whether the browser is signed in."""
    return client.get(MINE).status_code == 200


def key_of(client: Client) -> str:
    """The key that the browser holds."""
    return client.cookies[site.SESSION_COOKIE_NAME].value


def test_the_table_says_who_where_and_since_when_and_never_the_key(town: Town) -> None:
    user = with_password(town)
    client, _answer = sign_in("dan@lundby")
    row = SessionOfUser.objects.get(user=user)
    assert (row.browser, row.key_hash) == ("Firefox, Windows", print_of(key_of(client)))
    assert key_of(client) not in f"{row.key_hash}{row.content}"
    thief = Client()
    thief.cookies[site.SESSION_COOKIE_NAME] = row.key_hash
    assert not opens(thief)


def test_a_session_rests_twenty_minutes_and_no_longer(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    with later(monkeypatch, minutes=19):
        assert opens(client)
    with later(monkeypatch, minutes=38):
        assert opens(client)
    with later(monkeypatch, minutes=59):
        assert not opens(client)


def test_a_session_in_use_all_day_ends_after_nine_hours(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    for quarter in range(1, 36):
        with later(monkeypatch, minutes=15 * quarter):
            assert opens(client)
    with later(monkeypatch, hours=9, minutes=1):
        assert not opens(client)


def test_the_demos_day_does_not_stop_a_sessions_time(
    town: Town, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_password(town)
    settings.HOLDEPUNKT_TODAY = date(2021, 11, 22)
    client, _answer = sign_in("dan@lundby")
    assert opens(client)
    with later(monkeypatch, minutes=21):
        assert not opens(client)


def test_last_seen_is_written_once_a_minute_at_most(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")

    def writes() -> int:
        with CaptureQueriesContext(connection) as sent:
            client.get(MINE)
        return sum("UPDATE" in one["sql"] and "sessionofuser" in one["sql"] for one in sent)

    assert writes() == 0
    with later(monkeypatch, minutes=2):
        assert (writes(), writes()) == (1, 0)


def test_a_signed_in_page_asks_once_for_the_session_and_whose_it_is(town: Town) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    with CaptureQueriesContext(connection) as sent:
        client.get("/lundby/arbejde/mine-sessioner/")
    asked = [one["sql"] for one in sent if "set_config" not in one["sql"]]
    assert len(asked) == 2, asked  # the session with the person and their posts, and what the page lists


def test_signing_in_gives_a_new_key(town: Town) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    before = key_of(client)
    sign_in("dan@lundby", client=client)
    assert key_of(client) != before
    old = Client()
    old.cookies[site.SESSION_COOKIE_NAME] = before
    assert not opens(old)


def test_a_session_belongs_to_one_municipality(town: Town) -> None:
    a_town("nabo", "Nabo Kommune")
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    assert client.get("/nabo/mit/").status_code == 302
    assert client.get("/nabo/arbejde/mine-sessioner/").status_code == 302


def test_one_ends_another_browser_or_all_the_others_and_keeps_ones_own(town: Town) -> None:
    with_password(town)
    here, there, elsewhere = (sign_in("dan@lundby")[0] for _n in range(3))
    row = SessionOfUser.objects.get(key_hash=print_of(key_of(there)))
    assert here.get(SESSIONS).content.decode().count("Firefox, Windows") == 3
    here.post(f"{SESSIONS}{row.uuid}/slut/")
    assert (opens(here), opens(there), opens(elsewhere)) == (True, False, True)
    here.post(f"{SESSIONS}andre/slut/")
    assert (opens(here), opens(elsewhere)) == (True, False)
    assert Entry.objects.filter(verb="session.ended").count() == 1


def test_somebody_elses_session_is_missing(town: Town) -> None:
    with_password(town)
    with_password(town, "carla")
    dan, carla = sign_in("dan@lundby")[0], sign_in("carla@lundby")[0]
    row = SessionOfUser.objects.get(user=town.people["carla"])
    assert dan.post(f"{SESSIONS}{row.uuid}/slut/").status_code == 404
    assert opens(carla)


def test_who_sets_up_the_municipality_signs_somebody_out_everywhere_and_nobody_else_does(town: Town) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    with pytest.raises(Refused):
        actions.signing_in.end_sessions(user=town.people["dan"], by=town.as_("carla"))
    finn = Client()
    finn.force_login(town.people["finn"])
    answer = finn.post(f"/lundby/arbejde/kommunen/mennesker/{town.people['dan'].pk}/sessioner/slut/", {"_key": ""})
    assert answer.status_code == 302
    assert not opens(client)


def _a_post_more(town: Town) -> None:
    dan, unit = town.people["dan"], town.units["job"]
    actions.start_post(user=dan, unit=unit, role=Role.PROFESSIONAL, starts_on=clock.today(), by=town.as_("finn"))


def _a_deputyship(town: Town) -> None:
    post = town.people["carla"].posts.get()
    actions.start_deputy(post=post, user=town.people["dan"], starts_on=clock.today(), by=town.as_("finn"))


@pytest.mark.parametrize("given", [_a_post_more, _a_deputyship])
def test_a_role_more_ends_the_sessions_that_began_without_it(town: Town, given: Callable[[Town], None]) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    assert opens(client)
    given(town)
    assert not opens(client)
    assert opens(sign_in("dan@lundby")[0])


def test_signing_out_ends_the_session_itself_and_clears_the_browser(town: Town) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    copy = Client()
    copy.cookies[site.SESSION_COOKIE_NAME] = key_of(client)
    answer = client.post("/lundby/log-ud/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not opens(copy)


def test_a_new_password_ends_all_ones_other_sessions(town: Town) -> None:
    with_password(town)
    here, there = sign_in("dan@lundby")[0], sign_in("dan@lundby")[0]
    sent = {"present": "lyng-og-klitter-7", "password": "min-egen-gode-kode-9"}
    assert here.post("/lundby/arbejde/min-adgangskode/", sent).status_code == 302
    assert (opens(here), opens(there)) == (True, False)
    assert SessionOfUser.objects.count() == 1


def test_a_new_password_whose_session_cannot_be_kept_is_not_set(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(town)
    here = sign_in("dan@lundby")[0]
    here.raise_request_exception = False
    told = Entry.objects.filter(verb="user.password_set").count()

    def broken(*args: object, **kwargs: object) -> None:
        raise OperationalError("the disk went away")

    monkeypatch.setattr(actions.signing_in, "keep_session", broken)
    sent = {"present": "lyng-og-klitter-7", "password": "min-egen-gode-kode-9"}
    assert here.post("/lundby/arbejde/min-adgangskode/", sent).status_code == 503
    dan = town.people["dan"]
    dan.refresh_from_db()
    assert dan.check_password("lyng-og-klitter-7")
    assert Entry.objects.filter(verb="user.password_set").count() == told


def test_a_session_that_has_ended_meanwhile_is_not_saved_and_the_database_is_not_blamed(town: Town) -> None:
    with_password(town)
    session = sign_in("dan@lundby")[0].session
    session["kept"] = "words"  # it was read while it lasted
    actions.signing_in.end_sessions(user=town.people["dan"], by=town.machine)
    with pytest.raises(UpdateError):
        session.save()
    assert not SessionOfUser.objects.exists()


def test_whoever_is_signed_out_while_a_page_is_made_stays_signed_out(town: Town) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    actions.signing_in.end_sessions(user=town.people["dan"], by=town.machine)
    assert not opens(client)
    assert not SessionOfUser.objects.exists()


def test_the_clockwork_removes_sessions_that_ended_half_a_day_ago(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(town)
    sign_in("dan@lundby")
    call_command("tick")
    assert SessionOfUser.objects.count() == 1
    with later(monkeypatch, hours=13):
        call_command("tick")
    assert SessionOfUser.objects.count() == 0


def test_behind_https_both_cookies_belong_to_this_host_alone(tmp_path: Path) -> None:
    ask = (
        "from holdepunkt import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME,"
        " s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE)"
    )
    root = Path(__file__).resolve().parents[3]
    env = {"HOLDEPUNKT_HTTPS": "1", "HOLDEPUNKT_DATA": str(tmp_path), "PYTHONPATH": str(root)}
    told = subprocess.run([sys.executable, "-c", ask], env=env, cwd=root, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True", "True", "True", "Lax"]


def test_the_cookie_travels_with_our_own_requests_only_and_scripts_cannot_read_it(town: Town) -> None:
    with_password(town)
    client, _answer = sign_in("dan@lundby")
    cookie = client.cookies[site.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert cookie["max-age"] == ""
