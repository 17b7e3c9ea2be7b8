"""Public pages are kept as they are until something in the municipality changes, and read from memory.

A visitor without a session gets the same page as every other visitor, so it is made once: `kept`
marks the view, `ready` answers before anything but the record has been asked. Only a plain answer
that sets no cookie is kept; with a session cookie every page is made anew.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from holdepunkt import clock
from holdepunkt.record.kept import pages, pulse

View = TypeVar("View", bound=Callable[..., HttpResponse])
OVERHEAD = 1024  # bytes an answer takes besides its body, about


def kept(view: View) -> View:
    """Mark a public view whose answer is the same for everybody without a session."""

    @wraps(view)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        place = getattr(request, "keep_under", None)
        if place is not None and _is_plain(request, answer):
            key, now = place
            pages.put(key, now, _copy(answer), size=len(answer.content) + OVERHEAD)
        return answer

    keeping.is_kept = True  # type: ignore[attr-defined]
    return keeping  # type: ignore[return-value]


def ready(request: HttpRequest, view: Any, slug: str | None) -> HttpResponse | None:
    """Return the kept page, or None; then `request.keep_under` says where the new one is kept."""
    if slug is None or not pages.room or not getattr(view, "is_kept", False) or not _is_strange(request):
        return None
    now = pulse(slug)
    if not now:
        return None
    key = _key(request)
    found: HttpResponse | None = pages.get(key, now)
    if found is None:
        request.keep_under = (key, now)  # type: ignore[attr-defined]
        return None
    return _copy(found)


def _is_strange(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _key(request: HttpRequest) -> Hashable:
    """What a page can depend on besides the municipality's rows: the address, the language, the day."""
    return (
        request.method,
        request.get_host(),
        request.is_secure(),
        request.get_full_path(),
        request.headers.get("HX-Request", ""),
        request.LANGUAGE_CODE,  # type: ignore[attr-defined]
        clock.today(),
    )


def _is_plain(request: HttpRequest, answer: HttpResponse) -> bool:
    asked_for_a_token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    return answer.status_code == 200 and not answer.streaming and not answer.cookies and not asked_for_a_token


def _copy(answer: HttpResponse) -> HttpResponse:
    """A fresh answer with the same body and headers: what others add to it must not be kept."""
    return HttpResponse(answer.content, status=answer.status_code, headers=dict(answer.items()))
