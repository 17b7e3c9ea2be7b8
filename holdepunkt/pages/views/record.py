"""The record on screen: for the data-protection officer, and an effort's history for the policy lead."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import record, tenancy
from holdepunkt.pages import access
from holdepunkt.pages.actions import record as actions
from holdepunkt.pages.forms.record import RecordFilterForm
from holdepunkt.pages.reads import record as reads
from holdepunkt.pages.record_words import sentence, told, told_of_effort
from holdepunkt.pages.rules.record import harmless
from holdepunkt.people.access import require
from holdepunkt.people.models import Municipality
from holdepunkt.people.numbers import whole_number
from holdepunkt.record.export import export_lines
from holdepunkt.record.models import Entry

A_PAGE = 50
MOST_PAGES = 10_000
HEADS = ("tidspunkt", "slags", "hvem", "i rollen", "med hvilken ret", "hvad", "handling", "om", "begrundelse")


@require_safe
def whole_record(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest rows, or those that are looked for, fifty a page."""
    require(access.may_read_record(request.asker))
    return _page(request, slug)


def _page(request: HttpRequest, slug: str, **more: Any) -> HttpResponse:
    form = RecordFilterForm(request.GET or None)
    wanted, number = form.wanted, _side(request)
    if wanted.criteria:
        record.searched(wanted.criteria, by=request.asker, verb="record.searched")
    rows, has_more = reads.part(reads.rows(request.asker, wanted), number, A_PAGE)
    bad = form.is_bound and not form.is_valid()
    asked = urlencode(wanted.criteria)
    context = {
        "form": form,
        "rows": [] if bad else [told(row) for row in rows],
        "bad": bad,
        "looking": bad or bool(wanted.criteria),
        "ways": _ways(number, more=has_more and not bad, asked=asked),
        "address": reverse("pages:record", kwargs={"slug": slug}),
        "table_href": reverse("pages:record_table", kwargs={"slug": slug}) + (f"?{asked}" if asked else ""),
        "outcome": None,
        "newest": actions.NEWEST,
    }
    return render(request, "pages/record/whole.html", context | more)


def _side(request: HttpRequest) -> int:
    return min(whole_number(request.GET.get("side"), 1) or 1, MOST_PAGES)


def _ways(number: int, *, more: bool, asked: str = "") -> list[tuple[str, str]]:
    """The page before and the page after, as far as there are any."""
    before = [(_("Forrige"), f"?{asked}&side={number - 1}")] if number > 1 else []
    return [*before, (_("Næste"), f"?{asked}&side={number + 1}")] if more else before


@require_POST
def verify(request: HttpRequest, slug: str) -> HttpResponse:
    """Check the seals now, and show how it went."""
    return _page(request, slug, outcome=actions.verify_record(by=request.asker))


@require_safe
def export(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The whole sealed record, as the stand-alone verifier reads it."""
    require(access.may_read_record(request.asker))
    record.exported("record.exported", on=request.municipality, by=request.asker)
    lines = _fetched(request.municipality, export_lines(slug))
    answer = StreamingHttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-protokol.jsonl"'
    return answer


@require_safe
def table(request: HttpRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """The rows that are looked for, as a table for a spreadsheet."""
    require(access.may_read_record(request.asker))
    form = RecordFilterForm(request.GET or None)
    if form.is_bound and not form.is_valid():
        return _page(request, slug)
    found = reads.rows(request.asker, form.wanted)
    record.exported("record.listed", on=request.municipality, by=request.asker, criteria=form.wanted.criteria)
    lines = _fetched(request.municipality, _table_lines(found.iterator(500)))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-protokol.csv"'
    return answer


def _fetched(municipality: Municipality, lines: Iterator[Any]) -> Iterator[Any]:
    """A file's lines while they are fetched: the visit that began it is over by then, and its walls with it."""
    with tenancy.within(municipality):
        yield from lines


class _Line:
    """What csv writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def _table_lines(rows: Iterable[Entry]) -> Iterator[str]:
    """A table with a byte order mark and semicolons, as Danish spreadsheets expect."""
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff" + writer.writerow(HEADS)  # type: ignore[operator]
    for row in rows:
        cells = (row.at.isoformat(timespec="seconds"), row.sort, row.by_name, row.acting_as, row.relation)
        more = (sentence(row), row.verb, row.about_name, row.why)
        yield writer.writerow([harmless(cell) for cell in (*cells, *more)])  # type: ignore[misc]


@require_safe
def effort_history(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What happened to an effort, the newest first."""
    number = _side(request)
    effort, found = reads.effort_and_history(request.asker, pk)
    rows, has_more = reads.part(found, number, A_PAGE)
    context = {
        "effort": effort,
        "rows": [told_of_effort(row) for row in rows],
        "ways": _ways(number, more=has_more),
        "crumbs": [
            (effort.plan.title, reverse("policy:plan_page", kwargs={"slug": slug, "pk": effort.plan_id})),
            (effort.title, reverse("policy:effort_page", kwargs={"slug": slug, "pk": pk})),
            (_("Hvad er der sket?"), ""),
        ],
    }
    return render(request, "pages/record/effort.html", context)
