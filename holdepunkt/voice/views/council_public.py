"""A council as everybody meets it: who it is, who sits in it, when it meets, and what it wrote."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.ui.jinja import danish_date, short_date
from holdepunkt.voice import council_access as access
from holdepunkt.voice.looking import looked_at_meeting
from holdepunkt.voice.models import CouncilMeeting, CouncilMember
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.reads import council_reports, meetings
from holdepunkt.voice.reads.attended import attended
from holdepunkt.voice.reads.meeting_paper import clock_words
from holdepunkt.voice.rules.council import RuleKey, Rules
from holdepunkt.voice.rules.meetings import Came, MeetingStage
from holdepunkt.voice.rules.members import MemberPost, public_name
from holdepunkt.voice.views.appointments import appointment, calendar_file
from holdepunkt.voice.views.council_rules import rule_row, seat_row
from holdepunkt.voice.views.meeting_words import gathered_words, line_told
from holdepunkt.voice.views.members import in_order

A_PAGE = 50
# What citizens ask about first; the rest stands on the same page, folded.
SHOWN_RULES = (
    RuleKey.FOR_WHOM, RuleKey.MEMBERS_MOST, RuleKey.TERM_YEARS, RuleKey.MEETINGS_A_YEAR, RuleKey.OPENNESS,
    RuleKey.MINUTES_PUBLIC, RuleKey.HEARING, RuleKey.SINGLE_CASES, RuleKey.DIALOGUE,
)  # fmt: skip


@public
@kept
@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The municipality's councils."""
    by = request.asker  # type: ignore[attr-defined]
    rows = [
        {"heading": str(row), "href": reverse("voice:council", kwargs={"slug": slug, "key": row.key}), "text": row.about[:200]}
        for row in reads.councils(by)
    ]  # fmt: skip
    return render(request, "voice/public/councils.html", {"rows": rows})


def _named(member: CouncilMember) -> dict[str, str]:
    """A member as they want to be named; for whom they speak only when they said yes."""
    name = public_name(member.name, member.shown_as)
    post = member.get_post_display() if member.post != MemberPost.MEMBER else ""
    seat = [member.speaks_for, str(member.seat) if member.seat else ""] if member.shows_seat else []
    return {"name": name, "text": " · ".join(filter(None, [post, *seat]))}


def _ahead(row: CouncilMeeting) -> dict[str, str]:
    where = row.place or _("sted kommer")
    return {"when": short_date(row.meets_on), "text": " · ".join(filter(None, [clock_words(row), where]))}


@public
@kept
@require_safe
def page(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One council: who it is, members, meetings, published minutes, and its rules."""
    by, today = request.asker, clock.today()  # type: ignore[attr-defined]
    council = reads.council_by_key(by, key)
    held = reads.in_force(reads.rule_rows(council), today)
    known = Rules({rule: row.value for rule, row in held.items() if row.value})
    sitting = in_order(reads.sitting(council, today))
    shown = [_named(member) for member in sitting if public_name(member.name, member.shown_as)]
    minutes = Paginator(meetings.published(council), A_PAGE).get_page(request.GET.get("side"))
    context = {
        "council": council,
        "members": shown,
        "nameless": len(sitting) - len(shown),
        "ahead": [_ahead(row) for row in meetings.ahead(council, today)[:A_PAGE]],
        "minutes": [
            {"when": short_date(row.meets_on), "text": _("Referat"), "href": _minutes_href(slug, row)}
            for row in minutes.object_list
        ],
        "page": minutes,
        "rules": [rule_row(rule, held.get(rule)) for rule in SHOWN_RULES],
        "more": [rule_row(rule, held.get(rule)) for rule in RuleKey if rule not in SHOWN_RULES and known.text(rule)],
        "reports": list(council_reports.public_reports(council)[:A_PAGE]),
        "seats": [seat_row(row) for row in reads.seats(council)],
        "phone": council.unit.phone,
        "works_here": bool(access.may_read_council(by, council)) if not by.is_anonymous else False,
    }
    return render(request, "voice/public/council.html", context)


def _minutes_href(slug: str, row: CouncilMeeting) -> str:
    return reverse("voice:council_minutes", kwargs={"slug": slug, "key": row.council.key, "number": row.number})


@public
@kept
@require_safe
def minutes(request: HttpRequest, slug: str, key: str, number: int) -> HttpResponse:
    """The minutes of one meeting as everybody reads them; closed items stay closed."""
    by = request.asker  # type: ignore[attr-defined]
    row = meetings.public_meeting(by, key, number)
    looked_at_meeting(by, row)
    stands = attended(row)
    named = [one.public for one in stands.rows if one.came == Came.PRESENT]
    context = {
        "council": row.council,
        "meeting": row,
        "is_public": row.stage == MeetingStage.PUBLISHED,
        "named": [name for name in named if name],
        "gathered": gathered_words(stands.gathered)["text"],
        "corrected": [danish_date(one.noted_on) for one in stands.corrected],
        "items": [_item(item, row, slug) for item in meetings.items(row)],
        "approved": _("Godkendt %(day)s, %(how)s.")
        % {"day": danish_date(row.approved_on), "how": row.get_approved_how_display()}
        if row.approved_on
        else "",
    }
    return render(request, "voice/public/minutes.html", context)


def _item(item: Any, meeting: CouncilMeeting, slug: str) -> dict[str, Any]:
    if item.is_closed:
        return {"title": _("Lukket punkt"), "text": "", "lines": [], "papers": [], "is_closed": True}
    lines = [line_told(line, in_public=True) for line in item.lines.all()]
    parts = {"slug": slug, "key": meeting.council.key, "number": meeting.number}
    with_files = [one for one in item.papers.all() if hasattr(one, "upload")]
    papers = [
        (f"{one.title} ({one.upload.kind})", reverse("voice:open_paper", kwargs=parts | {"paper": one.pk}))
        for one in with_files if meeting.stage == MeetingStage.PUBLISHED
    ]  # fmt: skip
    return {"title": item.title, "text": item.text, "lines": lines, "papers": papers, "is_closed": False}


@public
@kept
@require_safe
def calendar(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The council's meetings as a calendar file. A meeting that is called off says so."""
    by = request.asker  # type: ignore[attr-defined]
    council = reads.council_by_key(by, key)
    there = reverse("voice:council", kwargs={"slug": slug, "key": council.key})
    summary = _("Møde i %(council)s") % {"council": council}
    ahead = [
        appointment(row, slug, summary=summary, path=there, called_off=row.stage == MeetingStage.CALLED_OFF)
        for row in meetings.recent_and_ahead(council, clock.today())
    ]
    return calendar_file(ahead, product="raad", name=str(council))


@public
@kept
@require_safe
def feed(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The newest published minutes as Atom."""
    by = request.asker  # type: ignore[attr-defined]
    council = reads.council_by_key(by, key)
    home = settings.HOLDEPUNKT_URL
    atom = Atom1Feed(
        title=_("Referater: %(council)s") % {"council": council},
        link=home + reverse("voice:council", kwargs={"slug": slug, "key": key}),
        description="",
        author_name=str(council),
        feed_url=home + reverse("voice:council_feed", kwargs={"slug": slug, "key": key}),
        feed_guid=f"urn:uuid:{uuid5(NAMESPACE_URL, f'holdepunkt:{slug}/raad/{key}')}",
    )
    for row in meetings.published(council)[:A_PAGE]:
        atom.add_item(
            title=_("Referat fra %(day)s") % {"day": danish_date(row.meets_on)},
            link=home + _minutes_href(slug, row),
            description="",
            unique_id=f"urn:uuid:{row.uuid}",
            updateddate=datetime.combine(row.published_on or row.meets_on, time(12), tzinfo=UTC),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
