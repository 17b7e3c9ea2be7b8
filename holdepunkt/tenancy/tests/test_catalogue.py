"""No door in the second wall that nobody knows of: what PostgreSQL's own catalogue says of our tables."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from holdepunkt.tenancy.roles import OPEN_TABLES
from holdepunkt.tenancy.tests.test_wall import asked, foreign_keys, tables

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no second wall")


@on_postgresql
@pytest.mark.django_db
def test_every_table_forces_row_level_security_or_says_why_not() -> None:
    found = dict(
        asked("SELECT relname, relforcerowsecurity AND relrowsecurity FROM pg_class WHERE relkind IN ('r', 'p') "
              "AND relnamespace = 'public'::regnamespace")
    )  # fmt: skip
    assert {name for name, closed in found.items() if not closed} == set(OPEN_TABLES)
    assert {name for name, closed in found.items() if closed} == set(tables())


def test_the_documents_name_every_table_without_the_second_wall() -> None:
    told = (settings.ROOT / "docs" / "tenancy.md").read_text(encoding="utf-8")
    assert [name for name in OPEN_TABLES if f"`{name}`" not in told] == []


@on_postgresql
@pytest.mark.django_db
def test_every_policy_compares_with_what_the_connection_was_told() -> None:
    found = asked("SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public'")
    for table, policy, command, using, checked in found:
        assert "current_setting('holdepunkt." in using, policy
        assert using == checked or (command == "SELECT" and table == "people_user"), policy
    assert {table for table, *_rest in found} == set(tables())


@on_postgresql
@pytest.mark.django_db
def test_every_foreign_key_between_two_closed_tables_has_its_twin() -> None:
    sql = "SELECT confrelid::regclass::text, cardinality(conkey), convalidated FROM pg_constraint WHERE conname = %s"
    keys = foreign_keys()
    assert len(keys) > 150
    found = {(table, column): asked(sql, f"{table}_{column}_here") for table, column, _other in keys}
    assert found == {(table, column): [(other, 2, True)] for table, column, other in keys}


@on_postgresql
@pytest.mark.django_db
def test_no_view_looks_past_the_wall() -> None:
    assert (
        asked("SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace")
        == []
    )


def test_a_foreign_key_is_one_that_postgresql_can_compare() -> None:
    """A twin needs the plain number of the other row: no foreign key of ours points to another column."""
    keys = [
        field
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in {"people", "policy", "voice", "record"}
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
    ]
    assert keys
    assert {field.target_field.column for field in keys} == {"id"}
