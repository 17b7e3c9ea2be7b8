"""Reading the queue of jobs: what waits, what failed, what was left behind by a worker that died."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

FAILED, READY, RUNNING = "FAILED", "READY", "RUNNING"


def by_state() -> dict[str, int]:
    """How many jobs wait, run and have failed."""
    counted = DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk"))
    return {state.lower(): dict(counted).get(state, 0) for state in (READY, RUNNING, FAILED)}


def oldest_wait() -> float:
    """For how many seconds the oldest job that is due has waited; 0 when none waits."""
    now, at_once = timezone.now(), get_date_max()
    waiting = DBTaskResult.objects.filter(status=READY).order_by()
    oldest = waiting.filter(run_after=at_once).order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    put_off = waiting.filter(run_after__lte=now).order_by("run_after").values_list("run_after", flat=True).first()
    return max((now - since).total_seconds() for since in (oldest, put_off, now) if since)


def failed(paths: tuple[str, ...]) -> QuerySet[DBTaskResult]:
    """The failed jobs of these kinds, oldest first."""
    return DBTaskResult.objects.filter(status=FAILED, task_path__in=paths).order_by("finished_at", "pk")


def left_behind(*, before: datetime) -> QuerySet[DBTaskResult]:
    """Jobs that a worker began before this and never finished."""
    return DBTaskResult.objects.filter(status=RUNNING, started_at__lt=before).order_by("started_at", "pk")


def old(*, now: datetime, done_days: int, failed_days: int) -> QuerySet[DBTaskResult]:
    """Jobs that ended so long ago that nobody asks for them any more."""
    done = Q(status="SUCCESSFUL", finished_at__lt=now - timedelta(days=done_days))
    gone = Q(status=FAILED, finished_at__lt=now - timedelta(days=failed_days))
    return DBTaskResult.objects.filter(done | gone)
