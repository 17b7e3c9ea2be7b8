"""Counting SQL and CPU: of this process, and of the PostgreSQL process that serves its connection.

Process times may tick in steps of 10 ms, so work is repeated until it has used enough of it.
Wall time is left out on purpose: on a busy machine it says nothing.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

# Neither asks nor changes anything: transactions, and telling PostgreSQL whose municipality it is.
TRANSACTION_CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT SET_CONFIG")
PACE_STEPS = 200_000
PACE_TRIES = 7
PARTS = 2


@dataclass(frozen=True)
class Measured:
    """What one call costs on average, and what the first counted one answered."""

    ms: float
    calls: int
    sql: list[str]
    answer: Any


def cpu_of(pid: int) -> float:
    """CPU seconds that a process has used so far."""
    try:
        return time.clock_gettime((~pid << 3) | 2)  # the clock of another process, as Linux numbers it
    except OSError:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def database_process() -> int | None:
    """The process that serves our connection; None for SQLite, which works inside our own."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def cpu_used(database: int | None) -> float:
    """CPU seconds of ourselves and of the database process."""
    return time.process_time() + (cpu_of(database) if database else 0.0)


@contextmanager
def sql_listed() -> Iterator[list[str]]:
    """List the statements sent inside the block, transaction control and the municipality's setting left out."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith(TRANSACTION_CONTROL):
            sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


def pace() -> float:
    """CPU-milliseconds of a fixed piece of Python, the middle of some tries: how fast the machine is just now.

    Other busy programs slow a core down, and process times do not tell it apart from work.
    """
    tries = []
    for _ in range(PACE_TRIES):
        began, total = time.process_time(), 0
        for number in range(PACE_STEPS):
            total += number % 7
        tries.append((time.process_time() - began) * 1000)
    return sorted(tries)[PACE_TRIES // 2]


def measured(work: Callable[[], Any], *, seconds: float) -> Measured:
    """Warm up with one call, count the SQL of the next, then repeat until `seconds` of CPU are used, in two parts.

    The part that took least counts: whoever shares the core only ever adds.
    """
    answer = work()
    with sql_listed() as sql:
        work()
    parts = [_part(work, seconds / PARTS)]
    while sum(ms * calls for ms, calls in parts) < seconds * 1000:
        parts.append(_part(work, seconds / PARTS))
    return Measured(min(ms for ms, _calls in parts), sum(calls for _ms, calls in parts), sql, answer)


def _part(work: Callable[[], Any], seconds: float) -> tuple[float, int]:
    """CPU-milliseconds of a call on average, and how many were made."""
    database, calls = database_process(), 0
    began = used = cpu_used(database)
    while calls == 0 or used - began < seconds:
        work()
        calls += 1
        used = cpu_used(database)
    return (used - began) * 1000 / calls, calls
