"""The only writers of the record."""

import uuid
from typing import Any

from django.db import connection

from holdepunkt import clock
from holdepunkt.record.models import Entry, ReceivedForm

LONGEST_NAME = 300


class OutsideTransaction(RuntimeError):
    """A record row must be written in the transaction of the change it tells of."""


def wrote(verb: str, *, on: Any, by: Any, why: str = "", fields: dict[str, Any] | None = None) -> Entry:
    """Add one row. `on` is a model row with `uuid`; `by` is the asker (kind, uuid, name, acting_as).

    Raises OutsideTransaction when called outside `transaction.atomic`.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(verb)
    return Entry.objects.create(
        municipality=by.municipality_slug,
        at=clock.now(),
        by_kind=by.kind,
        by_uuid=by.uuid,
        by_name=by.name,
        acting_as=by.acting_as,
        verb=verb,
        about_kind=on._meta.model_name,
        about_uuid=getattr(on, "uuid", None),
        about_name=str(on)[:LONGEST_NAME],
        why=why,
        fields=fields or {},
    )


def receive_form(*, key: uuid.UUID, digest: str, answer: str) -> ReceivedForm:
    """Note that the form with this key and content was received and answered at `answer` (a local path)."""
    return ReceivedForm.objects.create(key=key, digest=digest, at=clock.now(), answer=answer)
