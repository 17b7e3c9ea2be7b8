"""Pages with which a policy lead sets up the municipality itself. Nothing here needs an operator or code."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt.people import access, actions, reads
from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.forms import setup as forms
from holdepunkt.people.forms.label_words import LabelWordsForm, as_lines
from holdepunkt.people.label_words import DEFAULT
from holdepunkt.people.models import Municipality
from holdepunkt.people.saving import save
from holdepunkt.people.views.setup_pages import GET_OR_POST, address, crumbs, form_page


@require_safe
def setup(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be set up, and how it stands."""
    require(access.may_set_up(request.asker))
    return render(request, "people/setup/overview.html", {"rows": _rows(request.asker, request.municipality, slug)})


def _rows(by: Asker, row: Municipality, slug: str) -> list[dict[str, Any]]:
    """One row for each thing that can be set up, with how many there are."""
    units, everybody = reads.units(by).count(), reads.everybody(by).count()
    told = [
        (_("Navn og farve"), None, f"{row.name} · {row.accent}", address(slug, "setup_municipality")),
        (_("Enheder"), units, _("Byråd, udvalg, råd, afdelinger og andre"), address(slug, "setup_units")),
        (_("Mennesker"), everybody, _("Hvem der logger ind, og hvad de gør"), address(slug, "setup_people")),
        (
            _("Indlæs mennesker og enheder"),
            None,
            _("Fra et regneark eller et andet system"),
            address(slug, "setup_load"),
        ),
        (
            _("Jeres egne ord"),
            len(row.words),
            _("Ord på skærmen, der skal hedde noget andet hos jer"),
            address(slug, "setup_words"),
        ),
        (
            _("Egne lukkedage"),
            len(row.closing_days),
            _("Så frister falder på arbejdsdage"),
            address(slug, "setup_closing_days"),
        ),
        (_("Venlige ord"), None, _("Ord, der kan sætte mennesker i bås"), address(slug, "setup_label_words")),
    ]
    return [
        {"heading": heading, "text": text, "href": href} | ({} if lead is None else {"lead": lead})
        for heading, lead, text, href in told
    ]


@GET_OR_POST
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, council, colour and case system."""
    row = request.municipality
    form = forms.MunicipalityForm(
        request.POST or None, initial=forms.municipality_values(row) | {"_version": row.version}
    )
    return _change(request, form, _("Navn og farve"), lambda: form.answers, forms.municipality_values)


@GET_OR_POST
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """Words that replace ours on screen."""
    row = request.municipality
    form = forms.WordsForm(request.POST or None, initial=row.words | {"_version": row.version})
    lead = _("Lad et felt stå tomt, når vores ord er godt nok.")
    return _change(request, form, _("Jeres egne ord"), lambda: {"words": form.words()}, _words_of, lead)


@GET_OR_POST
def closing_days(request: HttpRequest, slug: str) -> HttpResponse:
    """The municipality's own closing days."""
    row = request.municipality
    form = forms.ClosingDaysForm(request.POST or None, initial=_days_of(row) | {"_version": row.version})
    return _change(request, form, _("Egne lukkedage"), lambda: {"closing_days": form.closing_days()}, _days_of)


@GET_OR_POST
def label_words(request: HttpRequest, slug: str) -> HttpResponse:
    """The words that may label people: ours until there is an own list."""
    row = request.municipality
    form = LabelWordsForm(request.POST or None, initial=_label_words_of(row) | {"_version": row.version})
    lead = _("Når et af ordene står i en tekst, giver vi et venligt råd. Vi stopper aldrig nogen.")
    return _change(request, form, _("Venlige ord"), lambda: {"label_words": form.label_words()}, _label_words_of, lead)


def _label_words_of(row: Municipality) -> dict[str, Any]:
    return {"words": as_lines(row.label_words or DEFAULT)}


def _words_of(row: Municipality) -> dict[str, Any]:
    return {name: row.words.get(name, "") for name in forms.WORDS}


def _days_of(row: Municipality) -> dict[str, Any]:
    return {"days": forms.days_in_words(row.closing_days)}


def _change(request: HttpRequest, form: Any, heading: Any, changes: Any, theirs: Any, lead: Any = "") -> HttpResponse:
    """Show and save one form about the municipality itself."""
    require(access.may_set_up(request.asker))
    row = request.municipality
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.change_municipality(municipality=row, by=request.asker, version=form.version, **changes())
            return address(row.slug)

        if answer := save(request, form, act, theirs=theirs, cancel=address(row.slug)):
            return answer
    return form_page(request, form, heading, lead=lead, back=address(row.slug), crumbs=crumbs(row.slug, (heading, "")))
