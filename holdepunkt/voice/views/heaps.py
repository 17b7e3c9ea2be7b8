"""Heaps: those that wait for the asker, and one of them, to release it or put it aside as a whole."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt.people.access import NotPossible
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.saving import save
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.actions import care
from holdepunkt.voice.forms.proposal import OptionalWhyForm
from holdepunkt.voice.heap_words import counted
from holdepunkt.voice.models import Flood
from holdepunkt.voice.reads import heaps as reads
from holdepunkt.voice.views.gathering_rows import persons
from holdepunkt.voice.views.proposals import A_PAGE, GET_OR_POST, crumbs


@require_safe
@kept_for_each
def floods(request: HttpRequest, slug: str) -> HttpResponse:
    """The heaps that wait, and those that were decided on."""
    page = Paginator(reads.floods(request.asker), A_PAGE).get_page(request.GET.get("side"))  # type: ignore[attr-defined]
    rows = [
        {
            "heading": counted(row, row.held),
            "text": " · ".join(filter(None, [_of(row), _state(row)])),
            "href": reverse("voice:flood", args=[slug, row.pk]),
        }
        for row in page.object_list
    ]
    context = {"heading": _("Bunker"), "rows": rows, "page": page, "crumbs": crumbs(slug, (_("Bunker"), "")),
               "empty": _("Der er ingen bunker. Den dag meget kommer på én gang, ligger det her."), "form": None}  # fmt: skip
    return render(request, "voice/proposals/rows.html", context)


def _of(row: Flood) -> str:
    return str(row.hearing or row.gathering or "")


def _state(row: Flood) -> str:
    day = danish_date(row.began_at)
    if row.stage == "waiting":
        return _("Kom %(day)s fra samme sted. Venter på dig.") % {"day": day}
    said = _("sluppet") if row.stage == "released" else _("lagt til side")
    return " · ".join(filter(None, [f"{said} {danish_date(row.decided_on)}", row.why]))


@GET_OR_POST
def flood(request: HttpRequest, slug: str, flood: int) -> HttpResponse:
    """One heap: what lies in it, and to release it or put it aside as a whole."""
    row = reads.flood(request.asker, flood)  # type: ignore[attr-defined]
    back = reverse("voice:floods", args=[slug])
    form = _form(request, row)
    if form is None and request.method == "POST":
        raise NotPossible(_("Bunken er allerede afgjort."))

    def act() -> str:
        decide = care.release_flood if form.answers["what"] == "release" else care.drop_flood  # type: ignore[union-attr]
        decide(flood=row, why=form.answers["why"], by=request.asker)  # type: ignore[union-attr,attr-defined]
        return back

    if form and request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    page = Paginator(reads.lying_in(row), A_PAGE).get_page(request.GET.get("side"))
    context = {
        "heading": _("En bunke"), "lead": _state(row), "rows": [_post(one) for one in page.object_list], "page": page,
        "form": form, "submit": _("Gem"), "form_heading": _("Afgør hele bunken"), "empty": "",
        "crumbs": crumbs(slug, (_("Bunker"), back), (_of(row) or _("En bunke"), "")),
    }  # fmt: skip
    return render(request, "voice/proposals/rows.html", context)


def _form(request: HttpRequest, row: Flood) -> OptionalWhyForm | None:
    """What can be decided: a heap put aside can still be released."""
    if row.stage not in ("waiting", "dropped"):
        return None
    form = OptionalWhyForm(request.POST or None)
    if row.gathering_id is not None:
        form.fields["what"].choices = [  # type: ignore[attr-defined]
            ("release", _("Slip dem: hver får plads eller kommer på listen")), ("drop", _("Læg dem til side"))
        ]  # fmt: skip
    return form


def _post(one: dict[str, Any]) -> dict[str, str]:
    """A post as the list shows it."""
    match one["what"]:
        case "sign_up":
            heading = _("Tilmelding %(number)s") % {"number": one["number"]}
            return {"heading": heading, "text": " · ".join(filter(None, [one["said"], persons(1 + one["of"])]))}
        case "answer":
            heading = _("Svar %(number)s") % {"number": one["number"]}
        case "story":
            heading = _("Fortælling %(number)s") % {"number": f"{one['number']}-{one['of']}"}
        case _kind:
            heading = f"{one['number']}-{one['of']}"
    return {"heading": heading, "text": Truncator(one["said"]).chars(200) or _("Ordene er væk")}
