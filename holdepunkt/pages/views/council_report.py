"""A council's yearly report: begun, read, approved, sent, public; and as a file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdepunkt import clock, record
from holdepunkt.pages.forms.council_report import DayForm, ForewordForm, YearForm
from holdepunkt.pages.reads.council_report import sheet_of, told_now, words_print
from holdepunkt.pages.report_jobs import order_report
from holdepunkt.people.access import require
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.people.saving import save
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import council_access as access
from holdepunkt.voice.actions import council_report as actions
from holdepunkt.voice.models import AdvisoryCouncil, CouncilReport, ReportFile
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads import council_reports as reads
from holdepunkt.voice.rules.council import report_due
from holdepunkt.voice.rules.papers import CONTENT_TYPES, FileFormat
from holdepunkt.voice.views.council_steps import pressed, read_by, run_by, step

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
NAMES = {FileFormat.DOCX: "Word", FileFormat.PDF: "PDF"}


def _href(slug: str, council: AdvisoryCouncil, name: str = "council_reports", **more: Any) -> str:
    return reverse(f"pages:{name}", kwargs={"slug": slug, "pk": council.pk, **more})


@GET_POST
def reports(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The reports of a council; whoever keeps it begins one."""
    by, council = read_by(request, pk)
    runs = access.may_run_council(by, council)
    form = YearForm(request.POST or None, initial={"year": clock.today().year - 1}) if runs else None
    if request.method == "POST":
        require(runs)

        def act() -> str:
            row = actions.begin_report(council=council, year=form.cleaned_data["year"], by=by)  # type: ignore[union-attr]
            return _href(slug, council, "council_report", year=row.year)

        if form and form.is_valid() and (answer := save(request, form, act)):
            return answer
    rows = [
        {"heading": str(row), "href": _href(slug, council, "council_report", year=row.year), "lead": _stage(row)[0], "tone": _stage(row)[1]}
        for row in reads.reports(council)
    ]  # fmt: skip
    return render(request, "pages/council_report/list.html", {"council": council, "rows": rows, "form": form})


def _stage(row: CouncilReport) -> tuple[str, str]:
    if row.published_on:
        return _("offentlig"), "done"
    if row.sent_on:
        return _("hos udvalget"), "good"
    return (_("godkendt af rådet"), "begun") if row.approved_on else (_("kladde"), "idle")


@require_safe
def report(request: HttpRequest, slug: str, pk: int, year: int) -> HttpResponse:
    """One report as it stands, and the next step."""
    by, council = read_by(request, pk)
    row = reads.report(council, year)
    due = report_due(councils.rules(council, clock.today()), year)
    runs, listed = bool(access.may_run_council(by, council)), reads.files(row)
    context = {
        "council": council, "report": row, "sheet": sheet_of(row), "runs": runs,
        "mark": {"label": _stage(row)[0], "tone": _stage(row)[1]}, "facts": _facts(row, due),
        "files": [_file(one, slug, council, row) for one in listed] if runs else [],
        "to_fetch": [] if runs else _to_fetch(row, slug, "report_file", pk=council.pk),
        "waits": any(one.made_at is None and not one.problem for one in listed),
        "formats": [(one.value, NAMES[one]) for one in FileFormat],
    }  # fmt: skip
    return render(request, "pages/council_report/page.html", context)


def _facts(row: CouncilReport, due: Any) -> list[tuple[str, str]]:
    days = [
        (_("Hos udvalget senest"), due), (_("Godkendt af rådet"), row.approved_on), (_("Sendt til udvalget"), row.sent_on),
        (_("Offentlig fra"), row.published_on),
    ]  # fmt: skip
    return [(term, danish_date(day)) for term, day in days if day]


def _file(one: ReportFile, slug: str, council: AdvisoryCouncil, row: CouncilReport) -> dict[str, str]:
    word, tone = (_("klar"), "done") if one.made_at else (_("på vej"), "begun")
    if one.problem:
        word, tone = _("mislykket"), "bad"
    elif one.made_at and one.report_version != row.version and row.approved_on is None:
        word, tone = _("forældet"), "warn"
    href = _href(slug, council, "report_file", year=row.year, file=one.uuid) if one.made_at else ""
    return {"heading": NAMES[FileFormat(one.format)], "lead": word, "tone": tone, "href": href}


@GET_POST
def foreword(request: HttpRequest, slug: str, pk: int, year: int) -> HttpResponse:
    """Write the council's own words."""
    by, council = run_by(request, pk)
    row = reads.report(council, year)
    form = ForewordForm(request.POST or None, initial=_foreword(row) | {"_version": row.version})
    back = _href(slug, council, "council_report", year=year)

    def act() -> str:
        actions.change_report(report=row, by=by, version=form.version, **form.answers)
        return back

    return step(request, form, act, heading=_("Rådets egne ord"), kicker=str(row), back=back, theirs=_foreword)


def _foreword(row: CouncilReport) -> dict[str, Any]:
    return {"foreword": row.foreword}


def _on_a_day(
    request: HttpRequest, slug: str, pk: int, year: int, heading: str, question: str, do: Callable[..., Any]
) -> HttpResponse:
    by, council = run_by(request, pk)
    row = reads.report(council, year)
    form = DayForm(request.POST or None, question=question, initial={"on": clock.today()})
    back = _href(slug, council, "council_report", year=year)

    def act() -> str:
        do(row, on=form.cleaned_data["on"], by=by)
        return back

    return step(request, form, act, heading=heading, kicker=str(row), back=back)


@GET_POST
def approve(request: HttpRequest, slug: str, pk: int, year: int) -> HttpResponse:
    """Note that the council approved it; from then on it stays as it is."""

    def do(row: CouncilReport, **told: Any) -> None:
        actions.approve_report(report=row, told=told_now(row), **told)

    question = _("Hvilken dag godkendte rådet den?")
    return _on_a_day(request, slug, pk, year, _("Rådet har godkendt beretningen"), question, do)


@GET_POST
def send(request: HttpRequest, slug: str, pk: int, year: int) -> HttpResponse:
    """Note that it went to the committee."""

    def do(row: CouncilReport, **told: Any) -> None:
        actions.send_report(report=row, **told)

    question = _("Hvilken dag blev den sendt?")
    return _on_a_day(request, slug, pk, year, _("Beretningen er sendt til udvalget"), question, do)


@require_POST
def publish(request: HttpRequest, slug: str, pk: int, year: int) -> HttpResponse:
    """Let everybody read it."""
    by, council = run_by(request, pk)
    row = reads.report(council, year)
    to = _href(slug, council, "council_report", year=year)
    return pressed(request, lambda: actions.publish_report(report=row, by=by), to)


@require_POST
def order(request: HttpRequest, slug: str, pk: int, year: int) -> HttpResponse:
    """Order the report in Word or PDF."""
    by, council = run_by(request, pk)
    row = reads.report(council, year)
    to = _href(slug, council, "council_report", year=year)
    return pressed(request, lambda: order_report(report=row, format=request.POST.get("format", ""), by=by), to)


@require_safe
def download(request: HttpRequest, slug: str, pk: int, year: int, file: UUID) -> HttpResponse:
    """One finished file: for those who work with the council, and of those who do not keep it one that says what is told."""
    by, council = read_by(request, pk)
    row = reads.report(council, year)
    found = reads.file(row, file)
    if not access.may_run_council(by, council):
        _require_it_says_so(row, found)
    record.exported("council_report.downloaded", on=row, by=by, criteria={"format": found.format})
    return _served(row, found)


def _require_it_says_so(row: CouncilReport, found: ReportFile) -> None:
    """What a reader fetches says what the page says: no draft of an approved report, nothing hidden since."""
    if not found.words_print or found.words_print != words_print(row):
        raise Http404(str(found.uuid))


def _to_fetch(row: CouncilReport, slug: str, name: str, **where: Any) -> list[tuple[str, str]]:
    """The files that whoever reads the report may fetch, as links."""
    return [
        (
            _("Hent beretningen i %(format)s") % {"format": NAMES[FileFormat(one.format)]},
            reverse(f"pages:{name}", kwargs={"slug": slug, "year": row.year, "file": one.uuid, **where}),
        )
        for one in reads.files_that_say(row, words_print(row))
    ]


@public
@require_safe
def open_file(request: HttpRequest, slug: str, key: str, year: int, file: UUID) -> HttpResponse:  # because it is public
    """A file of a public report, for everybody who reads it."""
    row = reads.public_report(request.asker, key, year)  # type: ignore[attr-defined]
    found = reads.file(row, file)
    _require_it_says_so(row, found)
    return _served(row, found)


def _served(row: CouncilReport, found: ReportFile) -> HttpResponse:  # because its callers record
    answer = HttpResponse(bytes(found.content or b""), content_type=CONTENT_TYPES[FileFormat(found.format)])
    answer["Content-Disposition"] = f'attachment; filename="aarsberetning-{row.year}.{found.format}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


@public
@kept
@require_safe
def open_report(request: HttpRequest, slug: str, key: str, year: int) -> HttpResponse:
    """A public report as everybody reads it."""
    row = reads.public_report(request.asker, key, year)  # type: ignore[attr-defined]
    context = {
        "council": row.council, "sheet": sheet_of(row),
        "to_fetch": _to_fetch(row, slug, "open_report_file", key=row.council.key),
    }  # fmt: skip
    return render(request, "pages/council_report/public.html", context)
