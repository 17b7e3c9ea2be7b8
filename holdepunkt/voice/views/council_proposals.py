"""All that a council has proposed, and where it stands; across years and policies, ended links too."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.voice.models import Proposal
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads import proposals as reads
from holdepunkt.voice.views.proposal_rows import card, path_rows

A_PAGE = 50


@public
@kept
@require_safe
def proposals(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What the council proposed itself; on the other leaf what others proposed and it was asked about."""
    by = request.asker  # type: ignore[attr-defined]
    council = councils.council_by_key(by, key)
    asked = request.GET.get("vis") == "spurgt"
    page = Paginator(reads.of_council(by, council, asked=asked), A_PAGE).get_page(request.GET.get("side"))
    context = {
        "council": council,
        "tabs": [
            {"label": _("Det har vi foreslået"), "href": "?", "current": not asked},
            {"label": _("Det er vi blevet spurgt om"), "href": "?vis=spurgt", "current": asked},
        ],
        "cards": [_card(row, slug) for row in page.object_list],
        "page": page, "pages_for": "?vis=spurgt&side={}" if asked else "?side={}",
    }  # fmt: skip
    return render(request, "voice/public/council_proposals.html", context)


def _card(row: Proposal, slug: str) -> dict[str, Any]:
    """The card, with what the proposal is tied to and what it no longer is."""
    stations = path_rows(row.steps.all(), slug)
    links = [
        {"title": one["title"] or one["what"], "ended": one["ended"]}
        for one in stations
        if one["title"] or one["ended"]
    ]
    return card(row, slug, clock.today()) | {
        "links": list({(one["title"], one["ended"]): one for one in links}.values())
    }
