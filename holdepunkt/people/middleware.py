"""Who asks, in which municipality, and what a refusal looks like."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from holdepunkt import tenancy
from holdepunkt.people import kept_pages, reads
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.asker import Asker, visitor

View = TypeVar("View", bound=Callable[..., HttpResponse])
Respond = Callable[[HttpRequest], HttpResponse]


def public(view: View) -> View:
    """Mark a view that needs no sign-in. Everything else does."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


class AskerMiddleware:
    """Put `request.municipality` (from the address) and `request.asker` on every request, inside both walls."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.municipality = None  # type: ignore[attr-defined]
        request.asker = visitor(None)  # type: ignore[attr-defined]
        with tenancy.visit():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Find the municipality and the asker; send strangers on a closed page to sign in."""
        slug = kwargs.get("slug")
        tenancy.arrive(slug)
        if answer := kept_pages.ready(request, view, slug):
            return answer
        request.asker = self._asker(request, slug)  # type: ignore[attr-defined]
        request.municipality = request.asker.municipality  # type: ignore[attr-defined]
        if slug is not None and request.municipality is not None:  # type: ignore[attr-defined]
            tenancy.enter(request.municipality)  # type: ignore[attr-defined]
        if slug is not None and request.municipality is None:  # type: ignore[attr-defined]
            raise Http404(slug)
        if getattr(view, "is_public", False) or not request.asker.is_anonymous:  # type: ignore[attr-defined]
            return None
        if slug is None:
            return HttpResponseRedirect(reverse("pages:start"))
        address = reverse("people:sign_in", kwargs={"slug": slug})
        return HttpResponseRedirect(f"{address}?{urlencode({'next': request.get_full_path()})}")

    def _asker(self, request: HttpRequest, slug: str | None) -> Asker:
        if request.COOKIES.get("sessionid") and (pk := request.session.get(SESSION_KEY)):
            found = reads.user_to_sign_in(int(pk)) if slug else reads.user_at_home(int(pk))
            kept = request.session.get(HASH_SESSION_KEY, "")
            if found and constant_time_compare(kept, found[0].get_session_auth_hash()):
                asker = found[1]
                if slug in (None, asker.municipality_slug):
                    return asker
        return visitor(reads.municipality(slug) if slug else None)


class ExplainRefusals:
    """Turn refusals and broken rules into kind pages that say why and who can help."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer Refused with 403 and NotPossible with 409."""
        if isinstance(error, Refused):
            return render(request, "people/refused.html", {"denied": error.denied}, status=403)
        if isinstance(error, NotPossible):
            return render(request, "people/not_possible.html", {"error": error}, status=409)
        return None
