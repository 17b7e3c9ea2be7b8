"""What a person wrote in a form that could not be saved: shown again, so that nothing typed is lost."""

import re
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

SECRET = re.compile(r"pass|kode|token|secret|otp", re.IGNORECASE)
# A number alone is a choice or a key, but eight digits, or digits with spaces between, are a telephone.
NOT_WORDS = re.compile(r"\s*|(?!\d{8}$)(?:[\d.,:-]*|[0-9a-fA-F-]{32,36}|[a-z0-9_-]+)")
SECONDS_TO_WAIT = 5
OURS = ("csrfmiddlewaretoken", "next")


def _is_secret(name: str) -> bool:
    return bool(SECRET.search(name))


def words_of(request: HttpRequest) -> list[str]:
    """Return the sentences and names in the form that was sent: no choices, numbers, keys or passwords."""
    return sentences_in(request.POST) if request.method == "POST" else []


def sentences_in(fields: QueryDict) -> list[str]:
    """Return what somebody wrote in these fields, ready to be read and copied."""
    sent = ((name, value) for name in fields for value in fields.getlist(name))
    return [value for name, value in sent if not not_typed(name) and not NOT_WORDS.fullmatch(value)]


def not_typed(name: str) -> bool:
    """Whether a field holds nothing a person wrote to be kept: a token, a field of ours, a password."""
    return name in OURS or name.startswith("_") or _is_secret(name)


def to_send_again(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Yield the fields of the form with its own key, for a button that sends it once more; passwords stay out."""
    return without_secrets(request.POST)


def without_secrets(fields: QueryDict) -> Iterator[tuple[str, str]]:
    """Yield the fields but the token and what is secret."""
    for name in fields:
        if name not in OURS[:1] and not _is_secret(name):
            yield from ((name, value) for value in fields.getlist(name))


def not_saved(request: HttpRequest, *, status: int) -> HttpResponse:
    """Say that the form was not saved, with every word still there and a button that sends it again."""
    response = _words_page(
        request,
        status=status,
        lead=_(
            "Noget gik galt hos os. Det er ikke din skyld, og det, du skrev, står her stadig. "
            "Vent et øjeblik, og send det igen. Det tæller kun én gang."
        ),
        typed=sentences_in(request.POST),
        fields=to_send_again(request),
        has_files=bool(request.FILES),
    )
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    return response


def still_to_send(request: HttpRequest, fields: QueryDict) -> HttpResponse:
    """Show what somebody sent before they were let in, and a button that sends it now."""
    lead = _("Nu ved vi, at det er dig. Det, du skrev, er ikke gemt endnu. Se det igennem, og send det igen.")
    typed, again = sentences_in(fields), without_secrets(fields)
    return _words_page(request, status=200, lead=lead, typed=typed, fields=again)


def only_to_copy(
    request: HttpRequest, *, status: int, lead: str, way: tuple[str, str] | None = None, show: bool = True
) -> HttpResponse:
    """Show the words of a form that cannot be sent again from here; `way` is a link to what must be done first."""
    return _words_page(request, status=status, lead=lead, typed=words_of(request) if show else [], way=way)


def _words_page(
    request: HttpRequest,
    *,
    status: int,
    lead: str,
    typed: list[str],
    fields: Iterable[tuple[str, str]] = (),
    has_files: bool = False,
    way: tuple[str, str] | None = None,
) -> HttpResponse:
    context = {"typed": typed, "path": request.get_full_path(), "csrf_input": csrf_input(request), "lead": lead}
    page = render_to_string(
        "ui/not_saved.html", {**context, "fields": list(fields), "has_files": has_files, "way": way}
    )
    response = HttpResponse(page, status=status)
    add_never_cache_headers(response)
    return response
