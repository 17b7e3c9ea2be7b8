"""What the set-up pages share: their addresses, their way back and their form page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 50


def address(slug: str, name: str = "setup", **more: Any) -> str:
    return reverse(f"people:{name}", kwargs={"slug": slug, **more})


def crumbs(slug: str, *steps: tuple[Any, str]) -> list[tuple[Any, str]]:
    return [(_("Kommunen"), address(slug)), *steps]


def form_page(request: HttpRequest, form: Any, heading: Any, *, lead: Any = "", back: str, crumbs: Any) -> HttpResponse:
    context = {"form": form, "heading": heading, "lead": lead, "cancel": back, "crumbs": crumbs}
    return render(request, "people/setup/form.html", context)
