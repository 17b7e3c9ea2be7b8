"""What the pages themselves do: checking the record, which is in the record too."""

from django.db import transaction

from holdepunkt import record, tenancy
from holdepunkt.pages import access
from holdepunkt.people import reads
from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker, machine
from holdepunkt.people.models import Municipality
from holdepunkt.record.actions import seal
from holdepunkt.record.checks import check
from holdepunkt.record.verifier import Outcome

OPERATION = "Driften"
NEWEST = 10_000  # a page has seconds; verify_record takes the time it needs


@transaction.atomic
def verify_record(*, by: Asker) -> Outcome:
    """Seal what waits, and check the newest rows of the asker's own municipality."""
    require(access.may_read_record(by))
    seal(by.municipality_slug)
    outcome = check(by.municipality_slug, newest=NEWEST)
    found = {"rows": outcome.rows, "broken": outcome.broken.position if outcome.broken else None}
    record.wrote("record.verified", on=by.municipality, by=by, fields=found)
    return outcome


def tell_of_export(slug: str) -> None:
    """An operator takes a municipality's record along: the same row as on the page. One that is gone has a name still."""
    place = reads.municipality(slug)
    if place is None:
        place = Municipality(slug=slug, name=slug or "Holdepunkt")
        place.uuid = None  # type: ignore[assignment]  # because nobody knows it any more
    record.exported("record.exported", on=place, by=machine(place, OPERATION))


def tell_of_copy_begun() -> None:
    """An operator begins a copy of everything: a row in every municipality's record, which is in the copy too."""
    _tell_all("municipality.copy_begun")


def tell_of_copy_made(*, sha256: str, rows: int) -> None:
    """The copy is there: which one it is stands beside the row that says it was begun."""
    _tell_all("municipality.copied", sha256=sha256, rows=rows)


def tell_of_copy_failed(*, why: str) -> None:
    """Nothing was copied after all; `why` is the kind of error, without what the programs said."""
    _tell_all("municipality.copy_failed", why=why)


def _tell_all(verb: str, **fields: str | int) -> None:
    for place in reads.municipalities():
        with tenancy.within(place):
            record.exported(verb, on=place, by=machine(place, OPERATION), criteria=fields)
