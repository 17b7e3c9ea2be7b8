"""Triggers that make a table append-only in both databases: rows are added, never changed or removed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython


class Unchangeable(Exception):
    """Somebody tried to change or remove a row of an append-only table."""


def _create(table: str, vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("update", "delete")
        ]
    return [
        "CREATE OR REPLACE FUNCTION holdepunkt_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION holdepunkt_append_only()",
    ]


def _drop(table: str, vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("update", "delete")]
    return [f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}"]


def make_append_only(table: str) -> RunPython:
    """Return the migration step that closes `table` for changes."""

    def forward(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _create(table, editor.connection.vendor):
            editor.execute(statement, params=None)

    def back(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _drop(table, editor.connection.vendor):
            editor.execute(statement, params=None)

    return RunPython(forward, back, elidable=False)


@contextmanager
def lifted(*tables: str) -> Iterator[None]:
    """Open the tables for the reset of a demo, and close them again; in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            for statement in _drop(table, connection.vendor):
                cursor.execute(statement)
        yield
        for table in tables:
            for statement in _create(table, connection.vendor):
                cursor.execute(statement)
