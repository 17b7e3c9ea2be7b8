"""One's own security on one page, and the sessions: where one is signed in, and ending them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from holdepunkt.people import access, reads
from holdepunkt.people.access import fresh_sign_in, require
from holdepunkt.people.actions import signing_in as actions
from holdepunkt.people.actions.two_factor import asks_for_two_steps
from holdepunkt.people.forms.signing_in import PressForm
from holdepunkt.people.models import SessionOfUser
from holdepunkt.people.saving import save
from holdepunkt.people.views.setup_pages import GET_OR_POST, form_page
from holdepunkt.record.once import once
from holdepunkt.ui.jinja import danish_date


def _address(name: str, slug: str, **more: Any) -> str:
    return reverse(f"people:{name}", kwargs={"slug": slug, **more})


@never_cache
@require_safe
def security(request: HttpRequest, slug: str) -> HttpResponse:
    """How I sign in, and where I am signed in."""
    user = reads.user(request.asker, request.asker.user_id or 0)
    has_app = reads.has_code_app(user.pk)
    rows = _local_rows(request, slug, has_app) if user.has_usable_password() or has_app else []
    context = {"rows": rows + _provider_rows(request, slug), "sessions": _rows(request, slug), "slug": slug}
    return render(request, "people/security.html", context)


def _local_rows(request: HttpRequest, slug: str, has_app: bool) -> list[dict[str, str]]:
    """The password and the second step of a local account."""
    text = _("Mindst tolv tegn. Tre-fire ord er bedre end ét ord med tal bagefter.")
    password = {"heading": _("Adgangskode"), "text": text, "href": _address("own_password", slug)}
    return [password, _app_row(request, slug, has_app), *_codes_row(request, slug, has_app)]


def _app_row(request: HttpRequest, slug: str, has_app: bool) -> dict[str, str]:
    if not has_app:
        must = asks_for_two_steps(request.asker)
        text = _("Din rolle kræver den.") if must else _("Så hjælper det ingen at kende din adgangskode.")
        return {"heading": _("Sæt en kodeapp op"), "text": text, "href": _address("code_app", slug)}
    name = "code_app" if asks_for_two_steps(request.asker) else "code_app_remove"
    label = _("Skift kodeapp") if name == "code_app" else _("Fjern kodeappen")
    return {"heading": label, "text": _("Du logger ind med en kode fra din telefon."), "href": _address(name, slug)}


def _codes_row(request: HttpRequest, slug: str, has_app: bool) -> list[dict[str, str]]:
    if not has_app:
        return []
    left = reads.codes_left(request.asker)
    text = ngettext("Du har %(left)s tilbage.", "Du har %(left)s tilbage.", left) % {"left": left}
    return [{"heading": _("Nødkoder"), "text": text, "href": _address("recovery_codes", slug)}]


def _provider_rows(request: HttpRequest, slug: str) -> list[dict[str, str]]:
    """The municipality's providers: which are mine, and which I can tie to my user here."""
    mine = {row.pk for row in reads.providers_of(request.asker)}
    asked = urlencode({"til": "forbind", "next": _address("security", slug)})
    rows = []
    for row in reads.providers(request.municipality):
        if row.pk in mine:
            rows.append({"heading": row.name, "text": _("Du kan logge ind med den.")})
        else:
            href = f"{_address('provider', slug, provider=row.uuid)}?{asked}"
            rows.append({"heading": _("Forbind med %(name)s") % {"name": row.name}, "text": "", "href": href})
    return rows


def _rows(request: HttpRequest, slug: str) -> list[dict[str, Any]]:
    """The sessions ready to print; all but this one can be ended."""
    own = actions.own_session(request)
    return [
        _row(session, slug, own is not None and own.pk == session.pk) for session in reads.own_sessions(request.asker)
    ]


def _row(session: SessionOfUser, slug: str, is_own: bool) -> dict[str, Any]:
    seen, began = timezone.localtime(session.seen_at), timezone.localtime(session.began_at)
    text = _("Begyndt %(began)s, sidst brugt %(day)s kl. %(time)s") % {
        "began": f"{began:%H.%M}",
        "day": danish_date(seen),
        "time": f"{seen:%H.%M}",
    }
    return {
        "heading": session.browser or _("En browser, vi ikke kender"),
        "text": f"{text} · {_('den, du sidder ved')}" if is_own else text,
        "end": "" if is_own else _address("session_end", slug, session=session.uuid),
    }


@never_cache
@require_safe
def sessions(request: HttpRequest, slug: str) -> HttpResponse:
    """Where I am signed in."""
    return render(request, "people/sessions.html", {"sessions": _rows(request, slug), "slug": slug})


@require_POST
def end_one(request: HttpRequest, slug: str, session: UUID) -> HttpResponse:
    """End one of my sessions in another browser."""

    def act() -> str:
        actions.end_session(session=reads.own_session(request.asker, session), by=request.asker)
        return _address("sessions", slug)

    return once(request, act)


@require_POST
def end_others(request: HttpRequest, slug: str) -> HttpResponse:
    """End all my sessions but this one."""

    def act() -> str:
        user = reads.user(request.asker, request.asker.user_id or 0)
        actions.end_sessions(user=user, by=request.asker, besides=actions.own_session(request))
        return _address("sessions", slug)

    return once(request, act)


@never_cache
@GET_OR_POST
def end_all_of(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A policy lead signs somebody out everywhere: a phone is lost, a laptop stolen."""
    require(access.may_set_up(request.asker))
    fresh_sign_in(request)
    row = reads.user(request.asker, pk)
    form = PressForm(request.POST or None)
    back = _address("setup_person", slug, pk=pk)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.end_sessions(user=row, by=request.asker)
            return back

        if answer := save(request, form, act):
            return answer
    heading = _("Log %(name)s ud alle steder") % {"name": row.name}
    lead = _("Det sker med det samme. Personen kan logge ind igen.")
    return form_page(request, form, heading, lead=lead, back=back, crumbs=[(row.name, back), (heading, "")])
