"""What a person sees when a page is missing or something broke."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.template.loader import render_to_string

from holdepunkt.ui.typed import not_saved


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A missing page and one that is not yours answer alike."""
    return HttpResponseNotFound(render_to_string("pages/not_found.html", {}, request))


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours broke; nothing is promised that may not hold, and a form keeps its words."""
    with suppress(Exception):  # because the page about what broke must not break
        if request.method == "POST":
            return not_saved(request, status=500)
    return HttpResponseServerError(render_to_string("pages/broken.html"))
