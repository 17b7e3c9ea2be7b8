"""Mail of the status round that could not be sent, after the last try."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists
from django_tasks_db.models import DBTaskResult

from holdepunkt.people.asker import Asker
from holdepunkt.people.models import User
from holdepunkt.policy.models import StatusNote
from holdepunkt.policy.rules.kinds import NoteStage, ReportStage
from holdepunkt.policy.rules.reminders import TRIES

MAIL = "holdepunkt.policy.tasks.mail_one"


@dataclass(frozen=True)
class LostMail:
    """A mail that reached nobody: to whom, about which answer that is still missing, and since when."""

    to: User
    note: StatusNote
    since: datetime


def any_failed() -> Exists:
    """Whether any mail of the house has failed; cheap enough to ask along with something else."""
    return Exists(DBTaskResult.objects.filter(status="FAILED", task_path=MAIL).order_by())


def lost(by: Asker) -> list[LostMail]:
    """The asker's municipality's lost mails whose answers are still missing, one for each receiver, newest first."""
    jobs = DBTaskResult.objects.filter(status="FAILED", task_path=MAIL, finished_at__isnull=False)
    given_up = [job for job in jobs.order_by("-finished_at") if len(job.worker_ids) >= TRIES]
    notes = {note.pk: note for note in _missing(by, {pk for job in given_up for pk in _args(job)[1]})}
    users = User.objects.filter(municipality=by.municipality, pk__in={_args(job)[0] for job in given_up}).in_bulk()
    found: dict[int, LostMail] = {}
    for job in given_up:
        receiver, pks = _args(job)
        about = [notes[pk] for pk in pks if pk in notes]
        if about and receiver in users and job.finished_at:
            found.setdefault(receiver, LostMail(users[receiver], about[0], job.finished_at))
    return list(found.values())


def _args(job: DBTaskResult) -> tuple[int, list[int]]:
    """The receiver and the notes of a mail job, which stand last before the kind."""
    receiver, notes, _kind = job.args_kwargs["args"][-3:]
    return receiver, notes


def _missing(by: Asker, pks: set[int]) -> list[StatusNote]:
    notes = StatusNote.objects.filter(pk__in=pks, report__policy__municipality=by.municipality)
    unanswered = notes.filter(report__stage=ReportStage.OPEN).exclude(stage=NoteStage.STATED)
    return list(unanswered.select_related("report__policy"))
