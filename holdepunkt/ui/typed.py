"""What a person wrote in a form that could not be saved: shown again, so that nothing typed is lost."""

import re
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

SECRET = re.compile(r"pass|kode|token|secret|otp", re.IGNORECASE)
NOT_WORDS = re.compile(r"[\d\s.,:-]*|[0-9a-fA-F-]{32,36}|[a-z0-9_-]+")
SECONDS_TO_WAIT = 5
OURS = ("csrfmiddlewaretoken", "next")


def _is_secret(name: str) -> bool:
    return bool(SECRET.search(name))


def words_of(request: HttpRequest) -> list[str]:
    """Return the sentences and names in the form that was sent: no choices, numbers, keys or passwords."""
    if request.method != "POST":
        return []
    sent = ((name, value) for name in request.POST for value in request.POST.getlist(name))
    return [value for name, value in sent if not _not_typed(name) and not NOT_WORDS.fullmatch(value)]


def _not_typed(name: str) -> bool:
    return name in OURS or name.startswith("_") or _is_secret(name)


def to_send_again(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Yield the fields of the form with its own key, for a button that sends it once more; passwords stay out."""
    for name in request.POST:
        if name not in OURS[:1] and not _is_secret(name):
            yield from ((name, value) for value in request.POST.getlist(name))


def not_saved(request: HttpRequest, *, status: int) -> HttpResponse:
    """Say that the form was not saved, with every word still there and a button that sends it again."""
    page = render_to_string(
        "ui/not_saved.html",
        {
            "typed": words_of(request),
            "path": request.get_full_path(),
            "csrf_input": csrf_input(request),
            "fields": list(to_send_again(request)),
            "has_files": bool(request.FILES),
        },
    )
    response = HttpResponse(page, status=status, headers={"Retry-After": str(SECONDS_TO_WAIT)})
    add_never_cache_headers(response)
    return response
