"""The watching addresses, the measures, and log lines that hold nothing a person typed or is called."""

import json
import logging
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

import holdepunkt.urls
from holdepunkt.pages.operation import clockwork, readiness
from holdepunkt.pages.operation.logs import line_writer
from holdepunkt.pages.tests.houses import House
from holdepunkt.people.middleware import public
from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.tasks import mail_one

pytestmark = pytest.mark.django_db
TOKEN = "a-token-for-the-measures"
SECRETS = ("Asta Ager", "asta@lundby.example", "bor hos sin søster", "12345678", "Bo Berg", "drikker igen")


@public
def breaks(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    """Breaks with what was typed in the error, as libraries do."""
    typed = request.POST.get("text", SECRETS[0])
    raise ValueError(f"cannot understand {typed}") from KeyError(SECRETS[1])


@public
def breaks_in_database(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    """The database refuses, and repeats the values."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT json(%s)", [SECRETS[2]])
        else:
            cursor.execute("SELECT CAST(%s AS integer)", [SECRETS[2]])
    return HttpResponse()


class Broken:
    """The site's addresses, and two that break."""

    handler404, handler500 = holdepunkt.urls.handler404, holdepunkt.urls.handler500
    urlpatterns = [
        path("brudt/<str:name>/", breaks, name="breaks"),
        path("basen/", breaks_in_database, name="breaks_in_database"),
        *holdepunkt.urls.urlpatterns,
    ]


@pytest.fixture
def lines() -> Any:
    """Everything that is logged, as operators get it: every logger, every level."""
    out = StringIO()
    writer = logging.StreamHandler(out)
    writer.setFormatter(line_writer())
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request", "django.security", "holdepunkt",
                                                    "holdepunkt.request", "django_tasks")]  # fmt: skip
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.INFO)
    logging.getLogger().addHandler(writer)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    logging.getLogger().removeHandler(writer)
    for one, level in zip(loggers, before, strict=True):
        one.setLevel(level)


def test_health_asks_nobody_and_answers_whatever_the_host(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/health", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert client.post("/health").status_code == 405


def test_ready_says_in_plain_words_what_is_missing(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.HOLDEPUNKT_DATA = tmp_path
    answer = client.get("/ready", headers={"host": "10.0.0.7"})
    assert answer.status_code == 503
    assert "the clockwork has never run" in answer.content.decode()
    clockwork.run((), clockwork.date(2021, 11, 22))
    assert client.get("/ready").content == b"ready\n"


def test_a_clockwork_that_was_away_for_three_hours_is_said(
    client: Client, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOLDEPUNKT_DATA = tmp_path
    clockwork.run((), clockwork.date(2021, 11, 22))
    told = json.loads((tmp_path / "clockwork.json").read_text())
    (tmp_path / "clockwork.json").write_text(json.dumps({**told, "at": told["at"] - 3 * 3600}))
    assert "3.0 hours ago" in client.get("/ready").content.decode()


def test_a_migration_that_waits_makes_the_site_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'record'")
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert "migrations are not applied" in answer.content.decode()


def test_a_queue_that_nobody_works_on_makes_the_site_not_ready(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.HOLDEPUNKT_DATA = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    clockwork.run((), clockwork.date(2021, 11, 22))
    mail_one.enqueue(1, [], "asked")
    assert client.get("/ready").status_code == 200
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=31))
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert "a job has waited for 31 minutes" in answer.content.decode()


def test_without_its_database_the_site_is_alive_and_not_ready(tmp_path: Any) -> None:
    house = House(tmp_path, "postgresql://nobody@127.0.0.1:1/none")
    asked = (
        "import django; django.setup()\nfrom django.test import Client\n"
        "for a in ('/health', '/ready'):\n    r = Client().get(a); print(r.status_code, r.content.decode().strip())"
    )
    assert house.python(asked).splitlines() == ["200 ok", "503 the database does not answer (OperationalError)"]


def test_the_measures_exist_only_for_whoever_holds_the_token(client: Client, settings: Any) -> None:
    assert client.get("/metrics").status_code == 404
    settings.HOLDEPUNKT_METRICS_TOKEN = TOKEN
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"authorization": "Bearer x"}).status_code == 404
    assert client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_measures_name_views_and_nothing_of_a_person(town: Town, settings: Any) -> None:
    settings.HOLDEPUNKT_METRICS_TOKEN = TOKEN
    client = Client()
    client.get("/lundby/soeg/", {"q": SECRETS[0]})
    client.get("/lundby/asta-ager/")
    text = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    assert 'holdepunkt_requests_total{status="2xx",view="pages:search"}' in text
    assert 'view="none"' in text
    assert 'holdepunkt_jobs{state="failed"} 0.0' in text
    assert "holdepunkt_request_seconds_bucket" in text
    assert not [word for word in (*SECRETS, "lundby", "asta") if word in text.lower()]


def test_a_request_leaves_one_line_with_view_status_time_and_statements(town: Town, lines: Any) -> None:
    answer = Client().get("/lundby/soeg/", {"q": SECRETS[0]})
    line = [one for one in lines() if one["logger"] == "holdepunkt.request"][-1]
    assert {name: line[name] for name in ("method", "view", "status")} == {
        "method": "GET", "view": "pages:search", "status": 200,
    }  # fmt: skip
    assert line["sql"] >= 1
    assert line["ms"] > 0
    assert line["request"] == answer.headers["X-Request-ID"]


def test_what_a_form_a_rule_or_a_missing_token_refuses_leaves_a_line_without_what_was_typed(
    town: Town, lines: Any
) -> None:
    dan, address = Client(enforce_csrf_checks=True), "/lundby/arbejde/kommunen/mennesker/{}/fravaer/ny/"
    dan.force_login(town.people["dan"])
    there = address.format(town.people["dan"].pk)
    assert dan.post(there, {"starts_on": SECRETS[2]}).status_code == 403
    dan.handler.enforce_csrf_checks = False
    assert dan.post(there, {"starts_on": SECRETS[2], "ends_on": "2021-11-22"}).status_code == 200
    assert dan.post(there, {"starts_on": "2021-11-23", "ends_on": "2021-11-22"}).status_code == 200
    told = [(one["level"], one["message"]) for one in lines() if one["logger"] == "holdepunkt.form"]
    assert told == [
        ("warning", "a form without its token was refused"),
        ("info", "AbsenceForm was refused: starts_on"),
        ("info", "AbsenceForm was refused by a rule"),
    ]
    assert SECRETS[2] not in json.dumps(lines(), ensure_ascii=False)


def test_a_request_id_from_the_web_server_is_kept_and_anything_else_is_not(town: Town, lines: Any) -> None:
    Client().get("/lundby/", headers={"x-request-id": "0123456789abcdef"})
    Client().get("/lundby/", headers={"x-request-id": "asta ager"})
    first, second = (one["request"] for one in lines() if one["logger"] == "holdepunkt.request")
    assert first == "0123456789abcdef"
    assert len(second) == 32


@pytest.fixture
def typing_client(settings: Any) -> Client:
    """Somebody who types secrets, on a site that answers with its error pages and checks tokens."""
    settings.ROOT_URLCONF = Broken
    return Client(enforce_csrf_checks=False, raise_request_exception=False)


def everything_that_goes_wrong(client: Client, town: Town, settings: Any) -> list[int]:
    """A 500 with what was typed, a name in an address, a bad token, a too large upload, a database error, a host."""
    text = {"text": f"{SECRETS[2]} {SECRETS[5]}"}
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    got = [
        client.post(f"/brudt/{SECRETS[0]}/?om={SECRETS[1]}", text),
        client.get(f"/lundby/{SECRETS[0]}/{SECRETS[4]}/?q={SECRETS[3]}"),
        client.get("/Asta Ager"),
        client.get("/basen/"),
        strict.post(
            f"/lundby/log-ind/?next=/{SECRETS[0]}", {"username": SECRETS[1], "password": SECRETS[3]},
            headers={"referer": f"https://{SECRETS[1]}/"},
        ),
        client.get("/lundby/", headers={"host": "asta.ager"}),
    ]  # fmt: skip
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    got.append(client.post("/lundby/log-ind/", {"username": SECRETS[1], "password": SECRETS[5]}))
    file = SimpleUploadedFile(f"{SECRETS[0]}.docx", SECRETS[2].encode() * 100)
    got.append(client.post("/lundby/log-ind/", {"file": file, "username": SECRETS[1]}))
    return [one.status_code for one in got]


def test_nothing_typed_and_no_name_is_in_the_log_whatever_goes_wrong(
    town: Town, typing_client: Client, settings: Any, lines: Any
) -> None:
    statuses = everything_that_goes_wrong(typing_client, town, settings)
    assert statuses[:6] == [500, 404, 404, 500, 403, 400]
    found = lines()
    whole = json.dumps(found, ensure_ascii=False).lower()
    told = [word for word in (*SECRETS, "asta", "ager", "@lundby") if word.lower() in whole]
    assert not told, [one for one in found if any(word.lower() in json.dumps(one).lower() for word in told)]
    broken = next(one for one in found if one.get("error"))
    assert broken["error"][0]["type"] == "builtins.ValueError"
    assert broken["error"][0]["at"][-1].endswith("breaks")
    assert broken["error"][1]["type"] == "builtins.KeyError"


def test_an_error_of_the_database_gives_its_code_and_no_value(lines: Any) -> None:
    try:
        breaks_in_database(HttpRequest())
    except DatabaseError:
        logging.getLogger("holdepunkt").exception("the database refused")
    link = lines()[-1]["error"]
    assert any("code" in one for one in link)
    assert "søster" not in json.dumps(lines(), ensure_ascii=False)
