"""The writer of a round's deadlines: a meeting is moved, or people need more time."""

from datetime import date

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.actions.report import remember
from holdepunkt.policy.models import Reminder, StatusReport
from holdepunkt.policy.reads import status as reads
from holdepunkt.policy.reads import status_notes
from holdepunkt.policy.rules.kinds import NoteStage, ReportStage
from holdepunkt.policy.rules.reminders import MOVED, agenda_and_head
from holdepunkt.record.versions import take


@transaction.atomic
def move_dates(
    *, report: StatusReport, due_on: date, by: Asker, meeting_on: date | None = None, version: int | None = None
) -> StatusReport:
    """Give an open round other days; agenda and head are counted back anew, and who still owes an answer is told."""
    require(access.may_open_round(by))
    row = take(report, version=version, around=("policy__municipality",))
    if row.stage != ReportStage.OPEN:
        raise NotPossible(_("Status for %(year)s er låst. Fristerne kan ikke flyttes mere.") % {"year": row.year})
    former = row.due_on
    if (former, row.meeting_on) == (due_on, meeting_on):
        return report
    row.due_on, row.meeting_on = due_on, meeting_on
    row.agenda_on = row.approve_by = None
    if meeting_on is not None:
        is_open = reads.town_hall(row.policy.municipality)
        row.agenda_on, row.approve_by = agenda_and_head(meeting_on, reads.own_habits(row.policy), is_open=is_open)
    row.save()
    fields = {"from": former.isoformat(), "to": due_on.isoformat(), "meeting": str(meeting_on or "")}
    record.wrote("status_report.dates_moved", on=row, by=by, fields=fields)
    if former != due_on:
        _move_notes(row, former)
    return row


def _move_notes(row: StatusReport, former: date) -> None:
    """Answers still owed get the new day, reminders of the old day no longer count, and a mail says so."""
    owed = row.notes.exclude(stage=NoteStage.STATED)
    counted = Reminder.objects.filter(note__in=owed.values("pk"), kind__regex="^(before|after)-[0-9]+$")
    counted.update(kind=Concat(F("kind"), Value(f"@{former:%y%m%d}")))
    row.notes.update(due_on=row.due_on)
    moved = f"{MOVED}@{clock.now():%y%m%d%H%M%S}"
    remember(row, dict.fromkeys(status_notes.waiting(row), moved), row.policy.municipality)
