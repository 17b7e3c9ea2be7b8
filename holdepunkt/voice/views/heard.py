"""Heard today: one huge field; each line waits until the helper lets it be shown."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import clock
from holdepunkt.people.access import require
from holdepunkt.people.saving import save
from holdepunkt.voice import gathering_access as access
from holdepunkt.voice.actions import heard as actions
from holdepunkt.voice.forms.gathering import (
    BecomeProposalForm,
    ChangeHeardForm,
    GroupForm,
    HeardForm,
    HideHeardForm,
    heard_values,
)
from holdepunkt.voice.gathering_words import day_and_time
from holdepunkt.voice.models import Gathering, HeardLine
from holdepunkt.voice.reads import gatherings as reads
from holdepunkt.voice.rules.gathering import GatheringStage, LineStage, is_over
from holdepunkt.voice.views.council_steps import GET_POST, pressed, step
from holdepunkt.voice.views.gathering_rows import grouped, helper_row, public_href, work_href
from holdepunkt.voice.views.gatherings import keeper_of
from holdepunkt.voice.views.slips import code_for, hand_over


def _helper_of(request: HttpRequest, pk: int) -> tuple[Any, Gathering]:
    by = request.asker  # type: ignore[attr-defined]
    row = reads.one(by, pk)
    require(access.may_hear(by, row))
    return by, row


def _line_of(request: HttpRequest, pk: int, said: int) -> tuple[Any, Gathering, HeardLine]:
    by, row = _helper_of(request, pk)
    return by, row, reads.line(by, row, said)


@GET_POST
def today(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write a line; the page comes back with an empty field and the number to give the person."""
    by, row = _helper_of(request, pk)
    form, here = HeardForm(request.POST or None), work_href(slug, row, "heard")

    def act() -> str:
        made = actions.write_heard(gathering=row, by=by, **form.answers)
        return f"{here}?nummer={made.number}"

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    lines = reads.lines(by, row)
    context = {
        "row": row,
        "form": form,
        "number": request.GET.get("nummer", "")[:6],
        "lines": [helper_row(line, slug, row) for line in lines],
        "unseen": sum(line.stage == LineStage.WRITTEN for line in lines),
        "is_on": row.stage == GatheringStage.PLANNED and is_over(row.meets_on, clock.today()),
        "keeps": bool(access.may_keep_gathering(by, row)),
        "wall": public_href(slug, row, "wall") if row.is_public else "",
        "told": public_href(slug, row, "what_we_heard") if row.is_public and row.heard_public_on else "",
        "back": work_href(slug, row),
        **{name: work_href(slug, row, name) for name in ("heard_group", "heard_sheet", "heard_publish")},
    }
    return render(request, "voice/gatherings/heard.html", context)


@require_POST
def show(request: HttpRequest, slug: str, pk: int, said: int) -> HttpResponse:
    """Let a line be shown."""
    by, row, found = _line_of(request, pk, said)
    return pressed(request, lambda: actions.release_heard(line=found, by=by), work_href(slug, row, "heard"))


@require_POST
def take_down(request: HttpRequest, slug: str, pk: int, said: int) -> HttpResponse:
    """Take a line down again."""
    by, row, found = _line_of(request, pk, said)
    return pressed(request, lambda: actions.take_heard_down(line=found, by=by), work_href(slug, row, "heard"))


@GET_POST
def hide(request: HttpRequest, slug: str, pk: int, said: int) -> HttpResponse:
    """Do not show a line, and say why."""
    by, row, found = _line_of(request, pk, said)
    form, back = HideHeardForm(request.POST or None), work_href(slug, row, "heard")

    def act() -> str:
        actions.hide_heard(line=found, because=form.cleaned_data["because"], by=by)
        return back

    return step(request, form, act, heading=_("Skjul linje %(number)s") % {"number": said}, lead=found.words, back=back)


@GET_POST
def change(request: HttpRequest, slug: str, pk: int, said: int) -> HttpResponse:
    """Mend a line, or give it a theme."""
    by, row, found = _line_of(request, pk, said)
    form = ChangeHeardForm(request.POST or None, initial=heard_values(found))
    back = work_href(slug, row, "heard")

    def act() -> str:
        actions.change_heard(line=found, by=by, version=form.version, **form.answers)
        return back

    heading = _("Ret linje %(number)s") % {"number": said}
    lead = _("Skriv det, som det blev sagt. Navne tager du ud.")
    return step(request, form, act, heading=heading, kicker=row.title, lead=lead, back=back, theirs=heard_values)


@GET_POST
def become(request: HttpRequest, slug: str, pk: int, said: int) -> HttpResponse:
    """Let a line become a proposal; whoever wants an answer gets a slip with its number and code."""
    by, row = keeper_of(request, pk)
    found = reads.line(by, row, said)
    form, back = BecomeProposalForm(request.POST or None), work_href(slug, row, "heard")
    code = code_for(request, form)

    def act() -> str:
        made = actions.make_proposal(line=found, kind=form.cleaned_data["kind"], contact=form.contact, code=code, by=by)
        knows = form.contact is not None
        return reverse("voice:proposal_code", args=[slug, made.pk]) if knows else f"{back}#linje-{said}"

    answer = step(
        request, form, act, heading=_("Gør linjen til et forslag"), kicker=row.title, lead=found.words, back=back,
        submit=_("Lav forslaget"),
    )  # fmt: skip
    return hand_over(answer, code) if answer.status_code == 302 and form.contact is not None else answer


@GET_POST
def group(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put lines under a theme word."""
    by, row = _helper_of(request, pk)
    lines = [line for line in reads.lines(by, row) if line.stage != LineStage.HIDDEN]
    form = GroupForm(request.POST or None, lines=reversed(lines))
    here, back = work_href(slug, row, "heard_group"), work_href(slug, row, "heard")

    def act() -> str:
        word = form.cleaned_data["theme_word"]
        actions.group_heard(gathering=row, theme_word=word, lines=form.chosen, by=by)
        return here

    known = ", ".join(reads.theme_words(row))
    lead = (
        _("Ord, I har brugt: %(words)s") % {"words": known}
        if known
        else _("Vælg selv ordene. De står på siden bagefter.")
    )
    return step(
        request, form, act, heading=_("Saml linjer under et tema"), kicker=row.title, lead=lead, back=back,
        submit=_("Saml dem"),
    )  # fmt: skip


@require_safe
def sheet(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What is shown, on paper for the wall, with the way to the page."""
    by = request.asker  # type: ignore[attr-defined]
    row = reads.one(by, pk)
    address = settings.HOLDEPUNKT_URL.rstrip("/") + public_href(slug, row) if row.is_public else ""
    context = {
        "row": row,
        "when": day_and_time(row),
        "groups": grouped(reads.shown(row)),
        "address": address,
        "qr": public_href(slug, row, "gathering_qr") if row.is_public else "",
        "back": work_href(slug, row),
    }
    return render(request, "voice/gatherings/sheet.html", context)


@require_POST
def publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let everybody read what we heard; pressed again, it is taken down."""
    by, row = keeper_of(request, pk)
    act = actions.unpublish_heard if request.POST.get("fortryd") else actions.publish_heard
    return pressed(request, lambda: act(gathering=row, by=by), work_href(slug, row, "heard"))
