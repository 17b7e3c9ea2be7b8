"""Rows of the record as life writes them. The record knows no people: who acts is told in plain words here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from holdepunkt import record
from holdepunkt.record.actions import seal
from holdepunkt.record.models import Entry

WORDS = ("Åben café", "Mad på torsdag\nog søndag", 'Et "citat"; og = tegn', "Ærø, Øst & Å", "🌱 Have")


@dataclass(frozen=True)
class Somebody:
    """Who acts: what the record keeps of an asker."""

    name: str
    municipality_slug: str = "lundby"
    kind: str = "user"
    acting_as: str = "tovholder for politikken, Social og Psykiatri"
    uuid: UUID = field(default_factory=uuid4)


class _Kind:
    model_name = "effort"


@dataclass(frozen=True)
class Something:
    """What is acted on: a kind, a uuid and a printed name."""

    name: str
    uuid: UUID = field(default_factory=uuid4)
    _meta: Any = _Kind

    def __str__(self) -> str:
        return self.name


FINN, DAN = Somebody("Finn Falk"), Somebody("Dan Dam", acting_as="ansvarlig for indsatser, Social og Psykiatri")


def write(count: int, *, by: Somebody = FINN) -> list[Entry]:
    """So many changes, each in a transaction of its own."""
    before = set(Entry.objects.values_list("pk", flat=True))
    for number in range(count):
        with transaction.atomic():
            on = Something(WORDS[number % len(WORDS)])
            record.wrote("effort.changed", on=on, by=by, why="fordi", fields={"changed": ["title"], "n": number})
    return list(Entry.objects.exclude(pk__in=before).order_by("pk"))


def sealed(count: int, *, a_batch: int = 8, by: Somebody = FINN) -> list[Entry]:
    """So many changes, sealed some at a time."""
    rows: list[Entry] = []
    while len(rows) < count:
        rows += write(min(a_batch, count - len(rows)), by=by)
        seal(by.municipality_slug)
    return rows


@contextmanager
def a_full_disk(table: str = "record_entry") -> Iterator[None]:
    """Let the database refuse every new row of a table, as it does when there is no room for it."""
    with connection.cursor() as cursor:
        for statement in _refusal(table):
            cursor.execute(statement)
        yield
        cursor.execute(f"DROP TRIGGER no_room{'' if connection.vendor == 'sqlite' else f' ON {table}'}")


def _refusal(table: str) -> list[str]:
    if connection.vendor == "sqlite":
        return [f"CREATE TRIGGER no_room BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no room'); END"]
    return [
        "CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'no room'; END $$",
        f"CREATE TRIGGER no_room BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION no_room()",
    ]
