"""Waiting for you: the first page of everybody who signs in."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.pages.reads import waiting as reads
from holdepunkt.pages.rules.waiting import Circle, circle_asked, in_circle, is_mine, most_urgent_first
from holdepunkt.people.asker import Asker
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.people.rules import HOLDERS, Role
from holdepunkt.policy.views import show
from holdepunkt.ui.jinja import short_date

AT_MOST = 7
# Those for whom something can wait: the administration, and the council's secretary.
WORKERS = (*HOLDERS, Role.ADVISORY_COUNCIL_SECRETARY)


@require_safe
@kept_for_each
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for the asker, for the unit, for the municipality; at most seven at a time."""
    by, today = request.asker, clock.today()
    ends = most_urgent_first(reads.ends_for(by, today))
    circles = {circle: _in(ends, circle, by) for circle in _circles(by)}
    chosen = circle_asked(request.GET.get("vis", ""), circles)
    page = Paginator(circles[chosen], AT_MOST).get_page(request.GET.get("side"))
    context = {
        "today": today,
        "heading": _greeting(by) if _only_reads(by) and not ends else _heading(len(circles[Circle.MINE])),
        "only_reads": _only_reads(by),
        "tabs": _tabs(circles, chosen),
        "page": page,
        "pages_for": f"?vis={chosen.value}&side={{}}",
        "rows": [_row(end, today, by) for end in page.object_list],
        "mine_chosen": chosen is Circle.MINE,
        "begins": not ends and by.has(Role.POLICY_LEAD) and not reads.has_policy(by),
        "items": show.decisions(reads.newest_items(by), slug) if by.has(Role.COMMITTEE_MEMBER) else None,
        "asked": _all_asked(by, today) if _is_in_council(by) else None,
        "on_their_way": show.decisions(reads.items_ahead(by, today), slug) if _is_in_council(by) else None,
    }
    return render(request, "pages/mine.html", context)


def _is_in_council(by: Asker) -> bool:
    return by.has(Role.ADVISORY_COUNCIL_MEMBER, Role.ADVISORY_COUNCIL_SECRETARY)


def _only_reads(by: Asker) -> bool:
    """Members of committees and councils come to read; a council's members are asked about its hearings alone."""
    return bool(by.posts) and not by.has(*WORKERS)


def _greeting(by: Asker) -> str:
    return _("Goddag, %(name)s") % {"name": by.name}


def _circles(by: Asker) -> list[Circle]:
    """The tabs: one's own; the unit's for those who work there; the municipality's for the policy lead."""
    found = [Circle.MINE]
    if by.has(*HOLDERS):
        found.append(Circle.UNIT)
    whole = by.has(Role.POLICY_LEAD, Role.ADVISORY_COUNCIL_SECRETARY)
    return [*found, Circle.MUNICIPALITY] if whole else found


def _in(ends: list[LooseEnd], circle: Circle, by: Asker) -> list[LooseEnd]:
    return in_circle(ends, circle, user_id=by.user_id, unit_ids=by.unit_ids)


def _heading(count: int) -> str:
    if not count:
        return _("Intet venter på dig")
    return ngettext("%(n)s ting venter på dig", "%(n)s ting venter på dig", count) % {"n": count}


def _tabs(circles: dict[Circle, list[LooseEnd]], chosen: Circle) -> list[dict[str, Any]]:
    labels = {Circle.MINE: _("Mine"), Circle.UNIT: _("I afdelingen"), Circle.MUNICIPALITY: _("I kommunen")}
    return [
        {"label": labels[circle], "href": f"?vis={circle.value}", "current": circle is chosen, "count": len(ends)}
        for circle, ends in circles.items()
    ]


def _row(end: LooseEnd, today: Any, by: Asker) -> dict[str, str]:
    lead, note, tone = _when(end, today)
    own = is_mine(end, user_id=by.user_id, unit_ids=by.unit_ids)
    turn = _("Din tur") if own else _("Tur: %(who)s") % {"who": end.holder}
    call = _("ring til %(who)s") % {"who": end.call} if end.call and not own else ""
    since = _("siden %(day)s") % {"day": short_date(end.since)}
    return {
        "lead": lead,
        "lead_note": note,
        "tone": tone,
        "heading": end.about,
        "text": " · ".join(filter(None, [end.why, turn, since, call])),
        "label": end.action if own else _("Åbn"),
        # A door that would only say no is not shown: it is the holder's, and the policy lead's.
        "where": end.where if own or by.has(Role.POLICY_LEAD, Role.ADVISORY_COUNCIL_SECRETARY) else "",
    }


def _when(end: LooseEnd, today: Any) -> tuple[str, str, str]:
    """The big word, the small one and the tone: late, today, or days to come."""
    if end.due is None:
        return "–", _("ingen frist"), "idle"
    if late := end.days_late(today):
        return str(late), ngettext("dag for sent", "dage for sent", late), "warn"
    left = (end.due - today).days
    return (
        (_("i dag"), "", "accent")
        if left == 0
        else (str(left), ngettext("dag tilbage", "dage tilbage", left), "accent")
    )


def _all_asked(by: Asker, today: Any) -> list[dict[str, str]]:
    """What the asker's council is asked about: plans, years and texts, and hearings about anything else."""
    others = [
        {"when": short_date(row.hearing.due_on), "text": row.hearing.title} for row in reads.heard_on_others(by, today)
    ]
    return [*(_asked(row) for row in reads.asked_of(by)), *others]


def _asked(row: Any) -> dict[str, str]:
    """What an advisory council has been asked about, and until when."""
    return {
        "when": short_date(row.due_on) if row.due_on else _("ingen frist"),
        "text": str(row.plan or row.report or row.version_of),
    }
