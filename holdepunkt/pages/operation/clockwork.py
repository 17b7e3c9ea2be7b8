"""The one clockwork: every job once, one after the other, none stopped by another's failure.

Two at once never work: the second finds the lock taken. When each was here last, and how it ended,
stands in a small file of the data folder that the readiness address and the measures read.
"""

import fcntl
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter, time
from typing import Any

from django.conf import settings
from django.db import connection

log = logging.getLogger("holdepunkt.clockwork")
LOCK_NUMBER = 0x484F4C44  # one number for all machines of a PostgreSQL


@dataclass(frozen=True)
class Job:
    """Something the clockwork does: acts for a day, and says in a few words what it did (or nothing)."""

    name: str
    do: Callable[[date], str]


@dataclass(frozen=True)
class Outcome:
    """How one job went: what it did, or the type of the error that stopped it."""

    job: str
    did: str
    problem: str
    seconds: float


class Busy(Exception):
    """Another tick is at work."""


def run(jobs: tuple[Job, ...], today: date) -> list[Outcome]:
    """Do every job for `today` and remember how it went. Raises Busy while another tick works."""
    with alone():
        outcomes = [_one(job, today) for job in jobs]
        _remember(outcomes)
    return outcomes


def _one(job: Job, today: date) -> Outcome:
    began = perf_counter()
    did, problem = "", ""
    try:
        did = job.do(today)
    except Exception as error:
        problem = type(error).__name__
        log.exception("a job of the clockwork failed", extra={"job": job.name})
    outcome = Outcome(job.name, did, problem, round(perf_counter() - began, 2))
    log.info("job", extra={"job": job.name, "outcome": problem or "done", "seconds": outcome.seconds})
    return outcome


@contextmanager
def alone() -> Iterator[None]:
    """Hold the clockwork's lock: on this machine by a file, between machines by the database."""
    with (_folder() / "clockwork.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        with _alone_in_database():
            yield


@contextmanager
def _alone_in_database() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    if not _ask("SELECT pg_try_advisory_lock(%s)"):
        raise Busy
    try:
        yield
    finally:
        _ask("SELECT pg_advisory_unlock(%s)")


def _ask(sql: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [LOCK_NUMBER])
        return bool(cursor.fetchone()[0])


def _folder() -> Path:
    return Path(settings.HOLDEPUNKT_DATA)


def _remember(outcomes: list[Outcome]) -> None:
    """Write when the clockwork was here, whole or not at all."""
    path = _folder() / "clockwork.json"
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"at": time(), "outcomes": [asdict(one) for one in outcomes]}))
    fresh.replace(path)


def last() -> dict[str, Any] | None:
    """When the clockwork was here last and how each job went; None when it never was."""
    try:
        return dict(json.loads((_folder() / "clockwork.json").read_text()))
    except (OSError, ValueError):
        return None


def seconds_since_last() -> float | None:
    """Seconds since the clockwork was here; None when it never was."""
    found = last()
    return max(0.0, time() - found["at"]) if found else None
