"""Public search in what everybody may read."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt import record
from holdepunkt.pages.reads.search import KINDS, hits
from holdepunkt.people.folding import MOST_LETTERS, sentence_about, words_asked
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.people.numbers import whole_number
from holdepunkt.policy.words import first_upper, words_for
from holdepunkt.ui.jinja import danish_date

A_PAGE = 20
HELD = ("gathering", "meeting")
MOST_PAGES = 50  # who has not found it by then, writes one more word


@public
@kept
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """What was found, twenty a page; nothing internal is ever among it."""
    asked = request.GET.get("q", "").strip()[:MOST_LETTERS]
    words, number = words_asked(asked), _page(request.GET.get("side", ""))
    if words and not request.asker.is_anonymous:
        record.searched({"words": asked, "page": number}, by=request.asker)
    start = (number - 1) * A_PAGE
    found = hits(request.asker, words, slice(start, start + A_PAGE + 1)) if words else []
    address = reverse("pages:search", kwargs={"slug": slug})
    context = {
        "asked": asked,
        "searched": bool(words),
        "rows": [_row(request, hit, words) for hit in found[:A_PAGE]],
        "ways": _ways(f"{address}?{urlencode({'q': asked})}", number, more=len(found) > A_PAGE),
        "address": address,
    }
    return render(request, "pages/search.html", context)


def _page(wanted: str) -> int:
    """The page asked for; the first for what is no number."""
    return min(whole_number(wanted) or 1, MOST_PAGES)


def _ways(address: str, number: int, *, more: bool) -> list[tuple[str, str]]:
    """The page before and the page after, as far as there are any."""
    ways = [(_("Forrige"), f"{address}&side={number - 1}")] if number > 1 else []
    return [*ways, (_("Næste"), f"{address}&side={number + 1}")] if more and number < MOST_PAGES else ways


def _row(request: HttpRequest, hit: dict[str, Any], words: list[str]) -> dict[str, str]:
    kind = KINDS[hit["hit_rank"]]
    text = sentence_about(hit["hit_words"], words)
    return {
        "heading": _heading(kind, hit) or text,
        "text": text if text and hit["hit_name"] and text.rstrip(".") != hit["hit_name"].rstrip(".") else "",
        "kind": _kind(kind, request.municipality),
        "href": _address(kind, hit, request.municipality.slug),
    }


def _heading(kind: str, hit: dict[str, Any]) -> str:
    """The name of a hit; of what is held with its day."""
    if kind not in HELD:
        return str(hit["hit_name"])
    return f"{hit['hit_name']}, {danish_date(date.fromisoformat(hit['hit_key'][:10]))}"


def _kind(kind: str, municipality: Any) -> str:
    words = words_for(municipality)
    return {
        "goal": _("Mål"),
        "promise": first_upper(words.promise),
        "effort": first_upper(words.effort),
        "plan": first_upper(words.plan),
        "passage": _("Afsnit i politikken"),
        "story": _("Fortælling"),
        "gathering": _("Møde, man kan komme til"),
        "meeting": _("Åbent møde i rådet"),
    }[kind]


def _address(kind: str, hit: dict[str, Any], slug: str) -> str:
    if kind in ("effort", "plan"):
        return reverse(f"policy:{kind}", kwargs={"slug": slug, "uuid": UUID(hit["hit_key"])})
    policy, key = hit["hit_policy"], hit["hit_key"]
    if kind == "gathering":
        return reverse("voice:gathering", kwargs={"slug": slug, "gathering": int(policy)})
    if kind == "meeting":
        return reverse("voice:council", kwargs={"slug": slug, "key": policy})
    if kind == "story":
        return reverse("voice:story", kwargs={"slug": slug, "number": key})
    if kind == "passage":
        return reverse("policy:policy", kwargs={"slug": slug, "policy": policy}) + f"#{key}"
    return reverse(f"policy:{kind}", kwargs={"slug": slug, "policy": policy, "key": key})
