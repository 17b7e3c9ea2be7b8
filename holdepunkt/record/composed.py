"""Queries that are composed once and asked many times: half the price of a small page is Django writing its SQL.

`composed` marks a function that builds a queryset from its arguments. The first call builds it with
placeholders and keeps the statement; later calls send it with their own values. Everything else stays
Django's: converters, related rows, prefetching, the walls between municipalities.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from django_scopes import get_scope

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Statement:
    """A query as it was composed: never asked itself, its compiler, the SQL, the parameters with their places.

    `reading` is how what is found becomes rows.
    """

    rows: models.QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    reading: Callable[..., Any]


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
            return list(_with_values(known[where], values))

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
    # What is the same for all rows of this statement is asked once.
    converters, has_pairs = compiler.get_converters(columns), compiler.has_composite_fields(columns)
    same = {"get_converters": lambda _columns: converters, "has_composite_fields": lambda _columns: has_pairs}
    return Statement(rows, _twin(compiler, same), sql, tuple(params), _reading(rows, compiler))


def _reading(rows: models.QuerySet[Any], compiler: SQLCompiler) -> Callable[..., Any]:
    """Rows with those they hang on as Django makes them, but for what is the same each time: that is found out once."""
    if rows._iterable_class is not ModelIterable or rows._known_related_objects:  # type: ignore[attr-defined]
        return rows._iterable_class
    info: Any = compiler.klass_info
    kind, columns, named = info["model"], info["select_fields"], compiler.annotation_col_map or {}
    first, last = columns[0], columns[-1] + 1
    names = [column.target.attname for column, _how, _name in compiler.select[first:last]]
    related = get_related_populators(info, compiler.select, rows.db)  # type: ignore[call-arg]

    def found(asked: models.QuerySet[Any], **_how: Any) -> Iterator[models.Model]:
        for values in asked.query.get_compiler(using=asked.db).results_iter():
            row = kind.from_db(asked.db, names, values[first:last])
            for one in related:
                one.populate(values, row)
            for name, place in named.items():
                setattr(row, name, values[place])
            yield row

    return found


def _with_values(statement: Statement, values: dict[str, Any]) -> models.QuerySet[Any]:
    """The query with these values, not asked yet."""
    filled = tuple(_as_sent(param, values) for param in statement.params)
    sent = {"connection": connection, "as_sql": lambda *_ignored, **_too: (statement.sql, filled)}
    asked = _twin(statement.compiler, sent)
    query = _twin(statement.rows.query, {"get_compiler": lambda *_ignored, **_too: asked})
    return _twin(statement.rows, {"_query": query, "_iterable_class": statement.reading})


def _twin(thing: Kept, other: dict[str, Any]) -> Kept:
    """The same thing with something else in it; what is inside both is one, and neither changes it."""
    twin: Kept = object.__new__(type(thing))
    twin.__dict__.update(thing.__dict__, **other)
    return twin


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
