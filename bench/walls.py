"""What the second wall costs: each page on PostgreSQL as the site's own role, bound by row-level security, beside
the same page as the owner of the tables, whom it does not bind. Both take turns in one process, on one connection.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench import pages
from bench.meter import Measured, measured, pace
from bench.pages import Places
from bench.run import Visitors, WrongAnswer, anew, ask
from bench.visit import kept_connection
from holdepunkt.tenancy.roles import APP

TURNS = 5
Row = dict[str, Any]


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Let the connection act as this role inside the block; without a name it stays who it is."""
    if role:
        with connection.cursor() as cursor:
            cursor.execute(f'SET ROLE "{role}"')
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def measure_walls(*, seconds: float, only: str = "") -> dict[str, Any]:
    """Make the site's role, and measure every page whose title contains `only` with and without the wall."""
    call_command("database_roles", stdout=sys.stderr)
    places, visitors = Places(), Visitors()
    before = pace()
    with kept_connection():
        rows = [
            _row(page.title, anew(lambda page=page: ask(page, places, visitors.of(page.who))), seconds)
            for page in pages.ALL
            if only in page.title
        ]
    return {"rows": rows, "pace": [round(before, 2), round(pace(), 2)]}


def _row(title: str, work: Callable[[], Any], seconds: float) -> Row:
    found: dict[str, list[Measured]] = {"": [], APP: []}
    work()
    try:
        for _turn in range(TURNS):
            for role, told in found.items():
                with as_role(role):
                    told.append(measured(work, seconds=seconds / TURNS))
    except WrongAnswer as error:
        return {"title": title, "missing": str(error)}
    without, behind = (min(one.ms for one in told) for told in found.values())  # others only ever add
    sys.stderr.write(f"    {title}: {without:.1f} ms, behind the wall {behind:.1f} ms\n")
    return {
        "title": title, "missing": "", "sql": len(found[APP][0].sql), "without": round(without, 3),
        "behind": round(behind, 3),
    }  # fmt: skip
