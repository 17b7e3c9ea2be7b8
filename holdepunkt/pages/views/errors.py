"""What a person sees when a page is missing or something broke."""

import logging
from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from holdepunkt.ui.typed import not_saved, only_to_copy

log = logging.getLogger("holdepunkt.form")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A missing page and one that is not yours answer alike."""
    return HttpResponseNotFound(render_to_string("pages/not_found.html", {}, request))


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours broke; nothing is promised that may not hold, and a form keeps its words."""
    with suppress(Exception):  # because the page about what broke must not break
        if request.method == "POST":
            return not_saved(request, status=500)
    return HttpResponseServerError(render_to_string("pages/broken.html"))


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that is too old, or not ours. Only what one of our own pages sent is shown again."""
    view = request.resolver_match.view_name if request.resolver_match else "none"
    log.warning("a form without its token was refused", extra={"view": view})
    lead = _("Siden var blevet for gammel, så intet er gemt. Kopiér det, du skrev, åbn siden igen, og sæt det ind.")
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return only_to_copy(request, status=403, lead=lead, show=ours)
