"""What the pages of a council share: finding it, a form as a step, and a button pressed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.saving import save
from holdepunkt.record.once import once
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import council_access as access
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMeeting
from holdepunkt.voice.reads import council as reads

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def run_by(request: HttpRequest, pk: int) -> tuple[Asker, AdvisoryCouncil]:
    """The asker and a council that they run; else the refusal that says why."""
    by: Asker = request.asker  # type: ignore[attr-defined]
    council = reads.council(by, pk)
    require(access.may_run_council(by, council))
    return by, council


def read_by(request: HttpRequest, pk: int) -> tuple[Asker, AdvisoryCouncil]:
    """The asker and a council that they work with."""
    by: Asker = request.asker  # type: ignore[attr-defined]
    council = reads.council(by, pk)
    require(access.may_read_council(by, council))
    return by, council


def href(name: str, slug: str, council: AdvisoryCouncil, **more: Any) -> str:
    """The address of one of the council's pages."""
    return reverse(f"voice:{name}", kwargs={"slug": slug, "pk": council.pk} | more)


def name_of(meeting: CouncilMeeting) -> str:
    """A meeting as its page's heading names it: the council and the day, written out."""
    return f"{meeting.council}, {danish_date(meeting.meets_on)}"


def step(
    request: HttpRequest,
    form: Any,
    act: Callable[[], str],
    *,
    heading: str,
    back: str,
    kicker: str = "",
    lead: str = "",
    submit: str = "",
    danger: bool = False,
    theirs: Callable[[Any], dict[str, Any]] | None = None,
    **more: Any,
) -> HttpResponse:
    """One form on a page: shown, or saved once and left."""
    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=theirs, cancel=back)):
        return answer
    words = {"heading": heading, "kicker": kicker, "lead": lead, "submit": submit or _("Gem")}
    context = (
        {"form": form, "back": back, "danger": danger, "before": "", "hints": (), "multipart": False} | words | more
    )
    return render(request, "voice/councils/step.html", context)


def pressed(request: HttpRequest, act: Callable[[], Any], to: str) -> HttpResponse:
    """One button: do it once and go there."""

    def go() -> str:
        act()
        return to

    return once(request, go)
