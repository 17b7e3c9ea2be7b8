"""Signing up without an account: the form, the number and code this once, and one's own sign-up."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from holdepunkt import clock
from holdepunkt.people.addresses import address_of
from holdepunkt.people.asker import visitor
from holdepunkt.people.middleware import public
from holdepunkt.people.saving import save
from holdepunkt.record.once import once, print_of
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.actions import sign_up as actions
from holdepunkt.voice.codes import code_from
from holdepunkt.voice.forms.gathering import SignUpForm
from holdepunkt.voice.forms.proposal import CodeForm
from holdepunkt.voice.gathering_words import SIGN_UP_TONES, day_and_time, label
from holdepunkt.voice.models import Gathering, SignUp
from holdepunkt.voice.reads import gatherings, sign_ups
from holdepunkt.voice.rules.gathering import COMING, DAYS_KEPT, GatheringStage, SignUpStage, forget_on, is_open
from holdepunkt.voice.rules.proposal import spaced_code
from holdepunkt.voice.views.gathering_public import seats_told
from holdepunkt.voice.views.gathering_rows import facts, persons, public_href

COOKIE = "holdepunkt_tilmelding"
SECONDS = 300
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def _one(request: HttpRequest, number: int) -> Gathering:
    return gatherings.public_one(visitor(request.municipality), number)  # type: ignore[attr-defined]


@public
@never_cache
@GET_OR_POST
def new(request: HttpRequest, slug: str, gathering: int) -> HttpResponse:
    """The form. Too late or called off: the page says so, and nothing typed is lost."""
    row = _one(request, gathering)
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (answer := _sent(request, slug, row, form)):
        return answer
    context = {
        "row": row,
        "form": form,
        "facts": facts(row),
        "seats_told": seats_told(row),
        "back": public_href(slug, row),
        "open": row.stage == GatheringStage.PLANNED and is_open(row.meets_on, row.sign_up_until, clock.today()),
        "forgotten": danish_date(forget_on(row.meets_on)),
        "days": DAYS_KEPT,
    }
    return render(request, "voice/public/sign_up_new.html", context)


def _sent(request: HttpRequest, slug: str, row: Gathering, form: SignUpForm) -> HttpResponse | None:
    code = code_from(form.key, print_of(request))
    by = visitor(request.municipality)  # type: ignore[attr-defined]

    def act() -> str:
        made = actions.sign_up(gathering=row, code=code, by=by, address=address_of(request), **form.told)
        return public_href(slug, row, "sign_up_thanks", sign_up=made.number)

    answer = save(request, form, act)
    if answer is not None:
        there = answer["Location"]
        answer.set_signed_cookie(
            COOKIE, code, salt=there, max_age=SECONDS, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE, path=there,
        )  # fmt: skip
    return answer


@public
@never_cache
@require_safe
def thanks(request: HttpRequest, slug: str, gathering: int, sign_up: int) -> HttpResponse:
    """The number, and the code this once, with where it stands."""
    row = _one(request, gathering)
    code = request.get_signed_cookie(COOKIE, default="", salt=request.path, max_age=SECONDS)
    own = sign_ups.own(row, sign_up, code) if code else None
    there = public_href(slug, row, "sign_up", sign_up=sign_up)
    context = {
        "row": row,
        "number": sign_up,
        "code": spaced_code(code) if code and own else "",
        "said": _said(own) if own else "",
        "when": day_and_time(row),
        "there": there,
        "address": settings.HOLDEPUNKT_URL.rstrip("/") + there,
    }
    return render(request, "voice/public/sign_up_thanks.html", context)


def _said(own: SignUp) -> str:
    said = {
        SignUpStage.SEAT: _("Tak. Du har plads."),
        SignUpStage.WAITING: _("Tak. Du står på listen. Du får plads, hvis en anden melder fra."),
        SignUpStage.HELD_BACK: _("Tak. Der kom mange på én gang. En af os ser på det, før du får plads."),
        SignUpStage.CANCELLED: _("Du har meldt fra. Tak, fordi du sagde det."),
        SignUpStage.DROPPED: _("Det er lagt til side. Ring til os, hvis det er en fejl."),
    }
    told = said[SignUpStage(own.stage)]
    if own.stage == SignUpStage.DROPPED and own.flood is not None:
        told += " " + _("Det er lagt til side sammen med andre, fordi: %(why)s") % {"why": own.flood.why}
    return told


@public
@never_cache
@GET_OR_POST
def own(request: HttpRequest, slug: str, gathering: int, sign_up: int) -> HttpResponse:
    """One's own sign-up, for whoever has the code; and cancelling it."""
    row = _one(request, gathering)
    form = CodeForm(request.POST or None)
    context: dict[str, Any] = {"row": row, "number": sign_up, "back": public_href(slug, row), "form": form}
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        found = sign_ups.own(row, sign_up, code)
        if found is not None and request.POST.get("meld_fra"):
            return once(request, lambda: _cancelled(request, slug, row, found, code))
        if found is not None:
            return render(request, "voice/public/sign_up.html", context | _shown(found, code))
        form.add_error("code", _("Nummeret og koden passer ikke sammen. Se efter igen."))
    return render(request, "voice/public/sign_up.html", context | {"own": None})


def _cancelled(request: HttpRequest, slug: str, row: Gathering, found: SignUp, code: str) -> str:
    actions.cancel_with_code(sign_up=found, code=code, by=visitor(request.municipality))  # type: ignore[attr-defined]
    return public_href(slug, row, "sign_up_cancelled")


def _shown(found: SignUp, code: str) -> dict[str, Any]:
    stage = SignUpStage(found.stage)
    knows = danish_date(forget_on(found.gathering.meets_on))
    return {
        "own": found,
        "code": code,
        "said": _said(found),
        "mark": {"label": label(stage), "tone": SIGN_UP_TONES[stage]},
        "facts": [(_("Antal"), persons(found.persons)), *facts(found.gathering)],
        "may_cancel": stage in (*COMING, SignUpStage.HELD_BACK),
        "knows": _("Vi har slettet dit navn, og hvor vi finder dig.")
        if found.forgotten_on
        else _("Vi sletter dit navn, og hvor vi finder dig, den %(day)s.") % {"day": knows},
    }


@public
@never_cache
@require_safe
def cancelled(request: HttpRequest, slug: str, gathering: int) -> HttpResponse:
    """That one has cancelled."""
    row = _one(request, gathering)
    return render(request, "voice/public/sign_up_cancelled.html", {"row": row, "back": public_href(slug, row)})
