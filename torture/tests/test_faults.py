"""A fault after each statement of the forms of one story, in a suite of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client

from holdepunkt import record
from holdepunkt.people.models import Municipality, SessionOfUser
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.people.tests.signing_in import PASSWORD, sign_in, with_password
from holdepunkt.record.models import Entry
from holdepunkt.tests.made_once import SHARED, place_of_all
from torture import faults
from torture.faults import Fault, record_closed, undone

STORY = "stories/test_faxe.py"


@pytest.mark.slow
def test_a_fault_after_any_statement_leaves_both_the_change_and_its_record_row_or_neither(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    most = "3" if connection.vendor == "sqlite" else "2"  # the forms and their statements are the same on both
    words = [sys.executable, "-m", "pytest", "-p", "torture.faults", "-p", "no:xdist", "--faults-most", most, STORY]
    env = os.environ | {"HOLDEPUNKT_DATA": str(tmp_path), SHARED: str(place_of_all(tmp_path_factory))}
    env.pop("PYTEST_XDIST_WORKER", None)
    done = subprocess.run(words, cwd=settings.ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "FAULTS" in done.stdout


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def a_browser(town: Town, name: str = "finn") -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(town.people[name])
    return client


WORDS = {
    "name": "Lundby Kommune",
    "council_name": "Rådet for <os> & alle",
    "accent": "#1f5a4b",
    "case_system": "Sagen her",
}
ADDRESS = "/lundby/arbejde/kommunen/navn-og-farve/"


def broken_answers(browser: Client) -> Iterator[tuple[int, str]]:
    """How the form is answered with a fault after each of its statements."""
    whole = Fault()
    with undone(), connection.execute_wrapper(whole):
        assert browser.post(ADDRESS, WORDS).status_code == 302
    for number in range(1, whole.count + 1):
        with undone(), connection.execute_wrapper(Fault(number)):
            answer = browser.post(ADDRESS, WORDS)
        if answer.status_code >= 400:
            yield answer.status_code, answer.content.decode()


def test_a_form_the_database_cannot_take_comes_back_with_every_word(town: Town) -> None:
    answers = list(broken_answers(a_browser(town)))
    assert len(answers) >= 5
    for status, body in answers:
        assert status in (500, 503)
        assert "Rådet for &lt;os&gt; &amp; alle" in body
        assert "torture" not in body
        assert "Traceback" not in body
    assert any("Send igen" in body for _status, body in answers)


def broken(send: Callable[[], Any]) -> Iterator[tuple[int, Any]]:
    """What a form answers with a fault after each of its statements; what it wrote can be looked at until the next."""
    with undone(), connection.execute_wrapper(whole := Fault()):
        assert send().status_code == 302
    for number in range(1, whole.count + 1):
        with undone():
            with connection.execute_wrapper(Fault(number)):
                answer = send()
            connection.needs_rollback = False
            yield number, answer


def test_what_a_failed_statement_leaves_is_undone_whoever_sent_it(town: Town) -> None:
    with undone(), pytest.raises(OperationalError), connection.execute_wrapper(Fault(1)):
        Municipality.objects.filter(pk=town.municipality.pk).update(case_system="Sagen her")
    assert Municipality.objects.get().case_system != "Sagen her"  # and the test's own transaction goes on


def test_wherever_the_database_fails_one_is_signed_in_with_a_row_or_told_to_send_it_again(town: Town) -> None:
    with_password(town)
    sessions = SessionOfUser.objects.count()

    def come_in() -> Any:
        return sign_in("dan@lundby", client=Client(raise_request_exception=False))[1]

    for number, answer in broken(come_in):
        assert answer.status_code in (302, 500, 503), number
        is_in = answer.status_code == 302  # PostgreSQL is told at the very end that nobody asks any more
        assert PASSWORD not in answer.content.decode(), number
        assert Entry.objects.filter(verb="sign_in.done").count() == is_in, number
        assert SessionOfUser.objects.count() == sessions + is_in, number


def test_wherever_the_database_fails_a_new_password_is_set_in_a_session_that_lasts_or_not_at_all(town: Town) -> None:
    with_password(town)
    here, dan = sign_in("dan@lundby", client=Client(raise_request_exception=False))[0], town.people["dan"]
    told, cookies = Entry.objects.filter(verb="user.password_set").count(), here.cookies.copy()

    def set_it() -> Any:
        here.cookies = cookies.copy()
        return here.post("/lundby/arbejde/min-adgangskode/", {"present": PASSWORD, "password": "min-egen-gode-kode-9"})

    for number, answer in broken(set_it):
        assert answer.status_code in (302, 500, 503), number
        is_set = answer.status_code == 302
        dan.refresh_from_db()
        assert dan.check_password(PASSWORD) != is_set, number
        assert Entry.objects.filter(verb="user.password_set").count() == told + is_set, number
        assert here.get("/lundby/mit/").status_code == 200, number


def test_a_form_is_saved_by_sending_it_again_and_once_only(town: Town) -> None:
    browser = a_browser(town)
    sent = WORDS | {"_key": "7f3ad7a4-0000-4000-8000-000000000001"}
    with record_closed():
        assert browser.post(ADDRESS, sent).status_code == 503
    assert browser.post(ADDRESS, sent).status_code == 302
    assert browser.post(ADDRESS, sent).status_code == 302
    assert Municipality.objects.get().case_system == "Sagen her"


def test_where_the_record_is_closed_nothing_changes_and_every_word_comes_back(town: Town) -> None:
    with record_closed():
        answer = a_browser(town).post(ADDRESS, WORDS)
        assert answer.status_code == 503
        assert "Sagen her" in answer.content.decode()
        assert Municipality.objects.get().case_system == ""


def test_what_the_database_says_is_not_logged_but_that_it_failed_is(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    assert {503} <= {status for status, _body in broken_answers(a_browser(town))}
    assert any(one.name == "holdepunkt.not_saved" and one.levelname == "ERROR" for one in caplog.records)
    assert "Sagen her" not in caplog.text


@pytest.mark.parametrize("most", [2, faults.EVERY])
def test_a_change_that_stands_without_its_record_row_is_found(
    town: Town, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    found, all_goes_well = faults.Findings(most=most), iter((True,))

    def send(*_words: Any) -> HttpResponse:
        with suppress(OperationalError):
            Municipality.objects.filter(pk=town.municipality.pk).update(case_system="Sagen her")
        connection.needs_rollback = False
        if next(all_goes_well, False):
            record.wrote("municipality.changed", on=town.municipality, by=town.as_("finn"))
        return HttpResponse(status=302)

    monkeypatch.setattr(faults, "FOUND", found)
    monkeypatch.setattr(faults, "_send", send)
    faults.try_faults(Client(), ADDRESS, {})
    assert found.faults >= 2
    assert len(found.wrong) == found.faults + 1  # and with the record closed it should not have said yes
    assert "changed ['people_municipality']" in found.wrong[0]


def test_a_password_is_never_sent_back(town: Town) -> None:
    browser = a_browser(town)
    for number in range(1, 6):
        with undone(), connection.execute_wrapper(Fault(number)):
            answer = browser.post("/lundby/log-ind/", {"username": "finn her", "password": "et langt kodeord her"})
        assert "et langt kodeord her" not in answer.content.decode()


def test_the_fault_breaks_after_its_statement(db: None) -> None:
    with pytest.raises(OperationalError), transaction.atomic(), connection.execute_wrapper(Fault(1)):
        Municipality.objects.count()
