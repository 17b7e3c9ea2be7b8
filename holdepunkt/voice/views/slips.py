"""The slip for somebody whose words were written in by us: number and code on paper, handed over once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from holdepunkt.record.once import print_of
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.codes import code_from
from holdepunkt.voice.rules.proposal import spaced_code
from holdepunkt.voice.views.public_proposals import COOKIE, SECONDS


def code_for(request: HttpRequest, form: KeyedForm) -> str:
    """The code of what was sent just now; the same when it is sent twice. Empty while the form is not whole."""
    return code_from(form.key, print_of(request)) if request.method == "POST" and form.is_valid() else ""


def hand_over(answer: HttpResponse, code: str) -> HttpResponse:
    """Bring the code along to the page of the slip, as whoever sends on the web gets it; nobody else ever reads it."""
    answer.set_signed_cookie(
        COOKIE, code, salt=answer["Location"], max_age=SECONDS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE, path=answer["Location"],
    )  # fmt: skip
    return answer


def brought(request: HttpRequest) -> str:
    """The code that came along; empty when the slip has been shown, or was never there."""
    return str(request.get_signed_cookie(COOKIE, default="", salt=request.path, max_age=SECONDS))


def slip(request: HttpRequest, *, heading: str, number: str, code: str, follow: str, back: str) -> HttpResponse:
    """The sheet to print; shown again it would open to anybody at the screen, so the code leaves with it."""
    context = {
        "heading": heading, "number": number, "code": spaced_code(code), "back": back,
        "follow": settings.HOLDEPUNKT_URL.rstrip("/") + follow,
    }  # fmt: skip
    answer = render(request, "voice/proposals/slip.html", context)
    answer.delete_cookie(COOKIE, path=request.path, samesite="Lax")
    return answer
