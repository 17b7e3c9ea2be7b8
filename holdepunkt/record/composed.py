"""Queries that are composed once and asked many times: half the price of a small page is Django writing its SQL.

`composed` marks a function that builds a queryset from its arguments. The first call builds it with
placeholders and keeps the statement; later calls send it with their own values, and make rows of the answer with
Django's own parts: converters, related rows, prefetching, within the walls between municipalities.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db import connection, models
from django.db.models import query as queries
from django.db.models.sql.compiler import SQLCompiler
from django_scopes import get_scope

Found = Iterable[Any]
"""What the database answers, row by row, each value as its field reads it."""


@dataclass(frozen=True)
class Statement:
    """A query as it was composed: the SQL, its parameters with their places, and what becomes of the answer.

    `read` makes rows (or values) of what is found; `besides` is what is read for all of them afterwards.
    """

    sql: str
    params: tuple[Any, ...]
    converted: Callable[[Found], Found]
    read: Callable[[Found], Iterable[Any]]
    besides: tuple[Any, ...]


class Asked(models.Value):
    """The place of a value that is known when the query is asked."""

    def __init__(self, name: str, field: models.Field[Any, Any]) -> None:
        super().__init__(None, output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A plain placeholder; the parameter is this place itself."""
        return "%s", [self]


def composed(**kinds: models.Field[Any, Any]) -> Callable[[Callable[..., Any]], Callable[..., list[Any]]]:
    """Make a function that builds a queryset answer with its rows; `kinds` are the fields its arguments are like.

    The arguments may be used as values only: what the query looks like cannot depend on them. A row stands for its
    number, as in Django's `filter`; None equals nothing. A number that no column of its kind can hold finds no rows.

    >>> import inspect
    >>> @composed(pk=models.BigAutoField())
    ... def rows_with(pk):
    ...     return None
    >>> rows_with.__name__
    'rows_with'
    """

    def marked(build: Callable[..., models.QuerySet[Any]]) -> Callable[..., list[Any]]:
        known: dict[Any, Statement] = {}

        @wraps(build)
        def ask(**values: Any) -> list[Any]:
            if any(_has_no_room(kinds[name], value) for name, value in values.items()):
                return []
            where = _where()
            if where not in known:
                known[where] = _compose(build(**{name: Asked(name, kind) for name, kind in kinds.items()}))
            return _answer(known[where], values)

        return ask

    return marked


def _where() -> tuple[Any, ...]:
    """What a statement depends on besides the function: the database, and the walls it was composed within."""
    scope = get_scope()
    return (connection.vendor, *sorted((name, str(value)) for name, value in scope.items()))


def _compose(rows: models.QuerySet[Any]) -> Statement:
    compiler = rows.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    columns = [column for column, _how, _name in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(columns)

    def converted(found: Found) -> Found:
        return compiler.apply_converters(found, converters) if converters else found

    besides = rows._prefetch_related_lookups  # type: ignore[attr-defined]
    return Statement(sql, tuple(params), converted, _reading(rows, compiler), besides)


def _reading(rows: models.QuerySet[Any], compiler: SQLCompiler) -> Callable[[Found], Iterable[Any]]:
    """How what is found becomes what the queryset tells, as Django does it; what is the same each time is found once."""
    kind: Any = rows._iterable_class  # type: ignore[attr-defined]
    columns = [column for column, _how, _name in compiler.select]
    if compiler.has_extra_select or compiler.has_composite_fields(columns):
        raise TypeError("a composed query has no columns beside its rows, and no keys of several")
    if rows._known_related_objects:  # type: ignore[attr-defined]
        raise TypeError("a composed query begins at no other row")
    if kind is queries.ModelIterable:
        return _as_rows(rows.db, compiler)
    if kind is queries.ValuesListIterable:
        return lambda found: map(tuple, found)
    if kind is queries.FlatValuesListIterable:
        return lambda found: (row[0] for row in found)
    raise TypeError(f"a composed query tells rows, tuples or single values; this one tells {kind.__name__}")


def _as_rows(database: str, compiler: SQLCompiler) -> Callable[[Found], Iterator[models.Model]]:
    """Rows, with those they hang on."""
    info: Any = compiler.klass_info
    kind, columns, named = info["model"], info["select_fields"], compiler.annotation_col_map or {}
    first, last = columns[0], columns[-1] + 1
    names = [column.target.attname for column, _how, _name in compiler.select[first:last]]
    related = queries.get_related_populators(info, compiler.select, database)  # type: ignore[call-arg]

    def read(found: Found) -> Iterator[models.Model]:
        for values in found:
            row = kind.from_db(database, names, values[first:last])
            for one in related:
                one.populate(values, row)
            for name, place in named.items():
                setattr(row, name, values[place])
            yield row

    return read


def _answer(statement: Statement, values: dict[str, Any]) -> list[Any]:
    """What the query tells for these values."""
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, [_as_sent(param, values) for param in statement.params])
        found = cursor.fetchall()
    rows = list(statement.read(statement.converted(found)))
    if rows and statement.besides:
        models.prefetch_related_objects(rows, *statement.besides)
    return rows


def _as_sent(param: Any, values: dict[str, Any]) -> Any:
    """A parameter as the database takes it."""
    if isinstance(param, Asked):
        value = values[param.name]
        number_or_value = value.pk if isinstance(value, models.Model) else value
        return param.output_field.get_db_prep_value(number_or_value, connection)
    return param


def _has_no_room(kind: models.Field[Any, Any], value: Any) -> bool:
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    least, most = connection.ops.integer_field_range(kind.get_internal_type())
    return (least is not None and value < least) or (most is not None and value > most)
