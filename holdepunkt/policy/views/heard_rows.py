"""Who was asked and what they said, made ready to print; no queries."""

from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.policy.models import BodyHeard
from holdepunkt.ui.jinja import danish_date


def heard_rows(bodies: Iterable[BodyHeard], slug: str, settled: Collection[int] = ()) -> list[dict[str, Any]]:
    """Who was asked, ready to print, with the way to write what they said; none where it is `settled`."""
    return [
        {
            "who": body.unit.name,
            "words": body.words,
            "considered": body.considered,
            "state": _("svarede %(day)s") % {"day": danish_date(body.said_on)} if body.said_on
            else _("spurgt %(day)s, mangler svar") % {"day": danish_date(body.asked_on)},
            "tone": "good" if body.said_on else "begun",
            "day": danish_date(body.said_on) if body.said_on else "",
            "href": "" if body.pk in settled else reverse("policy:heard_words", args=[slug, body.pk]),
        }
        for body in bodies
    ]  # fmt: skip
