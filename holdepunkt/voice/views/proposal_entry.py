"""Writing a proposal in for somebody, cards with numbers, and the deadlines."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from holdepunkt.people import reads as people
from holdepunkt.people import sealing
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.saving import save
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import access
from holdepunkt.voice.actions import proposal as actions
from holdepunkt.voice.codes import PURPOSE
from holdepunkt.voice.forms.proposal import CardsForm, EntryForm, SettingForm
from holdepunkt.voice.models import Postcard
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads import proposals as reads
from holdepunkt.voice.reads.deadlines import setting_of
from holdepunkt.voice.rules.proposal import CameBy, spaced_code
from holdepunkt.voice.views.proposals import GET_OR_POST, address, crumbs, form_page
from holdepunkt.voice.views.slips import code_for, hand_over


@GET_OR_POST
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a proposal in on somebody's behalf: a card, a conversation, a meeting, the council."""
    require(access.may_handle(request.asker))
    back = reverse("voice:work_proposals", args=[slug])
    form = EntryForm(request.POST or None, councils=councils.councils(request.asker))
    code = code_for(request, form)
    if code and (answer := save(request, form, lambda: _written(request, form, code))):
        return hand_over(answer, code) if _gets_slip(form) else answer
    lead = _(
        "Skriv det, som personen sagde det. Vil personen have svar, så får du en seddel at give videre. "
        "Ellers kan du lave en kode bagefter på forslagets side."
    )
    return form_page(request, form, _("Skriv et forslag ind"), back=back, lead=lead)


def _gets_slip(form: EntryForm) -> bool:
    """Whether somebody wants to hear from us, and has no number and code on a card already."""
    return form.contact is not None and form.answers["came_by"] != CameBy.POSTCARD


def _written(request: HttpRequest, form: EntryForm, code: str) -> str:
    told, by = form.answers, request.asker  # type: ignore[attr-defined]
    shared: dict[str, Any] = {
        "kind": told["kind"], "words": told["words"], "received_on": told["received_on"], "contact": form.contact,
        "heard_at": told["heard_at"].strip(), "by": by,
    }  # fmt: skip
    if told["came_by"] == CameBy.POSTCARD:
        card = reads.card(by, told["card"])
        if card is None:
            raise NotPossible(_("Vi har ikke skrevet et kort ud med det nummer. Se efter igen."))
        row = actions.note_postcard(postcard=card, **shared)
    else:
        row = actions.note_proposal(
            municipality=by.municipality, came_by=told["came_by"], code=code, council=told["council"], **shared
        )
    return address(by.municipality_slug, row.pk, "proposal_code" if _gets_slip(form) else "work_proposal")


@GET_OR_POST
def cards(request: HttpRequest, slug: str) -> HttpResponse:
    """Print cards, each with a number and a code of its own; and the sheets there are."""
    require(access.may_handle(request.asker))
    form = CardsForm(request.POST or None)

    def act() -> str:
        made = actions.print_postcards(municipality=request.municipality, by=request.asker, **form.answers)
        return reverse("voice:postcard_sheet", args=[slug, made[0].sheet])

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    rows = [
        {
            "heading": _("Ark fra %(day)s") % {"day": danish_date(row["printed_on"])},
            "text": ngettext("%(n)s kort", "%(n)s kort", row["cards"]) % {"n": row["cards"]},
            "href": reverse("voice:postcard_sheet", args=[slug, row["sheet"]]),
        }
        for row in reads.sheets(request.asker)
    ]
    context = {
        "heading": _("Postkort"), "rows": rows, "page": None, "form": form, "submit": _("Lav et ark"),
        "form_heading": _("Lav nye kort"), "empty": _("Der er ingen kort endnu."),
        "lead": _("Et kort kan ligge på værestedet. Det har et nummer og en kode, som man river af og gemmer."),
        "crumbs": crumbs(slug, (_("Postkort"), "")),
    }  # fmt: skip
    return render(request, "voice/proposals/rows.html", context)


@never_cache
@require_safe
def sheet(request: HttpRequest, slug: str, sheet: UUID) -> HttpResponse:
    """The cards for the printer: a QR code to the form, the number, and a stub with number and code."""
    found = reads.sheet(request.asker, sheet)
    home = settings.HOLDEPUNKT_URL.rstrip("/")
    form_address = home + reverse("voice:proposal_new", args=[slug])
    context = {
        "cards": [_card(card) for card in found],
        "qr": reverse("voice:proposal_qr", args=[slug]),
        "form_address": form_address,
        "follow": home + reverse("voice:proposals", args=[slug]),
    }
    return render(request, "voice/proposals/cards.html", context)


def _card(card: Postcard) -> dict[str, str]:
    try:
        code = spaced_code(sealing.opened(card.sealed_code, purpose=PURPOSE))
    except sealing.BrokenSeal:
        code = ""
    return {"number": str(card), "code": code}


@GET_OR_POST
def setting(request: HttpRequest, slug: str) -> HttpResponse:
    """The deadlines: for an answer, and for how long a sender is known."""
    require(access.may_handle(request.asker))
    row = setting_of(request.municipality)
    back = reverse("voice:work_proposals", args=[slug])
    values = {name: getattr(row, name) for name in ("answer_days", "contact_months", "reader")}
    form = SettingForm(
        request.POST or None,
        units=people.units(request.asker),
        initial=values | {"_version": row.version if row.pk else None},
    )

    def act() -> str:
        actions.change_setting(
            municipality=request.municipality, by=request.asker, version=form.version, **form.answers
        )
        return back

    def theirs(now: Any) -> dict[str, Any]:
        return {"answer_days": now.answer_days, "contact_months": now.contact_months, "reader": now.reader_id}

    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=theirs, cancel=back)):
        return answer
    return form_page(
        request, form, _("Frister for forslag"), back=back, lead=_("Fristerne står på den offentlige side.")
    )
