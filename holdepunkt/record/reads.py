"""Reading the record: always one municipality's."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet, Subquery, TextField

from holdepunkt.record.composed import composed
from holdepunkt.record.models import Batch, Entry, ReceivedForm, Seal, Unsealed
from holdepunkt.record.rules import COLUMNS, Sort

A_PART = 1000
PULSE = """
(SELECT CAST(newest.uuid AS text) || ':' || (
    coalesce((SELECT changes FROM record_batch WHERE municipality = newest.municipality ORDER BY number DESC LIMIT 1), 0)
    + (SELECT count(*) FROM record_unsealed WHERE municipality = newest.municipality AND sort = 'change')
) FROM (%(subquery)s) newest)
"""


class Pulse(Subquery):
    """The pulse as a column of another statement: the newest change, and how many changes there have been.

    The number alone tells of a transaction that began early and committed late, under a lower number. Every
    row is either sealed, and then a batch counts it, or noted as unsealed in its own transaction.
    """

    template = PULSE
    output_field = TextField()

    def __init__(self, municipality_slug: Any) -> None:
        changes = Entry.objects.filter(municipality=municipality_slug, sort=Sort.CHANGE)
        super().__init__(changes.order_by("-id").values("uuid", "municipality")[:1])


def about(municipality_slug: str, about_uuid: uuid.UUID, *, most: int = 200) -> QuerySet[Entry]:
    """Return what was changed about one thing, newest first; who has read it is another question."""
    changes = Entry.objects.filter(municipality=municipality_slug, about_uuid=about_uuid, sort=Sort.CHANGE)
    return changes.order_by("-id")[:most]


def lately(municipality_slug: str, about_uuid: uuid.UUID, *, verbs: Sequence[str], since: datetime) -> QuerySet[Entry]:
    """Every change of these kinds to one thing from a time on, oldest first, however much else was written."""
    changes = Entry.objects.filter(municipality=municipality_slug, about_uuid=about_uuid, sort=Sort.CHANGE)
    return changes.filter(verb__in=verbs, at__gte=since).order_by("id")


def rows(municipality_slug: str) -> QuerySet[Entry]:
    """Every row of a municipality, newest first; the caller has asked whether the asker may."""
    return Entry.objects.filter(municipality=municipality_slug).order_by("-id")


def answer_of(key: uuid.UUID, digest: str) -> str | None:
    """Return where this form with this content was answered, or None when it has not been received."""
    return next(iter(_answers(key=key, digest=digest)), None)


@composed(key=models.UUIDField(), digest=models.CharField())
def _answers(key: Any, digest: Any) -> QuerySet[ReceivedForm, str]:
    return ReceivedForm.objects.filter(key=key, digest=digest).values_list("answer", flat=True)


def municipalities() -> list[str]:
    """The short names under which anything is recorded or sealed; the empty one is the house itself."""
    found = set(where_rows_wait())
    return sorted(found | set(Batch.objects.values_list("municipality", flat=True).distinct().order_by()))


def where_rows_wait() -> list[str]:
    """The municipalities with rows that wait for their seal."""
    return list(Unsealed.objects.values_list("municipality", flat=True).distinct().order_by("municipality"))


def waiting_count() -> int:
    """How many rows wait for their seal, in all municipalities."""
    return Unsealed.objects.count()


def waiting(municipality_slug: str, *, after: int, most: int) -> list[Unsealed]:
    """The notes of rows that wait for their seal, in the order they came."""
    return list(Unsealed.objects.filter(municipality=municipality_slug, pk__gt=after).order_by("pk")[:most])


def rows_of(numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Rows by number, all columns that are sealed, in the order of their numbers."""
    found = Entry.objects.filter(pk__in=numbers).order_by("pk").values("pk", *COLUMNS)
    return {row.pop("pk"): row for row in found}


def sealed_among(uuids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Those of the rows that have a seal already."""
    return set(Seal.objects.filter(entry__in=list(uuids)).values_list("entry", flat=True))


def newest_batch(municipality_slug: str) -> Batch | None:
    """The end of a municipality's chain."""
    return Batch.objects.filter(municipality=municipality_slug).order_by("-number").first()


def batches(municipality_slug: str, *, after: int = 0) -> Iterator[Batch]:
    """The batches of a chain in their order, from the one that ends after a position."""
    found = Batch.objects.filter(municipality=municipality_slug, last__gt=after)
    return found.order_by("number", "pk").iterator(A_PART)


def seals(municipality_slug: str, *, after: int, until: int) -> Iterator[list[Seal]]:
    """The seals at the positions after `after` up to `until`, some hundred at a time."""
    while True:
        found = Seal.objects.filter(municipality=municipality_slug, position__gt=after, position__lte=until)
        part = list(found.order_by("position")[:A_PART])
        if not part:
            return
        yield part
        after = part[-1].position


def seals_outside(municipality_slug: str, *, first: int, last: int) -> Seal | None:
    """A seal at a position where none can be: before the first, or after the last of any batch."""
    ours = Seal.objects.filter(municipality=municipality_slug).order_by("position")
    return ours.filter(position__lt=first).first() or ours.filter(position__gt=last).first()


def sealed_rows(uuids: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """The rows of the record behind some seals, as they are now."""
    return {row["uuid"]: row for row in Entry.objects.filter(uuid__in=list(uuids)).values(*COLUMNS)}


def overdue(municipality_slug: str, *, before: datetime) -> Entry | None:
    """The oldest row written before a time that has no seal yet."""
    unsealed = Entry.objects.filter(municipality=municipality_slug, at__lt=before).order_by("pk")
    return unsealed.exclude(Exists(Seal.objects.filter(entry=OuterRef("uuid")))).first()


def taken_away(municipality_slug: str) -> Unsealed | None:
    """A note of a row that waits for its seal, when the row itself is gone."""
    notes = Unsealed.objects.filter(municipality=municipality_slug).order_by("pk")
    return notes.exclude(Exists(Entry.objects.filter(pk=OuterRef("entry")))).first()


def seal_at(municipality_slug: str, position: int) -> Seal | None:
    """The seal at one position."""
    return Seal.objects.filter(municipality=municipality_slug, position=position).first()


def key_epochs(municipality_slug: str) -> list[list[int | str]]:
    """From which position on which key sealed a municipality's rows."""
    ours = Batch.objects.filter(municipality=municipality_slug).order_by("number").values_list("first", "key")
    epochs: list[list[int | str]] = []
    for first, key in ours.iterator(A_PART):
        if not epochs or epochs[-1][1] != key:
            epochs.append([first, key])
    return epochs


def said_by(batch: Batch) -> dict[str, object]:
    """What the mark of a batch covers."""
    said = {name: getattr(batch, name) for name in ("municipality", "number", "first", "last", "count", "hash", "key")}
    return said | {"sealed_at": batch.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")}
