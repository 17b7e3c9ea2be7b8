"""What the locks cost: a page with session and access beside the same page without, and one row of the record."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from bench.meter import Measured, measured
from bench.town import SLUG
from holdepunkt import record, tenancy
from holdepunkt.people import reads
from holdepunkt.people.models import User

TURNS = 5


def of_access(ask: Callable[[str], Any], *, seconds: float) -> tuple[float, int]:
    """CPU-ms and statements a signed-in page takes more than the same page for a visitor.

    `ask` opens the page as the person named, nothing kept. They take turns, and the cheapest of each counts: the
    difference of two small times is no better than the quietest moment of both.
    """
    found: dict[str, list[Measured]] = {"": [], "gry": []}
    for _turn in range(TURNS):
        for who, times in found.items():
            times.append(measured(lambda who=who: ask(who), seconds=seconds / TURNS))  # type: ignore[misc]
    without, with_it = (min(times, key=lambda one: one.ms) for times in found.values())
    return with_it.ms - without.ms, len(with_it.sql) - len(without.sql)


def of_a_record_row() -> Callable[[], Any]:
    """Return the work of writing one row of the record in a transaction, as every save does."""
    user = User.objects.select_related("municipality").get(username=f"finn@{SLUG}")
    by = reads.asker_of(user)

    def write() -> None:
        with tenancy.within(user.municipality), transaction.atomic():
            record.wrote("user.changed", on=user, by=by, why="", fields={"changed": ["phone"]})

    return write
