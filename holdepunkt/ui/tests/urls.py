"""The addresses of this slice, and one page that saves as one writes, for its own tests."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from holdepunkt.ui.forms import KeyedForm
from holdepunkt.ui.tests.pages import written


class DraftForm(KeyedForm):
    """One field that is saved as one writes."""

    words = forms.CharField(label="Ord", required=False)


def draft(request: HttpRequest) -> HttpResponse:
    """Show the form; take what is written without leaving the page."""
    if request.method == "POST":
        if request.POST["words"] == "gå i stykker":
            return HttpResponse(status=500)
        return HttpResponse(status=204, headers={"Holdepunkt-Version": "2"})
    page = '{% extends "ui/layout_public.html" %}{% import "ui/c.html" as c with context %}'
    body = '{% block main %}{{ c.form(f, "Gem", autosave_href="/draft/") }}{% endblock %}'
    form = DraftForm(initial={"_version": 1})
    return HttpResponse(written(body, start=page, request=request, f=form))


draft.is_public = True  # type: ignore[attr-defined]
urlpatterns = [path("", include("holdepunkt.ui.urls")), path("draft/", draft)]
