"""The councils: the list, setting one up, and the desk from which the secretary works."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.people import reads as people
from holdepunkt.people.access import require
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.ui.jinja import danish_date, short_date
from holdepunkt.voice import council_access as access
from holdepunkt.voice.actions import council as actions
from holdepunkt.voice.council_words import label
from holdepunkt.voice.forms.council import AboutForm, SetUpForm, about_values
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMeeting, MinuteLine
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.reads import meetings
from holdepunkt.voice.rules.council import RuleKey, may_be_closed_by_law
from holdepunkt.voice.rules.council_answers import MeetingsAs
from holdepunkt.voice.rules.council_gaps import meetings_missing
from holdepunkt.voice.rules.meetings import MeetingStage
from holdepunkt.voice.views.council_steps import GET_POST, href, read_by, run_by, step

STAGE_TONES = {
    MeetingStage.PLANNED: "idle",
    MeetingStage.SENT: "begun",
    MeetingStage.HELD: "late",
    MeetingStage.APPROVED: "good",
    MeetingStage.PUBLISHED: "done",
    MeetingStage.CALLED_OFF: "idle",
}
A_GLANCE = 5


@require_safe
@kept_for_each
def work(request: HttpRequest, slug: str) -> HttpResponse:
    """The councils that the asker works with."""
    by = request.asker  # type: ignore[attr-defined]
    rows = [
        {
            "heading": str(council),
            "href": href("council_desk", slug, council),
            "text": ngettext("%(n)s medlem", "%(n)s medlemmer", council.sitting) % {"n": council.sitting},  # type: ignore[attr-defined]
        }
        for council in meetings.overview(by, clock.today())
    ]
    may_set_up = bool(access.may_set_up_councils(by)) and reads.units_without_council(by).exists()
    if not rows and not may_set_up:
        there = reads.councils(by).first()
        require(access.may_read_council(by, there) if there else access.may_set_up_councils(by))
    return render(request, "voice/councils/work.html", {"rows": rows, "may_set_up": may_set_up})


@GET_POST
def set_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Set a council of the municipality's units up."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_set_up_councils(by))
    form = SetUpForm(request.POST or None, units=reads.units_without_council(by))

    def act() -> str:
        unit = people.unit(by, int(form.cleaned_data["unit"]))
        council = actions.set_up_council(unit=unit, about=form.cleaned_data["about"], by=by)
        return href("council_rules", slug, council)

    return step(
        request,
        form,
        act,
        heading=_("Sæt et råd op"),
        lead=_("Bagefter skriver du rådets regler ind. Det, I ikke ved, lader du stå tomt."),
        submit=_("Sæt rådet op"),
        back=reverse("voice:council_work", kwargs={"slug": slug}),
    )


def meeting_row(slug: str, row: CouncilMeeting) -> dict[str, Any]:
    """A meeting as a line in a list."""
    stage = MeetingStage(row.stage)
    due = _("Dagsorden senest %(day)s") % {"day": short_date(row.agenda_due_on)} if row.agenda_due_on else ""
    return {
        "heading": danish_date(row.meets_on),
        "href": href("meeting", slug, row.council, meeting=row.pk),
        "lead": label(stage),
        "tone": STAGE_TONES[stage],
        "text": " · ".join(filter(None, [row.place, due if stage is MeetingStage.PLANNED else ""])),
    }


def task_holder(line: MinuteLine) -> str:
    """Who has a task, as those who work with the council read it."""
    return ", ".join(str(one) for one in (line.held_by_member, line.held_by_unit) if one) or _("ingen endnu")


def task_row(slug: str, line: MinuteLine, council: AdvisoryCouncil, *, runs: bool) -> dict[str, Any]:
    """An open task as a line in a list."""
    late = line.due_on is not None and line.due_on < clock.today()
    meeting = line.item.meeting
    done = href("task_done", slug, council, meeting=meeting.pk, line=line.pk) if meeting and runs else ""
    return {
        "heading": line.text,
        "href": done,
        "lead": short_date(line.due_on) if line.due_on else _("ingen frist"),
        "tone": "warn" if late else "accent",
        "text": task_holder(line),
    }


def year_words(council: AdvisoryCouncil) -> str:
    """How many of the year's meetings are held or planned, where the rules say a number."""
    today = clock.today()
    rules, met = reads.rules(council, today), meetings.met_in(council, today.year)
    wanted = rules.number(RuleKey.MEETINGS_A_YEAR)
    if wanted is None or rules.says(RuleKey.MEETINGS_AS, MeetingsAs.NEEDED):
        return ""
    told = {"met": met, "wanted": wanted, "year": today.year}
    words = _("Møder i %(year)s: %(met)s af %(wanted)s er holdt eller planlagt.") % told
    missing = meetings_missing(rules, met)
    return (
        words + " " + ngettext("Der mangler %(n)s.", "Der mangler %(n)s.", missing) % {"n": missing}
        if missing
        else words
    )


@require_safe
@kept_for_each
def desk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One council as those who work with it see it: meetings, items, tasks, and what is set."""
    by, council = read_by(request, pk)
    today = clock.today()
    runs = bool(access.may_run_council(by, council))
    member = reads.member_of(by, council, today)
    listed = list(meetings.meetings(council)[:A_GLANCE])
    rules = reads.rules(council, today)
    context = {
        "council": council,
        "runs": runs,
        "ahead": [meeting_row(slug, row) for row in meetings.ahead(council, today)[:A_GLANCE]],
        "earlier": [meeting_row(slug, row) for row in listed if row.meets_on < today],
        "waiting": list(meetings.waiting_items(council)[:50]) if runs else [],
        "own": meetings.own_items(member),
        "handed_back": list(meetings.handed_back(council)[:10]) if runs else [],
        "tasks": [task_row(slug, line, council, runs=runs) for line in meetings.open_tasks(council)[:20]],
        "warning": may_be_closed_by_law(rules),
        "gaps": len(reads.gaps_of(council, rules, today)) if runs else 0,
        "year": year_words(council),
    }
    return render(request, "voice/councils/desk.html", context)


@GET_POST
def about(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write what the public page says about the council."""
    by, council = run_by(request, pk)
    form = AboutForm(request.POST or None, initial=about_values(council))
    back = href("council_desk", slug, council)

    def act() -> str:
        actions.change_council(council=council, about=form.cleaned_data["about"], by=by, version=form.version)
        return back

    return step(request, form, act, heading=_("Om rådet"), kicker=str(council), back=back, theirs=about_values)
