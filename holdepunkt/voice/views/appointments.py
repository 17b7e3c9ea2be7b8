"""A meeting as others' calendars show it: the council's, and the one that everybody can come to."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.http import HttpResponse

from holdepunkt.ui import ical
from holdepunkt.voice.models import CouncilMeeting, Gathering


def calendar_file(appointments: list[ical.Appointment], *, product: str, name: str) -> HttpResponse:
    """The calendar as a file; `product` tells it from our other calendars."""
    content = ical.calendar(appointments, product=product, name=name)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def appointment(
    row: CouncilMeeting | Gathering, slug: str, *, summary: str, path: str, called_off: bool
) -> ical.Appointment:
    """One meeting; `path` is its page."""
    return ical.Appointment(
        uid=f"{row.uuid}@{slug}.holdepunkt",
        stamped=datetime.combine(row.meets_on, time(0), tzinfo=UTC),
        day=row.meets_on,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        summary=summary,
        place=row.place,
        called_off=called_off,
        url=settings.HOLDEPUNKT_URL.rstrip("/") + path,
    )
