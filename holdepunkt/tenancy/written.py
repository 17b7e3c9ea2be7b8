"""Rows are written by statements composed once for their kind: much of what a small write costs is its SQL's text.

Everything else of `save` stays Django's: its checks, signals and keys, and what it raises (docs/decisions/0028).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connections, models
from django.db.models.sql import InsertQuery

Fields = Sequence[models.Field[Any, Any]]
Statement = tuple[str, Callable[[list[Any]], list[Any]] | None]
"""A statement's text, and how what it returns is read where that takes something."""

_composed: dict[tuple[Any, ...], Statement | None] = {}
"""The statements by what they depend on; None where Django writes each anew."""
_plain: set[type] = set()
"""The kinds of values seen so far that are values, and no expressions."""


class QuicklyWritten(models.Model):
    """A row whose INSERT and UPDATE are composed once for its kind, and sent with its own values."""

    class Meta:
        abstract = True

    def _do_insert(self, manager: Any, using: Any, fields: Fields, returning_fields: Fields, raw: bool) -> Any:
        connection, values = _connection(using), [_value(self, field, raw) for field in fields]
        statement = None
        if not _has_expression(values):
            known = (connection.vendor, manager.model, len(fields))  # a key that is given is a column more
            if known not in _composed:
                _composed[known] = _insert(manager.model, fields, returning_fields, using)
            statement = _composed[known]
        if statement is None:
            return super()._do_insert(manager, using, fields, returning_fields, raw)  # type: ignore[misc]
        with connection.cursor() as cursor:
            cursor.execute(statement[0], _as_sent(fields, values, connection))
            found = [connection.ops.fetch_returned_insert_columns(cursor, [])] if returning_fields else []
        return statement[1](found) if statement[1] else found

    def _do_update(  # type: ignore[override]
        self, base_qs: Any, using: Any, pk_val: Any, values: Any, *more: Any
    ) -> bool:
        connection, fields, new = _connection(using), [item[0] for item in values], [item[2] for item in values]
        statement = None
        if not _has_expression(new):
            known = (connection.vendor, base_qs.model, *[field.column for field in fields])
            if known not in _composed:
                _composed[known] = _update(base_qs.model, fields, connection.ops.quote_name)
            statement = _composed[known]
        if statement is None:
            return super()._do_update(base_qs, using, pk_val, values, *more)  # type: ignore[return-value]
        with connection.cursor() as cursor:
            cursor.execute(statement[0], _as_sent([*fields, base_qs.model._meta.pk], [*new, pk_val], connection))
            return bool(cursor.rowcount)


def _connection(using: str) -> Any:
    return connections[using]


def _value(row: models.Model, field: models.Field[Any, Any], raw: bool) -> Any:
    return getattr(row, field.attname) if raw else field.pre_save(row, add=True)


def _as_sent(fields: Iterable[models.Field[Any, Any]], values: Iterable[Any], connection: Any) -> list[Any]:
    """The values as the database takes them."""
    return [field.get_db_prep_save(value, connection) for field, value in zip(fields, values, strict=True)]


def _has_expression(values: Iterable[Any]) -> bool:
    """Whether something is to be worked out by the database, so that the statement's text depends on it."""
    new = set(map(type, values)) - _plain
    expressions = {kind for kind in new if hasattr(kind, "resolve_expression")}
    _plain.update(new - expressions)
    return bool(expressions)


def _insert(kind: type[models.Model], fields: Fields, returned: Fields, using: str) -> Statement | None:
    """The INSERT that Django writes for one row of this kind, whatever is in it."""
    if _has_own_places(fields):
        return None
    query = InsertQuery(kind)
    query.insert_values(fields, [kind(**{field.attname: None for field in fields})], raw=True)
    compiler: Any = query.get_compiler(using=using)
    compiler.returning_fields = returned
    ((text, _params),) = compiler.as_sql()
    converters = compiler.get_converters([field.get_col(kind._meta.db_table) for field in returned])
    return text, (lambda found: list(compiler.apply_converters(found, converters))) if converters else None


def _update(kind: type[models.Model], fields: Fields, quoted: Callable[[str], str]) -> Statement | None:
    """The UPDATE of one row by its key."""
    options = kind._meta
    if not fields or options.select_on_save or _has_own_places(fields):
        return None
    table, key = quoted(options.db_table), quoted(str(options.pk.column))
    columns = ", ".join(f"{quoted(str(field.column))} = %s" for field in fields)
    return f"UPDATE {table} SET {columns} WHERE {table}.{key} = %s", None


def _has_own_places(fields: Fields) -> bool:
    """Whether a field writes more than a plain place for its value."""
    return any(hasattr(field, "get_placeholder") for field in fields)
