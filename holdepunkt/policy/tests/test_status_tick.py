"""The clockwork and the loose ends: reminders once each, and nothing falls between two chairs."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from holdepunkt.people import actions as people
from holdepunkt.people.models import Municipality, Post
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import note as notes
from holdepunkt.policy.actions import report as reports
from holdepunkt.policy.loose_ends import ends_for
from holdepunkt.policy.models import CommitteeItem, Evaluation, PolicyVersion, Reminder, Rhythm, StatusReport
from holdepunkt.policy.rules.kinds import RhythmKind
from holdepunkt.policy.tests.builders import a_draft, a_policy
from holdepunkt.policy.tests.builders_status import TITLES, TODAY, a_plan, a_round, note_of

pytestmark = pytest.mark.django_db
SOON, LATE, STILL_LATE = date(2021, 11, 30), date(2021, 12, 6), date(2021, 12, 10)


@pytest.fixture(autouse=True)
def _at_work(settings: Any) -> None:
    settings.HOLDEPUNKT_TODAY = TODAY
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def version(town: Town) -> PolicyVersion:
    return a_policy(town)


@pytest.fixture
def report(town: Town, version: PolicyVersion) -> StatusReport:
    a_plan(town, version)
    report = a_round(town, version)
    mail.outbox.clear()
    return report


def tick(day: date) -> str:
    said = StringIO()
    call_command("tick", "--date", day.isoformat(), stdout=said)
    return said.getvalue()


def ends(town: Town, name: str, today: date = TODAY) -> dict[str, Any]:
    return {end.kind: end for end in ends_for(town.as_(name), today)}


def test_reminders_come_soon_late_and_still_late_each_once(report: StatusReport) -> None:
    for day in (TODAY, SOON, SOON, LATE, LATE, STILL_LATE, STILL_LATE, date(2022, 3, 1)):
        tick(day)
    kinds = Reminder.objects.filter(note=note_of(report)).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["asked", "before-3", "after-1", "after-5"]
    to_dan = [one.body for one in mail.outbox if one.to == ["dan@lundby.example"]]
    assert ["tæt på" in to_dan[0], "er gået" in to_dan[1], "mangler stadig" in to_dan[2]] == [True] * 3
    assert len(to_dan) == 3


def test_a_clock_that_stood_still_catches_up_with_one_mail(report: StatusReport) -> None:
    assert "reminded about 3" in tick(STILL_LATE)
    assert len(mail.outbox) == 2
    assert "reminded" not in tick(STILL_LATE)


def test_those_who_answered_and_days_the_town_hall_is_closed_bring_no_mail(town: Town, report: StatusReport) -> None:
    for title in TITLES:
        notes.no_news(note=note_of(report, title), by=town.as_("finn"))
    tick(LATE)
    assert mail.outbox == []
    tick(date(2021, 12, 11))
    assert mail.outbox == []


def test_an_answer_taken_back_the_same_day_brings_nobody_else_a_second_mail(town: Town, report: StatusReport) -> None:
    note = notes.no_news(note=note_of(report), by=town.as_("finn"))
    tick(LATE)
    assert len(mail.outbox) == 2
    notes.take_back(note=note, by=town.as_("finn"))
    tick(LATE)
    assert [one.to for one in mail.outbox[2:]] == [["dan@lundby.example"]]
    assert TITLES[2] not in mail.outbox[2].body


def test_a_wrong_date_is_named() -> None:
    with pytest.raises(CommandError, match="expected YYYY-MM-DD"):
        call_command("tick", "--date", "i morgen")


def test_the_lead_who_left_is_not_written_to_any_more(town: Town, report: StatusReport) -> None:
    people.end_post(post=Post.objects.get(user=town.people["dan"]), ends_on=date(2021, 11, 1), by=town.machine)
    tick(LATE)
    assert sorted(one.to[0] for one in mail.outbox) == ["carla@lundby.example", "ib@lundby.example"]


def test_an_answer_that_is_missing_waits_for_its_lead(town: Town, report: StatusReport) -> None:
    end = ends(town, "dan")["status_due"]
    assert (end.holder, end.due, end.where) == (
        "Dan Dam",
        report.due_on,
        f"/lundby/arbejde/status/2021/{note_of(report, TITLES[2]).uuid}/",
    )
    assert "status_late" in ends(town, "dan", LATE)
    assert ends(town, "gry") == {}


def test_an_effort_whose_lead_left_waits_for_the_units_head(town: Town, report: StatusReport) -> None:
    people.end_post(post=Post.objects.get(user=town.people["dan"]), ends_on=date(2021, 11, 1), by=town.machine)
    end = ends(town, "ib")["effort_without_post"]
    assert (end.holder, end.since) == ("Ib Iversen", date(2021, 11, 2))
    assert "Dan Dam" in end.why


def test_a_unit_without_a_head_waits_for_the_policy_lead(town: Town, report: StatusReport) -> None:
    people.end_post(post=Post.objects.get(user=town.people["carla"]), ends_on=date(2021, 11, 1), by=town.machine)
    assert ends(town, "finn")["effort_without_post"].holder == "Finn Falk"


def test_a_year_waits_for_the_lock_then_the_head_then_the_committee(town: Town, report: StatusReport) -> None:
    assert "round_ready_to_lock" not in ends(town, "finn")
    assert ends(town, "finn", LATE)["round_ready_to_lock"].holder == "Finn Falk"
    locked = reports.lock_report(report=report, by=town.as_("finn"))
    assert ends(town, "ib")["year_waits_for_head"].holder == "Ib Iversen"
    approved = reports.approve_report(report=locked, by=town.as_("ib"))
    assert ends(town, "finn")["year_waits_to_be_sent"].holder == "Finn Falk"
    CommitteeItem.objects.create(
        policy=report.policy, title="Status 2021", committee=town.units["socialudvalg"], report=approved
    )
    assert ends(town, "hanne")["year_waits_to_be_sent"].holder == "Hanne Holm"


@pytest.mark.parametrize("decision", ["postponed", "sent_back"])
def test_an_item_that_came_back_waits_for_the_secretary(town: Town, version: PolicyVersion, decision: str) -> None:
    item = CommitteeItem.objects.create(
        policy=version.policy,
        title="Status 2020",
        committee=town.units["socialudvalg"],
        decision=decision,
        decided_on=TODAY,
    )
    assert ends(town, "hanne")["item_still_open"].holder == "Hanne Holm"
    CommitteeItem.objects.create(
        policy=version.policy, title="Igen", committee=town.units["socialudvalg"], follows=item
    )
    assert "item_still_open" not in ends(town, "hanne")


def test_a_policy_past_its_period_and_its_evaluation_waits_for_the_policy_lead(town: Town) -> None:
    draft = a_draft(town, period_from=date(2017, 1, 1), period_to=date(2019, 12, 31), in_use_after_period=True)
    Rhythm.objects.create(
        version_of=draft, key="evaluering", kind=RhythmKind.EVALUATION_IN_YEAR, year=2019, plain="Evalueres i 2019."
    )
    draft.stage = "approved"
    draft.save()
    found = ends(town, "finn")
    assert found["period_run_out"].since == date(2020, 1, 1)
    assert "bruges stadig" in found["period_run_out"].why
    assert found["evaluation_missing"].due == date(2019, 12, 31)
    Evaluation.objects.create(policy=draft.policy, year=2019, stage="finished", done_on=date(2019, 11, 1))
    assert "evaluation_missing" not in ends(town, "finn")


def test_every_loose_end_leads_somewhere(town: Town, report: StatusReport) -> None:
    for end in ends_for(town.as_("finn"), LATE):
        assert end.where.startswith("/lundby/")
        assert end.action
        assert end.why


def test_the_loose_ends_take_no_more_sql_for_ten_times_as_many(
    django_assert_max_num_queries: Any, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}  # no mail: quick
    for slug, efforts in (("lille", 5), ("stor", 50)):
        town = a_town(slug)
        a_plan(town, version := a_policy(town), efforts=efforts)
        a_round(town, version)
        finn = town.as_("finn")
        with django_assert_max_num_queries(20):
            assert len(ends_for(finn, LATE)) == efforts + 1


def test_no_name_writes_a_line_of_its_own_into_a_mails_head(town: Town, report: StatusReport) -> None:
    forged = "Dan\r\nBcc: ond@ond.example"
    note = note_of(report)
    type(note.effort.lead).objects.filter(pk=note.effort.lead_id).update(name=forged)
    Municipality.objects.filter(pk=town.municipality.pk).update(name=forged)
    tick(LATE)
    sent = [one for one in mail.outbox if one.to == ["dan@lundby.example"]]
    assert sent
    for one in sent:
        assert one.recipients() == ["dan@lundby.example"]
        head = one.message().as_string().split("\n\n")[0]
        assert "ond@ond.example" not in head
