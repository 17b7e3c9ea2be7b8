"""Proposals made ready to print: labels, tones and the path; no queries."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt.ui.jinja import danish_date, short_date
from holdepunkt.voice.labels import TONES, label
from holdepunkt.voice.message_words import happened, told_words
from holdepunkt.voice.models import Proposal, Step
from holdepunkt.voice.rules.proposal import BESIDE, OUTCOMES, UNANSWERED, CameBy, ProposalKind, StepKind


def mark(proposal: Proposal) -> dict[str, str]:
    """The word and the tone of where a proposal stands."""
    kind = StepKind(proposal.standing)
    return {"label": label(kind), "tone": TONES[kind]}


def public_words(proposal: Proposal) -> str:
    """The words that everybody may read; a removed one and a threat show none."""
    if proposal.standing == StepKind.REMOVED or proposal.is_threat:
        return ""
    return proposal.words


def promise(proposal: Proposal, today: date) -> str:
    """When we answer at the latest; past that day, that we have not kept it. Empty when there is an answer."""
    if proposal.standing not in UNANSWERED:
        return ""
    day = {"day": danish_date(proposal.answer_due)}
    if _is_late(proposal, today):
        return _("Vi skulle have svaret senest %(day)s. Det har vi ikke gjort endnu.") % day
    return _("Vi svarer senest %(day)s.") % day


def card(proposal: Proposal, slug: str, today: date) -> dict[str, Any]:
    """A proposal as a short card: what was said, where it stands, and what we answered."""
    newest = _last_outcome(proposal.steps.all())
    return {
        "number": str(proposal),
        "kind": label(ProposalKind(proposal.kind)),
        "words": Truncator(public_words(proposal)).chars(280),
        "no_words": no_words(proposal),
        "mark": mark(proposal),
        "what": happened(newest) if newest else promise(proposal, today),
        "told": Truncator(told_words(newest)).chars(280) if newest else "",
        "when": danish_date(proposal.received_on),
        "theme": proposal.theme.name if proposal.theme else "",
        "is_masked": bool(proposal.hidden.all()) and not proposal.is_threat,
        "href": reverse("voice:proposal", kwargs={"slug": slug, "number": str(proposal)}),
    }  # fmt: skip


def no_words(proposal: Proposal) -> str:
    """Why there is no text to read; empty when there is."""
    if proposal.standing == StepKind.REMOVED:
        return _("Teksten er fjernet.")
    return _("Teksten er skjult, fordi den indeholder en trussel.") if proposal.is_threat else ""


def _last_outcome(steps: Iterable[Step]) -> Step | None:
    shown = [step for step in steps if not is_ended(step) and step.kind in (*OUTCOMES, StepKind.REMOVED)]
    return shown[-1] if shown else None


def is_ended(step: Step) -> bool:
    """Whether a step was taken back."""
    return hasattr(step, "end")


def path_rows(steps: Iterable[Step], slug: str, *, inside: bool = False) -> list[dict[str, Any]]:
    """The path as stations, oldest first. What was taken back stands there with the reason, not with its words."""
    return [_station(step, slug, inside) for step in steps]


def _station(step: Step, slug: str, inside: bool) -> dict[str, Any]:
    kind, ended = StepKind(step.kind), is_ended(step)
    title = step.about_title if inside or kind == StepKind.EFFORT_STATUS else ""
    return {
        "pk": step.pk,
        "heading": label(kind),
        "when": danish_date(step.taken_on),
        "what": happened(step),
        "words": step.words if inside or not ended else "",
        "title": title if inside or not ended else "",
        "state": "empty" if ended else "full" if kind in (*OUTCOMES, StepKind.TOLD) else "begun",
        "ended": _("Trukket tilbage %(day)s: %(why)s") % {"day": danish_date(step.end.ended_on), "why": step.end.why}
        if ended else "",
        "can_end": not ended and kind not in (
            StepKind.RECEIVED, StepKind.ADOPTED, StepKind.EFFORT_STATUS, *BESIDE
        ),
    }  # fmt: skip


def work_rows(rows: Iterable[Proposal], slug: str, today: date) -> list[dict[str, Any]]:
    """The staff's list: where each stands, how late it is, and who answers."""
    return [
        {
            "lead": str(row),
            "lead_note": label(StepKind(row.standing)),
            "tone": "warn" if _is_late(row, today) else TONES[StepKind(row.standing)],
            "heading": Truncator(row.words or no_words(row)).chars(120),
            "text": " · ".join(_facts(row, today)),
            "href": reverse("voice:work_proposal", args=[slug, row.pk]),
        }
        for row in rows
    ]


def _facts(row: Proposal, today: date) -> list[str]:
    facts = [label(ProposalKind(row.kind)), label(CameBy(row.came_by)), short_date(row.received_on)]
    if _is_late(row, today):
        days = (today - row.answer_due).days
        facts.append(ngettext("%(n)s dag over fristen", "%(n)s dage over fristen", days) % {"n": days})
    elif row.standing in UNANSWERED:
        facts.append(_("svar senest %(day)s") % {"day": short_date(row.answer_due)})
    facts.append(row.reader.name if row.reader else _("ingen enhed valgt"))
    return [*facts, row.theme.name] if row.theme else facts


def _is_late(row: Proposal, today: date) -> bool:
    return row.standing in UNANSWERED and row.answer_due < today
