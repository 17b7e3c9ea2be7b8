"""A calendar file (iCalendar, RFC 5545) of days and meetings, for the calendars of others to follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True)
class Appointment:
    """One day, or part of it; `uid` stays the same from one fetch to the next, `url` begins with the site's address."""

    uid: str
    stamped: datetime
    day: date
    summary: str
    url: str
    begins_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    called_off: bool = False
    holds_nobody: bool = False


def calendar(appointments: Iterable[Appointment], *, product: str, name: str) -> bytes:
    """The file. The library is opened here: a worker whose calendar nobody follows does not carry it."""
    from icalendar import Calendar

    found = Calendar()
    found.add("prodid", f"-//Holdepunkt//{product}//DA")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    for appointment in appointments:
        found.add_component(_event(appointment))
    return found.to_ical()


def _event(row: Appointment) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", row.uid)
    event.add("dtstamp", row.stamped)
    if row.begins_at:
        event.add("dtstart", datetime.combine(row.day, row.begins_at))
        event.add("dtend", datetime.combine(row.day, row.ends_at or row.begins_at))
    else:
        event.add("dtstart", row.day)
        event.add("dtend", row.day + timedelta(days=1))
    event.add("summary", row.summary)
    event.add("status", "CANCELLED" if row.called_off else "CONFIRMED")
    if row.place:
        event.add("location", row.place)
    event.add("url", row.url)
    if row.holds_nobody:
        event.add("transp", "TRANSPARENT")
    return event
