"""Reading the record: always one municipality's, always about something."""

import uuid

from django.db.models import QuerySet

from holdepunkt.record.models import Entry, ReceivedForm
from holdepunkt.record.rows import sole


def about(municipality_slug: str, about_uuid: uuid.UUID, *, most: int = 200) -> QuerySet[Entry]:
    """Return what happened to one thing, newest first."""
    return Entry.objects.filter(municipality=municipality_slug, about_uuid=about_uuid).order_by("-id")[:most]


def answer_of(key: uuid.UUID, digest: str) -> str | None:
    """Return where this form with this content was answered, or None when it has not been received."""
    found = ReceivedForm.objects.filter(key=key, digest=digest)
    return sole(found.values_list("answer", flat=True))
