"""The only writers of the record: rows of every sort, and the seals that close them."""

import uuid
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from holdepunkt import clock, tenancy
from holdepunkt.record import kept, keys, reads
from holdepunkt.record.models import Batch, Entry, ReceivedForm, Seal, Unsealed
from holdepunkt.record.rules import Sort, line_of
from holdepunkt.record.told import in_danish
from holdepunkt.record.verifier import first_link, link, mark_of

LONGEST_NAME = 300
A_BATCH = 1000
TRIES = 8


class OutsideTransaction(RuntimeError):
    """A record row must be written in the transaction of the change it tells of."""


class RecordUnavailable(Exception):
    """The record cannot be written, so nothing has been done. The person is told."""


def wrote(verb: str, *, on: Any, by: Any, why: str = "", fields: dict[str, Any] | None = None) -> Entry:
    """Add one row about a change. `on` is a model row with `uuid`; `by` is the asker (kind, uuid, name, acting_as).

    Raises OutsideTransaction when called outside `transaction.atomic`, RecordUnavailable when it cannot be kept.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(verb)
    return _keep(Sort.CHANGE, verb, by=by, why=why, fields=fields, **_about(on))


def refused(tried: str, *, by: Any, why: str, on: Any = None) -> Entry:
    """Add one row about a refusal: what was tried (a way into the house, no words typed), and why not."""
    about = _about(on) if on is not None else {"about_kind": "page", "about_name": tried[:LONGEST_NAME]}
    return _keep_alone(Sort.REFUSAL, "page.refused", by=by, why=why, fields={"tried": tried}, **about)


def signed_in(verb: str, *, by: Any, on: Any = None, why: str = "", fields: dict[str, Any] | None = None) -> Entry:
    """Add one row about signing in or out. `on` is the user when it is known; a name nobody has is never kept."""
    about = _about(on) if on is not None else {"about_kind": "user", "about_name": by.name, "about_uuid": by.uuid}
    return _keep_alone(Sort.SIGN_IN, verb, by=by, why=why, fields=fields, **about)


def exported(what: str, *, on: Any, by: Any, criteria: dict[str, Any] | None = None, relation: str = "") -> Entry:
    """Add one row about something that leaves the house as a file: `what` is a verb, `criteria` what was chosen."""
    return _keep_alone(Sort.EXPORT, what, by=by, fields=criteria, relation=relation, **_about(on))


def searched(criteria: dict[str, Any], *, by: Any, verb: str = "search.made") -> Entry:
    """Add one row about a search and what was searched for; `verb` names another room than the public search."""
    words = str(criteria.get("words", ""))[:LONGEST_NAME]
    return _keep_alone(Sort.SEARCH, verb, by=by, fields=criteria, about_kind="search", about_name=words)


def looked(on: Any, *, by: Any, relation: str) -> Entry:
    """Add one row about reading what is not for everybody, and by which relation."""
    return look_again({"verb": f"{on._meta.model_name}.looked_at", "relation": relation, **_about(on)}, by=by)


def look_again(look: dict[str, Any], *, by: Any) -> Entry:
    """Add one row about a look at something that was kept; `look` is one of `kept.looks()`."""
    entry = _keep_alone(Sort.LOOK, by=by, **look)
    kept.leaves(look)
    return entry


def _about(on: Any) -> dict[str, Any]:
    with translation.override(settings.LANGUAGE_CODE):
        name = str(on)[:LONGEST_NAME]
    return {"about_kind": on._meta.model_name, "about_uuid": getattr(on, "uuid", None), "about_name": name}


def _keep_alone(sort: Sort, verb: str, **row: Any) -> Entry:
    """One row in a transaction of its own (or that of the caller), before the answer is made."""
    try:
        with transaction.atomic():
            return _keep(sort, verb, **row)
    except DatabaseError as error:
        raise RecordUnavailable(_("Protokollen kan ikke skrives lige nu.")) from error


def _keep(sort: Sort, verb: str, *, by: Any, fields: dict[str, Any] | None = None, **row: Any) -> Entry:
    if sort != Sort.LOOK:
        kept.end()
    try:
        return Entry.objects.create(
            municipality=by.municipality_slug,
            sort=sort,
            at=clock.now(),
            by_kind=by.kind,
            by_uuid=by.uuid,
            by_name=by.name,
            acting_as=by.acting_as,
            verb=verb,
            fields=fields or {},
            **{name: in_danish(value) for name, value in row.items()},
        )
    except DatabaseError as error:
        raise RecordUnavailable(_("Protokollen kan ikke skrives lige nu.")) from error


def receive_form(*, key: uuid.UUID, digest: str, answer: str) -> ReceivedForm:
    """Note that the form with this key and content was received and answered at `answer` (a local path)."""
    return ReceivedForm.objects.create(key=key, digest=digest, at=clock.now(), answer=answer)


def seal(municipality: str) -> int:
    """Seal every row of a municipality that waits; return how many. Running it twice does nothing more.

    Two at once do not fork the chain: a place in it is unique, the second tries again behind the first.
    """
    sealed, after, more = 0, 0, True
    with tenancy.record_of(municipality):
        while more:
            count, after, more = _seal_or_try_again(municipality, after)
            sealed += count
    return sealed


def seal_all() -> int:
    """Seal what waits, in every municipality and in the house itself; return how many rows."""
    return sum(seal(slug) for slug in reads.where_rows_wait())


def _seal_or_try_again(municipality: str, after: int) -> tuple[int, int, bool]:
    for left in reversed(range(TRIES)):
        try:
            return _seal_batch(municipality, after)
        except IntegrityError:
            if not left:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def _seal_batch(municipality: str, after: int) -> tuple[int, int, bool]:
    """Seal one batch of the rows noted after `after`: how many, the last note, and whether there may be more.

    A row without its note's entry was taken away before it was sealed: the note stays, and the check names it.
    """
    waiting = reads.waiting(municipality, after=after, most=A_BATCH)
    found = reads.rows_of([note.entry for note in waiting])
    sealed = reads.sealed_among([row["uuid"] for row in found.values()])
    lines = [(row["uuid"], line_of(row)) for row in found.values() if row["uuid"] not in sealed]
    done = [note for note in waiting if note.entry in found]
    if lines:
        _add_batch(municipality, lines, changes=sum(note.sort == Sort.CHANGE for note in done))
    Unsealed.objects.filter(pk__in=[note.pk for note in done]).delete()
    return len(lines), waiting[-1].pk if waiting else after, len(waiting) == A_BATCH


def _add_batch(municipality: str, lines: list[tuple[uuid.UUID, str]], *, changes: int) -> None:
    """Hang the lines on the chain. What notes of changes go, the batch counts, so that their number stays."""
    name, key = keys.current()
    before = reads.newest_batch(municipality)
    position, digits = (before.last, before.hash) if before else (0, first_link(municipality))
    seals = []
    for position, (entry, line) in enumerate(lines, position + 1):  # noqa: B020, because it goes on from there
        digits = link(key, digits, line)
        seals.append(Seal(municipality=municipality, position=position, entry=entry, line=line, hash=digits))
    Seal.objects.bulk_create(seals)
    batch = Batch(
        municipality=municipality,
        number=before.number + 1 if before else 1,
        first=position - len(lines) + 1,
        last=position,
        count=len(lines),
        hash=digits,
        key=name,
        sealed_at=clock.now(),
        changes=changes + (before.changes if before else 0),
    )
    batch.mark = mark_of(key, reads.said_by(batch))
    Batch.objects.bulk_create([batch])
