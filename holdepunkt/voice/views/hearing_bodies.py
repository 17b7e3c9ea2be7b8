"""A council's room in a hearing: what members say, the draft of the answer, and the papers by post."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import clock, record
from holdepunkt.people.access import Answer, Denied, require
from holdepunkt.people.saving import save
from holdepunkt.record.once import once
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import council_access
from holdepunkt.voice import hearing_access as access
from holdepunkt.voice.actions import hearing_body as actions
from holdepunkt.voice.forms.hearing import CommentForm, DraftForm
from holdepunkt.voice.models import HearingBody
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads import hearing_answers as answers
from holdepunkt.voice.reads import hearing_bodies as who
from holdepunkt.voice.reads import hearings as reads
from holdepunkt.voice.rules.council import RuleKey
from holdepunkt.voice.rules.hearing import GOING_ON, BodyState
from holdepunkt.voice.views import hearing_rows as rows
from holdepunkt.voice.views.council_rules import rule_row
from holdepunkt.voice.views.hearings import GET_OR_POST, address, crumbs, form_page


def _body(request: HttpRequest, pk: int, body: int) -> HearingBody:
    """Somebody who is heard, whose room the asker may enter."""
    row = reads.body(request.asker, pk, body)  # type: ignore[attr-defined]
    require(access.may_read_body(request.asker, row))  # type: ignore[attr-defined]
    return row


@require_safe
def room(request: HttpRequest, slug: str, pk: int, body: int) -> HttpResponse:
    """What the council is asked, what its members say, and the answer as it becomes."""
    row, by, today = _body(request, pk, body), request.asker, clock.today()
    hearing, is_council = row.hearing, row.council is not None
    runs = is_council and bool(council_access.may_run_council(by, row.council))  # type: ignore[arg-type]
    writes = hearing.stage in GOING_ON and row.state != BodyState.ANSWERED
    passages = reads.passages(hearing)
    may_write, may_comment = access.may_write_for(by, row), access.may_comment(by, row)
    context = {
        "row": row,
        "hearing": hearing,
        "mark": {"label": row.get_state_display(), "tone": rows.TONES[BodyState(row.state)]},
        "facts": _facts(row),
        "rules": _rules(row) if is_council else [],
        "groups": rows.comment_groups(passages, reads.comments(row)) if is_council else [],
        "draft": [(_part(key, passages), text) for key, text in row.draft.items()],
        "may_comment": is_council and writes and bool(may_comment),
        "why_not": _reason(may_comment) if is_council and writes else "",
        "may_write": writes and bool(may_write),
        "not_writing": _reason(may_write) if writes and (runs or may_comment) else "",
        "may_correct": answers.may_correct(row) and bool(access.may_write_for(by, row)),
        "replaced": [
            (_part(one.passage.key if one.passage else "", passages), one.words, danish_date(one.replaced_on))
            for one in (answers.replaced(row) if row.corrected_on else [])
        ],
        "runs": runs,
        "keeps": bool(access.may_keep(by, hearing)),
        "on_paper": len(who.on_paper(row, today)) if runs else 0,
        "crumbs": crumbs(slug, hearing, (row.name, "")),
    }
    return render(request, "voice/hearings/room.html", context)


def _reason(answer: Answer) -> str:
    """Why somebody may not; nothing when they may."""
    return answer.reason if isinstance(answer, Denied) else ""


def _part(key: str, passages: list[Any]) -> str:
    """The passage's name by its key."""
    return next((str(one) for one in passages if one.key == key), _("Til det hele")) if key else _("Til det hele")


def _facts(row: HearingBody) -> list[tuple[str, str]]:
    hearing = row.hearing
    facts = [
        (_("Spurgt"), danish_date(row.asked_on) if row.asked_on else _("ikke endnu")),
        (_("Medlemmer skriver senest"), danish_date(row.comments_due_on) if row.comments_due_on else ""),
        (_("Svar senest"), danish_date(hearing.due_on) if hearing.due_on else ""),
        (_("Papirer sendt med posten"), danish_date(row.posted_on) if row.posted_on else ""),
        (_("Svarede"), danish_date(row.said_on) if row.said_on else ""),
        (_("Rettet"), danish_date(row.corrected_on) if row.corrected_on else ""),
        (_("Bestemt af"), f"{row.decided_by}, {danish_date(row.decided_on)}" if row.decided_on else ""),
    ]
    return [(name, told) for name, told in facts if told]


def _rules(row: HearingBody) -> list[tuple[str, str]]:
    """What the council's own rules say about hearings, with where each stands; and what holds when nobody knows."""
    assert row.council is not None
    held = councils.in_force(councils.rule_rows(row.council), clock.today())
    named = (
        (RuleKey.HEARING_ANSWERS_BY, _("Hvem svarer"), _("Sekretæren eller formanden skriver svaret.")),
        (RuleKey.HEARING_BETWEEN, _("Svar mellem møderne"), _("Et svar mellem møderne er muligt.")),
        (RuleKey.HEARING_COMMENT_DAYS, _("Dage til medlemmer"), _("Dagen er regnet tilbage fra fristen.")),
    )
    return [(name, _ruled(rule_row(key, held.get(key)), usual)) for key, name, usual in named]


def _ruled(rule: dict[str, Any], usual: str) -> str:
    """A rule with its note and source; one that nobody knows says so, and what the house does meanwhile."""
    if not rule["value"]:
        return " ".join(filter(None, [_("Reglen er ukendt."), usual, rule["note"]]))
    value = rule["value"][0].upper() + rule["value"][1:]
    said = ". ".join(filter(None, [value.rstrip("."), rule["note"].rstrip(".")]))
    return " ".join(filter(None, [f"{said}. ({rule['source']})", "" if rule["is_known"] else usual]))


@GET_OR_POST
def comment(request: HttpRequest, slug: str, pk: int, body: int) -> HttpResponse:
    """Say something to the others in the council; the secretary writes in what came on paper."""
    row, by = _body(request, pk, body), request.asker
    require(access.may_comment(by, row))
    assert row.council is not None
    own = councils.member_of(by, row.council, clock.today())
    members = None if own is not None else who.who_comments(row, clock.today())
    part = {"part": request.GET.get("del", "0")}
    form = CommentForm(request.POST or None, passages=reads.passages(row.hearing), members=members, initial=part)
    back = address(slug, row.hearing, "hearing_body", body=row.pk)

    def act() -> str:
        member = own or form.cleaned_data["member"]
        actions.comment(body=row, member=member, words=form.answers["words"], passage=form.passage, by=by)
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    lead = _("De andre i rådet ser det med dit navn. Uden for rådet ser ingen det.")
    return form_page(request, form, _("Sig din mening"), row=row.hearing, back=back, lead=lead)


@GET_OR_POST
def draft(request: HttpRequest, slug: str, pk: int, body: int) -> HttpResponse:
    """Write the answer together: members see the draft and may comment."""
    row, by = _body(request, pk, body), request.asker
    require(access.may_write_for(by, row))
    passages = reads.passages(row.hearing)
    form = DraftForm(request.POST or None, passages=passages)
    form.initial = form.values_of(row.draft) | {"_version": row.version}
    back = address(slug, row.hearing, "hearing_body", body=row.pk)

    def act() -> str:
        actions.save_draft(body=row, texts=form.texts, by=by, version=form.version)
        return back

    def theirs(now: HearingBody) -> dict[str, Any]:
        return form.values_of(now.draft)

    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=theirs, cancel=back)):
        return answer
    return form_page(request, form, _("Udkast til svar"), row=row.hearing, back=back, submit=_("Gem udkastet"))


def _runs(request: HttpRequest, pk: int, body: int) -> HearingBody:
    row = _body(request, pk, body)
    require(access.may_write_for(request.asker, row))  # type: ignore[attr-defined]
    if row.council is not None:
        require(council_access.may_run_council(request.asker, row.council))  # type: ignore[attr-defined]
    return row


@require_safe
def print_run(request: HttpRequest, slug: str, pk: int, body: int) -> HttpResponse:
    """The question on paper for those who get it by post: a sheet for each, with the address on top."""
    row = _runs(request, pk, body)
    found = who.on_paper(row, clock.today()) if row.council is not None else []
    record.exported("hearing.print_run_opened", on=row.hearing, by=request.asker, criteria={"members": len(found)})
    copies = [
        {
            "name": member.name,
            "address": contact.address if (contact := getattr(member, "contact", None)) else "",
            "large": bool(contact and contact.large_print),
        }
        for member in found
    ]
    context = {
        "row": row, "hearing": row.hearing, "copies": copies, "passages": reads.passages(row.hearing),
        "due": danish_date(row.comments_due_on or row.hearing.due_on),
        "back": address(slug, row.hearing, "hearing_body", body=row.pk),
        "posted": danish_date(row.posted_on) if row.posted_on else "",
        "post_to": address(slug, row.hearing, "hearing_print_run_posted", body=row.pk),
    }  # fmt: skip
    return render(request, "voice/hearings/print_run.html", context)


@require_POST
def posted(request: HttpRequest, slug: str, pk: int, body: int) -> HttpResponse:
    """Say that the print run went out by post."""
    row = _runs(request, pk, body)

    def act() -> str:
        actions.note_papers_posted(body=row, by=request.asker)
        return address(slug, row.hearing, "hearing_body", body=row.pk)

    return once(request, act)
