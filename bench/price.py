"""What the locks cost: a page with session and access beside the same page without, and one row of the record."""

from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

from django.db import transaction

from bench.meter import cpu_used, database_process, measured
from bench.town import SLUG
from holdepunkt import record, tenancy
from holdepunkt.people import reads
from holdepunkt.people.models import User

FEWEST = 5


def of_access(ask: Callable[[str], Any], *, seconds: float) -> tuple[float, int, int]:
    """CPU-ms and statements a signed-in page takes more than the same page for a visitor, and how many pairs told it.

    `ask` opens the page as the person named, nothing kept. Each pair is asked one right after the other, so that a slow
    moment of the machine meets both; the middle of all differences counts.
    """
    without, with_it = (measured(partial(ask, name), seconds=0).sql for name in ("", "gry"))
    database, differences, used = database_process(), list[float](), 0.0
    while len(differences) < FEWEST or used < seconds:
        first = cpu_used(database)
        ask("")
        between = cpu_used(database)
        ask("gry")
        last = cpu_used(database)
        differences.append((last - between) - (between - first))
        used += last - first
    return median(differences) * 1000, len(with_it) - len(without), len(differences)


def of_a_record_row() -> Callable[[], Any]:
    """Return the work of writing one row of the record in a transaction, as every save does."""
    user = User.objects.select_related("municipality").get(username=f"finn@{SLUG}")
    by = reads.asker_of(user)

    def write() -> None:
        with tenancy.within(user.municipality), transaction.atomic():
            record.wrote("user.changed", on=user, by=by, why="", fields={"changed": ["phone"]})

    return write
