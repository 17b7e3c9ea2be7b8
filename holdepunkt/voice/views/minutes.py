"""Minutes written while the meeting goes on: a line at a time; then approved, then public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from holdepunkt import clock
from holdepunkt.people import reads as people
from holdepunkt.people.saving import save
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import council_jobs as jobs
from holdepunkt.voice.actions import minutes as actions
from holdepunkt.voice.council_rule_words import printed_value
from holdepunkt.voice.forms.meeting import ApprovalForm, DoneForm, LineForm, line_values
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMeeting
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads import meetings as reads
from holdepunkt.voice.rules.council import RuleKey, YesNo
from holdepunkt.voice.rules.meetings import LineKind
from holdepunkt.voice.views.council_steps import GET_POST, href, name_of, pressed, step
from holdepunkt.voice.views.meeting_words import line_told
from holdepunkt.voice.views.meetings import meeting_of


def _line_form(
    request: HttpRequest, council: AdvisoryCouncil, row: CouncilMeeting, kind: str = "", **more: object
) -> LineForm:
    no_dissent = councils.rules(council, row.meets_on).says(RuleKey.DISSENT, YesNo.NO)
    return LineForm(
        request.POST or None,
        members=councils.sitting(council, row.meets_on),
        units=people.units(request.asker, today=clock.today()),  # type: ignore[attr-defined]
        dissents=not no_dissent or kind == LineKind.DISSENT,
        **more,
    )


@GET_POST
def write(request: HttpRequest, slug: str, pk: int, meeting: int, item: int) -> HttpResponse:
    """Write under one item, a line at a time; the page comes back with an empty field."""
    by, council, row = meeting_of(request, pk, meeting)
    about = reads.item_of(row, item)
    form = _line_form(request, council, row)
    here = href("minutes_write", slug, council, meeting=row.pk, item=about.pk)

    def act() -> str:
        actions.write_line(item=about, by=by, **form.told)
        return here

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    listed, rules = reads.items(row), councils.rules(council, row.meets_on)
    at = next((n for n, one in enumerate(listed) if one.pk == about.pk), 0)
    following = listed[at + 1] if at + 1 < len(listed) else None
    context = {
        "council": council,
        "meeting": row,
        "item": about,
        "form": form,
        "decides": printed_value(RuleKey.DECISIONS, rules.text(RuleKey.DECISIONS)),
        "lines": [line_told(line) for one in listed if one.pk == about.pk for line in one.lines.all()],
        "next_href": href("minutes_write", slug, council, meeting=row.pk, item=following.pk) if following else "",
        "next_title": following.title if following else "",
        "back": href("meeting", slug, council, meeting=row.pk),
    }
    return render(request, "voice/meetings/write.html", context)


@GET_POST
def change(request: HttpRequest, slug: str, pk: int, meeting: int, line: int) -> HttpResponse:
    """Change a line until the minutes are approved."""
    by, council, row = meeting_of(request, pk, meeting)
    found = reads.line(row, line)
    form = _line_form(request, council, row, found.kind, initial=line_values(found))
    back = href("minutes_write", slug, council, meeting=row.pk, item=found.item_id)

    def act() -> str:
        actions.change_line(line=found, by=by, version=form.version, **form.told)
        return back

    return step(request, form, act, heading=_("Ret linjen"), kicker=found.item.title, back=back, theirs=line_values)


@require_POST
def remove(request: HttpRequest, slug: str, pk: int, meeting: int, line: int) -> HttpResponse:
    """Take a line out again."""
    by, council, row = meeting_of(request, pk, meeting)
    found = reads.line(row, line)
    back = href("minutes_write", slug, council, meeting=row.pk, item=found.item_id)
    return pressed(request, lambda: actions.remove_line(line=found, by=by), back)


@GET_POST
def done(request: HttpRequest, slug: str, pk: int, meeting: int, line: int) -> HttpResponse:
    """A task is done."""
    by, council, row = meeting_of(request, pk, meeting)
    found = reads.line(row, line)
    form = DoneForm(request.POST or None)
    back = href("council_desk", slug, council)

    def act() -> str:
        actions.finish_task(line=found, outcome=form.cleaned_data["outcome"], by=by)
        return back

    return step(
        request, form, act, heading=_("Opgaven er gjort"), kicker=found.text, back=back, submit=_("Den er gjort")
    )


@GET_POST
def approve(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Note that the minutes are approved; from then on they never change."""
    by, council, row = meeting_of(request, pk, meeting)
    usual = councils.rules(council, row.meets_on).text(RuleKey.APPROVAL)
    form = ApprovalForm(request.POST or None, initial={"on": clock.today(), "how": usual})
    back = href("meeting", slug, council, meeting=row.pk)

    def act() -> str:
        actions.approve_minutes(meeting=row, by=by, **form.answers)
        return back

    lead = _("Et godkendt referat bliver ikke ændret. En rettelse skrives på næste møde.")
    if (until := reads.object_until(row)) is not None and until >= clock.today():
        lead = _("Medlemmerne kan sige imod til og med %(day)s.") % {"day": danish_date(until)} + " " + lead
    return step(
        request, form, act, heading=_("Godkend referatet"), kicker=name_of(row), lead=lead, back=back,
        submit=_("Referatet er godkendt"),
    )  # fmt: skip


@require_POST
def send(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Send the minutes to the members, before they are approved."""
    by, council, row = meeting_of(request, pk, meeting)
    back = href("meeting", slug, council, meeting=row.pk)
    return pressed(request, lambda: jobs.send_minutes(meeting=row, by=by), back)


@require_POST
def publish(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """Let everybody read the approved minutes."""
    by, council, row = meeting_of(request, pk, meeting)
    back = href("meeting", slug, council, meeting=row.pk)
    return pressed(request, lambda: actions.publish_minutes(meeting=row, by=by), back)
