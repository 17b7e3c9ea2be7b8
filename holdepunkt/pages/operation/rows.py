"""Rows on their way between two databases: in the order of their references, and compared by fingerprint."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from django.db.models import CharField, ForeignKey, JSONField, Model, QuerySet
from psycopg.types.json import Jsonb

AT_A_TIME = 2000


@dataclass(frozen=True)
class Comparison:
    """How a table of one side compares with the other: rows, and the first that is not alike."""

    table: str
    rows: int
    fingerprint: str
    first_difference: str

    def line(self) -> str:
        """The line of the report."""
        return f"{self.table}: {self.rows} rows, {self.first_difference or f'alike, {self.fingerprint[:12]}'}"


def in_order(models: list[type[Model]]) -> list[type[Model]]:
    """What is referred to before what refers to it; a table may refer to itself.

    Where tables refer to each other in a circle, the order between them does not matter to the target,
    which checks references at the end.
    """
    done: list[type[Model]] = []
    waiting = sorted(models, key=lambda model: model._meta.db_table)
    while waiting:
        free = [model for model in waiting if not (_above(model) & set(waiting)) - {model}] or waiting[:1]
        done += free
        waiting = [model for model in waiting if model not in free]
    return done


def _above(model: type[Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if isinstance(field, ForeignKey)}


def rows_of(model: type[Model], alias: str) -> Iterator[tuple[Any, ...]]:
    """Every row as Python values, by primary key. A bare query set, which no municipality narrows."""
    names = [field.attname for field in model._meta.concrete_fields]
    found: Any = QuerySet(model=model, using=alias).order_by("pk").values_list(*names)
    rows: Iterator[tuple[Any, ...]] = found.iterator(chunk_size=AT_A_TIME)
    if not isinstance(model._meta.pk, CharField):
        return rows
    at = names.index(model._meta.pk.attname)
    return iter(sorted(rows, key=lambda row: row[at]))  # each database sorts words in its own way


def copy_rows(model: type[Model], source: str, cursor: Any) -> None:
    """Send every row of a table to PostgreSQL in one stream."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    is_json = [isinstance(field, JSONField) for field in fields]
    # Django hands out a cursor that counts; the stream belongs to the one inside.
    with cursor.cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as stream:
        for row in rows_of(model, source):
            values = (_sent(value, as_json) for value, as_json in zip(row, is_json, strict=True))
            stream.write_row(tuple(values))


def _sent(value: Any, as_json: bool) -> Any:
    if as_json:
        return None if value is None else Jsonb(value)
    return bytes(value) if isinstance(value, memoryview) else value


def compare(model: type[Model], one: str, other: str) -> Comparison:
    """Compare a table row by row on both sides."""
    whole, count, difference = hashlib.sha256(), 0, ""
    for mine, theirs in zip_longest(rows_of(model, one), rows_of(model, other)):
        count += 1
        if not difference and print_of(mine) != print_of(theirs):
            difference = f"row {count} differs (key {(mine or theirs)[0]})"
        whole.update(print_of(mine))
    return Comparison(model._meta.db_table, count, whole.hexdigest(), difference)


def print_of(row: tuple[Any, ...] | None) -> bytes:
    """The fingerprint of a row, the same for the same values in both databases.

    >>> print_of((1, Decimal("2.50"))) == print_of((1, Decimal("2.5")))
    True
    >>> print_of((1, "a")) == print_of((1, "b"))
    False
    """
    return hashlib.sha256(json.dumps([_plain(value) for value in row or ()], sort_keys=True).encode()).digest()


def _plain(value: Any) -> Any:
    """A value as text that two databases write alike; its kind stands before it, so that 1 is not "1"."""
    if value is None or isinstance(value, bool | int | str | dict | list):
        return value
    if isinstance(value, datetime):
        return ["time", value.astimezone(UTC).isoformat()]
    if isinstance(value, Decimal):
        return ["number", format(value.normalize(), "f")]
    if isinstance(value, bytes | memoryview):
        return ["bytes", hashlib.sha256(bytes(value)).hexdigest()]
    return [type(value).__name__, str(value)]
