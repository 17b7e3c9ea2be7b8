"""The language of a page (what the person chose, else Danish), and a form that the database could not take."""

import logging
from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from holdepunkt.ui.typed import not_saved

COOKIE = "sprog"
NUL = "\x00"
log = logging.getLogger("holdepunkt.not_saved")


@cache
def _policy() -> str:
    return build_policy()


class OnePolicy(CSPMiddleware):
    """django-csp's header, written once: it is the same for every page that asks for nothing of its own."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:  # type: ignore[override]
        """Set the header; a page with a nonce or words of its own gets what django-csp writes for it."""
        own = self.get_policy_parts(request, response) != PolicyParts() or hasattr(response, "_csp_exempt")
        if own or settings.DEBUG:
            return super().process_response(request, response)  # type: ignore[return-value]
        response.headers.setdefault(HEADER, _policy())
        return response


class LanguageFromCookie:
    """Make each page in the language of the cookie `sprog`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Speak the chosen language for as long as this page is made."""
        language = chosen(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


def chosen(request: HttpRequest) -> str:
    """Read the cookie; anything but a language we speak is Danish."""
    wish = request.COOKIES.get(COOKIE, "")
    return wish if wish in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class WithoutNul:
    """Take the sign NUL out of what is asked: no person writes it, and PostgreSQL refuses it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """No address has the sign; a question goes on without it. Forms refuse it by themselves."""
        if NUL in request.path_info:
            raise Http404(request.path)
        if "%00" in request.META.get("QUERY_STRING", ""):
            asked = request.GET.copy()
            for name, values in request.GET.lists():
                asked.setlist(name, [value.replace(NUL, "") for value in values])
            request.GET = asked  # type: ignore[assignment]
        return self.get_response(request)


class KeepWhatWasTyped:
    """Answer a form that the database could not take with a page that still has every word, and sends it again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keep the session of a form here, where a database that fails can still be answered for."""
        response = self.get_response(request)
        if request.method != "POST" or response.status_code >= 500 or not _has_news(request):
            return response
        try:
            request.session.save()  # because a session is nobody's row: what somebody did in it has its action
        except Error as error:
            return self._not_saved(request, error)
        except UpdateError:  # the session has ended meanwhile: its own middleware says so, further out
            return response
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Nothing was saved: the transaction is undone. The form keeps its key, so that it counts once."""
        if request.method != "POST" or not isinstance(error, Error):
            return None
        return self._not_saved(request, error)

    def _not_saved(self, request: HttpRequest, error: Error) -> HttpResponse:
        # Not the database's own words: they can hold what somebody wrote.
        log.error("%s: a form was not saved at %s", type(error).__name__, request.path)
        return not_saved(request, status=503)


def _has_news(request: HttpRequest) -> bool:
    """Whether the request has a session, with something in it that it did not have before."""
    session = getattr(request, "session", None)
    return session is not None and session.modified and not session.is_empty()
