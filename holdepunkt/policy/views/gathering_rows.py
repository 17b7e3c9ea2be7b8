"""Gatherings on the policy's pages, ready to print; no queries."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.policy.reads.gatherings import Row
from holdepunkt.policy.rules.gatherings import Holding
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.models import Gathering, HeardLine

TONES = {
    Holding.HELD: "done", Holding.PLANNED: "begun", Holding.NOT_HELD: "bad", Holding.NOT_YET: "idle",
    Holding.NOT_TOLD: "idle",
}  # fmt: skip


def gathering_rows(rows: Iterable[Gathering], slug: str, today: date) -> list[dict[str, Any]]:
    """Gatherings as dates with what came of them."""
    return [
        {
            "heading": row.title,
            "when": danish_date(row.meets_on),
            "href": _href(row, slug),
            "outcome": _outcome(row, today),
        }
        for row in rows
    ]


def _href(row: Gathering, slug: str) -> str:
    return reverse("voice:gathering", kwargs={"slug": slug, "gathering": row.number}) if row.is_public else ""


def _outcome(row: Gathering, today: date) -> str:
    if row.meets_on > today:
        return ""
    return row.came_of_it or _("Vi har ikke skrevet endnu, hvad der kom ud af det.")


def promised_rows(rows: Iterable[Row], slug: str, today: date) -> list[dict[str, Any]]:
    """What the text says will be held: the word and the tone, the day, and what came of it."""
    return [_promised(row, slug, today) for row in rows]


def _promised(row: Row, slug: str, today: date) -> dict[str, Any]:
    words = {
        Holding.HELD: _("holdt"), Holding.PLANNED: _("planlagt"), Holding.NOT_HELD: _("ikke holdt"),
        Holding.NOT_YET: _("ikke holdt endnu"), Holding.NOT_TOLD: _("ikke skrevet ind"),
    }  # fmt: skip
    met = row.gathering
    return {
        "heading": _("Dialog med %(unit)s") % {"unit": row.unit.name} if row.unit else row.rhythm.plain,
        "label": words[row.told.holding],
        "tone": TONES[row.told.holding],
        "when": danish_date(met.meets_on) if met else "",
        "href": _href(met, slug) if met else "",
        "outcome": _outcome(met, today) if met else "",
    }


def said_rows(lines: Iterable[HeardLine], slug: str) -> list[dict[str, Any]]:
    """What a goal came of: under each gathering the lines in their words."""
    found: dict[int, dict[str, Any]] = {}
    for line in lines:
        row = line.gathering
        named = _("%(title)s, %(day)s") % {"title": row.title, "day": danish_date(row.meets_on)}
        group = found.setdefault(row.pk, {"heading": named, "href": _href(row, slug), "lines": []})
        group["lines"].append(line.words)
    return list(found.values())
