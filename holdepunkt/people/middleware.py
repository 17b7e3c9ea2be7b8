"""Who asks, in which municipality, and what a refusal looks like."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from holdepunkt import record, tenancy
from holdepunkt.people import kept_forms, kept_pages, reads
from holdepunkt.people.access import NotFresh, NotPossible, Refused
from holdepunkt.people.actions.signing_in import STRONG, mark_seen, own_session
from holdepunkt.people.actions.two_factor import asks_for_two_steps
from holdepunkt.people.asker import Asker, visitor
from holdepunkt.people.models import User
from holdepunkt.record import kept
from holdepunkt.record.actions import RecordUnavailable
from holdepunkt.record.kept import pages
from holdepunkt.record.once import answered_before
from holdepunkt.ui import brought_back

View = TypeVar("View", bound=Callable[..., HttpResponse])
Respond = Callable[[HttpRequest], HttpResponse]


def public(view: View) -> View:
    """Mark a view that needs no sign-in. Everything else does."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def opens_first(view: View) -> View:
    """Mark a view that opens before somebody has chosen their own password and set up a second step."""
    view.opens_first = True  # type: ignore[attr-defined]
    return view


def first_do(request: HttpRequest, user: User, asker: Asker) -> str:
    """The name of the page that must be dealt with before anything else opens; empty when none."""
    if settings.HOLDEPUNKT_DEMO:
        return ""
    if user.must_change_password:
        return "own_password"
    if asks_for_two_steps(asker) and not request.session.get(STRONG):
        return "code_app"
    return ""


class AskerMiddleware:
    """Put `request.municipality` (from the address) and `request.asker` on every request, inside both walls."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.municipality = None  # type: ignore[attr-defined]
        request.asker = visitor(None)  # type: ignore[attr-defined]
        with tenancy.visit(), brought_back.for_one_request():
            try:
                answer = self.get_response(request)
            finally:
                kept.end()
            brought = getattr(request, "brought_back", None)
            shown = kept_forms.shown_whole(request, brought, answer) if brought else answer
            return _kept_by_nobody(request, shown)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Find the municipality and the asker; send strangers on a closed page to sign in."""
        slug = kwargs.get("slug")
        tenancy.arrive(slug)
        if answer := kept_pages.ready(request, view, slug):
            return answer
        request.asker, first = self._asker(request, slug)  # type: ignore[attr-defined]
        place = request.asker.municipality  # type: ignore[attr-defined]
        if slug is not None and place is not None and tenancy.arrive_anew(place):
            request.session = type(request.session)(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
            request.asker, first = self._asker(request, slug)  # type: ignore[attr-defined]
        is_public = getattr(view, "is_public", False)
        if first and not getattr(view, "opens_first", False):
            if not is_public:
                return HttpResponseRedirect(
                    reverse(f"people:{first}", kwargs={"slug": request.asker.municipality_slug})
                )
            request.asker = visitor(request.asker.municipality)  # type: ignore[attr-defined]
        request.municipality = request.asker.municipality  # type: ignore[attr-defined]
        if slug is not None and request.municipality is not None:  # type: ignore[attr-defined]
            tenancy.enter(request.municipality)  # type: ignore[attr-defined]
        if slug is not None and request.municipality is None:  # type: ignore[attr-defined]
            raise Http404(slug)
        if not request.asker.is_anonymous:  # type: ignore[attr-defined]
            request.brought_back = kept_forms.bring_back_form(request, user_id=request.asker.user_id)  # type: ignore[attr-defined]
            as_ever = not first and not request.brought_back  # type: ignore[attr-defined]
            if as_ever and (answer := _kept_for(request, view)):
                return answer
        if is_public or not request.asker.is_anonymous:  # type: ignore[attr-defined]
            return None
        return self._sign_in_page(request, slug)

    def _sign_in_page(self, request: HttpRequest, slug: str | None) -> HttpResponse:
        if slug is None:
            return HttpResponseRedirect(reverse(settings.START_PAGE))
        address = reverse("people:sign_in", kwargs={"slug": slug})
        there = f"{address}?{urlencode({'next': request.get_full_path()})}"
        return kept_forms.keep_after_the_end(request, first=there) or HttpResponseRedirect(there)

    def _asker(self, request: HttpRequest, slug: str | None) -> tuple[Asker, str]:
        """Who asks, and the page they must deal with first."""
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            request.session.asked_in = slug or ""  # type: ignore[attr-defined]
            if pk := request.session.get(SESSION_KEY):
                found = _of_session(request, slug) if slug else reads.user_at_home(int(pk))
                stamp = request.session.get(HASH_SESSION_KEY, "")
                if found and constant_time_compare(stamp, found[0].get_session_auth_hash()):
                    user, asker = found
                    if slug in (None, asker.municipality_slug):
                        mark_seen(own_session(request))
                        return asker, first_do(request, user, asker)
        place = getattr(request, "place", None)
        return visitor(place or (reads.municipality(slug) if slug else None)), ""


def _kept_for(request: HttpRequest, view: Any) -> HttpResponse | None:
    """The page kept for the asker, if there is one; what the record cannot be told is not shown."""
    try:
        return kept_pages.ready_for(request, view, request.asker)  # type: ignore[attr-defined]
    except RecordUnavailable:
        return _unavailable(request)


def _of_session(request: HttpRequest, slug: str) -> tuple[User, Asker] | None:
    """The user and the asker, as they were read with the session; the visit begins with the pulse read there."""
    rows = request.session.found  # type: ignore[attr-defined]
    if rows and pages.room:
        kept.begin(slug, rows[0].pulse or "")
    return reads.user_of_session(rows)


def _kept_by_nobody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What somebody saw while signed in stays in no browser and no proxy: whoever sits there next finds nothing."""
    if not request.asker.is_anonymous:  # type: ignore[attr-defined]
        response.setdefault("Cache-Control", "private, no-store")
    return response


def confirm_address(request: HttpRequest) -> str:
    """The page where one confirms who one is, and comes back to this one."""
    address = reverse("people:confirm", kwargs={"slug": request.municipality.slug})  # type: ignore[attr-defined]
    return f"{address}?{urlencode({'next': request.get_full_path()})}"


def ask_to_confirm(request: HttpRequest) -> HttpResponse:
    """Let the person confirm who they are; the form they sent comes back with them."""
    there = confirm_address(request)
    by: Asker = request.asker  # type: ignore[attr-defined]
    label = _("Bekræft, at det er dig (åbner et nyt vindue)")
    shown = kept_forms.keep_or_show(request, user_id=by.user_id, first=there, label=label)
    return shown or HttpResponseRedirect(there)


class ExplainRefusals:
    """Turn refusals and broken rules into kind pages that say why and who can help."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer Refused with 403, NotPossible with 409, RecordUnavailable with 503; what counted already goes on."""
        if isinstance(error, NotPossible | Http404) and (answer := answered_before(request)):
            return answer
        if isinstance(error, Refused):
            return _refusal(request, error)
        if isinstance(error, RecordUnavailable):
            return _unavailable(request)
        if isinstance(error, NotFresh):
            return ask_to_confirm(request)
        if isinstance(error, NotPossible):
            return render(request, "people/not_possible.html", {"error": error}, status=409)
        return None


def _refusal(request: HttpRequest, error: Refused) -> HttpResponse:
    """The refusal is in the record before the page is shown; words that were typed are not."""
    by: Asker = request.asker  # type: ignore[attr-defined]
    try:
        record.refused(f"{request.method} {request.path}", by=by, why=error.denied.reason)
    except RecordUnavailable:
        return _unavailable(request)
    return render(request, "people/refused.html", {"denied": error.denied}, status=403)


def _unavailable(request: HttpRequest) -> HttpResponse:
    """Nothing was done, and the person is told. Who and where are known by now: the page asks no database."""
    answer = render(request, "people/unrecorded.html", status=503)
    answer["Retry-After"] = "60"
    return answer
