"""A form that was sent too late: kept until the person has said who they are, then shown again on its own page.

Kept are the words, never files or passwords, in the session alone and for the person who sent them; at most
so many signs, for half an hour, and until the form is sent again.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from holdepunkt.people import reads
from holdepunkt.people.session_store import print_of
from holdepunkt.ui.brought_back import BroughtBack, bring_back
from holdepunkt.ui.typed import only_to_copy, still_to_send, without_secrets, words_of

KEPT = "kept_form"
LONGEST = 100_000  # signs
SECONDS = 1800
ONLY_POST = 405


def keep_or_show(request: HttpRequest, *, user_id: int | None, first: str, label: str) -> HttpResponse | None:
    """Keep the form that was sent and return None; what cannot be kept is shown, so that nothing typed is lost.

    `first` is the address of what must be done first, `label` what a link to it says.
    """
    if request.method != "POST" or request.headers.get("HX-Request") or not _is_about_work(request):
        return None
    if (user_id is not None and _keep(request, user_id)) or not words_of(request):
        return None
    lead = _("Det er ikke gemt, for vi ved ikke længere, hvem du er. Kopiér det herfra, og sæt det ind bagefter.")
    return only_to_copy(request, status=403, lead=lead, way=(label, first))


def _is_about_work(request: HttpRequest) -> bool:
    """Not the pages where one says who one is: what is typed there is secret."""
    match = request.resolver_match
    return match is not None and not getattr(match.func, "opens_first", False)


def _keep(request: HttpRequest, user_id: int) -> bool:
    sent = [[name, value] for name, value in without_secrets(request.POST)]
    if sum(len(name) + len(value) for name, value in sent) > LONGEST:
        return False
    now = timezone.now().timestamp()
    request.session[KEPT] = {"by": user_id, "path": request.get_full_path(), "sent": sent, "at": now}
    return True


def keep_after_the_end(request: HttpRequest, *, first: str) -> HttpResponse | None:
    """The same for somebody whose session has ended: whose it was is known from its row, which is used up."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if request.method != "POST" or not key:
        return None
    whose = reads.who_was_signed_in(print_of(key), request.municipality) or request.session.get(KEPT, {}).get("by")  # type: ignore[attr-defined]
    label = _("Log ind (åbner et nyt vindue)")
    if whose is not None and SESSION_KEY in request.session:
        request.session.flush()
    shown = keep_or_show(request, user_id=whose, first=first, label=label)
    if KEPT in request.session and request.session.session_key != key:
        request.session.delete(key)
    return shown


def for_user(request: HttpRequest, user_id: int) -> dict[str, Any] | None:
    """What was kept, when it is this person's own."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    return kept if kept and kept["by"] == user_id else None


def bring_back_form(request: HttpRequest, *, user_id: int) -> BroughtBack | None:
    """Let the page from which a form was sent too late show it again; forget it when it is sent, or too old."""
    kept = request.session.get(KEPT)
    if kept is None:
        return None
    is_here = kept["path"] == request.get_full_path()
    if timezone.now().timestamp() - kept["at"] > SECONDS or kept["by"] != user_id or _is_sent(request, is_here):
        del request.session[KEPT]
        return None
    return bring_back(_fields(kept)) if is_here and request.method == "GET" else None


def _is_sent(request: HttpRequest, is_here: bool) -> bool:
    return is_here and request.method == "POST"


def _fields(kept: dict[str, Any]) -> QueryDict:
    fields = QueryDict(mutable=True)
    for name, value in kept["sent"]:
        fields.appendlist(name, value)
    return fields


def shown_whole(request: HttpRequest, brought: BroughtBack, answer: HttpResponse) -> HttpResponse:
    """The page as it is when its form shows every word again; else the words themselves, and a button that sends."""
    if answer.status_code == ONLY_POST or (answer.status_code < 400 and brought.left):
        return still_to_send(request, brought.fields)
    return answer
