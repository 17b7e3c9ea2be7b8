"""Pages are kept as they are until something in the municipality changes, and read from memory.

A visitor without a session gets the same page as every other visitor, so it is made once for all of
them: `kept` marks the view, `ready` answers before anything but the record has been asked. Somebody
signed in gets their own page: `kept_for_each` marks the view, and `ready_for` answers after session and
posts were read, for a minute at most; form keys and tokens are new each time. Only a plain answer is
kept: one that sets a cookie, or that left a row in the record, is made anew every time. A look is no
exception from the record but from this rule: the page is kept with its looks, and leaves them again
whenever it is shown.
"""

import re
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from holdepunkt import clock
from holdepunkt.people import reads
from holdepunkt.people.asker import Asker
from holdepunkt.record import actions as record
from holdepunkt.record import kept as store
from holdepunkt.record.kept import pages

View = TypeVar("View", bound=Callable[..., HttpResponse])
OVERHEAD = 1024  # bytes an answer takes besides its body, about
A_MINUTE, AN_HOUR = 60.0, 3600.0
FRESH = re.compile(rb'(<input type="hidden" name="(_key|csrfmiddlewaretoken)" value=")[^"]*(?=")')


@dataclass(frozen=True)
class KeptPage:
    """A page as it was made: when (seconds of a clock that never goes back), and the looks it leaves."""

    since: float
    answer: HttpResponse
    looks: tuple[dict[str, Any], ...]


def kept(view: View) -> View:
    """Mark a public view whose answer is the same for everybody without a session."""
    return _marked(view, "is_kept", "is_kept_for_each")


def kept_for_each(view: View) -> View:
    """Mark a view that depends on nothing but who asks, the address, the day and what the record tells of."""
    return _marked(view, "is_kept_for_each")


def _marked(view: View, *marks: str) -> View:
    @wraps(view)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        place = getattr(request, "keep_under", None)
        if place is not None and _is_plain(request, answer):
            key, now = place
            page = KeptPage(time.monotonic(), _copy(answer), store.looks())
            pages.put(key, now, page, size=len(answer.content) + OVERHEAD)
        return answer

    for mark in marks:
        setattr(keeping, mark, True)
    return keeping  # type: ignore[return-value]


def ready(request: HttpRequest, view: Any, slug: str | None) -> HttpResponse | None:
    """Return the page kept for every visitor, or None; then `request.keep_under` says where the new one is kept."""
    if slug is None or not pages.room or not getattr(view, "is_kept", False) or not _is_strange(request):
        return None
    request.place = place = reads.place_with_pulse(slug)  # type: ignore[attr-defined]
    found = _kept_under(request, _key(request), store.begin(slug, place.pulse or "" if place else ""))
    return _copy(found.answer) if found and time.monotonic() - found.since < AN_HOUR else None


def ready_for(request: HttpRequest, view: Any, by: Asker) -> HttpResponse | None:
    """Return the page kept for this asker less than a minute ago, with fresh keys and tokens in its forms.

    Its looks are in the record before it is shown. Raises RecordUnavailable when they cannot be.
    """
    may = getattr(view, "is_kept_for_each", False) and request.method in ("GET", "HEAD") and not by.is_anonymous
    if not may or not (now := store.seen()):
        return None
    found = _kept_under(request, (by.user_id, by.posts, *_key(request)), now)
    if found is None or time.monotonic() - found.since > A_MINUTE:
        return None
    for look in found.looks:
        record.look_again(look, by=by)
    answer = _copy(found.answer)
    answer.content = FRESH.sub(lambda hit: hit[1] + _fresh(request, hit[2]), answer.content)
    return answer


def _kept_under(request: HttpRequest, key: Hashable, now: str) -> KeptPage | None:
    if not now:
        return None
    request.keep_under = (key, now)  # type: ignore[attr-defined]
    return pages.get(key, now)  # type: ignore[no-any-return]


def _fresh(request: HttpRequest, name: bytes) -> bytes:
    """A form counts once under its key, and a token is never the same twice."""
    return (str(uuid4()) if name == b"_key" else get_token(request)).encode()


def _is_strange(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _key(request: HttpRequest) -> tuple[Hashable, ...]:
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
    """A visitor's page must carry no token at all; a page of one's own gets a fresh one each time."""
    asks_for_a_token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False) and _is_strange(request)
    untouched = answer.status_code == 200 and not answer.streaming and not answer.cookies
    left_a_look = bool(store.looks()) and _is_strange(request)
    return untouched and not asks_for_a_token and not left_a_look and bool(store.seen())


def _copy(answer: HttpResponse) -> HttpResponse:
    """A fresh answer with the same body and headers: what others add to it must not be kept."""
    return HttpResponse(answer.content, status=answer.status_code, headers=dict(answer.items()))
