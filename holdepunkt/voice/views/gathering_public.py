"""Gatherings as everybody meets them: what is ahead, what we heard, what became of it, and the wall."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.voice.gathering_words import day_and_time, label
from holdepunkt.voice.models import Gathering
from holdepunkt.voice.reads import gatherings as reads
from holdepunkt.voice.reads import sign_ups
from holdepunkt.voice.rules.gathering import GatheringKind, GatheringStage, is_open, is_over
from holdepunkt.voice.views.appointments import appointment, calendar_file
from holdepunkt.voice.views.gathering_rows import became_card, facts, grouped, public_href, public_row, standing

A_PAGE = 50
SECONDS = 20


@public
@kept
@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """What is ahead, and what was held."""
    by, today = request.asker, clock.today()  # type: ignore[attr-defined]
    page = Paginator(reads.public_past(by, today), A_PAGE).get_page(request.GET.get("side"))
    context = {
        "ahead": [public_row(row, slug, today) for row in reads.public_ahead(by, today)[:A_PAGE]],
        "past": [public_row(row, slug, today) for row in page.object_list],
        "page": page,
    }
    return render(request, "voice/public/gatherings.html", context)


@public
@kept
@require_safe
def page(request: HttpRequest, slug: str, gathering: int) -> HttpResponse:
    """One gathering: what it is for, how one comes, and afterwards what came of it."""
    row, today = _one(request, gathering), clock.today()
    over = is_over(row.meets_on, today)
    lines = reads.shown(row) if row.heard_public_on else []
    context = {
        "row": row,
        "kind": label(GatheringKind(row.kind)),
        "standing": standing(row, today),
        "facts": facts(row),
        "called_off": row.stage == GatheringStage.CALLED_OFF,
        "over": over,
        "is_today": row.meets_on == today,
        "open": row.stage == GatheringStage.PLANNED and is_open(row.meets_on, row.sign_up_until, today),
        "seats_told": "" if over else seats_told(row),
        "lines": len(lines),
        "became": [became_card(line, slug, today) for line in reads.became(row)] if row.heard_public_on else [],
        **{name: public_href(slug, row, name) for name in ("sign_up_new", "wall", "what_we_heard")},
    }
    return render(request, "voice/public/gathering.html", context)


def _one(request: HttpRequest, number: int) -> Gathering:
    return reads.public_one(request.asker, number)  # type: ignore[attr-defined]


def seats_told(row: Gathering) -> str:
    """How many seats are left, in a sentence; empty when nobody counts them."""
    if row.seats is None:
        return ""
    free = 0 if sign_ups.somebody_waits(row) else sign_ups.free_in(row)
    if free:
        return _("Der er %(free)s pladser tilbage af %(seats)s.") % {"free": free, "seats": row.seats}
    return _("Alle pladser er taget. Skriv dig på listen, så får du plads, hvis en anden melder fra.")


@public
@kept
@require_safe
def what_we_heard(request: HttpRequest, slug: str, gathering: int) -> HttpResponse:
    """Every line in the words it was said, under the theme words; and that some are hidden, and why."""
    row = _one(request, gathering)
    if row.heard_public_on is None:
        raise Http404
    context = {
        "row": row,
        "back": public_href(slug, row),
        "when": day_and_time(row),
        "groups": grouped(reads.shown(row)),
        "hidden": reads.hidden_after_shown(row),
    }
    return render(request, "voice/public/what_we_heard.html", context)


@public
@kept
@require_safe
def wall(request: HttpRequest, slug: str, gathering: int) -> HttpResponse:
    """Big letters for a wall: the newest released lines. The browser asks again by itself until told to stand still."""
    row = _one(request, gathering)
    if row.heard_public_on is None and row.meets_on != clock.today():
        raise Http404(str(gathering))  # on the day it hangs in the room; afterwards only what was made public is read
    still = bool(request.GET.get("stille"))
    here = public_href(slug, row, "wall")
    context = {
        "row": row, "lines": reads.on_the_wall(row), "still": still, "seconds": SECONDS,
        "other": here if still else f"{here}?stille=ja", "back": public_href(slug, row),
    }  # fmt: skip
    answer = render(request, "voice/public/wall.html", context)
    if not still:
        answer["Refresh"] = str(SECONDS)
    return answer


@public
@kept
@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The public gatherings as a calendar file. One that is called off says so."""
    name = _("Møder i %(municipality)s") % {"municipality": request.municipality}  # type: ignore[attr-defined]
    ahead = [
        appointment(
            row, slug, summary=row.title, path=public_href(slug, row), called_off=row.stage == GatheringStage.CALLED_OFF
        )
        for row in reads.recent_and_ahead(request.asker, clock.today())  # type: ignore[attr-defined]
    ]
    return calendar_file(ahead, product="moeder", name=name)


@public
@kept
@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What we heard, the newest first, as Atom."""
    home = settings.HOLDEPUNKT_URL.rstrip("/")
    place: Any = request.municipality  # type: ignore[attr-defined]
    atom = Atom1Feed(
        title=_("Det hørte vi: %(municipality)s") % {"municipality": place},
        link=home + reverse("voice:gatherings", args=[slug]),
        description="",
        author_name=str(place),
        feed_url=home + reverse("voice:gatherings_feed", args=[slug]),
        feed_guid=f"urn:uuid:{uuid5(NAMESPACE_URL, f'holdepunkt:{slug}/moeder')}",
    )
    for row in reads.newest_heard(request.asker):  # type: ignore[attr-defined]
        atom.add_item(
            title=_("Det hørte vi: %(title)s") % {"title": row.title},
            link=home + public_href(slug, row, "what_we_heard"),
            description="",
            unique_id=f"urn:uuid:{row.uuid}",
            updateddate=datetime.combine(row.heard_public_on or row.meets_on, time(12), tzinfo=UTC),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
