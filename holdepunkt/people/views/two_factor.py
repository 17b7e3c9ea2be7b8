"""Pages with which one sets up a code app, and gets recovery codes."""

import io

import segno
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from holdepunkt.people import codes, reads
from holdepunkt.people.access import NotPossible, fresh_sign_in
from holdepunkt.people.actions import signing_in, two_factor
from holdepunkt.people.forms.signing_in import FirstCodeForm, PressForm
from holdepunkt.people.middleware import opens_first
from holdepunkt.people.saving import save
from holdepunkt.people.sealing import BrokenSeal, opened, seal
from holdepunkt.people.views.setup_pages import GET_OR_POST, form_page

SEALED_FOR = "new code app"
HALF_AN_HOUR = 1800


def _security(slug: str) -> str:
    return reverse("people:security", kwargs={"slug": slug})


def _secret(request: HttpRequest, sealed: str) -> str | None:
    """The secret this person was shown; None when it is somebody else's, or too old."""
    try:
        owner, secret = opened(sealed, purpose=SEALED_FOR, seconds=HALF_AN_HOUR).split(" ")
    except (BrokenSeal, ValueError):
        return None
    return secret if owner == str(request.asker.uuid) else None


@opens_first
@never_cache
@GET_OR_POST
def code_app(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a new secret; the first right code takes it into use, and the recovery codes are shown once."""
    fresh_sign_in(request)
    secret = _secret(request, request.POST.get("sealed", ""))
    fresh = secret is None
    secret = secret or codes.new_secret()
    sealed = seal(f"{request.asker.uuid} {secret}", purpose=SEALED_FOR) if fresh else request.POST["sealed"]
    form = FirstCodeForm(None if fresh else request.POST or None, initial={"sealed": sealed})
    if request.method == "POST" and not fresh and form.is_valid():
        step = codes.matching_step(secret, form.answers["code"], now=timezone.now())
        if step is not None:
            return _taken_into_use(request, slug, secret, step)
        form.add_error(
            "code", _("Koden passer ikke. Prøv den næste, appen viser, og se efter, at telefonens ur går rigtigt.")
        )
    qr_address = f"{reverse('people:code_app_qr', kwargs={'slug': slug})}?{urlencode({'hemmelighed': sealed})}"
    context = {
        "form": form,
        "qr": qr_address,
        "secret": codes.in_groups(secret),
        "required": two_factor.asks_for_two_steps(request.asker),
        "too_old": request.method == "POST" and fresh,
    }
    return render(request, "people/code_app.html", context)


def _taken_into_use(request: HttpRequest, slug: str, secret: str, step: int) -> HttpResponse:
    user = reads.user(request.asker, request.asker.user_id or 0)
    made = two_factor.set_up_app(user=user, secret=secret, step=step, by=request.asker)
    signing_in.make_strong(request, user=user)
    return _codes_page(request, slug, made)


def _codes_page(request: HttpRequest, slug: str, made: list[str]) -> HttpResponse:
    context = {"codes": "\n".join(made), "onward": _security(slug)}
    return render(request, "people/recovery_codes.html", context)


@opens_first
@never_cache
@require_safe
def qr(request: HttpRequest, slug: str) -> HttpResponse:
    """The secret as a picture, from our own host; the address carries it sealed."""
    secret = _secret(request, request.GET.get("hemmelighed", ""))
    if secret is None:
        raise Http404("qr")
    user = reads.user(request.asker, request.asker.user_id or 0)
    told = codes.app_address(secret, account=user.username, issuer=f"Holdepunkt {request.municipality.name}")
    picture = io.BytesIO()
    segno.make(told, error="m").save(picture, kind="svg", scale=5, border=3, dark="#000", light="#fff")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@never_cache
@GET_OR_POST
def recovery_codes(request: HttpRequest, slug: str) -> HttpResponse:
    """Ten fresh recovery codes instead of the old ones."""
    fresh_sign_in(request)
    if not reads.has_code_app(request.asker.user_id):
        return HttpResponseRedirect(reverse("people:code_app", kwargs={"slug": slug}))
    form = PressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = reads.user(request.asker, request.asker.user_id or 0)
        return _codes_page(request, slug, two_factor.new_codes(user=user, by=request.asker))
    lead = _("Du får ti nye. De gamle åbner ikke mere, når du trykker på Gem.")
    return form_page(request, form, _("Nye nødkoder"), lead=lead, back=_security(slug), crumbs=_crumbs(slug))


@never_cache
@GET_OR_POST
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop using the code app."""
    fresh_sign_in(request)
    form = PressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = reads.user(request.asker, request.asker.user_id or 0)

        def act() -> str:
            if two_factor.asks_for_two_steps(request.asker):
                raise NotPossible(_("Din rolle kræver en kodeapp. Du kan sætte en ny op, så holder den gamle op."))
            two_factor.remove_app(user=user, by=request.asker)
            return _security(slug)

        if answer := save(request, form, act):
            return answer
    lead = _("Så logger du ind med adgangskoden alene, og dine nødkoder åbner ikke mere.")
    return form_page(request, form, _("Fjern kodeappen"), lead=lead, back=_security(slug), crumbs=_crumbs(slug))


def _crumbs(slug: str) -> list[tuple[str, str]]:
    return [(_("Min sikkerhed"), _security(slug))]
