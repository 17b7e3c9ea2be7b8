"""Whether the site can serve right now, in plain words for whoever watches it."""

from collections.abc import Iterator

from django.db import Error, connection

from holdepunkt.pages.operation import clockwork, live
from holdepunkt.pages.reads import jobs

LONGEST_SINCE_TICK = 2 * 3600
LONGEST_WAIT = 30 * 60

_migrated = False


def problems() -> list[str]:
    """Everything that stands in the way; empty when the site is ready."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return [*_migrations(), *_clockwork(), *_queue()]
    except Error as error:
        return [f"the database does not answer ({type(error).__name__})"]


def _migrations() -> Iterator[str]:
    """Asked until the answer is yes: what is applied stays applied as long as this worker lives."""
    global _migrated
    if not _migrated:
        if waiting := live.waiting_migrations():
            yield f"{len(waiting)} migrations are not applied, the first is {waiting[0]}: run holdepunkt migrate"
        _migrated = not waiting


def _clockwork() -> Iterator[str]:
    since = clockwork.seconds_since_last()
    if since is None:
        yield "the clockwork has never run: start the timer of holdepunkt tick"
    elif since > LONGEST_SINCE_TICK:
        yield f"the clockwork was last here {since / 3600:.1f} hours ago: look at the timer of holdepunkt tick"


def _queue() -> Iterator[str]:
    waited = jobs.oldest_wait()
    if waited > LONGEST_WAIT:
        yield f"a job has waited for {waited / 60:.0f} minutes: look at the job worker (holdepunkt db_worker)"
