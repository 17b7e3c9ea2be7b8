"""Writers of the queue. Jobs belong to the machine: what they do, they record themselves."""

from datetime import datetime

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from holdepunkt.pages.reads import jobs as reads


def put_back(*, job: DBTaskResult, at: datetime) -> bool:  # because jobs have no owner; what they do is recorded
    """Let a job run again, not before `at`. False when somebody else has taken it meanwhile."""
    same = DBTaskResult.objects.filter(pk=job.pk, status=job.status, started_at=job.started_at)
    return bool(same.update(status=reads.READY, run_after=at, finished_at=None))


def give_up(*, job: DBTaskResult) -> bool:  # because jobs have no owner; what they do is recorded
    """Mark a job as failed that a worker left behind."""
    same = DBTaskResult.objects.filter(pk=job.pk, status=job.status, started_at=job.started_at)
    return bool(same.update(status=reads.FAILED, finished_at=timezone.now(), traceback="left behind by its worker"))


def clear_old(*, now: datetime, done_days: int, failed_days: int) -> int:  # because they are no papers of the town
    """Remove the jobs that ended long ago; return how many."""
    return reads.old(now=now, done_days=done_days, failed_days=failed_days).delete()[0]
