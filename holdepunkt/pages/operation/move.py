"""Moving house from SQLite to PostgreSQL: every row, in order, compared one by one afterwards.

While it lasts, the source is held in a transaction that lets others read and nobody write. In the target
everything happens in one transaction: either all of it is there, or nothing.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import dj_database_url
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from holdepunkt.pages.operation.proof import Proof
from holdepunkt.pages.operation.rows import Comparison, compare, copy_rows, in_order

TARGET = "moving_to"
# Written by migrations themselves, on each side its own.
NOT_MOVED = {"django_migrations"}
# A trigger that only fills in whose a row is works during the move too; those that refuse rest.
FILLS_IN = "%\\_row\\_of"


class CannotMove(Exception):
    """The move does not begin, or did not end well; the text says why and what to do."""


@dataclass(frozen=True)
class Moved:
    """What was moved, and the proofs."""

    comparisons: list[Comparison]
    proofs: list[Proof]


def move(url: str) -> Moved:
    """Move everything to the empty PostgreSQL at `url`. Raises CannotMove; the source stays as it is."""
    source, target = connections["default"], _target(url)
    _refuse_unfit(source, target)
    call_command("migrate", database=TARGET, verbosity=0, interactive=False)
    with _still(source):
        models = in_order(_models(source))
        with transaction.atomic(using=TARGET):
            _fill(models, target)
        compared = [compare(model, "default", TARGET) for model in models]
    if wrong := [one for one in compared if one.first_difference]:
        raise CannotMove(f"The rows differ: {wrong[0].line()}. Do not use the target: empty it and try again.")
    return Moved(compared, [_triggers(target), *_proven_at(url)])


def _target(url: str) -> BaseDatabaseWrapper:
    try:
        told = dj_database_url.parse(url)
    except Exception as error:
        raise CannotMove("The address cannot be read; expected postgresql://role:password@host/name.") from error
    defaults = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "OPTIONS": {}, "TIME_ZONE": None, "TEST": {}}
    connections.databases[TARGET] = {**defaults, "CONN_HEALTH_CHECKS": False, **told, "CONN_MAX_AGE": 0}
    connections[TARGET].close()
    del connections[TARGET]
    return connections[TARGET]


def _refuse_unfit(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> None:
    if source.vendor != "sqlite" or target.vendor != "postgresql":
        raise CannotMove(f"Found a move from {source.vendor} to {target.vendor}; expected from sqlite to postgresql.")
    try:
        tables = target.introspection.table_names()
    except Exception as error:
        raise CannotMove(
            f"The target does not answer ({type(error).__name__}). Look at its address and role."
        ) from error
    if tables:
        raise CannotMove(f"Found {len(tables)} tables in the target; expected an empty database. Nothing was changed.")


@contextmanager
def _still(source: BaseDatabaseWrapper) -> Iterator[None]:
    """Hold the source: others go on reading, writers wait or give up. Nothing is written by us."""
    with transaction.atomic(using=source.alias):  # begins IMMEDIATE: the one writer is now us
        yield
        transaction.set_rollback(True, using=source.alias)


def _models(source: BaseDatabaseWrapper) -> list[Any]:
    """Every model with a table; a table that no model knows would be left behind, so it stops the move."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    known = {model._meta.db_table for model in models} | NOT_MOVED
    if strangers := sorted(set(source.introspection.table_names()) - known):
        raise CannotMove(f"Found tables of no model: {', '.join(strangers)}. They would be left behind.")
    if missing := sorted(known - set(source.introspection.table_names())):
        raise CannotMove(f"The source lacks {', '.join(missing)}. Run holdepunkt migrate on it first.")
    return models


def _fill(models: list[Any], target: BaseDatabaseWrapper) -> None:
    """Empty what migrations wrote, copy, check every reference, set the counters, wake the triggers."""
    tables = [model._meta.db_table for model in models]
    with target.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        resting = _refusing(cursor, tables)
        for table, trigger in resting:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{trigger}"')
        for model in models:
            copy_rows(model, "default", cursor)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in target.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        for table, trigger in resting:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER "{trigger}"')


def _refusing(cursor: Any, tables: list[str]) -> list[tuple[str, str]]:
    cursor.execute(
        "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND relname = ANY(%s) AND tgname NOT LIKE %s ORDER BY relname, tgname",
        [tables, FILLS_IN],
    )
    return list(cursor.fetchall())


def _triggers(target: BaseDatabaseWrapper) -> Proof:
    """Every trigger stands again, and the record really refuses a change."""
    with target.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE tgenabled <> 'O') FROM pg_trigger WHERE NOT tgisinternal"
        )
        standing, asleep = cursor.fetchone()
    holds = standing > 0 and not asleep and _refuses(target)
    return Proof("triggers", holds, f"{standing} stand, {asleep} asleep; a change of the record is refused")


def _refuses(target: BaseDatabaseWrapper) -> bool:
    with target.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM record_entry")
        if not cursor.fetchone()[0]:
            return True
        try:
            with transaction.atomic(using=target.alias):
                cursor.execute("UPDATE record_entry SET verb = verb")
        except Exception as error:
            return "append-only" in str(error)
    return False


def _proven_at(url: str) -> list[Proof]:
    """Let a process of its own, with the target as its database, verify the record and ask for pages."""
    done = subprocess.run(
        [sys.executable, "-m", "holdepunkt", "prove"],
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
    )
    lines = done.stdout.splitlines() or [f"NOT  prove: {done.stderr.strip()[-300:]}"]
    return [_read(line) for line in lines]


def _read(line: str) -> Proof:
    what, _, words = line[5:].partition(": ")
    return Proof(what, line.startswith("ok"), words)
