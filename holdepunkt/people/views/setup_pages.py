"""What the set-up pages share: their addresses, their way back and their form page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 50


def address(slug: str, name: str = "setup", **more: Any) -> str:
    return reverse(f"people:{name}", kwargs={"slug": slug, **more})


def crumbs(slug: str, *steps: tuple[Any, str]) -> list[tuple[Any, str]]:
    return [(_("Kommunen"), address(slug)), *steps]


def form_page(
    request: HttpRequest, form: Any, heading: Any, *, lead: Any = "", back: str, crumbs: Any, off: str = ""
) -> HttpResponse:
    """A page with one form; `off` is where a button calls off what the form is about."""
    context = {"form": form, "heading": heading, "lead": lead, "cancel": back, "crumbs": crumbs, "off": off}
    return render(request, "people/setup/form.html", context)


def looked_for(request: HttpRequest) -> str:
    """What one looks for in a list: at most a hundred signs, none that a database cannot hold."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:100]


def searching(slug: str, name: str, q: str, label: Any) -> dict[str, Any]:
    """What a list that can be searched tells its template."""
    kept = f"{urlencode({'q': q})}&" if q else ""
    return {"q": q, "search_label": label, "here_bare": address(slug, name), "pages_for": f"?{kept}side={{}}"}
