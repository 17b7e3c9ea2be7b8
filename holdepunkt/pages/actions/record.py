"""What the pages themselves do: checking the record, which is in the record too."""

from django.db import transaction

from holdepunkt import record
from holdepunkt.pages import access
from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.record.actions import seal
from holdepunkt.record.checks import check
from holdepunkt.record.verifier import Outcome

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
