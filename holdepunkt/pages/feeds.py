"""The calendar file and the Atom feed: the same public days, for machines to follow. No names of people."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from holdepunkt import clock
from holdepunkt.people.models import Municipality
from holdepunkt.policy.reads.changes import Dated
from holdepunkt.ui import ical


def calendar(dated: Iterable[Dated], *, name: str, slug: str) -> bytes:
    """All-day events with ids that stay the same from one fetch to the next."""
    rows = {row.id: row for row in dated}.values()
    return ical.calendar([_appointment(row, slug) for row in rows], product="aarshjul", name=name)


def _appointment(row: Dated, slug: str) -> ical.Appointment:
    return ical.Appointment(
        uid=f"{row.id}@{slug}.holdepunkt",
        stamped=clock.now(),
        day=row.day,
        summary=row.text,
        url=settings.HOLDEPUNKT_URL + row.href,
        holds_nobody=True,
    )


def atom(changes: Iterable[Dated], *, municipality: Municipality) -> str:
    """The newest changes as Atom; an entry's id does not depend on where the site lives."""
    slug = municipality.slug
    feed = Atom1Feed(
        title=_("Ændringer: %(name)s") % {"name": municipality.name},
        link=settings.HOLDEPUNKT_URL + reverse("policy:front", kwargs={"slug": slug}),
        description="",
        language=get_language() or "da",
        author_name=municipality.name,
        feed_url=settings.HOLDEPUNKT_URL + reverse("pages:feed", kwargs={"slug": slug}),
        feed_guid=_urn(slug, "feed"),
    )
    for row in changes:
        feed.add_item(
            title=row.text,
            link=settings.HOLDEPUNKT_URL + row.href,
            description="",
            unique_id=_urn(slug, row.id),
            updateddate=datetime.combine(row.day, time(12), tzinfo=UTC),
        )
    return feed.writeString("utf-8")


def _urn(slug: str, id: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'holdepunkt:{slug}/{id}')}"
