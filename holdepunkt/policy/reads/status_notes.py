"""Reading one answer, what is known about its effort, and who is to be asked."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.http import Http404

from holdepunkt import clock
from holdepunkt.people.answering.reads import Answering, answering
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, User
from holdepunkt.people.rules import Role
from holdepunkt.policy.models import Effort, Figure, LockedStatus, Milestone, Reminder, StatusNote, StatusReport
from holdepunkt.policy.rules.kinds import NoteStage, ReportStage
from holdepunkt.policy.rules.status import Computed, Step, computed_stage, day_of_judgement
from holdepunkt.record import kept
from holdepunkt.record.composed import composed

NOTE = ("effort__lead", "effort__unit", "effort__plan", "report__policy", "figure", "answered_by")
TO_WRITE = ("effort__unit", "report__policy", "figure")


def note(by: Asker, year: int, note_uuid: uuid.UUID) -> StatusNote:
    """One answer by its address, with all its page tells; 404 when it is not this municipality's."""
    return _found(by, year, note_uuid, _note)


def note_to_write(by: Asker, year: int, note_uuid: uuid.UUID) -> StatusNote:
    """The same with what it takes to write in it: whose it is, and what it holds."""
    return _found(by, year, note_uuid, _note_to_write)


def _found(by: Asker, year: int, note_uuid: uuid.UUID, ask: Callable[..., list[StatusNote]]) -> StatusNote:
    if by.municipality is None:
        raise Http404(str(note_uuid))
    for found in ask(note_uuid=note_uuid, year=year, municipality=by.municipality.pk):
        found.report.policy.municipality = by.municipality
        return found
    raise Http404(str(note_uuid))


@composed(note_uuid=models.UUIDField(), year=models.IntegerField(), municipality=models.BigAutoField())
def _note(note_uuid: Any, year: Any, municipality: Any) -> QuerySet[StatusNote]:
    return _at(note_uuid, year, municipality).select_related(*NOTE)


@composed(note_uuid=models.UUIDField(), year=models.IntegerField(), municipality=models.BigAutoField())
def _note_to_write(note_uuid: Any, year: Any, municipality: Any) -> QuerySet[StatusNote]:
    return _at(note_uuid, year, municipality).select_related(*TO_WRITE)


def _at(note_uuid: Any, year: Any, municipality: Any) -> QuerySet[StatusNote]:
    return StatusNote.objects.filter(uuid=note_uuid, report__year=year, report__policy__municipality=municipality)


def note_by_code(by: Asker, code: str) -> StatusNote | None:
    """The answer a Word form belongs to; of a year that was opened again, the newest revision's."""
    notes = StatusNote.objects.filter(report__policy__municipality=by.municipality).select_related(*NOTE)
    found = notes.filter(form_code=code.strip()).first()
    if found is None or found.report.stage != ReportStage.REVISED:
        return found
    later = notes.filter(report__policy=found.report.policy, report__year=found.report.year, effort=found.effort)
    return later.order_by("-report__revision").first()


def milestones(effort: Effort) -> list[Milestone]:
    """The effort's milestones by the day they are due."""
    return _milestones(effort=effort.pk)


@composed(effort=models.BigAutoField())
def _milestones(effort: Any) -> QuerySet[Milestone]:
    return Milestone.objects.filter(effort=effort).order_by("due_on", "pk")


@composed(effort=models.BigAutoField())
def _steps(effort: Any) -> QuerySet[Milestone, tuple[str, date, date | None]]:
    steps = Milestone.objects.filter(effort=effort).order_by("due_on", "pk")
    return steps.values_list("title", "due_on", "reached_on")


def computed_of(effort: Effort, year: int, *, today: date | None = None) -> Computed:
    """What milestones and dates say about the effort in that year's status."""
    steps = [Step(*found) for found in _steps(effort=effort.pk)]
    on = day_of_judgement(year, today or clock.today())
    return computed_stage(steps, effort.starts_on, effort.ends_on, on, effort.stopped_on)


def newest_figure(effort: Effort) -> Figure | None:
    """The newest known figure of the effort; corrected ones are left out."""
    return next(iter(_newest_figure(effort=effort.pk)), None)


@composed(effort=models.BigAutoField())
def _newest_figure(effort: Any) -> QuerySet[Figure]:
    return Figure.objects.filter(effort=effort, replaced_by=None).order_by("-as_of", "-pk")[:1]


def last_told(note: StatusNote) -> LockedStatus | None:
    """What was locked for this effort (or the one it was carried on from) in the last year before."""
    found = _told_before(thread=note.effort.thread, policy=note.report.policy_id, year=note.report.year)
    return next(iter(found), None)


@composed(thread=models.UUIDField(), policy=models.BigAutoField(), year=models.IntegerField())
def _told_before(thread: Any, policy: Any, year: Any) -> QuerySet[LockedStatus]:
    rows = LockedStatus.objects.filter(
        effort__thread=thread, report__policy=policy, report__year__lt=year, answered=True
    ).exclude(report__stage=ReportStage.REVISED)
    return rows.select_related("report").order_by("-report__year")[:1]


def locked_row(note: StatusNote) -> LockedStatus | None:
    """The locked row of this answer, when the year is locked."""
    return next(iter(_locked_row(report=note.report_id, effort=note.effort_id)), None)


@composed(report=models.BigAutoField(), effort=models.BigAutoField())
def _locked_row(report: Any, effort: Any) -> QuerySet[LockedStatus]:
    return LockedStatus.objects.filter(report=report, effort=effort, kind="effort").order_by()


@dataclass(frozen=True)
class Receivers:
    """Who is asked about an effort: its lead, who stands in, or whom it waits for when the lead has left."""

    answering: Answering

    def has_lead(self, effort: Effort) -> bool:
        """Whether the effort has a lead who still has a post there."""
        return self.answering.holds(effort.lead_id, effort.unit_id)

    def of(self, effort: Effort) -> User | None:
        """The one whose turn it is (invariant 2)."""
        return self.answering.who(effort.lead_id, effort.unit_id)

    def first(self, role: Role, *, rather: int | None = None) -> User | None:
        """One who holds the role today: this user (`rather`) when among them, else the first by name."""
        return self.answering.first(role, rather=() if rather is None else (rather,))


def receivers(municipality: Municipality) -> Receivers:
    """Load the receivers of a municipality in a fixed number of statements."""
    leads = Effort.objects.filter(plan__policy__municipality=municipality).values("lead")
    about = leads.exclude(lead=None)
    return kept.fact(
        ("receivers", municipality.pk, clock.today()), lambda: Receivers(answering(municipality, about=about))
    )


def waiting(report: StatusReport) -> QuerySet[StatusNote]:
    """The unanswered notes of a round, ready to remind about."""
    notes = report.notes.exclude(stage=NoteStage.STATED).select_related("effort__lead", "effort__unit")
    return notes.prefetch_related("reminders").order_by("pk")


def notes_of_kind(report_pk: int, kind: str, note_pks: set[int]) -> dict[User, list[StatusNote]]:
    """These notes by the receiver of their reminder; those answered meanwhile are left out."""
    rows = (
        Reminder.objects.filter(note__report=report_pk, kind=kind)
        .exclude(note__stage=NoteStage.STATED)
        .select_related("sent_to", "note__effort")
        .order_by("note")
    )
    found: dict[User, list[StatusNote]] = {}
    for reminder in rows:
        if reminder.sent_to and reminder.note_id in note_pks:
            found.setdefault(reminder.sent_to, []).append(reminder.note)
    return found


def notes_to_mail(note_pks: list[int]) -> list[StatusNote]:
    """The notes of one mail that are still unanswered."""
    notes = StatusNote.objects.filter(pk__in=note_pks).exclude(stage=NoteStage.STATED)
    return list(notes.select_related(*NOTE).order_by("due_on", "pk"))


def user(pk: int) -> User:
    """The receiver of a mail."""
    return User.objects.get(pk=pk)
