"""Sign-in at the municipality's own provider: the way there, and the answer that comes back.

The way there is a link: a form would be stopped by our own content security policy. Its secrets
wait in a sealed cookie of this browser for ten minutes, and are used up by the first answer.
"""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from holdepunkt.people import oidc, reads
from holdepunkt.people.access import fresh_sign_in
from holdepunkt.people.actions import provider as providers
from holdepunkt.people.actions import signing_in as actions
from holdepunkt.people.middleware import opens_first, public
from holdepunkt.people.models import IdentityProvider
from holdepunkt.people.parties import party
from holdepunkt.people.sealing import BrokenSeal, opened, seal
from holdepunkt.people.views.signing_in import home, local_path

COOKIE = f"{settings.COOKIE_PREFIX}log-ind"
SEALED_FOR = "provider sign-in"
TEN_MINUTES = 600
PURPOSES = {"bekraeft": "confirm", "forbind": "link"}


def _back(slug: str, row: IdentityProvider) -> str:
    """The address the provider sends the browser back to: one of its own for each provider."""
    return settings.HOLDEPUNKT_URL.rstrip("/") + reverse(
        "people:provider_answer", kwargs={"slug": slug, "provider": row.uuid}
    )


@public
@opens_first
@never_cache
@require_safe
def go(request: HttpRequest, slug: str, provider: UUID) -> HttpResponse:
    """Send the browser to the provider."""
    row = reads.provider(request.municipality, provider)
    purpose = PURPOSES.get(request.GET.get("til", ""), "sign_in")
    if purpose != "sign_in" and request.asker.is_anonymous:
        purpose = "sign_in"
    if purpose == "link":
        fresh_sign_in(request)
    onward = local_path(request.GET.get("next"), home(slug))
    flow = oidc.begun(provider=str(row.uuid), issuer=row.issuer, purpose=purpose, next=onward)
    try:
        there = oidc.address_to_go_to(party(row), flow, back=_back(slug, row))
    except oidc.NotTrusted as error:
        return _refused(request, row, error.why)
    answer = HttpResponseRedirect(there)
    kept = seal(json.dumps(flow.kept()), purpose=SEALED_FOR)
    answer.set_cookie(
        COOKIE, kept, max_age=TEN_MINUTES, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return answer


@public
@opens_first
@never_cache
@require_safe
def answer(request: HttpRequest, slug: str, provider: UUID) -> HttpResponse:
    """What the provider sends back; nothing is believed before every check has passed."""
    row = reads.provider(request.municipality, provider)
    try:
        flow = _flow(request, row)
        claims = oidc.claims_for(party(row), flow, request.GET.dict(), back=_back(slug, row))
        _let_in(request, row, flow, claims)
    except oidc.NotTrusted as error:
        response = _refused(request, row, error.why)
    else:
        response = HttpResponseRedirect(local_path(flow.next, home(slug)))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _flow(request: HttpRequest, row: IdentityProvider) -> oidc.Flow:
    """The sign-in this browser began, at this very provider, with this very state, once."""
    try:
        kept = opened(request.COOKIES.get(COOKIE, ""), purpose=SEALED_FOR, seconds=TEN_MINUTES)
    except BrokenSeal:
        raise oidc.NotTrusted("no flow") from None
    flow = oidc.Flow(**json.loads(kept))
    if flow.provider != str(row.uuid):
        raise oidc.NotTrusted("mixed up")
    if request.GET.get("state", "") == flow.state:
        providers.take_state(provider=row, state=flow.state)
    return flow


def _let_in(request: HttpRequest, row: IdentityProvider, flow: oidc.Flow, claims: dict[str, Any]) -> None:
    """Do what the flow was begun for."""
    if flow.purpose == "sign_in":
        try:
            _sign_in(request, row, claims)
        except IntegrityError:  # the same person, new here, came by two doors at once: now there is a user
            _sign_in(request, row, claims)
        return
    if request.asker.is_anonymous:
        raise oidc.NotTrusted("no session")
    user = reads.user(request.asker, request.asker.user_id or 0)
    if flow.purpose == "link":
        providers.link_account(provider=row, claims=claims, user=user, by=request.asker)
        return
    if not reads.is_account_of(request.asker, row, claims["sub"]):
        raise oidc.NotTrusted("somebody else")
    if not oidc.was_just_asked(claims, now=timezone.now().timestamp()):
        raise oidc.NotTrusted("auth_time")
    actions.confirm_session(request, user=user, way=f"provider {row.key}")


@transaction.atomic
def _sign_in(request: HttpRequest, row: IdentityProvider, claims: dict[str, Any]) -> None:
    user = providers.user_from_provider(provider=row, claims=claims)
    actions.begin_session(request, user=user, way=f"provider {row.key}", strong=True, provider=row.uuid)


def _refused(request: HttpRequest, row: IdentityProvider, why: str) -> HttpResponse:
    """A kind page, and a row in the record; the provider's own words are not repeated."""
    actions.refuse_sign_in(on=row, municipality=row.municipality, why=why, way=f"provider {row.key}")
    context = {"reason": _reason(why, row.name), "provider": row, "can_retry": why not in ("role", "closed")}
    return render(request, "people/not_signed_in.html", context, status=403)


def _reason(why: str, name: str) -> str:
    reasons = {
        "role": _("%(name)s kender dig, men siger ikke, at du har en rolle her."),
        "closed": _("Din adgang her er lukket."),
        "taken": _("Din konto hos %(name)s hører til en anden person her."),
        "somebody else": _("Det var en anden person, der bekræftede hos %(name)s."),
        "strength": _(
            "%(name)s siger ikke, at du er logget ind med to trin, eller så sikkert, som kommunen kræver. "
            "Log ind dér med den stærkere måde, og prøv igen."
        ),
        "declined": _("%(name)s sagde nej, eller du fortrød."),
        "no flow": _("Der gik for lang tid, eller du begyndte i en anden browser."),
        "replayed": _("Det svar er brugt én gang. Begynd forfra."),
        "unreachable": _("%(name)s svarer ikke lige nu."),
    }
    return reasons.get(why, _("Svaret fra %(name)s passer ikke til det, vi spurgte om. Ingen er logget ind.")) % {
        "name": name
    }
