"""Messages that wait to be sent, in the way each sender chose; paper is a way like the others."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from holdepunkt import record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.record.once import once
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import access
from holdepunkt.voice.actions import message as actions
from holdepunkt.voice.labels import label
from holdepunkt.voice.message_words import code_of, follow_address, happened, short, told_words
from holdepunkt.voice.models import Message, MessageRun
from holdepunkt.voice.reads import messages as reads
from holdepunkt.voice.rules.proposal import Way, phone_digits
from holdepunkt.voice.views.proposals import A_PAGE, GET_OR_POST, crumbs

IN_RUNS = (Way.LETTER, Way.PLACE, Way.SMS)


@GET_OR_POST
def messages(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits, by way, and the runs there have been."""
    require(access.may_handle(request.asker))
    if request.method == "POST":
        return once(request, lambda: _begun(request, slug))
    counts = reads.counts(request.asker)
    page = Paginator(reads.runs(request.asker), A_PAGE).get_page(request.GET.get("side"))
    context = {
        "waiting": [_waiting(way, counts.get(way.value, 0)) for way in IN_RUNS],
        "mails": counts.get(Way.MAIL.value, 0),
        "page": page,
        "rows": [_run_row(row, slug) for row in page.object_list],
        "crumbs": crumbs(slug, (_("Beskeder"), "")),
    }
    return render(request, "voice/proposals/messages.html", context)


def _begun(request: HttpRequest, slug: str) -> str:
    way = request.POST.get("way", "")
    if way not in set(IN_RUNS):
        raise NotPossible(_("Vælg, hvordan beskederne skal sendes."))
    run = actions.begin_run(municipality=request.municipality, way=Way(way), by=request.asker)  # type: ignore[attr-defined]
    return reverse("voice:message_run", args=[slug, run.pk])


def _waiting(way: Way, count: int) -> dict[str, Any]:
    nouns = {Way.LETTER: _("Breve"), Way.PLACE: _("Opslag til et sted"), Way.SMS: _("SMS'er")}
    doors = {Way.LETTER: _("Skriv brevene ud"), Way.PLACE: _("Skriv opslagene ud"), Way.SMS: _("Lav listen")}
    return {"way": way.value, "noun": nouns[way], "count": count, "door": doors[way]}


def _run_row(row: Any, slug: str) -> dict[str, str]:
    state = _("sendt %(day)s") % {"day": danish_date(row.sent_on)} if row.sent_on else _("ikke sendt endnu")
    count = ngettext("%(n)s besked", "%(n)s beskeder", row.messages_in) % {"n": row.messages_in}
    return {
        "heading": _("%(way)s, %(day)s") % {"way": label(Way(row.way)), "day": danish_date(row.made_on)},
        "text": f"{count} · {state}",
        "href": reverse("voice:message_run", args=[slug, row.pk]),
    }


@never_cache
@GET_OR_POST
def run(request: HttpRequest, slug: str, run: int) -> HttpResponse:
    """A run for the printer; and, when it has been posted or hung up, that it was."""
    row = reads.run(request.asker, run)
    if request.method == "POST":
        return once(request, lambda: _finished(request, slug, row))
    found = list(reads.messages_of(row))
    record.exported("message_run.opened", on=row, by=request.asker, criteria={"way": row.way, "count": len(found)})
    context = {
        "run": row,
        "sheets": _sheets(found),
        "is_list": row.way == Way.SMS,
        "here_run": reverse("voice:message_run", args=[slug, row.pk]),
        "list_href": reverse("voice:message_list", args=[slug, row.pk]),
        "back": reverse("voice:messages", args=[slug]),
        "sent": danish_date(row.sent_on) if row.sent_on else "",
    }
    return render(request, "voice/proposals/run.html", context)


def _finished(request: HttpRequest, slug: str, row: MessageRun) -> str:
    actions.finish_run(run=row, by=request.asker)  # type: ignore[attr-defined]
    return reverse("voice:messages", args=[slug])


def _sheets(found: list[Message]) -> list[dict[str, Any]]:
    """One sheet for each proposal, whatever happened since the last run: a letter, or a notice without a name."""
    sheets: dict[int, dict[str, Any]] = {}
    for message in found:
        proposal = message.step.proposal
        sheet = sheets.setdefault(proposal.pk, _sheet(message))
        sheet["code"] = sheet["code"] or code_of(message)
        sheet["events"].append((happened(message.step), told_words(message.step)))
    return list(sheets.values())


def _sheet(message: Message) -> dict[str, Any]:
    proposal = message.step.proposal
    sender = getattr(proposal, "sender", None)
    return {
        "number": str(proposal),
        "to": sender.address if sender and message.way == Way.LETTER else "",
        "place": sender.place if sender and message.way == Way.PLACE else "",
        "events": [],
        "code": "",
        "address": follow_address(message),
    }


@require_safe
def sms_list(request: HttpRequest, slug: str, run: int) -> HttpResponse:
    """A line for each SMS, number and text, as a gateway takes it."""
    row = reads.run(request.asker, run)
    if row.way != Way.SMS:
        raise Http404(str(run))
    lines: dict[int, str] = {}  # one for each proposal; the oldest message brings the code
    for message in reads.messages_of(row):
        who = getattr(message.step.proposal, "sender", None)
        if who is not None:
            lines.setdefault(message.step.proposal_id, f"{phone_digits(who.phone)};{short(message)}")
    record.exported("message_run.listed", on=row, by=request.asker, criteria={"count": len(lines)})
    answer = HttpResponse("\n".join([*lines.values(), ""]), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sms-{row.made_on.isoformat()}.txt"'
    return answer
