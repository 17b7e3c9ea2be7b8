"""A form that was sent too late: kept until the person has said who they are, then shown again on its own page.

Kept are the words, never files or passwords, in the session alone and for the person who sent them; one form
for each address, at most so many signs in all, for half an hour, and until the form is sent again.
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

KEPT = "kept_forms"
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
    """Keep the form beside those kept before; False when there is no room, or it would take another's place."""
    sent, path = [[name, value] for name, value in without_secrets(request.POST)], request.get_full_path()
    kept = for_user(request, user_id) or {"by": user_id, "forms": {}}
    forms = {place: form for place, form in kept["forms"].items() if not _is_too_old(form)}
    if path in forms and _key_of(forms[path]["sent"]) != _key_of(sent) and words_of(request):
        return False  # the same page was open twice, with other words in it
    forms[path] = {"sent": sent, "at": timezone.now().timestamp()}
    if sum(len(name) + len(value) for form in forms.values() for name, value in form["sent"]) > LONGEST:
        return False
    request.session[KEPT] = {"by": user_id, "forms": forms}
    return True


def _key_of(sent: list[list[str]]) -> str:
    return next((value for name, value in sent if name == "_key"), "")


def _is_too_old(form: dict[str, Any]) -> bool:
    return bool(timezone.now().timestamp() - form["at"] > SECONDS)


def keep_after_the_end(request: HttpRequest, *, first: str) -> HttpResponse | None:
    """The same for somebody whose session has ended: whose it was is known from its row, which is used up."""
    if request.method != "POST":
        return None
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    whose = _whose(request, key) if key else None
    label = _("Log ind (åbner et nyt vindue)")
    if whose is not None and SESSION_KEY in request.session:
        request.session.flush()
    shown = keep_or_show(request, user_id=whose, first=first, label=label)
    if key and KEPT in request.session and request.session.session_key != key:
        request.session.delete(key)
    return shown


def _whose(request: HttpRequest, key: str) -> int | None:
    by: int | None = request.session.get(KEPT, {}).get("by")
    return reads.who_was_signed_in(print_of(key), request.municipality) or by  # type: ignore[attr-defined]


def for_user(request: HttpRequest, user_id: int) -> dict[str, Any] | None:
    """What was kept, when it is this person's own."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    return kept if kept and kept["by"] == user_id else None


def bring_back_form(request: HttpRequest, *, user_id: int) -> BroughtBack | None:
    """Let the page from which a form was sent too late show it again; forget it when it is sent, or too old."""
    if request.session.get(KEPT) is None:
        return None
    kept, path = for_user(request, user_id) or {"by": user_id, "forms": {}}, request.get_full_path()
    forms = {place: form for place, form in kept["forms"].items() if not _is_too_old(form)}
    here = forms.get(path)
    if here and request.method == "POST":
        del forms[path]
    if forms != kept["forms"] or not forms:
        _leave(request, kept | {"forms": forms})
    return bring_back(_fields(here)) if here and request.method == "GET" else None


def _leave(request: HttpRequest, kept: dict[str, Any]) -> None:
    if kept["forms"]:
        request.session[KEPT] = kept
    else:
        del request.session[KEPT]


def _fields(form: dict[str, Any]) -> QueryDict:
    fields = QueryDict(mutable=True)
    for name, value in form["sent"]:
        fields.appendlist(name, value)
    return fields


def shown_whole(request: HttpRequest, brought: BroughtBack, answer: HttpResponse) -> HttpResponse:
    """The page as it is when its form shows every word again; else the words themselves, and a button that sends."""
    if answer.status_code == ONLY_POST or (answer.status_code < 400 and brought.left):
        return still_to_send(request, brought.fields)
    return answer
