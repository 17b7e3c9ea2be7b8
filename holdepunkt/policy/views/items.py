"""The items as a committee member and everybody else meets them: the list, one glance, the whole paper."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.policy import access
from holdepunkt.policy.item_labels import CHANGE_TONES, TONES, change_text, stage_text
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import CommitteeItem
from holdepunkt.policy.papers.html import paper_view
from holdepunkt.policy.reads import item as reads
from holdepunkt.policy.reads.item_page import Glance, glance
from holdepunkt.policy.reads.paper import paper_of
from holdepunkt.policy.rules.kinds import STILL_OPEN, Decision
from holdepunkt.policy.views.paper_files import file_rows
from holdepunkt.ui.jinja import danish_date


def state_of(item: CommitteeItem) -> tuple[str, str]:
    """Where an item stands: a word and its tone."""
    if item.decision:
        decision = Decision(item.decision)
        return label(decision), "late" if decision in STILL_OPEN else "done"
    if item.agenda_is_out:
        return _("på dagsordenen"), "good"
    return (_("sendt til udvalget"), "begun") if item.sent_on else (_("skrives"), "idle")


@public
@kept
@require_safe
def item_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every item the asker may read, by year, the newest first."""
    by = request.asker  # type: ignore[attr-defined]
    page = Paginator(reads.newest_first(by), reads.PAGE).get_page(request.GET.get("side"))
    rows = [_row(item) for item in page]
    years = [(year, list(found)) for year, found in groupby(rows, key=lambda row: row["year"])]
    context = {"years": years, "page": page, "may_write": bool(access.may_write_paper(by))}
    return render(request, "policy/items/list.html", context)


def _row(item: CommitteeItem) -> dict[str, Any]:
    word, tone = state_of(item)
    meeting = danish_date(item.meeting_on) if item.meeting_on else ""
    return {
        "year": str(item.meeting_on.year) if item.meeting_on else _("Uden mødedato"),
        "heading": item.title,
        "lead": word,
        "tone": tone,
        "text": ", ".join(filter(None, [item.committee.name, meeting])),
        "href": reverse("policy:item", kwargs={"slug": item.policy.municipality.slug, "uuid": item.uuid}),
    }


@public
@kept
@require_safe
def one_glance(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """What we ask you to decide, what it costs, what changed, what the councils said, what was decided."""
    by = request.asker  # type: ignore[attr-defined]
    item = reads.item(by, uuid)
    seen = glance(item)
    word, tone = state_of(item)
    context = {
        "item": item,
        "glance": seen,
        "state": word,
        "tone": tone,
        "changes": _change_rows(seen),
        "more_changes": seen.since.count - len(seen.since.first) if seen.since else 0,
        "stages": _stage_bar(seen),
        "files": [
            (row["heading"], row["href"]) for row in file_rows(slug, item, reads.files(by, item), ready_only=True)
        ],
        "decision": label(Decision(item.decision)) if item.decision else "",
        "after": reads.follower(by, item),
        "may_work": bool(access.may_see_internal(by)),
        "crumbs": [(_("Sager til udvalget"), reverse("policy:items", kwargs={"slug": slug})), (item.title, "")],
    }
    return render(request, "policy/items/glance.html", context)


def _change_rows(seen: Glance) -> list[dict[str, str]]:
    return [
        {"heading": change.title, "text": change_text(change), "tone": CHANGE_TONES[change.kind]}
        for change in (seen.since.first if seen.since else ())
    ]


def _stage_bar(seen: Glance) -> list[dict[str, Any]]:
    order = [*TONES, None]
    return [
        {"label": stage_text(stage), "count": seen.stages[stage], "tone": TONES[stage] if stage else "warn"}
        for stage in order
        if seen.stages[stage]
    ]


@public
@kept
@require_safe
def whole_paper(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The whole paper on a page of its own, made to be printed."""
    item = reads.item(request.asker, uuid)  # type: ignore[attr-defined]
    return render(request, "policy/items/paper.html", {"item": item, "paper": paper_view(paper_of(item))})
