"""The language switch, the page of components, and the page for two people's changes."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from holdepunkt.ui.forms import KeyedForm
from holdepunkt.ui.middleware import COOKIE
from holdepunkt.ui.samples import samples

LAYOUTS = ("public", "staff", "citizen", "print")
A_YEAR = 365 * 24 * 3600


@csrf_exempt  # because it changes a cookie about the language and nothing else, from pages kept for everybody
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language and go back to where the person was."""
    there = request.POST.get("next", "")
    if not there.startswith("/") or not url_has_allowed_host_and_scheme(there, allowed_hosts=None):
        there = "/"
    response = HttpResponseRedirect(there)
    wish = request.POST.get("sprog", "")
    if wish in dict(settings.LANGUAGES):
        response.set_cookie(
            COOKIE, wish, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Show every component with its states, in the layout asked for."""
    side = request.GET.get("side", "")
    shown = side if side in LAYOUTS else "public"
    return render(request, "ui/components.html", samples() | {"layout": f"ui/layout_{shown}.html"})


# Read by the middleware that otherwise asks for sign-in: everybody may see these.
language.is_public = components.is_public = True  # type: ignore[attr-defined]


def merge_page(
    request: HttpRequest,
    form: KeyedForm,
    *,
    theirs: Mapping[str, Any],
    version: int,
    who: str = "",
    cancel_href: str = "",
) -> HttpResponse:
    """Show both people's changes field by field; the next save begins from `version`."""
    context = {
        "form": form,
        "clashes": {clash.name: clash for clash in form.clash(theirs)},
        "version": version,
        "who": who,
        "cancel_href": cancel_href,
    }
    return render(request, "ui/merge.html", context, status=409)
