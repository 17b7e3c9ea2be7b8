"""Reading the record: always one municipality's, always about something."""

import uuid

from django.db.models import QuerySet

from holdepunkt.record.models import Entry, ReceivedForm


def about(municipality_slug: str, about_uuid: uuid.UUID, *, most: int = 200) -> QuerySet[Entry]:
    """Return what happened to one thing, newest first."""
    return Entry.objects.filter(municipality=municipality_slug, about_uuid=about_uuid).order_by("-id")[:most]


def answer_of(key: uuid.UUID) -> str | None:
    """Return where the form with this key was answered, or None when it has not been received."""
    return ReceivedForm.objects.filter(key=key).values_list("answer", flat=True).first()
