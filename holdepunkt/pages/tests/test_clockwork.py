"""The clockwork: off for a week, failing in one place, two at once, and mail that does not get through."""

import smtplib
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from holdepunkt import clock
from holdepunkt.pages.operation import clockwork, jobs
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import note as notes
from holdepunkt.policy.loose_ends import ends_for
from holdepunkt.policy.models import Reminder, StatusReport
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import TITLES, TODAY, a_plan, a_round, note_of
from holdepunkt.record.models import Entry

pytestmark = pytest.mark.django_db
DUE_SOON, A_WEEK_LATER = date(2021, 11, 30), date(2021, 12, 7)


class DeafMailbox(EmailBackend):
    """A mail server that does not know Dan."""

    def send_messages(self, messages: Any) -> int:
        if any("dan@lundby.example" in one.to for one in messages):
            raise smtplib.SMTPRecipientsRefused({"dan@lundby.example": (550, b"unknown")})
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def _real_queue(settings: Any, tmp_path: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.HOLDEPUNKT_DATA = tmp_path


@pytest.fixture
def report(town: Town) -> StatusReport:
    a_plan(town, version := a_policy(town))
    report = a_round(town, version)
    work()
    mail.outbox.clear()
    return report


def work() -> None:
    """The job worker's own way of running a job, for everything that is due, on the test's connection."""
    by = Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="worker", excluded_queue_names=[],
    )  # fmt: skip
    while job := DBTaskResult.objects.ready().first():
        job.claim(by.worker_id)
        by.run_task(job)


def tick(day: date = TODAY, **options: Any) -> str:
    said = StringIO()
    call_command("tick", "--date", day.isoformat(), stdout=said, **options)
    return said.getvalue()


def test_a_clockwork_that_was_off_for_a_week_sends_one_mail_and_not_seven(town: Town, report: StatusReport) -> None:
    tick(DUE_SOON - timedelta(days=1))
    assert "reminded about 3" in tick(A_WEEK_LATER)
    work()
    assert sorted(one.to[0] for one in mail.outbox) == ["carla@lundby.example", "dan@lundby.example"]
    kinds = Reminder.objects.filter(note=note_of(report)).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["asked", "after-1"]
    tick(A_WEEK_LATER)
    work()
    assert len(mail.outbox) == 2
    assert Entry.objects.filter(verb="status_report.reminded").count() == 1


def test_every_job_has_an_outcome_and_the_last_run_is_kept(town: Town) -> None:
    said = tick(verbosity=2)
    assert [line.split(":")[0] for line in said.splitlines()] == [job.name for job in jobs.JOBS]
    kept = clockwork.last()
    assert kept is not None
    assert [one["job"] for one in kept["outcomes"]] == [job.name for job in jobs.JOBS]
    assert (clockwork.seconds_since_last() or 99) < 60


def test_one_failing_job_stops_no_other_and_ends_the_command_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_today: date) -> str:
        raise OSError("disk full at asta@lundby.example")

    done = []
    row = (clockwork.Job("first", fails), clockwork.Job("second", lambda day: done.append(day) or "worked"))
    monkeypatch.setattr("holdepunkt.pages.management.commands.tick.JOBS", row)
    with pytest.raises(CommandError, match=r"1 of 2 jobs failed: first \(OSError\)") as told:
        tick()
    assert done == [TODAY]
    assert "asta" not in str(told.value)
    assert [one["problem"] for one in (clockwork.last() or {})["outcomes"]] == ["OSError", ""]


def test_one_municipality_whose_reminders_fail_stops_no_other(
    town: Town, report: StatusReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_town("aaby", "Aaby Kommune")
    right = jobs.open_reports

    def broken_in_aaby(municipality: Any) -> Any:
        if municipality.slug == "aaby":
            raise ValueError("broken")
        return right(municipality)

    monkeypatch.setattr(jobs, "open_reports", broken_in_aaby)
    with pytest.raises(CommandError, match="reminders"):
        tick(A_WEEK_LATER)
    assert Entry.objects.filter(verb="status_report.reminded", municipality="lundby").count() == 1


def test_two_ticks_never_work_at_once() -> None:
    with clockwork.alone():
        assert "Another tick is at work" in tick()
    assert clockwork.last() is None
    tick()
    assert clockwork.last() is not None


def test_two_machines_with_one_postgresql_never_tick_at_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("machines share a PostgreSQL, not a SQLite")
    other = connection.copy()
    try:
        other.cursor().execute("SELECT pg_advisory_lock(%s)", [clockwork.LOCK_NUMBER])
        assert "Another tick is at work" in tick()
        other.cursor().execute("SELECT pg_advisory_unlock(%s)", [clockwork.LOCK_NUMBER])
        assert "Another tick" not in tick()
        assert clockwork.last() is not None
    finally:
        other.close()


def fail_until(tries: int) -> None:
    """Let time go by and the worker try, until so many tries are made."""
    while len(failed()[0].worker_ids) < tries:
        assert "will be tried again" in tick()
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
        work()


def failed() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(status="FAILED"))


@pytest.fixture
def deaf(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.DeafMailbox"
    mail.outbox = []


@pytest.mark.usefixtures("deaf")
def test_a_mail_that_fails_is_tried_three_times_with_growing_waits(town: Town, report: StatusReport) -> None:
    tick(A_WEEK_LATER)
    work()
    waits = []
    for _try in (1, 2):
        (job,) = failed()
        tick()
        again = DBTaskResult.objects.get(pk=job.pk)
        waits.append(again.run_after - job.finished_at)
        DBTaskResult.objects.filter(pk=job.pk).update(run_after=timezone.now())
        work()
    assert waits == [timedelta(minutes=10), timedelta(hours=1)]
    assert "tried again" not in tick()
    assert len(failed()) == 1
    assert [one.to for one in mail.outbox] == [["carla@lundby.example"]]


@pytest.mark.usefixtures("deaf")
def test_a_mail_that_failed_three_times_waits_for_the_policy_lead_until_the_answers_are_there(
    town: Town, report: StatusReport
) -> None:
    def lost() -> list[Any]:
        return [one for one in ends_for(town.as_("finn"), clock.today()) if one.kind == "mail_lost"]

    tick(A_WEEK_LATER)
    work()
    fail_until(2)
    assert lost() == []
    fail_until(3)
    (end,) = lost()
    assert (end.holder, end.action) == ("Finn Falk", "Ring, eller se, hvem der mangler")
    assert "Dan Dam" in end.about
    assert end.where.endswith("/mangler/")
    other = a_town("aaby", "Aaby Kommune")
    assert [one for one in ends_for(other.as_("finn"), clock.today()) if one.kind == "mail_lost"] == []
    for title in TITLES:
        notes.no_news(note=note_of(report, title), by=town.as_("finn"))
    assert lost() == []


def test_a_job_left_behind_by_a_dead_worker_runs_again(town: Town, report: StatusReport) -> None:
    tick(A_WEEK_LATER)
    job = DBTaskResult.objects.get(status="READY")
    job.claim("a worker that died")
    assert "left behind" not in tick()
    DBTaskResult.objects.filter(pk=job.pk).update(started_at=timezone.now() - timedelta(hours=2))
    assert "1 jobs were left behind" in tick()
    work()
    assert len(mail.outbox) == 2


def test_jobs_that_ended_long_ago_are_cleared(town: Town, report: StatusReport) -> None:
    assert DBTaskResult.objects.filter(status="SUCCESSFUL").exists()
    assert "cleared" not in tick()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=31))
    assert "old jobs cleared" in tick()
    assert not DBTaskResult.objects.filter(status="SUCCESSFUL").exists()
