"""The second wall: the site's own role tries to cross with raw SQL, table by table. PostgreSQL only."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from psycopg.errors import CheckViolation, ForeignKeyViolation, InsufficientPrivilege, UniqueViolation

from holdepunkt import tenancy
from holdepunkt.people.tests.builders import Town
from holdepunkt.tenancy import roles
from holdepunkt.tenancy.tests.as_the_site import as_the_site
from holdepunkt.tenancy.tests.builders import a_whole_town

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no second wall"),
]

# Before a municipality is told, a user can be found by what a session or a sign-in says; nothing else can.
KNOWN_BEFORE = {"people_user"}


def tables() -> list[str]:
    """Every table whose rows belong to one municipality, those of many-to-many fields too."""
    every = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in {"people", "policy", "voice"}
    ]
    tenants = [model for model in every if tenancy.is_tenant(model) or model._meta.auto_created]
    return sorted({*(model._meta.db_table for model in tenants), "record_entry", "record_seal"})


Towns = tuple[Town, Town]


@pytest.fixture(scope="module")
def towns(app_role: str, django_db_blocker: Any) -> Iterator[Towns]:
    """Lundby and Aaby with a row in every table, made once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = a_whole_town("lundby"), a_whole_town("aaby")
        connection.check_constraints()  # what waits for the end of the transaction would stop a change of tables
        yield found
        transaction.set_rollback(True)


def asked(sql: str, *words: Any) -> list[tuple[Any, ...]]:
    """The rows that a statement answers with."""
    with connection.cursor() as cursor:
        cursor.execute(sql, words)
        return cursor.fetchall()


def refusal(sql: str, *words: Any) -> type[BaseException] | None:
    """What PostgreSQL says to a statement; None when it does it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, words or None)
    except DatabaseError as error:
        return type(error.__cause__)
    return None


def touched(sql: str, *words: Any) -> int:
    """How many rows a statement changes; none when it is not allowed at all."""
    if refusal(sql, *words) is InsufficientPrivilege:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(sql, words)
        return cursor.rowcount


def whose(table: str) -> str:
    """The column that says whose a row is."""
    columns = {name for (name,) in asked("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass", table)}
    return next(name for name in ("municipality_row", "municipality_id", "municipality") if name in columns)


def mark(table: str, town: Town) -> Any:
    """What stands in that column for a town."""
    return town.municipality.slug if whose(table) == "municipality" else town.municipality.pk


def rows_of(table: str, town: Town) -> list[int]:
    """The numbers of a town's rows, as the owner of the tables sees them."""
    return [pk for (pk,) in asked(f"SELECT id FROM {table} WHERE {whose(table)} = %s ORDER BY id", mark(table, town))]


def test_told_one_municipality_only_its_rows_are_seen(towns: Towns, app_role: str) -> None:
    here, there = towns
    own = {table: sorted(rows_of(table, here)) for table in tables()}
    assert all(own.values()), f"without a row: {[table for table in own if not own[table]]}"
    assert all(rows_of(table, there) for table in tables())
    with as_the_site(app_role), tenancy.within(here.municipality):
        seen = {table: sorted(pk for (pk,) in asked(f"SELECT id FROM {table}")) for table in tables()}
    assert seen == own


def test_told_nobody_nothing_is_seen(towns: Towns, app_role: str) -> None:
    with as_the_site(app_role):
        seen = {table for table in tables() if asked(f"SELECT id FROM {table} LIMIT 1")}
    assert seen == set(tables()) & set(KNOWN_BEFORE)


def test_rows_of_another_municipality_are_not_changed_or_deleted(towns: Towns, app_role: str) -> None:
    here, there = towns
    others = {table: rows_of(table, there) for table in tables()}
    with as_the_site(app_role), tenancy.within(here.municipality):
        told_another = {table: changed_or_deleted(table, rows) for table, rows in others.items()}
    with as_the_site(app_role):
        told_nobody = {table: changed_or_deleted(table, rows) for table, rows in others.items()}
    assert set(told_another.values()) == set(told_nobody.values()) == {(0, 0)}, (told_another, told_nobody)
    assert {table: rows_of(table, there) for table in tables()} == others


def changed_or_deleted(table: str, rows: list[int]) -> tuple[int, int]:
    """How many of these rows one can change, and how many delete."""
    return (
        touched(f"UPDATE {table} SET id = id WHERE id = ANY(%s)", rows),
        touched(f"DELETE FROM {table} WHERE id = ANY(%s)", rows),
    )


def a_copy(table: str, pk: int) -> dict[str, Any]:
    """The values of a row, under a new number and uuid."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE id = %s", [pk])
        names = [column.name for column in cursor.description]
        values = dict(zip(names, cursor.fetchone(), strict=True))
    values.pop("id")
    return values | ({"uuid": uuid4()} if "uuid" in values else {})


def refusal_of(table: str, values: dict[str, Any]) -> type[BaseException] | None:
    """What PostgreSQL says to a new row with these values; None when it takes it."""
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join("%s" for _ in values)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return refusal(f"INSERT INTO {table} ({names}) VALUES ({places})", *(_sent(value) for value in values.values()))


def _sent(value: Any) -> Any:
    from psycopg.types.json import Jsonb

    return Jsonb(value) if isinstance(value, dict | list) else value


def test_no_row_is_made_for_another_municipality(towns: Towns, app_role: str) -> None:
    here, there = towns
    copies = {table: a_copy(table, rows_of(table, there)[0]) for table in tables()}
    with as_the_site(app_role), tenancy.within(here.municipality):
        told_another = {table: refusal_of(table, copy) for table, copy in copies.items()}
    with as_the_site(app_role):
        told_nobody = {table: refusal_of(table, copy) for table, copy in copies.items()}
    assert told_another == told_nobody == dict.fromkeys(tables(), InsufficientPrivilege)


# These name their municipality themselves.
OWN = {"people_unit", "people_user", "people_identityprovider", "policy_policy", "record_entry", "record_seal"}
OWN |= {
    "voice_advisorycouncil", "voice_comingmatter", "voice_flood", "voice_gathering", "voice_hearing", "voice_messagerun", "voice_postcard", "voice_proposal", "voice_proposalsetting", "voice_story", "voice_theme",
}  # fmt: skip
HANGING = [table for table in tables() if table not in OWN]


def test_no_row_is_hung_on_a_row_of_another_municipality(towns: Towns, app_role: str) -> None:
    here, there = towns
    copies = {table: a_copy(table, rows_of(table, there)[0]) for table in HANGING}
    for copy in copies.values():
        copy.pop("municipality_row")
    with as_the_site(app_role), tenancy.within(here.municipality):
        refused = {table: refusal_of(table, copy) for table, copy in copies.items()}
    assert {
        table: found for table, found in refused.items() if found not in {ForeignKeyViolation, UniqueViolation}
    } == {}


def foreign_keys() -> list[tuple[str, str, str]]:
    """Every foreign key between two rows of one municipality: table, column, the other table."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and {model._meta.db_table, _to(field)} <= set(tables()):
                found.append((model._meta.db_table, field.column, _to(field)))
    return found


def _to(field: Any) -> str:
    return str(field.related_model._meta.db_table)


def test_no_row_is_moved_to_a_row_of_another_municipality(towns: Towns, app_role: str) -> None:
    """The owner of the tables tries it, past the rules about approved texts: the twin alone has to refuse."""
    refused = {
        (table, column): refusal_of_moving(table, column, other, towns) for table, column, other in foreign_keys()
    }
    taken = {way: found for way, found in refused.items() if found not in REFUSED_BY_THE_TWIN}
    assert len(refused) > 150
    assert taken == {}


REFUSED_BY_THE_TWIN = {ForeignKeyViolation, UniqueViolation, CheckViolation}


def refusal_of_moving(table: str, column: str, other: str, towns: Towns) -> type[BaseException] | None:
    """What PostgreSQL says when a row of one town is hung on a row of the other; nothing when it lets it."""
    here, there = towns
    row, target = rows_of(table, here)[0], rows_of(other, there)[-1]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"SET CONSTRAINTS {table}_{column}_here IMMEDIATE")
        found = refusal(f"UPDATE {table} SET {column} = {target} WHERE id = {row}")
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(
    "sql",
    [
        "TRUNCATE policy_effort CASCADE",
        "ALTER TABLE policy_effort DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE policy_effort DISABLE TRIGGER ALL",
        "DROP POLICY policy_effort_here ON policy_effort",
        "CREATE TABLE mine (id int)",
        "CREATE VIEW mine AS SELECT * FROM policy_effort",
        "UPDATE record_entry SET why = 'a'",
        "DELETE FROM record_entry",
        "DELETE FROM django_migrations",
        "SET session_replication_role = replica",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
    ],
)
def test_the_site_may_neither_change_tables_nor_empty_them(sql: str, towns: Towns, app_role: str) -> None:
    with as_the_site(app_role), tenancy.within(towns[0].municipality):
        assert refusal(sql) is InsufficientPrivilege


def test_a_row_that_the_owner_copies_gets_its_municipality_from_the_row_it_hangs_on(towns: Towns) -> None:
    here, _there = towns
    copy = a_copy("policy_milestone", rows_of("policy_milestone", here)[-1])
    copy.pop("municipality_row")
    before = len(rows_of("policy_milestone", here))
    assert refusal_of("policy_milestone", copy) is None
    assert len(rows_of("policy_milestone", here)) == before + 1


def test_the_wall_knows_when_it_does_not_bind(towns: Towns, app_role: str) -> None:
    assert "superuser" in roles.why_no_wall()
    with as_the_site(app_role):
        assert roles.why_no_wall() == ""
