"""Meetings: plan one, see its agenda, send it, write minutes as it goes on, approve and publish them."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import clock
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import council_access as access
from holdepunkt.voice import council_jobs as jobs
from holdepunkt.voice.actions import meeting as actions
from holdepunkt.voice.actions.attendance import correct_attendance, note_attendance
from holdepunkt.voice.council_words import label
from holdepunkt.voice.forms.meeting import AttendanceForm, CallOffForm, CorrectionForm, MeetingForm, meeting_values
from holdepunkt.voice.looking import looked_at_meeting
from holdepunkt.voice.models import AdvisoryCouncil, AgendaItem, CouncilMeeting, CouncilMember
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads import meetings as reads
from holdepunkt.voice.reads import outlays
from holdepunkt.voice.reads.attended import attended, may_be_corrected
from holdepunkt.voice.rules.council import RuleKey, Rules, YesNo
from holdepunkt.voice.rules.council_answers import Substitutes
from holdepunkt.voice.rules.council_gaps import asks_needed
from holdepunkt.voice.rules.meetings import AHEAD, STANDING, ItemKind, MeetingStage, is_late
from holdepunkt.voice.views.agenda import hints_in
from holdepunkt.voice.views.council_steps import GET_POST, href, name_of, pressed, read_by, run_by, step
from holdepunkt.voice.views.councils import STAGE_TONES, meeting_row, task_row, year_words
from holdepunkt.voice.views.meeting_words import corrected_words, gathered_words, line_told

A_PAGE = 50


@require_safe
@kept_for_each
def listed(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Every meeting of a council, the newest first."""
    by, council = read_by(request, pk)
    page = Paginator(reads.meetings(council), A_PAGE).get_page(request.GET.get("side"))
    rows = [meeting_row(slug, row) for row in page.object_list]
    runs = bool(access.may_run_council(by, council))
    context = {"council": council, "rows": rows, "page": page, "runs": runs, "year": year_words(council)}
    return render(request, "voice/meetings/list.html", context)


@GET_POST
def new(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Plan a meeting."""
    by, council = run_by(request, pk)
    form = MeetingForm(request.POST or None)
    back = href("council_desk", slug, council)

    def act() -> str:
        made = actions.plan_meeting(council=council, by=by, **form.answers)
        return href("meeting", slug, council, meeting=made.pk)

    lead = _("Fristerne regnes ud fra rådets regler. Dagsordenen begynder med det, der er åbent fra sidst.")
    return step(
        request, form, act, heading=_("Planlæg et møde"), kicker=str(council), lead=lead, back=back,
        submit=_("Planlæg mødet"),
    )  # fmt: skip


def _item(slug: str, council: AdvisoryCouncil, item: AgendaItem, known: list[str] | None) -> dict[str, Any]:
    """An item ready to print; with `known` names one looks for people in its words."""
    return {
        "row": item,
        "kind": label(ItemKind(item.kind)),
        "standing": item.kind in STANDING,
        "by": item.proposed_by.name if item.proposed_by else "",
        "lines": [line_told(line) for line in item.lines.all()],
        "papers": list(item.papers.all()),
        "hints": hints_in(item, known) if known is not None and item.kind not in STANDING else [],
        "minutes_href": href("meeting", slug, council, meeting=item.about_meeting_id) if item.about_meeting_id else "",
    }


@require_safe
@kept_for_each
def page(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """One meeting: its agenda, who came, what was written, and the next step."""
    by, council = read_by(request, pk)
    row = reads.meeting(council, meeting)
    looked_at_meeting(by, row)
    runs = bool(access.may_run_council(by, council))
    stage = MeetingStage(row.stage)
    rules = councils.rules(council, row.meets_on)
    stands = attended(row, rules)
    known = councils.known_names(council) if runs and stage in AHEAD else None
    context = {
        "council": council,
        "meeting": row,
        "runs": runs,
        "stage": stage.value,
        "stage_words": label(stage),
        "tone": STAGE_TONES[stage],
        "items": [_item(slug, council, item, known) for item in reads.items(row)],
        "came": [(one.name, label(one.came), one.sits_in) for one in stands.rows],
        "gathered": gathered_words(stands.gathered),
        "corrected": [corrected_words(one) for one in stands.corrected],
        "extra": _extra(row, rules, stands.gathered.seats) if row.asked_for_on else [],
        "extra_is_late": is_late(reads.extra_due(row, rules), today=row.meets_on),
        "minutes_on_paper": _names(reads.on_paper(council, row.meets_on)) if runs and row.minutes_sent_on else "",
        "object_until": reads.object_until(row),
        "tasks": [task_row(slug, line, council, runs=runs) for line in reads.open_tasks(council)[:20]],
        "sms": len(outlays.by_sms(row)) if runs else 0,
        "is_today": row.meets_on <= clock.today(),
        "late": row.agenda_due_on is not None and row.agenda_due_on < clock.today() and stage is MeetingStage.PLANNED,
        "may_publish": rules.says(RuleKey.MINUTES_PUBLIC, YesNo.YES),
    }
    return render(request, "voice/meetings/page.html", context)


def _names(members: Iterable[CouncilMember]) -> str:
    return ", ".join(one.name for one in members)


def _extra(row: CouncilMeeting, rules: Rules, seats: int) -> list[str]:
    """What the rules say about an extra meeting, counted."""
    due, asks = reads.extra_due(row, rules), asks_needed(rules, seats)
    told = [_("Det er et ekstra møde. Nogen bad om det %(day)s.") % {"day": danish_date(row.asked_for_on)}]
    if asks is not None:
        told.append(_("Efter rådets regler skal %(n)s bede om det.") % {"n": asks})
    if due is None:
        return [*told, _("Hvor hurtigt det skal holdes, er ikke skrevet ind.")]
    late = _("Det er for sent.") if row.meets_on > due else ""
    return [*told, " ".join(filter(None, [_("Det skal holdes senest %(day)s.") % {"day": danish_date(due)}, late]))]


@GET_POST
def change(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Move a meeting, or change its place."""
    by, council = run_by(request, pk)
    row = reads.meeting(council, meeting)
    form = MeetingForm(request.POST or None, initial=meeting_values(row))
    back = href("meeting", slug, council, meeting=row.pk)

    def act() -> str:
        actions.change_meeting(meeting=row, by=by, version=form.version, **form.answers)
        return back

    return step(request, form, act, heading=_("Ret mødet"), kicker=str(council), back=back, theirs=meeting_values)


@require_POST
def send(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Send the agenda: by mail to those who have it; the rest get theirs on paper."""
    by, council = run_by(request, pk)
    row = reads.meeting(council, meeting)
    back = href("meeting", slug, council, meeting=row.pk)
    return pressed(request, lambda: jobs.send_agenda(meeting=row, by=by), back)


@require_POST
def hold(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Begin the minutes."""
    by, council = run_by(request, pk)
    row = reads.meeting(council, meeting)
    to = href("attendance", slug, council, meeting=row.pk)
    return pressed(request, lambda: actions.hold_meeting(meeting=row, by=by), to)


@GET_POST
def call_off(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Call a meeting off."""
    by, council = run_by(request, pk)
    row = reads.meeting(council, meeting)
    form = CallOffForm(request.POST or None)
    back = href("meeting", slug, council, meeting=row.pk)

    def act() -> str:
        actions.call_off_meeting(meeting=row, because=form.cleaned_data["because"], by=by)
        return back

    lead = _("Emnerne på dagsordenen venter på et andet møde.")
    return step(
        request, form, act, heading=_("Aflys mødet"), kicker=name_of(row), lead=lead, back=back, danger=True,
        submit=_("Aflys mødet"),
    )  # fmt: skip


def _noted(row: CouncilMeeting) -> dict[str, Any]:
    """How each member's question is answered so far."""
    noted = reads.attendance(row)
    begun = {f"m{one.member_id}": one.came for one in noted}
    return begun | {f"f{one.member_id}": str(one.sits_in_for_id or "") for one in noted}


@GET_POST
def attendance(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Note who came."""
    by, council = run_by(request, pk)
    row = reads.meeting(council, meeting)
    personal = councils.rules(council, row.meets_on).says(RuleKey.SUBSTITUTES, Substitutes.PERSONAL)
    people = councils.sitting(council, row.meets_on)
    form = AttendanceForm(request.POST or None, members=people, personal=personal, initial=_noted(row))
    back = href("meeting", slug, council, meeting=row.pk)

    def act() -> str:
        note_attendance(meeting=row, came=form.came, sits_in=form.sits_in, by=by)
        return back

    return step(request, form, act, heading=_("Hvem er mødt?"), kicker=name_of(row), back=back)


@GET_POST
def correct(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Correct who came after the approval, with a reason; what was approved stays beside it."""
    by, council = run_by(request, pk)
    row = reads.meeting(council, meeting)
    members = may_be_corrected(row)

    def values(now: Any) -> dict[str, Any]:
        return _noted(now) | {"seats": attended(now).gathered.seats, "needed": attended(now).gathered.needed}

    form = CorrectionForm(request.POST or None, members=members, initial=values(row) | {"_version": row.version})
    back = href("meeting", slug, council, meeting=row.pk)

    def act() -> str:
        told = {name: form.answers[name] for name in ("seats", "needed", "why")}
        correct_attendance(meeting=row, came=form.came, sits_in=form.sits_in, by=by, version=form.version, **told)
        return back

    lead = _("Det, der blev godkendt, bliver stående. Rettelsen og grunden står ved siden af.")
    return step(
        request, form, act, heading=_("Ret fremmødet"), kicker=name_of(row), lead=lead, back=back, theirs=values
    )


def meeting_of(request: HttpRequest, pk: int, meeting: int) -> tuple[Any, AdvisoryCouncil, CouncilMeeting]:
    """A meeting for those who run the council."""
    by, council = run_by(request, pk)
    return by, council, reads.meeting(council, meeting)
