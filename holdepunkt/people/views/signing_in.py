"""Sign-in, sign-out, and the municipality's colour."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdepunkt.people.forms.signing_in import SignInForm
from holdepunkt.people.middleware import public
from holdepunkt.ui.rules import accent_css


def local_path(wanted: str | None, otherwise: str) -> str:
    """Return `wanted` when it is a path of ours, else `otherwise`."""
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return otherwise


@public
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Sign in to one municipality. A wrong name and a wrong password answer alike."""
    form = SignInForm(request.POST or None)
    home = reverse("pages:mine", kwargs={"slug": slug})
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, username=form.cleaned_data["username"], password=form.cleaned_data["password"])
        if user is not None and user.municipality.slug == slug:
            login(request, user)
            return HttpResponseRedirect(local_path(request.GET.get("next"), home))
        form.add_error(None, _("Brugernavn og adgangskode passer ikke sammen her i kommunen."))
    return render(request, "people/sign_in.html", {"form": form})


@public
@require_POST
def sign_out(request: HttpRequest, slug: str) -> HttpResponse:
    """End the session and clear what the browser kept."""
    logout(request)
    answer = HttpResponseRedirect(reverse("policy:front", kwargs={"slug": slug}))
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@public
@require_safe
@cache_control(public=True, max_age=300)
def colour(request: HttpRequest, slug: str) -> HttpResponse:
    """The municipality's accent colour as a small style sheet."""
    return HttpResponse(accent_css(request.municipality.accent), content_type="text/css")  # type: ignore[attr-defined]
