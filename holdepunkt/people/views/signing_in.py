"""Sign-in in one or two steps, sign-out, confirming who one is, and the municipality's colour."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from holdepunkt.people import reads
from holdepunkt.people.actions import signing_in as actions
from holdepunkt.people.actions.two_factor import TooManyTries, take_code
from holdepunkt.people.asker import visitor
from holdepunkt.people.forms.signing_in import CodeForm, ConfirmForm, PressForm, SignInForm
from holdepunkt.people.middleware import opens_first, public
from holdepunkt.people.models import User
from holdepunkt.people.parties import way_out
from holdepunkt.people.views.setup_pages import GET_OR_POST
from holdepunkt.ui.rules import accent_css

FIVE_MINUTES = timedelta(minutes=5)
SHORTEST_PASSWORD = 12  # codes are shorter


def local_path(wanted: str | None, otherwise: str) -> str:
    """Return `wanted` when it is a path of ours, else `otherwise`."""
    if wanted and wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return otherwise


def home(slug: str) -> str:
    """Where one comes after signing in."""
    return reverse(settings.LOGIN_REDIRECT_URL, kwargs={"slug": slug})


def wait_a_little() -> str:
    """What is said after too many tries, to everybody alike."""
    return _(
        "Der har været for mange forkerte forsøg. Vent et kvarter, og prøv igen. "
        "Haster det, kan tovholderen for politikken give dig en ny adgangskode."
    )


@public
@GET_OR_POST
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign in to one municipality. A wrong name and a wrong password answer alike."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = actions.user_with_password(request, municipality=request.municipality, **form.answers)
        if user is not None:
            return _in_or_second_step(request, slug, user)
        locked = actions.is_locked_out(request)
        wrong = _("Brugernavn og adgangskode passer ikke sammen her i kommunen.")
        form.add_error(None, wait_a_little() if locked else wrong)
    onward = urlencode({"next": local_path(request.GET.get("next"), home(slug))})
    providers = [
        (row.name, f"{reverse('people:provider', kwargs={'slug': slug, 'provider': row.uuid})}?{onward}")
        for row in reads.providers(request.municipality)
    ]
    return render(request, "people/sign_in.html", {"form": form, "providers": providers})


def _in_or_second_step(request: HttpRequest, slug: str, user: User) -> HttpResponse:
    onward = local_path(request.GET.get("next"), home(slug))
    if not reads.has_code_app(user.pk):
        actions.begin_session(request, user=user, way="password")
        return HttpResponseRedirect(onward)
    request.session[actions.PENDING] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "at": timezone.now().timestamp(),
        "next": onward,
    }
    return HttpResponseRedirect(reverse("people:sign_in_code", kwargs={"slug": slug}))


def _pending_user(request: HttpRequest, pending: dict[str, Any]) -> User | None:
    """Whose password was right a moment ago, and is still the same."""
    if not pending or timezone.now().timestamp() - pending["at"] > FIVE_MINUTES.total_seconds():
        return None
    user = reads.signing_in_user(pending["user"], request.municipality)
    same = user is not None and constant_time_compare(user.get_session_auth_hash(), pending["hash"])
    return user if same else None


@public
@never_cache
@GET_OR_POST
def second_step(request: HttpRequest, slug: str) -> HttpResponse:
    """The code after the password."""
    has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
    pending = request.session.get(actions.PENDING) if has_cookie else None
    user = _pending_user(request, pending or {})
    if user is None:
        return HttpResponseRedirect(reverse("people:sign_in", kwargs={"slug": slug}))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _opens(request, user, form, form.answers["code"]):
        actions.begin_session(request, user=user, way="password and code", strong=True)
        return HttpResponseRedirect(local_path((pending or {})["next"], home(slug)))
    return render(request, "people/sign_in_code.html", {"form": form})


def _opens(request: HttpRequest, user: User, form: Any, code: str) -> bool:
    """Whether the code opens; if not, the form says why."""
    try:
        found = take_code(user=user, code=code, by=visitor(request.municipality))
    except TooManyTries:
        form.add_error(None, _("Der har været for mange forkerte koder. Vent lidt, og prøv igen."))
        return False
    if not found:
        form.add_error(
            "code" if "code" in form.fields else "word", _("Koden passer ikke. Prøv den næste, appen viser.")
        )
    return found


@public
@opens_first
@require_POST
def sign_out(request: HttpRequest, slug: str) -> HttpResponse:
    """End the session and clear what the browser kept; offer to sign out at the provider too, when it can."""
    came_by = request.session.get(actions.PROVIDER)
    actions.sign_out(request)
    home = reverse(settings.LOGOUT_REDIRECT_URL, kwargs={"slug": slug})
    answer: HttpResponse = HttpResponseRedirect(home)
    row = reads.provider_of(request.municipality, came_by) if came_by else None
    if row is not None and (there := way_out(row)):
        request.asker = visitor(request.municipality)
        answer = render(request, "people/signed_out.html", {"name": row.name, "there": there, "home": home})
    answer["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


@opens_first
@never_cache
@sensitive_post_parameters("word")
@GET_OR_POST
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirm that it is still oneself, with the password, a code, or at one's provider."""
    user = reads.user(request.asker, request.asker.user_id or 0)
    onward = local_path(request.GET.get("next"), home(slug))
    one_click = settings.HOLDEPUNKT_DEMO and user.made_up
    can_type = user.has_usable_password() or reads.has_code_app(user.pk)
    form = PressForm(request.POST or None) if one_click else ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (one_click or _is_still(request, user, form)):
        actions.confirm_session(request, user=user, way="demo" if one_click else "password or code")
        return HttpResponseRedirect(onward)
    asked = urlencode({"next": onward, "til": "bekraeft"})
    providers = [
        (row.name, f"{reverse('people:provider', kwargs={'slug': slug, 'provider': row.uuid})}?{asked}")
        for row in reads.providers_of(request.asker)
    ]
    context = {"form": form if one_click or can_type else None, "one_click": one_click, "providers": providers}
    return render(request, "people/confirm.html", context)


def _is_still(request: HttpRequest, user: User, form: Any) -> bool:
    """Whether the word is the user's password or a code of theirs; if not, the form says so."""
    word = form.answers["word"]
    if len(word.strip()) < SHORTEST_PASSWORD and reads.has_code_app(user.pk):
        return _opens(request, user, form, word)
    if authenticate(request, username=user.username, password=word) == user:
        return True
    wrong = _("Det er ikke din adgangskode. Prøv igen.")
    form.add_error("word", wait_a_little() if actions.is_locked_out(request) else wrong)
    return False


@public
@require_safe
@cache_control(public=True, max_age=300)
def colour(request: HttpRequest, slug: str) -> HttpResponse:
    """The municipality's accent colour as a small style sheet."""
    return HttpResponse(accent_css(request.municipality.accent), content_type="text/css")
