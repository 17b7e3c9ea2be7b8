"""The days on which people meet: public gatherings, and the councils' open meetings. Closed ones never."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.people.asker import Asker
from holdepunkt.policy.reads.changes import Dated
from holdepunkt.voice.reads import gatherings, meetings


def said_dates(by: Asker, first_year: int, last_year: int) -> list[Dated]:
    """Where everybody may come in these years; what was called off is left out. Two statements."""
    first, last, slug = date(first_year, 1, 1), date(last_year, 12, 31), by.municipality_slug
    return [
        *(
            Dated(
                row.meets_on, row.title, reverse("voice:gathering", args=[slug, row.number]), str(row.uuid), "gathering"
            )
            for row in gatherings.public_between(by, first, last)
        ),
        *(
            Dated(
                row.meets_on, _("Åbent møde i %(council)s") % {"council": row.council},
                reverse("voice:council", args=[slug, row.council.key]), str(row.uuid), "council_meeting",
            )
            for row in meetings.open_between(by, first, last)
        ),
    ]  # fmt: skip
