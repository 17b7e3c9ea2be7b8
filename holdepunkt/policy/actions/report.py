"""The year's status round: opened, reminded about, approved by the head, opened again."""

import secrets
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.people.rules import working_days_after
from holdepunkt.policy import access, tasks
from holdepunkt.policy.actions.carried import copy_heard_on_report
from holdepunkt.policy.actions.lock import lock_report
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import Effort, Policy, Reminder, StatusNote, StatusReport
from holdepunkt.policy.reads import status as reads
from holdepunkt.policy.reads import status_notes
from holdepunkt.policy.rules.kinds import NoteStage, ReportStage
from holdepunkt.policy.rules.reminders import ASKED, agenda_and_head, reminder_due
from holdepunkt.record.bulk import whole_inserts
from holdepunkt.record.versions import take

__all__ = ["approve_report", "lock_report", "open_round", "reopen_report", "send_reminders"]

CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that look alike on paper
CODE_LENGTH = 8
TIME_AFTER_REOPENING = 5  # working days, at least
COPIED = (
    "effort_id",
    "stage",
    "stated",
    "no_news",
    "happened",
    "took_part",
    "hindrance",
    "next_step",
    "differs_because",
    "figure_id",
    "draft_figure",
    "answered_at",
    "answered_by_id",
    "came_by",
)
MAY_REOPEN = (ReportStage.LOCKED, ReportStage.APPROVED, ReportStage.WITH_COMMITTEE, ReportStage.PUBLIC)


@transaction.atomic
def open_round(*, policy: Policy, year: int, due_on: date, by: Asker, meeting_on: date | None = None) -> StatusReport:
    """Open the year's status: one note for each effort of the year, and a mail to each lead."""
    require(access.is_at_home(by, policy.municipality_id))
    require(access.may_open_round(by))
    if policy.reports.filter(year=year).exists():
        raise NotPossible(_("Status for %(year)s er allerede åbnet.") % {"year": year})
    efforts = reads.efforts_to_ask(policy, year)
    if not efforts:
        raise NotPossible(
            _("Der er ingen indsatser at spørge til i %(year)s: ingen godkendt plan rører det år.") % {"year": year}
        )
    report = StatusReport(policy=policy, year=year, opened_on=clock.today(), due_on=due_on, meeting_on=meeting_on)
    if meeting_on is not None:
        report.agenda_on, report.approve_by = agenda_and_head(
            meeting_on, reads.own_habits(policy), is_open=reads.town_hall(policy.municipality)
        )
    report.save()
    with whole_inserts():
        StatusNote.objects.bulk_create(_fresh_notes(report, efforts))
    record.wrote("status_report.opened", on=report, by=by, fields={"efforts": len(efforts)})
    _ask(report, policy.municipality)
    return report


def _fresh_notes(report: StatusReport, efforts: Iterable[Effort]) -> list[StatusNote]:
    return [
        StatusNote(report=report, effort=effort, due_on=report.due_on, form_code=_form_code(report.year))
        for effort in efforts
    ]


def _form_code(year: int) -> str:
    return f"{year}-" + "".join(secrets.choice(CODE_SIGNS) for _sign in range(CODE_LENGTH))


def _ask(report: StatusReport, municipality: Municipality) -> None:
    """Ask everybody who has not been asked: a memory row each, and one job that mails."""
    kinds = {note: ASKED for note in status_notes.waiting(report)}
    remember(report, kinds, municipality)


def remember(  # because its caller records
    report: StatusReport, kinds: dict[StatusNote, str], municipality: Municipality
) -> None:
    """Note what each is told today, a memory row each, and let one job a kind mail it. Its caller records."""
    today, receivers = clock.today(), status_notes.receivers(municipality)
    rows = [
        Reminder(note=note, kind=kind, sent_on=today, sent_to=receivers.of(note.effort)) for note, kind in kinds.items()
    ]
    with whole_inserts():
        Reminder.objects.bulk_create(rows)
    for kind in sorted(set(kinds.values())):
        of_kind = [note.pk for note, its_kind in kinds.items() if its_kind == kind]
        tasks.mail_round.enqueue(municipality.slug, report.pk, kind, of_kind)


@transaction.atomic
def send_reminders(*, report: StatusReport, today: date, by: Asker) -> int:
    """Remind those who are due today, each kind once; return to how many efforts. Safe to call again."""
    require(access.is_at_home(by, report.policy.municipality_id))
    require(access.may_open_round(by))
    row = StatusReport.objects.select_for_update().get(pk=report.pk)
    if row.stage != ReportStage.OPEN:
        return 0
    municipality = report.policy.municipality
    own, is_open = reads.own_habits(report.policy), reads.town_hall(municipality)
    kinds = {}
    for note in status_notes.waiting(row):
        kind = reminder_due(
            asked_on=row.opened_on,
            due_on=note.due_on,
            today=today,
            own=own,
            is_open=is_open,
            sent={reminder.kind for reminder in note.reminders.all()},
        )
        if kind is not None:
            kinds[note] = kind
    if kinds:
        remember(row, kinds, municipality)
        record.wrote("status_report.reminded", on=row, by=by, fields={"notes": len(kinds)})
    return len(kinds)


@transaction.atomic
def approve_report(*, report: StatusReport, by: Asker) -> StatusReport:
    """The head of department approves the locked year; only then may it leave the house."""
    require(access.is_at_home(by, report.policy.municipality_id))
    row = take(report, version=None)
    require(access.may_approve_year(by, row))
    _must_stand_at(row, ReportStage.LOCKED)
    row.stage = ReportStage.APPROVED
    row.approved_at, row.approved_by_id = clock.now(), by.user_id
    row.save()
    record.wrote("status_report.approved", on=row, by=by)
    return row


@transaction.atomic
def reopen_report(*, report: StatusReport, reason: str, by: Asker) -> StatusReport:
    """Open a locked year again as a new revision with the answers copied. The locked rows stay."""
    require(access.is_at_home(by, report.policy.municipality_id))
    require(access.may_reopen_year(by))
    if not reason.strip():
        raise NotPossible(_("Skriv, hvorfor året bliver åbnet igen. Begrundelsen følger den nye udgave."))
    row = take(report, version=None)
    _must_stand_at(row, *MAY_REOPEN)
    row.stage = ReportStage.REVISED
    row.save()
    fresh = _next_revision(row, reason.strip())
    notes = [
        StatusNote(
            report=fresh,
            due_on=fresh.due_on,
            form_code=_form_code(fresh.year),
            **{name: getattr(note, name) for name in COPIED},
        )
        for note in row.notes.order_by("pk")
    ]
    with whole_inserts():
        StatusNote.objects.bulk_create(notes)
    copy_heard_on_report(row, fresh)
    record.wrote("status_report.reopened", on=fresh, by=by, why=fresh.revision_reason)
    if any(note.stage != NoteStage.STATED for note in notes):
        _ask(fresh, fresh.policy.municipality)
    return fresh


def _next_revision(row: StatusReport, reason: str) -> StatusReport:
    is_open = reads.town_hall(row.policy.municipality)
    soonest = working_days_after(clock.today(), TIME_AFTER_REOPENING, is_working_day=is_open)
    return StatusReport.objects.create(
        policy=row.policy,
        year=row.year,
        revision=row.revision + 1,
        revises=row,
        revision_reason=reason,
        opened_on=clock.today(),
        due_on=max(row.due_on, soonest),
        meeting_on=row.meeting_on,
        agenda_on=row.agenda_on,
        approve_by=row.approve_by,
    )


def _must_stand_at(row: StatusReport, *stages: ReportStage) -> None:
    if row.stage not in stages:
        raise NotPossible(
            _("%(report)s er %(found)s. Her skal den være %(expected)s.")
            % {
                "report": row,
                "found": label(ReportStage(row.stage)),
                "expected": _(" eller ").join(label(stage) for stage in stages),
            }
        )
