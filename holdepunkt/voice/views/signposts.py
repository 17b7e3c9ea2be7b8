"""QR codes for paper, each from an address of its own: our pages show no picture that is written into them."""

from io import BytesIO

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.voice.reads import gatherings as reads
from holdepunkt.voice.views.gathering_rows import public_href


@public
@kept
@require_safe
def to_gathering(request: HttpRequest, slug: str, gathering: int) -> HttpResponse:
    """The way to a gathering's page."""
    row = reads.public_one(request.asker, gathering)  # type: ignore[attr-defined]
    return _picture(public_href(slug, row))


@public
@kept
@require_safe
def to_form(request: HttpRequest, slug: str) -> HttpResponse:
    """The way to the form for proposals."""
    return _picture(reverse("voice:proposal_new", args=[slug]))


def _picture(path: str) -> HttpResponse:
    drawn = BytesIO()
    made = segno.make(settings.HOLDEPUNKT_URL.rstrip("/") + path, error="m")
    made.save(drawn, kind="svg", scale=3, border=2, dark="#000", light="#fff")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
