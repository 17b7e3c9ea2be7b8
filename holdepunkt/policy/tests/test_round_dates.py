"""A round's deadlines are moved: the days are counted anew, reminders follow, and those who owe an answer are told."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import heard as hearing
from holdepunkt.policy.actions import note as notes
from holdepunkt.policy.actions import report as reports
from holdepunkt.policy.actions.round_dates import move_dates
from holdepunkt.policy.models import Reminder, StatusReport
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import DUE, TITLES, TODAY, a_plan, a_round, note_of
from holdepunkt.record.models import Entry
from holdepunkt.record.versions import Clash

pytestmark = pytest.mark.django_db
LATER, MEETING = date(2022, 1, 14), date(2022, 2, 8)
THE_DAY_AFTER = date(2021, 12, 13)


@pytest.fixture(autouse=True)
def _at_work(settings: Any) -> None:
    settings.HOLDEPUNKT_TODAY = TODAY
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def report(town: Town) -> StatusReport:
    version = a_policy(town, deadlines={"agenda_days_before_meeting": 7})
    a_plan(town, version)
    return a_round(town, version)


def moved(town: Town, report: StatusReport, **more: Any) -> StatusReport:
    return move_dates(**{"report": report, "due_on": LATER, "by": town.as_("finn")} | more)


def kinds(report: StatusReport) -> set[str]:
    return {kind.split("@")[0] for kind in Reminder.objects.filter(note__report=report).values_list("kind", flat=True)}


def test_new_days_are_counted_back_from_the_meeting(town: Town, report: StatusReport) -> None:
    row = moved(town, report, meeting_on=MEETING)
    assert (row.due_on, row.meeting_on, row.agenda_on, row.approve_by) == (
        LATER, MEETING, date(2022, 2, 1), date(2022, 1, 25),
    )  # fmt: skip
    assert {note.due_on for note in row.notes.all()} == {LATER}
    told = Entry.objects.get(verb="status_report.dates_moved")
    assert told.fields == {"from": DUE.isoformat(), "to": "2022-01-14", "meeting": "2022-02-08"}


def test_only_those_who_owe_an_answer_are_told(town: Town, report: StatusReport) -> None:
    answered = note_of(report)
    by = "dan" if answered.effort.lead == town.people["dan"] else "carla"
    notes.state(note=answered, by=town.as_(by), stated="on_track")
    moved(town, report)
    told = Reminder.objects.filter(note__report=report, kind__startswith="moved")
    assert {row.note.effort.title for row in told} == set(TITLES) - {answered.effort.title}


def test_reminders_follow_the_new_day_also_when_the_old_one_was_reminded_of(town: Town, report: StatusReport) -> None:
    after = max(DUE, THE_DAY_AFTER)
    with clock.standing_at(after):
        first = reports.send_reminders(report=report, today=after, by=town.machine)
    if not first:
        pytest.fail("the old deadline was never reminded of, so this proves nothing")
    old = kinds(report)
    with clock.standing_at(after):
        moved(town, report)
    between = date(2021, 12, 20)
    with clock.standing_at(between):
        assert reports.send_reminders(report=report, today=between, by=town.machine) == 0
    late = date(2022, 1, 17)
    with clock.standing_at(late):
        assert reports.send_reminders(report=report, today=late, by=town.machine) == first
    assert kinds(report) >= old | {"moved"}


def test_the_same_days_again_change_nothing(town: Town, report: StatusReport) -> None:
    moved(town, report, due_on=report.due_on, meeting_on=report.meeting_on)
    assert not Entry.objects.filter(verb="status_report.dates_moved").exists()


def test_a_locked_round_keeps_its_days_and_says_so(town: Town, report: StatusReport) -> None:
    reports.lock_report(report=report, by=town.as_("finn"))
    with pytest.raises(NotPossible, match="låst"):
        moved(town, report)


def test_others_than_the_policy_lead_may_not(town: Town, report: StatusReport) -> None:
    with pytest.raises(Refused):
        moved(town, report, by=town.as_("dan"))


def test_two_who_move_the_days_at_once_meet(town: Town, report: StatusReport) -> None:
    moved(town, report, version=report.version)
    with pytest.raises(Clash):
        moved(town, report, version=report.version, due_on=date(2022, 1, 20))


def test_the_lead_moves_the_days_on_the_site_and_a_wrong_day_says_why(
    client: Client, town: Town, report: StatusReport
) -> None:
    client.force_login(town.people["finn"])
    desk = client.get(reverse("policy:desk", args=["lundby"])).content.decode()
    path = reverse("policy:status_dates", args=["lundby", report.policy.slug, report.year])
    assert path in desk
    page = client.get(path).content.decode()
    assert f'value="{DUE.isoformat()}"' in page
    refused = client.post(path, {"due_on": "2022-02-10", "meeting_on": "2022-02-08", "_version": report.version})
    assert "Fristen ligger efter mødet" in refused.content.decode()
    assert 'value="2022-02-10"' in refused.content.decode()
    done = client.post(path, {"due_on": "2022-01-14", "meeting_on": "2022-02-08", "_version": report.version})
    assert done.status_code == 302
    report.refresh_from_db()
    assert report.due_on == LATER
    clash = client.post(path, {"due_on": "2022-01-20", "meeting_on": "2022-02-08", "_version": 1})
    assert clash.status_code == 409


def test_a_year_that_is_opened_again_keeps_what_the_council_said(town: Town, report: StatusReport) -> None:
    asked = hearing.ask_body(
        unit=town.units["udsatteraad"], asked_on=TODAY, due_on=None, by=town.as_("finn"), report=report
    )
    hearing.note_words(heard=asked, said_on=TODAY, words="Vi er glade.", considered="", by=town.as_("finn"))
    locked = reports.lock_report(report=report, by=town.as_("finn"))
    fresh = reports.reopen_report(report=locked, reason="Et tal var forkert.", by=town.as_("finn"))
    assert [row.words for row in fresh.bodies_heard.all()] == ["Vi er glade."]
    assert [row.words for row in locked.bodies_heard.all()] == ["Vi er glade."]
