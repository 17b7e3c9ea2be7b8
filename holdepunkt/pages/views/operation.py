"""The addresses that watch the house: alive, ready, measures. Nothing of a person, nothing of the request."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from holdepunkt.pages.operation import readiness
from holdepunkt.people.middleware import public

PLAIN = "text/plain; charset=utf-8"


def _plain(text: str | bytes, *, status: int = 200) -> HttpResponse:
    kept = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(text, content_type=PLAIN, status=status, headers=kept)


@public
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The process is alive. Asks nobody, so that a slow database does not get a worker killed."""
    return _plain("ok\n")


@public
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the site can serve; 503 with the reasons when not."""
    found = readiness.problems()
    return _plain("".join(f"{line}\n" for line in found) or "ready\n", status=503 if found else 200)


@public
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Measures for whoever holds the token; for all others there is nothing here."""
    token = settings.HOLDEPUNKT_METRICS_TOKEN
    if not token or not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        return HttpResponseNotFound("Not found\n", content_type=PLAIN)
    from holdepunkt.pages.operation import measures

    return _plain(measures.as_text())
