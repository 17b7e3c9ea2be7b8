"""Triggers that make a table append-only in both databases: rows are added, never changed or removed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from holdepunkt.tenancy.on_tables import OnTables


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


def make_append_only(table: str) -> OnTables:
    """Return the migration step that closes `table` for changes."""
    return OnTables(_step(_create, table), _step(_drop, table))


def open_for_remake(table: str) -> OnTables:
    """Return the step before a migration that makes `table` anew; `make_append_only` closes it again."""
    return OnTables(_step(_drop, table), _step(_create, table))


def _step(
    statements: Callable[[str, str], list[str]], table: str
) -> Callable[[object, BaseDatabaseSchemaEditor], None]:
    def step(_state: object, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in statements(table, editor.connection.vendor):
            editor.execute(statement, params=None)

    return step


_WAITS = "INSERT INTO record_unsealed (entry, municipality) VALUES (NEW.id, NEW.municipality)"
_WAITS_WITH_SORT = "INSERT INTO record_unsealed (entry, municipality, sort) VALUES (NEW.id, NEW.municipality, NEW.sort)"


def _waiting_triggers(vendor: str, waits: str) -> list[str]:
    """The SQL by which each new row of the record is noted as waiting for its seal, in the same transaction."""
    if vendor == "sqlite":
        return [f"CREATE TRIGGER record_entry_waits AFTER INSERT ON record_entry BEGIN {waits}; END"]
    return [
        "CREATE OR REPLACE FUNCTION holdepunkt_entry_waits() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {waits}; RETURN NULL; END $$",
        "CREATE TRIGGER record_entry_waits AFTER INSERT ON record_entry "
        "FOR EACH ROW EXECUTE FUNCTION holdepunkt_entry_waits()",
    ]


def _note(waits: str) -> Callable[[object, BaseDatabaseSchemaEditor], None]:
    def step(_state: object, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _waiting_triggers(editor.connection.vendor, waits):
            editor.execute(statement, params=None)

    return step


def _note_none(_state: object, editor: BaseDatabaseSchemaEditor) -> None:
    on = "" if editor.connection.vendor == "sqlite" else " ON record_entry"
    editor.execute(f"DROP TRIGGER record_entry_waits{on}", params=None)


def note_new_rows() -> OnTables:
    """Return the first migration step that made new rows wait, before their sort was noted with them."""
    return OnTables(_note(_WAITS), _note_none)


def note_no_rows() -> OnTables:
    """Return the step before a migration that makes the notes' table anew; `note_new_rows_with_sort` follows it."""
    return OnTables(_note_none, _note(_WAITS))


def note_new_rows_with_sort() -> OnTables:
    """Return the migration step that makes new rows wait. Do it again after SQLite has made the table anew."""
    return OnTables(_note(_WAITS_WITH_SORT), _note_none)


@contextmanager
def lifted(*tables: str) -> Iterator[None]:
    """Open the tables, as somebody with the database's own password can, and close them again."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            for statement in _drop(table, connection.vendor):
                cursor.execute(statement)
        yield
        for table in tables:
            for statement in _create(table, connection.vendor):
                cursor.execute(statement)
