"""Pages that take a file of units, people and posts, show what it would change, and load it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import clock, record
from holdepunkt.people import access, actions
from holdepunkt.people.access import fresh_sign_in, require
from holdepunkt.people.forms.load import PeopleFileForm, PeopleTextForm
from holdepunkt.people.saving import save
from holdepunkt.people.town_file.checking import Checked
from holdepunkt.people.town_file.printed import change_rows, missing_rows, problem_line
from holdepunkt.people.town_file.reads import checked, town_of
from holdepunkt.people.town_file.table import Kind, compare
from holdepunkt.people.town_file.writing import as_csv, as_json
from holdepunkt.people.views.setup_pages import GET_OR_POST, address, crumbs

SHOWN = 200
TYPES = {"csv": ("text/csv", as_csv), "json": ("application/json", as_json)}


@GET_OR_POST
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a file: show everything that is wrong with it at once, or what loading it would change."""
    require(access.may_set_up(request.asker))
    fresh_sign_in(request)
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        content = form.answers["file"].read()
        found = checked(request.municipality, content)
        if not found.problems:
            text = content.decode("utf-8-sig")
            return _preview(request, PeopleTextForm(initial={"text": text, "seen": found.seen}), found)
        problems = [problem_line(problem) for problem in found.problems]
    return _upload_page(request, form, problems)


def _upload_page(request: HttpRequest, form: Any, problems: list[str]) -> HttpResponse:
    slug = request.municipality.slug
    context = {
        "form": form,
        "problems": problems[:SHOWN],
        "more": max(0, len(problems) - SHOWN),
        "count": len(problems),
        "crumbs": crumbs(slug, (_("Indlæs mennesker og enheder"), "")),
        "cancel": address(slug),
        "action": address(slug, "setup_load"),
        "exports": [
            (_("Hent det, der står her nu (%(kind)s)") % {"kind": kind.upper()}, _export(slug, kind)) for kind in TYPES
        ],
    }
    return render(request, "people/setup/load.html", context)


def _export(slug: str, kind: str) -> str:
    return address(slug, "setup_export", kind=kind)


def _preview(request: HttpRequest, form: Any, found: Checked, *, moved: bool = False) -> HttpResponse:
    """The dry run, row by row; `moved` says that the house has changed since it was shown."""
    slug, changes = request.municipality.slug, compare(found.told, found.present, today=clock.today())
    rows = [list(row) for row in change_rows(changes, found.told, found.present)]
    missing = [list(row) for row in missing_rows(changes, found.present)]
    form.offer_to_end(len(changes.missing[Kind.POST]))
    context = {
        "form": form,
        "moved": moved,
        "rows": rows[:SHOWN],
        "more": max(0, len(rows) - SHOWN),
        "count": len(rows),
        "missing": missing[:SHOWN],
        "more_missing": max(0, len(missing) - SHOWN),
        "nothing": not rows and not changes.missing[Kind.POST],
        "crumbs": crumbs(slug, (_("Indlæs mennesker og enheder"), address(slug, "setup_load")), (_("Prøve"), "")),
        "back": address(slug, "setup_load"),
        "action": address(slug, "setup_load_do"),
    }
    return render(request, "people/setup/load_preview.html", context)


@require_POST
def load(request: HttpRequest, slug: str) -> HttpResponse:
    """Load a file that was shown; it is checked again, and shown again when the house has changed meanwhile."""
    require(access.may_set_up(request.asker))
    fresh_sign_in(request)  # a file gives roles
    form = PeopleTextForm(request.POST)
    if not form.is_valid():
        return _upload_page(
            request, PeopleFileForm(), [str(error) for errors in form.errors.values() for error in errors]
        )
    found = checked(request.municipality, form.answers["text"].encode())
    if found.problems:
        return _upload_page(request, PeopleFileForm(), [problem_line(problem) for problem in found.problems])
    day: date | None = form.answers["end_missing_on"]

    def act() -> str:
        actions.load_people(
            municipality=request.municipality,
            told=found.told,
            present=found.present,
            by=request.asker,
            end_missing_on=day,
        )
        return address(slug, "setup_people")

    if form.answers["seen"] == found.seen and (answer := save(request, form, act)):
        return answer
    moved = form.answers["seen"] != found.seen
    again = PeopleTextForm(initial=form.answers | {"seen": found.seen}) if moved else form
    return _preview(request, again, found, moved=moved)


@require_safe
def export(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The municipality's units, people and posts, in the format that is loaded."""
    require(access.may_set_up(request.asker))
    mime, written = TYPES[kind]
    record.exported("people.fetched", on=request.municipality, by=request.asker, criteria={"format": kind})
    answer = HttpResponse(written(town_of(request.municipality)), content_type=f"{mime}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-mennesker.{kind}"'
    return answer
