"""Emptying the database of a demo, past the triggers that keep what was approved; in one transaction."""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

# Rows that Django keeps about the tables themselves, not about the demo.
NOT_OURS = {"contenttypes", "auth"}


@transaction.atomic
def empty() -> None:
    """Remove every row of ours. The triggers stand again when this returns, or nothing has happened."""
    # Checks that wait until the end of a transaction would otherwise stop the emptying.
    connection.check_constraints()
    with connection.cursor() as cursor:
        names, statements = _triggers()
        for name in names:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        for statement in connection.ops.sql_flush(no_style(), _tables(), reset_sequences=True):
            cursor.execute(statement)
        for statement in statements:
            cursor.execute(statement)


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return sorted(m._meta.db_table for m in models if m._meta.managed and m._meta.app_label not in NOT_OURS)


def _triggers() -> tuple[list[str], list[str]]:
    """The triggers' names, and the SQL that makes them again. PostgreSQL's TRUNCATE fires none of ours."""
    if connection.vendor != "sqlite":
        return [], []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        rows = cursor.fetchall()
    return [name for name, _sql in rows], [sql for _name, sql in rows]
