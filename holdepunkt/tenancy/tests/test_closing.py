"""The migration closes tables that hold rows already: an upgrade of a living database. PostgreSQL only."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.apps import apps
from django.db import connection

from holdepunkt.people.tests.builders import Town
from holdepunkt.tenancy.tests.builders import a_whole_town
from holdepunkt.tenancy.tests.test_wall import asked, rows_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no second wall"),
]
MIGRATION = import_module("holdepunkt.policy.migrations.0010_one_municipality")
CLOSE = MIGRATION.Migration.operations[0]
CLOSED = "SELECT attrelid::regclass::text FROM pg_attribute WHERE attname = 'municipality_row' AND attnum > 0"
TWINS = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE conname LIKE '%%\\_here'"


def names() -> set[str]:
    """The tables that this migration closes."""
    found = set()
    for name in MIGRATION.ROWS:
        model, _, field = name.partition(".")
        row: Any = apps.get_model("policy", model)
        found.add((getattr(row, field).through if field else row)._meta.db_table)
    return found


def standing() -> tuple[set[str], set[str]]:
    """What of the wall stands at these tables: columns, twins."""
    ours = names()
    columns = {table for (table,) in asked(CLOSED) if table in ours}
    return columns, {twin for table, twin in asked(TWINS) if table in ours}


def owned(towns: tuple[Town, Town]) -> dict[str, list[list[int]]]:
    """Whose the rows of each table are."""
    return {table: [sorted(rows_of(table, town)) for town in towns] for table in names()}


def test_a_living_database_is_opened_and_closed_again_and_every_row_is_whose_it_was() -> None:
    towns = a_whole_town("lundby"), a_whole_town("aaby")
    connection.check_constraints()
    rows, wall, now = owned(towns), standing(), cast(Any, SimpleNamespace(apps=apps))
    with connection.schema_editor(atomic=False) as editor:
        CLOSE.reverse_code(now, editor)
        assert standing() == (set(), set())
        CLOSE.code(now, editor)
    assert all(wall)
    assert standing() == wall
    assert owned(towns) == rows
