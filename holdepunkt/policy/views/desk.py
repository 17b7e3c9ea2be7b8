"""The policy lead's desk: this year's round, whom to call, and one thing to do next."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.people import access as people_access
from holdepunkt.people.access import Answer
from holdepunkt.people.asker import Asker
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.policy import access
from holdepunkt.policy.forms.status import UploadForm
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import Policy, StatusNote, StatusReport
from holdepunkt.policy.reads import status as reads
from holdepunkt.policy.reads import status_notes
from holdepunkt.policy.rules.kinds import ReportStage
from holdepunkt.policy.rules.status import NextThing, RoundCounts, next_thing
from holdepunkt.policy.tasks import note_path
from holdepunkt.policy.views.status_parts import call_rows
from holdepunkt.ui.jinja import danish_date

SHOWN = 7


@require_safe
@kept_for_each
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """One policy's desk; the municipality's other policies are one click away."""
    people_access.require(access.may_see_internal(request.asker))
    policies = reads.policies(request.asker)
    if not policies:
        return render(request, "policy/status/no_policy.html", {})
    policy = _chosen(request, policies)
    years = reads.reports(policy)
    report = years[0] if years else None
    is_open = report is not None and report.stage == ReportStage.OPEN
    counts = reads.round_counts(report, today=clock.today()) if report and is_open else RoundCounts()
    silent = list(reads.unanswered(report)[:SHOWN]) if report and is_open else []
    context = {
        "policy": policy,
        "report": report,
        "is_open": is_open,
        "counts": counts,
        "bar": bar(counts),
        "stage": label(ReportStage(report.stage)) if report else "",
        "silent": rows_to_call(request, silent),
        "more": counts.unanswered > len(silent),
        "next": _next(request.asker, slug, policy, years, counts),
        "dates": dates_of(report) if report else [],
        "ways": _ways(request.asker, slug, policy, years),
        "upload": UploadForm(),
        "others": _others(slug, policies, policy),
    }
    return render(request, "policy/status/desk.html", context)


def _chosen(request: HttpRequest, policies: list[Policy]) -> Policy:
    """The policy asked for, else the newest."""
    wish = request.GET.get("politik")
    return next((one for one in policies if one.slug == wish), policies[0])


def _others(slug: str, policies: list[Policy], chosen: Policy) -> list[dict[str, Any]]:
    if len(policies) == 1:
        return []
    here = reverse("policy:desk", args=[slug])
    return [{"label": one.title, "href": f"{here}?politik={one.slug}", "current": one == chosen} for one in policies]


def bar(counts: RoundCounts) -> list[dict[str, Any]]:
    """The round as parts of a bar, each with its word."""
    return [
        {"label": _("svaret"), "count": counts.answered, "tone": "good"},
        {"label": _("kladde"), "count": counts.draft, "tone": "begun"},
        {"label": _("intet svar endnu"), "count": counts.silent, "tone": "idle"},
        {"label": _("fristen er gået"), "count": counts.late, "tone": "late"},
    ]


def rows_to_call(request: HttpRequest, notes: list[StatusNote]) -> list[dict[str, str]]:
    """The efforts without an answer, with whom to call."""
    receivers = status_notes.receivers(request.municipality)  # type: ignore[attr-defined]
    rows = call_rows(
        notes,
        hrefs=[note_path(note) for note in notes],
        people=[receivers.of(note.effort) for note in notes],
        late=[note.due_on < clock.today() for note in notes],
    )
    for note, row in zip(notes, rows, strict=True):
        if not receivers.has_lead(note.effort):
            gone = note.effort.lead.name if note.effort.lead else _("ingen ansvarlig")
            row["text"] += (
                " · " + _("%(name)s har ikke længere en post her") % {"name": gone}
                if note.effort.lead
                else f" · {gone}"
            )
    return rows


def dates_of(report: StatusReport) -> list[tuple[str, str]]:
    """The days of the round that are known."""
    days = [
        (_("Svarfrist"), report.due_on),
        (_("Chefen godkender senest"), report.approve_by),
        (_("Dagsordenen sendes"), report.agenda_on),
        (_("Udvalget mødes"), report.meeting_on),
    ]
    return [(name, danish_date(day)) for name, day in days if day is not None]


def _next(by: Asker, slug: str, policy: Policy, years: list[StatusReport], counts: RoundCounts) -> dict[str, str]:
    """The one thing to do next: words, and where."""
    report = years[0] if years else None
    year, has_plan = reads.year_to_ask(policy, years, today=clock.today())
    thing = next_thing(
        has_plan=has_plan,
        stage=report.stage if report else None,
        of_this_year=bool(report and report.year >= year),
        unanswered=counts.unanswered,
        late=counts.late,
    )
    year = report.year if report else year
    heading, action, name = _words(thing, year)
    return {
        "heading": heading,
        "action": action,
        "href": _where(name, slug, policy, year) if name and _may_go(by, name) else "",
    }


def _may_go(by: Asker, name: str) -> bool:
    """A door that would only say no is not shown."""
    doors: dict[str, Callable[[Asker], Answer]] = {
        "status_open": access.may_open_round,
        "status_lock": access.may_open_round,
        "status_approve": access.may_approve_year,
        "item_choose": access.may_write_paper,
        "drafting": access.may_draft,
    }
    return name not in doors or bool(doors[name](by))


def _words(thing: NextThing, year: int) -> tuple[str, str, str]:
    said = {
        NextThing.MAKE_PLAN: (_("Lav en plan for i år"), _("Til planerne"), "plans"),
        NextThing.OPEN_ROUND: (_("Åbn årets status"), _("Åbn årets status"), "status_open"),
        NextThing.WAIT_FOR_ANSWERS: (_("Vent på svarene"), _("Se, hvem der mangler"), "status_missing"),
        NextThing.CALL_THE_LATE: (_("Ring til dem, der mangler"), _("Se, hvem der mangler"), "status_missing"),
        NextThing.LOCK: (_("Lås status for %(year)s") % {"year": year}, _("Se, hvad der bliver låst"), "status_lock"),
        NextThing.WAIT_FOR_HEAD: (
            _("Chefen skal godkende"),
            _("Se status for %(year)s") % {"year": year},
            "status_approve",
        ),
        NextThing.MAKE_PAPER: (_("Lav punktet til udvalget"), _("Begynd punktet"), "item_choose"),
        NextThing.WAIT_FOR_COMMITTEE: (_("Udvalget har punktet"), _("Til punkterne"), "items"),
        NextThing.NOTHING: (_("Alt er gjort for i år"), "", ""),
    }
    return said[thing]


def _where(name: str, slug: str, policy: Policy, year: int) -> str:
    kwargs: dict[str, Any] = {"slug": slug}
    if name.startswith("status_"):
        kwargs["policy"] = policy.slug
    if name.startswith("status_") and name != "status_open":
        kwargs["year"] = year
    return reverse(f"policy:{name}", kwargs=kwargs)


def _ways(by: Asker, slug: str, policy: Policy, years: list[StatusReport]) -> list[tuple[str, str]]:
    """Everything else, one click down."""
    report = years[0] if years else None
    statuses = [
        (_("Status %(year)s") % {"year": one.year}, _where("status_year", slug, policy, one.year)) for one in years
    ]
    ways = [
        (_("Planer og indsatser"), "plans"),
        (_("Punkter til udvalget"), "items"),
        (_("Skriv i politikken"), "drafting"),
    ]
    opening = (
        [(_("Åbn status for et år"), _where("status_open", slug, policy, 0))]
        if report and _may_go(by, "status_open")
        else []
    )
    locking = (
        [(_("Lås status nu"), _where("status_lock", slug, policy, report.year))]
        if report and report.stage == ReportStage.OPEN and _may_go(by, "status_lock")
        else []
    )
    moving = (
        [(_("Flyt fristerne"), _where("status_dates", slug, policy, report.year))]
        if report and report.stage == ReportStage.OPEN and _may_go(by, "status_open")
        else []
    )
    return [
        *locking,
        *moving,
        *opening,
        *((text, _where(name, slug, policy, 0)) for text, name in ways if _may_go(by, name)),
        *statuses,
    ]
