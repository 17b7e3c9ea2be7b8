"""The year's round as pages: open it, see who is missing, lock it, approve it, open it again."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from holdepunkt import clock
from holdepunkt.people import access as people_access
from holdepunkt.people.access import Denied
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions import report as actions
from holdepunkt.policy.forms.status import ReasonForm, RoundForm
from holdepunkt.policy.labels import label
from holdepunkt.policy.looking import looked_at_year
from holdepunkt.policy.models import Policy, StatusReport
from holdepunkt.policy.reads import hearing
from holdepunkt.policy.reads import status as reads
from holdepunkt.policy.rules.kinds import EffortStage, ReportStage
from holdepunkt.policy.rules.reminders import Dates, propose_dates
from holdepunkt.policy.rules.status import SILENT
from holdepunkt.policy.status_words import stage_label, stage_tone
from holdepunkt.policy.views.desk import bar, dates_of, rows_to_call
from holdepunkt.policy.views.heard_rows import heard_rows
from holdepunkt.policy.views.status_parts import year_row
from holdepunkt.record.once import once
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.hearing_access import may_keep_hearings

A_PAGE = 50
BEFORE_THE_COMMITTEE = (ReportStage.OPEN, ReportStage.LOCKED, ReportStage.APPROVED)
GET_OR_POST = require_http_methods(["GET", "POST"])


def _path(name: str, slug: str, report: StatusReport) -> str:
    return reverse(f"policy:{name}", kwargs={"slug": slug, "policy": report.policy.slug, "year": report.year})


@GET_OR_POST
def open_round(request: HttpRequest, slug: str, policy: str) -> HttpResponse:
    """Open the year's round, with the deadlines proposed."""
    people_access.require(access.may_open_round(request.asker))
    found = reads.policy(request.asker, policy)
    year, _planned = reads.year_to_ask(found, reads.reports(found), today=clock.today())
    form = RoundForm(request.POST or None, initial={"year": year})
    proposal = _proposal(found, None)
    if request.method == "POST" and form.is_valid():
        proposal = _proposal(found, form.answers["meeting_on"])
        if "draft" not in request.POST:
            answer = save(request, form, lambda: _opened(request, slug, found, form, proposal))
            if answer is not None:
                return answer
    context = {
        "policy": found,
        "form": form,
        "proposal": _proposed(proposal),
        "desk": reverse("policy:desk", args=[slug]),
    }
    return render(request, "policy/status/open.html", context)


def _proposal(policy: Policy, meeting_on: date | None) -> Dates:
    return propose_dates(
        clock.today(), reads.own_habits(policy), meeting_on=meeting_on, is_open=reads.town_hall(policy.municipality)
    )


def _proposed(dates: Dates) -> list[tuple[str, str]]:
    days = [
        (_("Svarfrist"), dates.due_on),
        (_("Chefen godkender senest"), dates.approve_by),
        (_("Dagsordenen sendes"), dates.agenda_on),
    ]
    return [(name, danish_date(day)) for name, day in days if day is not None]


def _opened(request: HttpRequest, slug: str, policy: Policy, form: RoundForm, proposal: Dates) -> str:
    told = form.answers
    actions.open_round(
        policy=policy,
        year=told["year"],
        due_on=told["due_on"] or proposal.due_on,
        meeting_on=told["meeting_on"],
        by=request.asker,  # type: ignore[attr-defined]
    )
    return f"{reverse('policy:desk', args=[slug])}?{urlencode({'politik': policy.slug})}"


@require_safe
@kept_for_each
def missing(request: HttpRequest, slug: str, policy: str, year: int) -> HttpResponse:
    """Every effort without an answer, with whom to call."""
    people_access.require(access.may_see_internal(request.asker))
    report = reads.report(request.asker, policy, year)
    page = Paginator(reads.unanswered(report), A_PAGE).get_page(request.GET.get("side"))
    context = {"report": report, "page": page, "rows": rows_to_call(request, list(page)), "dates": dates_of(report)}
    return render(request, "policy/status/missing.html", context)


@require_safe
@kept_for_each
def year(request: HttpRequest, slug: str, policy: str, year: int) -> HttpResponse:
    """The locked year as a table, last year beside this year; an open one points to its round."""
    people_access.require(access.may_see_internal(request.asker))
    report = reads.report(request.asker, policy, year)
    looked_at_year(request.asker, report)
    context = _table(request, report) | {
        "report": report,
        "stage": label(ReportStage(report.stage)),
        "is_open": report.stage == ReportStage.OPEN,
        "dates": dates_of(report),
        "reopen": _path("status_reopen", slug, report),
        "may_reopen": bool(access.may_open_round(request.asker)) and report.stage in actions.MAY_REOPEN,
        "approve": _path("status_approve", slug, report) if report.stage == ReportStage.LOCKED else "",
        "missing": _path("status_missing", slug, report),
        "heard": heard_rows(hearing.on_report(report), slug),
        "ask": _path("status_ask", slug, report),
        "hearing_about": _path("hearing_about_year", slug, report)
        if may_keep_hearings(request.asker) and report.stage in BEFORE_THE_COMMITTEE
        else "",
        "may_hear": bool(access.may_write_paper(request.asker)) and report.stage in BEFORE_THE_COMMITTEE,
    }
    return render(request, "policy/status/year.html", context)


def _table(request: HttpRequest, report: StatusReport) -> dict[str, Any]:
    """One page of rows, and the ways to see fewer: by goal, by stage."""
    goal, stage = request.GET.get("maal", ""), request.GET.get("trin", "")
    rows = reads.table_rows(report, goal=goal, stage=stage if stage in (SILENT, *EffortStage) else "")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("side"))
    counts = reads.locked_counts(report)
    return {
        "page": page,
        "rows": [year_row(row) for row in page],
        "bar": stage_bar(counts),
        "stages": _stage_tabs(counts, goal, stage),
        "goals": _goal_tabs(report, goal, stage),
        "pages_at": "?" + urlencode({"maal": goal, "trin": stage}) + "&side={}",
    }


def stage_bar(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The locked stages as parts of a bar."""
    order = [*EffortStage, SILENT]
    return [
        {"label": stage_label(stage), "count": counts.get(stage, 0), "tone": stage_tone(stage)}
        for stage in order
        if counts.get(stage)
    ]


def _stage_tabs(counts: dict[str, int], goal: str, chosen: str) -> list[dict[str, Any]]:
    tabs = [{"label": _("Alle"), "href": "?" + urlencode({"maal": goal}), "current": not chosen}]
    return tabs + [
        {
            "label": stage_label(stage),
            "href": "?" + urlencode({"maal": goal, "trin": stage}),
            "current": stage == chosen,
        }
        for stage in [*EffortStage, SILENT]
        if counts.get(stage)
    ]


def _goal_tabs(report: StatusReport, chosen: str, stage: str) -> list[dict[str, Any]]:
    goals = [(row.goal_keys[0], row.goal_titles[0]) for row in reads.locked_rows(report, kind="goal")]
    tabs = [{"label": _("Alle mål"), "href": "?" + urlencode({"trin": stage}), "current": not chosen}]
    return tabs + [
        {"label": title, "href": "?" + urlencode({"maal": key, "trin": stage}), "current": key == chosen}
        for key, title in goals
    ]


@GET_OR_POST
def lock(request: HttpRequest, slug: str, policy: str, year: int) -> HttpResponse:
    """Show what will be locked; one button locks it."""
    people_access.require(access.may_open_round(request.asker))
    report = reads.report(request.asker, policy, year)
    form = KeyedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            return _path("status_year", slug, actions.lock_report(report=report, by=request.asker))

        answer = save(request, form, act)
        if answer is not None:
            return answer
    counts = reads.round_counts(report, today=clock.today())
    page = Paginator(reads.unanswered(report), A_PAGE).get_page(request.GET.get("side"))
    context = {
        "report": report,
        "form": form,
        "counts": counts,
        "bar": bar(counts),
        "page": page,
        "rows": rows_to_call(request, list(page)),
        "desk": reverse("policy:desk", args=[slug]),
        "is_open": report.stage == ReportStage.OPEN,
        "dates": dates_of(report),
    }
    return render(request, "policy/status/lock.html", context)


@GET_OR_POST
def approve(request: HttpRequest, slug: str, policy: str, year: int) -> HttpResponse:
    """The head's page: the table, one button to approve, and a way to send it back with a reason."""
    people_access.require(access.may_see_internal(request.asker))
    report = reads.report(request.asker, policy, year)

    def act() -> str:
        return _path("status_year", slug, actions.approve_report(report=report, by=request.asker))

    if request.method == "POST":
        return once(request, act)
    looked_at_year(request.asker, report)
    may = access.may_approve_year(request.asker, report)
    context = _table(request, report) | {
        "report": report,
        "dates": dates_of(report),
        "may": bool(may),
        "waits": report.stage == ReportStage.LOCKED,
        "stage": label(ReportStage(report.stage)),
        "why_not": may.reason if isinstance(may, Denied) else "",
        "reopen": _path("status_reopen", slug, report),
    }
    return render(request, "policy/status/approve.html", context)


@GET_OR_POST
def reopen(request: HttpRequest, slug: str, policy: str, year: int) -> HttpResponse:
    """Open a locked year again, or send it back, with a reason."""
    people_access.require(access.may_reopen_year(request.asker))
    report = reads.report(request.asker, policy, year)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            fresh = actions.reopen_report(report=report, reason=form.answers["reason"], by=request.asker)
            return _path("status_year", slug, fresh)

        answer = save(request, form, act)
        if answer is not None:
            return answer
    context = {"report": report, "form": form, "back": _path("status_year", slug, report)}
    return render(request, "policy/status/reopen.html", context)
