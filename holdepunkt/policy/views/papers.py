"""The desk of an item: choose, begin, write, send, publish, decide, take up again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions import item as actions
from holdepunkt.policy.actions.item_day import move_meeting
from holdepunkt.policy.forms.item import (
    AgainForm,
    DayForm,
    DecisionForm,
    ItemForm,
    ItemFrameForm,
    MinutesForm,
    MovedForm,
    item_values,
)
from holdepunkt.policy.item_labels import FORMATS, gap_text
from holdepunkt.policy.looking import looked_at_item
from holdepunkt.policy.models import CommitteeItem
from holdepunkt.policy.papers.fields import paste_ready
from holdepunkt.policy.papers.html import paper_view
from holdepunkt.policy.papers.paper import Paper
from holdepunkt.policy.reads import item as reads
from holdepunkt.policy.reads.item_page import gaps_of
from holdepunkt.policy.reads.paper import paper_of
from holdepunkt.policy.reads.paper_setting import form_is_known, newest_version, version_for
from holdepunkt.policy.rules.item import may_undo, still_waits
from holdepunkt.policy.rules.kinds import ReportStage
from holdepunkt.policy.views.items import state_of
from holdepunkt.policy.views.paper_files import file_rows
from holdepunkt.record.once import once
from holdepunkt.record.versions import Clash
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.ui.jinja import danish_date

ABOUT = {"status": "report", "plan": "plan", "politik": "policy_version", "evaluering": "evaluation"}
LONG_TEXTS = ("account", "core", "resume", "involvement")
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _desk_href(slug: str, uuid: UUID) -> str:
    return reverse("policy:item_desk", kwargs={"slug": slug, "uuid": uuid})


@require_safe
def choose_subject(request: HttpRequest, slug: str) -> HttpResponse:
    """What is ready for a committee and has no item yet."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_write_paper(by))
    ready = reads.without_item(by)
    groups = [
        (about, [_subject_row(slug, about, subject) for subject in ready[kind]])
        for about, kind in ABOUT.items()
        if ready[kind]
    ]
    waiting = [_waiting_row(slug, item) for item in reads.waiting(by.municipality)]
    return render(request, "policy/items/choose.html", {"groups": groups, "waiting": waiting})


def _subject_row(slug: str, about: str, subject: Any) -> dict[str, str]:
    kwargs = {"slug": slug, "about": about, "uuid": subject.uuid}
    return {"heading": str(subject), "text": subject.policy.title, "href": reverse("policy:item_begin", kwargs=kwargs)}


def _waiting_row(slug: str, item: CommitteeItem) -> dict[str, str]:
    return {
        "heading": item.title,
        "href": _desk_href(slug, item.uuid),
        "lead": state_of(item)[0],
        "tone": "late",
        "text": f"{item.committee.name}, {danish_date(item.decided_on)}",
    }


@GET_POST
def begin(request: HttpRequest, slug: str, about: str, uuid: UUID) -> HttpResponse:
    """Begin an item: the frame first, the texts come prefilled."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_write_paper(by))
    if about not in ABOUT:
        raise Http404(about)
    subject = reads.subject(by, ABOUT[about], uuid)
    form = ItemFrameForm(request.POST or None, committees=reads.committees(by), initial=_first_frame(about, subject))

    def act() -> str:
        subject_of = {ABOUT[about]: subject}
        item = actions.begin_item(policy=subject.policy, by=by, **form.frame, **subject_of)  # type: ignore[arg-type]
        return _desk_href(slug, item.uuid)

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    known = form_is_known(newest_version(subject.policy))
    return render(request, "policy/items/begin.html", {"form": form, "subject": subject, "known": known})


def _first_frame(about: str, subject: Any) -> dict[str, Any]:
    """What the frame can be filled with before anybody types."""
    version = newest_version(subject.policy)
    title = {
        "status": lambda: _("Status %(year)s: %(policy)s") % {"year": subject.year, "policy": subject.policy},
        "plan": lambda: _("Godkendelse af %(title)s") % {"title": subject},
        "politik": lambda: _("Godkendelse af »%(title)s«") % {"title": subject.title},
        "evaluering": lambda: _("Evaluering %(year)s: %(policy)s") % {"year": subject.year, "policy": subject.policy},
    }[about]()
    return {
        "title": title,
        "committee": str(version.committee_id or "") if version else "",
        "meeting_on": getattr(subject, "meeting_on", None),
        "agenda_on": getattr(subject, "agenda_on", None),
    }


@require_safe
def desk(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The preview as paper, each field with *copy*, what is missing, the files, and the one next step."""
    by = request.asker  # type: ignore[attr-defined]
    item = reads.own_item(by, uuid)
    require(access.may_see_internal(by))
    looked_at_item(by, item)
    paper = paper_of(item)
    word, tone = state_of(item)
    context = {
        "item": item,
        "paper": paper_view(paper, top=2),
        "fields": _to_copy(paper),
        "gaps": [gap_text(gap) for gap in gaps_of(item)],
        "state": word,
        "tone": tone,
        "known": form_is_known(version_for(item)),
        "files": file_rows(slug, item, reads.files(by, item), ready_only=True),
        "formats": list(FORMATS.items()),
        "next": _next_step(item),
        "undo": _can_undo(item),
        "may_write": bool(access.may_write_paper(by)),
        "may_move": item.agenda_is_out and item.sent_on is not None and not item.decision,
        "may_send": bool(access.may_send(by)),
        "crumbs": [(_("Sager til udvalget"), reverse("policy:items", kwargs={"slug": slug})), (item.title, "")],
    }
    return render(request, "policy/items/desk.html", context)


def _to_copy(paper: Paper) -> list[tuple[str, str]]:
    """Each field with the text to paste; an empty field has nothing to paste."""
    pairs = zip(paste_ready(paper), paper.sections, strict=True)
    return [(heading, text if section.blocks else "") for (heading, text), section in pairs]


def _next_step(item: CommitteeItem) -> str:
    """The one thing to do next. A year that was opened again is not published any more."""
    reopened = item.report is not None and item.report.stage == ReportStage.REVISED
    if item.decision and (item.agenda_is_out or reopened):
        return "again" if still_waits(item.decision, taken_up=reads.has_follower(item)) else "minutes"
    if item.sent_on is None:
        return "send"
    return "decide" if item.agenda_is_out else "publish"


def _can_undo(item: CommitteeItem) -> bool:
    noted = reads.decision_noted(item) if item.decision else None
    return noted is not None and may_undo(noted.at, now=clock.now())


def _item_form(item: CommitteeItem, data: Any, by: Any) -> ItemForm:
    fields = [(f.order, f.heading, 12 if f.key in LONG_TEXTS else 4) for f in item.fields.all()]
    return ItemForm(data, item_fields=fields, committees=reads.committees(by), initial=item_values(item))


@GET_POST
def write(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Write the item, in the municipality's own fields and order."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_write_paper(by))
    item = reads.own_item(by, uuid)
    if request.method != "POST":
        looked_at_item(by, item)
    form = _item_form(item, request.POST or None, by)

    def act() -> str:
        actions.change_item(item=item, by=by, version=form.version, texts=form.texts, **form.frame)
        return _desk_href(slug, uuid)

    back = _desk_href(slug, uuid)
    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=item_values, cancel=back)):
        return answer
    context = {"form": form, "item": item, "known": form_is_known(version_for(item)), "back": back}
    return render(request, "policy/items/write.html", context)


@require_POST
def autosave(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Keep what is typed as it is typed. A clash is left for the Save button to show."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_write_paper(by))
    form = _item_form(reads.own_item(by, uuid), request.POST, by)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        item = actions.change_item(
            item=reads.own_item(by, uuid), by=by, version=form.version, texts=form.texts, **form.frame
        )
    except (Clash, NotPossible):
        return HttpResponse(status=409)
    return HttpResponse(status=204, headers={"Holdepunkt-Version": str(item.version)})


def _step(
    request: HttpRequest,
    slug: str,
    uuid: UUID,
    form: KeyedForm,
    act: Callable[[CommitteeItem], Any],
    words: dict[str, Any],
) -> HttpResponse:
    """One small form about an item: show it, or do it and go back to the desk."""
    item = reads.own_item(request.asker, uuid)  # type: ignore[attr-defined]

    def go() -> str:
        return _desk_href(slug, (act(item) or item).uuid)

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, go)):
        return answer
    return render(
        request, "policy/items/step.html", {"form": form, "item": item, "back": _desk_href(slug, uuid)} | words
    )


@GET_POST
def send(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Send the item to the committee."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_send(by))
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    words = {
        "heading": _("Send punktet til udvalget"),
        "submit": _("Send til udvalget"),
        "lead": _("Udvalgets medlemmer kan læse det med det samme. Andre kan først læse det, når dagsordenen er ude."),
    }
    return _step(
        request, slug, uuid, form, lambda item: actions.send_item(item=item, on=form.cleaned_data["on"], by=by), words
    )


@GET_POST
def publish(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Say that the agenda is out."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_send(by))
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    words = {
        "heading": _("Dagsordenen er ude"),
        "submit": _("Ja, gør punktet offentligt"),
        "lead": _("Nu kan alle læse punktet, filerne og årets status. Teksten kan ikke rettes bagefter."),
    }
    return _step(
        request,
        slug,
        uuid,
        form,
        lambda item: actions.publish_item(item=item, on=form.cleaned_data["on"], by=by),
        words,
    )


@GET_POST
def decide(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Record the decision."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_note_decision(by))
    item = reads.own_item(by, uuid)
    form = DecisionForm(request.POST or None, initial={"decided_on": item.meeting_on or clock.today()})
    words = {
        "heading": _("Skriv udvalgets beslutning"),
        "submit": _("Gem beslutningen"),
        "lead": _("Du kan fortryde i ti minutter."),
    }
    return _step(request, slug, uuid, form, lambda item: actions.note_decision(item=item, by=by, **form.answers), words)


@GET_POST
def move(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Note that the meeting was moved after its agenda was out."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_send(by))
    item = reads.own_item(by, uuid)
    form = MovedForm(request.POST or None, initial={"meeting_on": item.meeting_on})
    words = {
        "heading": _("Mødet er flyttet"),
        "submit": _("Gem den nye dag"),
        "lead": _("Teksterne bliver, som de er. På punktet står, at det er rettet i dag."),
    }
    return _step(request, slug, uuid, form, lambda item: move_meeting(item=item, by=by, **form.answers), words)


@GET_POST
def minutes(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Point to the published minutes."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_note_decision(by))
    form = MinutesForm(request.POST or None, initial={"minutes_url": reads.own_item(by, uuid).minutes_url})
    words = {"heading": _("Vis vej til referatet"), "submit": _("Gem adressen"), "lead": ""}
    return _step(request, slug, uuid, form, lambda item: actions.link_minutes(item=item, by=by, **form.answers), words)


@GET_POST
def again(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take an item up again at a new meeting."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_write_paper(by))
    form = AgainForm(request.POST or None)
    words = {
        "heading": _("Tag sagen op igen"),
        "submit": _("Lav et nyt punkt"),
        "lead": _("Det nye punkt får de samme tekster. Er årets status rettet siden, følger de nye tal med."),
    }
    return _step(request, slug, uuid, form, lambda item: actions.take_up_again(item=item, by=by, **form.answers), words)


@require_POST
def undo(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take a mistaken decision back."""
    by = request.asker  # type: ignore[attr-defined]
    item = reads.own_item(by, uuid)

    def act() -> str:
        actions.undo_decision(item=item, by=by)
        return _desk_href(slug, uuid)

    return once(request, act)
