"""The round from opening to approval: asked, answered, locked, approved, opened again."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.models import User
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import note as notes
from holdepunkt.policy.actions import report as reports
from holdepunkt.policy.models import Effort, Figure, PolicyVersion, StatusReport
from holdepunkt.policy.reads import status as reads
from holdepunkt.policy.reads import status_notes
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import DUE, TITLES, TODAY, a_plan, a_round, note_of
from holdepunkt.record.models import Entry
from holdepunkt.record.versions import Clash

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_work(settings: Any) -> None:
    settings.HOLDEPUNKT_TODAY = TODAY
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def version(town: Town) -> PolicyVersion:
    return a_policy(town, deadlines={"agenda_days_before_meeting": 7})


@pytest.fixture
def report(town: Town, version: PolicyVersion) -> StatusReport:
    a_plan(town, version)
    return a_round(town, version, meeting_on=date(2022, 2, 8))


def answer(town: Town, report: StatusReport, title: str = TITLES[0], **more: Any) -> Any:
    note = note_of(report, title)
    by = "dan" if note.effort.lead == town.people["dan"] else "carla"
    return notes.state(**{"note": note, "by": town.as_(by), "stated": "on_track"} | more)


def lock(town: Town, report: StatusReport) -> StatusReport:
    return reports.lock_report(report=report, by=town.as_("finn"))


def test_opening_asks_about_every_effort_of_the_year_and_counts_the_days_back(report: StatusReport) -> None:
    assert {note.effort.title for note in report.notes.all()} == set(TITLES)
    assert {note.stage for note in report.notes.all()} == {"asked"}
    assert (report.agenda_on, report.approve_by) == (date(2022, 2, 1), date(2022, 1, 25))


def test_an_effort_that_is_stopped_while_its_form_is_sent_is_judged_as_stopped(
    town: Town, report: StatusReport
) -> None:
    note = note_of(report)
    as_the_form_told = status_notes.computed_of(note.effort, report.year)
    Effort.objects.filter(pk=note.effort.pk).update(stopped_on=TODAY, stop_reason="Huset er solgt.")
    with pytest.raises(NotPossible, match="Indsatsen er stoppet"):
        notes.state(note=note, by=town.as_("dan"), stated="on_track", computed=as_the_form_told)


def test_a_round_is_opened_once_a_year_and_only_where_there_is_something_to_ask(
    town: Town, version: PolicyVersion, report: StatusReport
) -> None:
    with pytest.raises(NotPossible, match="allerede åbnet"):
        a_round(town, version)
    with pytest.raises(NotPossible, match="ingen indsatser"):
        a_round(town, version, year=2030)


def test_efforts_stopped_before_the_year_or_told_as_done_are_not_asked_about(
    town: Town, version: PolicyVersion
) -> None:
    a_plan(town, version, efforts=2)
    first = Effort.objects.get(title=TITLES[0])
    Effort.objects.filter(pk=first.pk).update(stopped_on=date(2020, 12, 31), stop_reason="Lukket")
    assert [effort.title for effort in reads.efforts_to_ask(version.policy, 2021)] == [TITLES[1]]


def test_only_the_policy_lead_opens_and_locks(town: Town, version: PolicyVersion, report: StatusReport) -> None:
    with pytest.raises(Refused):
        reports.lock_report(report=report, by=town.as_("dan"))
    with pytest.raises(Refused):
        reports.open_round(policy=version.policy, year=2022, due_on=DUE, by=town.as_("gry"))


def test_an_answer_keeps_every_word_and_the_figure_becomes_the_efforts_figure(town: Town, report: StatusReport) -> None:
    note = answer(
        town,
        report,
        happened="Vi begyndte.",
        took_part=("citizens", "ukendt"),
        next_step="Flere borde",
        figure={"value": Decimal(12), "as_of": TODAY, "source": "Køkkenet"},
    )
    assert (note.stage, note.took_part, note.answered_by) == ("stated", ["citizens"], town.people["dan"])
    assert note.figure == Figure.objects.get(effort=note.effort)
    again = answer(town, report, figure={"value": Decimal(12), "as_of": TODAY, "source": "Køkkenet"})
    assert again.figure == note.figure
    answer(town, report, figure={"value": Decimal(13), "as_of": TODAY, "source": "Køkkenet"})
    assert [figure.value for figure in Figure.objects.filter(replaced_by=None)] == [13]


def test_few_people_are_written_as_under_five(town: Town, report: StatusReport) -> None:
    with pytest.raises(NotPossible, match="under fem"):
        answer(town, report, figure={"value": Decimal(3), "as_of": TODAY, "source": "Køkkenet"})
    note = answer(town, report, figure={"under_five": True, "as_of": TODAY, "source": "Køkkenet"})
    assert note.figure.under_five


def test_a_stage_that_differs_from_the_dates_asks_for_a_sentence(town: Town, report: StatusReport) -> None:
    with pytest.raises(NotPossible, match="datoerne siger") as broken:
        answer(town, report, stated="late")
    assert "Første måltid" in broken.value.place
    assert answer(town, report, stated="late", differs_because="Kokken er syg.").stated == "late"


def test_a_stopped_effort_has_one_stage_only(town: Town, report: StatusReport) -> None:
    Effort.objects.filter(title=TITLES[0]).update(stopped_on=date(2021, 6, 1), stop_reason="Lukket")
    with pytest.raises(NotPossible, match="stoppet"):
        answer(town, report, stated="on_track", differs_because="x")
    assert notes.no_news(note=note_of(report), by=town.as_("dan")).stated == "stopped"


def test_no_news_is_an_answer(town: Town, report: StatusReport) -> None:
    note = notes.no_news(note=note_of(report), by=town.as_("dan"))
    assert (note.stage, note.no_news, note.stated) == ("stated", True, "on_track")


def test_one_click_never_wipes_an_answer_that_somebody_has_given(town: Town, report: StatusReport) -> None:
    note = notes.state(note=note_of(report), by=town.as_("dan"), stated="on_track", happened="Vi har spist sammen.")
    with pytest.raises(NotPossible, match="allerede svaret"):
        notes.no_news(note=note, by=town.as_("finn"))
    note.refresh_from_db()
    assert (note.happened, note.no_news) == ("Vi har spist sammen.", False)


def test_drafts_keep_half_written_words_and_a_half_typed_figure(town: Town, report: StatusReport) -> None:
    draft = notes.save_draft(
        note=note_of(report), by=town.as_("dan"), happened="Vi beg", figure={"value": "1", "source": ""}
    )
    assert (draft.stage, draft.draft_figure["value"], draft.version) == ("draft", "1", 2)
    same = notes.save_draft(note=draft, by=town.as_("dan"), happened="Vi beg", figure={"value": "1", "source": ""})
    assert same.version == draft.version
    assert not Figure.objects.exists()


def test_a_draft_never_writes_over_an_answer_and_two_writers_meet(town: Town, report: StatusReport) -> None:
    with pytest.raises(Clash):
        notes.state(note=note_of(report), by=town.as_("dan"), stated="on_track", version=7)
    answer(town, report)
    with pytest.raises(NotPossible, match="allerede svaret"):
        notes.save_draft(note=note_of(report), by=town.as_("dan"), happened="Nej")


def test_an_answer_is_taken_back_within_ten_minutes_with_every_word_kept(
    town: Town, report: StatusReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = {"value": Decimal("12.5"), "as_of": TODAY, "source": "Køkkenet"}
    note = answer(town, report, happened="Vi begyndte.", figure=figure)
    back = notes.take_back(note=note, by=town.as_("dan"))
    assert (back.stage, back.happened, back.answered_at) == ("draft", "Vi begyndte.", None)
    assert back.draft_figure == {"value": "12,5", "source": "Køkkenet", "as_of": "2021-11-22"}
    note = answer(town, report)
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    with pytest.raises(NotPossible, match="ti minutter"):
        notes.take_back(note=note, by=town.as_("dan"))


def test_only_those_of_the_effort_answer(town: Town, report: StatusReport) -> None:
    with pytest.raises(Refused):
        notes.state(note=note_of(report), by=town.as_("carla"), stated="on_track")
    for name in ("ib", "finn"):
        assert notes.state(note=note_of(report), by=town.as_(name), stated="on_track").stage == "stated"


def test_locking_writes_one_row_an_effort_and_a_goal_and_invents_nothing(town: Town, report: StatusReport) -> None:
    answer(
        town,
        report,
        happened="Vi begyndte.",
        took_part=("citizens",),
        figure={"value": Decimal(12), "as_of": TODAY, "source": "Køkkenet"},
    )
    notes.save_draft(note=note_of(report, TITLES[1]), by=town.as_("carla"), happened="Kladde", stated="done")
    locked = lock(town, report)
    rows = {row.effort_title: row for row in reads.locked_rows(locked, kind="effort")}
    told, silent = rows[TITLES[0]], rows[TITLES[1]]
    assert (told.stated, told.computed, told.answered, told.took_part) == ("on_track", "on_track", True, ["borgere"])
    assert (told.figure_value, told.figure_source, told.figure_date) == (12, "Køkkenet", TODAY)
    assert (told.unit_name, told.lead_name, told.partners) == (
        "Social og Psykiatri",
        "Dan Dam",
        ["Boligforeningen Lunden"],
    )
    assert told.milestones == [{"title": "Første måltid", "due_on": "2021-12-15", "reached_on": None}]
    assert (silent.stated, silent.happened, silent.answered) == ("", "", False)
    goals = {row.goal_keys[0]: row.counts for row in reads.locked_rows(locked, kind="goal")}
    assert goals == {"hjem": {"on_track": 1}, "arbejde": {"silent": 1}, "sundhed": {"silent": 1}}
    assert reads.locked_counts(locked) == {"on_track": 1, "silent": 2}


def test_a_locked_year_takes_no_answers_and_its_rows_never_change(town: Town, report: StatusReport) -> None:
    locked = lock(town, report)
    with pytest.raises(NotPossible, match="tager ikke imod svar"):
        answer(town, report)
    with pytest.raises(NotPossible, match="Kun en åben status"):
        lock(town, report)
    with pytest.raises(DatabaseError), transaction.atomic():
        reads.locked_rows(locked).update(stated="done")


def test_last_year_stands_beside_this_year_through_a_new_plan(town: Town, version: PolicyVersion) -> None:
    old = a_plan(town, version, efforts=1, year=2020)
    first = reports.open_round(policy=version.policy, year=2020, due_on=DUE, by=town.as_("finn"))
    notes.state(note=note_of(first), by=town.as_("dan"), stated="done", differs_because="Vi nåede det.")
    lock(town, first)
    a_plan(town, version, efforts=1, thread=old.efforts.get().thread)
    this = a_round(town, version)
    answer(town, this)
    row = reads.locked_rows(lock(town, this), kind="effort").get()
    assert (row.last_year, row.stated) == ("done", "on_track")


def test_the_head_approves_a_locked_year_only(town: Town, report: StatusReport) -> None:
    with pytest.raises(NotPossible, match="låst"):
        reports.approve_report(report=report, by=town.as_("ib"))
    locked = lock(town, report)
    with pytest.raises(Refused):
        reports.approve_report(report=locked, by=town.as_("finn"))
    approved = reports.approve_report(report=locked, by=town.as_("ib"))
    assert (approved.stage, approved.approved_by) == ("approved", town.people["ib"])


def test_who_locked_the_year_never_approves_it_not_even_for_a_head_who_is_away(
    town: Town, report: StatusReport
) -> None:
    people.note_absence(user=town.people["ib"], starts_on=TODAY, deputy=town.people["finn"], by=town.machine)
    locked = lock(town, report)
    with pytest.raises(Refused, match="to til"):
        reports.approve_report(report=locked, by=town.as_("finn"))
    page = Client()
    page.force_login(User.objects.get(pk=town.people["finn"].pk))
    address = reverse(
        "policy:status_approve", kwargs={"slug": "lundby", "policy": report.policy.slug, "year": report.year}
    )
    assert "Du har selv låst året" in page.get(address).text
    assert page.post(address).status_code == 403
    assert StatusReport.objects.get(pk=locked.pk).stage == "locked"


def test_opening_again_needs_a_reason_and_copies_the_answers_into_a_new_revision(
    town: Town, report: StatusReport
) -> None:
    answer(town, report, happened="Vi begyndte.")
    locked = lock(town, report)
    with pytest.raises(NotPossible, match="hvorfor"):
        reports.reopen_report(report=locked, reason=" ", by=town.as_("ib"))
    fresh = reports.reopen_report(report=locked, reason="Et tal mangler kilde.", by=town.as_("ib"))
    locked.refresh_from_db()
    assert (locked.stage, fresh.stage, fresh.revision, fresh.revises) == ("revised", "open", 2, locked)
    assert note_of(fresh).happened == "Vi begyndte."
    assert note_of(fresh).form_code != note_of(report).form_code
    assert reads.report_by_year(report.policy, 2021) == fresh
    assert reads.locked_rows(locked).count() == 6
    assert Entry.objects.filter(verb="status_report.reopened", why="Et tal mangler kilde.").exists()


def test_a_published_year_stays_public_until_its_correction_is_out(town: Town, report: StatusReport) -> None:
    public = lock(town, report)
    public.stage, public.published_on = "public", TODAY
    public.save()
    fresh = reports.reopen_report(report=public, reason="En fejl.", by=town.as_("finn"))
    assert reads.public_reports(report.policy) == [public]
    fresh = lock(town, fresh)
    fresh.stage, fresh.published_on = "public", TODAY
    fresh.save()
    assert reads.public_reports(report.policy) == [fresh]


def queries_to_lock(town: Town, version: PolicyVersion, *, efforts: int) -> int:
    a_plan(town, version, efforts=efforts)
    report = a_round(town, version)
    for note in report.notes.all()[: efforts // 2]:
        notes.no_news(note=note, by=town.as_("finn"))
    finn = town.as_("finn")
    with CaptureQueriesContext(connection) as counted:
        reports.lock_report(report=report, by=finn)
    return len(counted)


def test_locking_ten_times_as_many_efforts_takes_no_more_sql() -> None:
    few = queries_to_lock(one := a_town("lille"), a_policy(one), efforts=20)
    many = queries_to_lock(two := a_town("stor"), a_policy(two), efforts=200)
    assert few == many <= 50


def test_milestones_reached_decide_what_is_computed(town: Town, report: StatusReport) -> None:
    with clock.standing_at(date(2022, 1, 10)):
        row = reads.locked_rows(lock(town, report), kind="effort").get(effort_title=TITLES[0])
    assert (row.computed, row.stated) == ("late", "")


def test_a_town_that_closes_on_a_day_is_heard(town: Town, version: PolicyVersion) -> None:
    people.change_municipality(municipality=town.municipality, by=town.machine, closing_days=["2022-01-25"])
    a_plan(town, version, efforts=1)
    version.policy.refresh_from_db()
    assert a_round(town, version, meeting_on=date(2022, 2, 8)).approve_by == date(2022, 1, 24)
