"""Hearings made ready to print: labels, tones, days; no queries."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt.ui.jinja import danish_date, short_date
from holdepunkt.voice.hearing_words import TONES, label
from holdepunkt.voice.models import (
    Hearing,
    HearingAnswer,
    HearingBody,
    HearingComment,
    HearingPassage,
    HearingStep,
    HearingTheme,
)
from holdepunkt.voice.rules.hearing import (
    Audience,
    BodyState,
    CameIn,
    Ground,
    HearingStage,
    HearingStepKind,
    Outcome,
    may_answer,
)


def mark(row: Hearing) -> dict[str, str]:
    """The word and the tone of how far a hearing has come."""
    stage = HearingStage(row.stage)
    return {"label": label(stage), "tone": TONES[stage]}


def until(row: Hearing, today: date) -> str:
    """The deadline in a sentence."""
    if row.stage == HearingStage.OPEN and row.due_on:
        if row.due_on < today:
            return _("Fristen gik den %(day)s.") % {"day": danish_date(row.due_on)}
        days = (row.due_on - today).days
        left = ngettext("Der er %(n)s dag til.", "Der er %(n)s dage til.", days) % {"n": days}
        return _("Du kan svare til og med %(day)s.") % {"day": danish_date(row.due_on)} + f" {left}"
    if row.stage == HearingStage.CLOSED:
        return _("Høringen er lukket. Vi læser alle svar og skriver, hvad de fører til.")
    return ""


def list_row(row: Hearing, href: str, today: date) -> dict[str, Any]:
    """A hearing in a list."""
    told = mark(row)
    day = _("svar senest %(day)s") % {"day": short_date(row.due_on)} if row.due_on else _("ingen frist endnu")
    return {
        "lead": told["label"],
        "tone": "warn" if row.stage == HearingStage.OPEN and row.due_on and row.due_on < today else told["tone"],
        "heading": row.title,
        "text": day if row.stage in (HearingStage.DRAFT, HearingStage.OPEN) else "",
        "href": href,
    }


def work_row(row: Hearing, slug: str, today: date) -> dict[str, Any]:
    """A hearing in the list at work: how many of those asked have answered."""
    asked = list(row.bodies.all())
    answered = sum(1 for body in asked if body.state == BodyState.ANSWERED)
    base = list_row(row, reverse("voice:work_hearing", args=[slug, row.pk]), today)
    said = _("%(n)s af %(all)s, der er spurgt, har svaret") % {"n": answered, "all": len(asked)}
    return base | {"text": " · ".join(filter(None, [base["text"], said if asked else ""]))}


def passage_rows(rows: Iterable[HearingPassage], row: Hearing, slug: str) -> list[dict[str, Any]]:
    """The text that is heard, with the way to answer each part."""
    base = reverse("voice:hearing_answer_new", args=[slug, row.number])
    is_open = row.stage == HearingStage.OPEN
    return [
        {
            "pk": one.pk,
            "key": one.key,
            "number": number,
            "heading": one.heading,
            "text": one.text,
            "who": label(Audience(one.audience)),
            "href": f"{base}?del={one.pk}" if is_open and may_answer(one.audience, Audience.ANYONE) else "",
            "only": "" if may_answer(one.audience, Audience.ANYONE)
            else _("Det her svarer kun de på, som vi har spurgt."),
        }
        for number, one in enumerate(rows, 1)
    ]  # fmt: skip


def body_rows(rows: Iterable[HearingBody], slug: str = "", doors: Iterable[int] = ()) -> list[dict[str, Any]]:
    """Who is heard, why, and where each is with the answer."""
    open_doors = set(doors)
    return [
        {
            "lead": label(BodyState(one.state)),
            "tone": TONES[BodyState(one.state)],
            "heading": one.name,
            "text": " · ".join(filter(None, [label(Ground(one.ground)), one.source, _answered(one)])),
            "href": reverse("voice:hearing_body", args=[slug, one.hearing_id, one.pk]) if one.pk in open_doors else "",
        }
        for one in rows
    ]  # fmt: skip


def _answered(one: HearingBody) -> str:
    if one.said_on is None:
        return ""
    told = _("svarede %(day)s") % {"day": danish_date(one.said_on)}
    if one.decided_by and one.decided_on:
        how = _("bestemt af %(who)s %(day)s") % {"who": one.decided_by, "day": danish_date(one.decided_on)}
        told = f"{told}, {how}"
    return f"{told}, {corrected(one)}" if one.corrected_on else told


def corrected(one: HearingBody) -> str:
    """That the answer was corrected, and when."""
    return _("rettet %(day)s") % {"day": danish_date(one.corrected_on)}


def step_rows(rows: Iterable[HearingStep]) -> list[dict[str, Any]]:
    """What happened and who decided it on which day, oldest first."""
    return [
        {
            "when": danish_date(one.taken_on),
            "text": " · ".join(filter(None, [label(HearingStepKind(one.kind)), one.who])),
            "note": one.words,
        }
        for one in rows
    ]


def answer_cards(rows: Iterable[HearingAnswer]) -> list[dict[str, Any]]:
    """Answers as everybody reads them; who sent one stands nowhere, but a body's name."""
    return [
        {
            "number": one.number,
            "who": one.body.name if one.body else "",
            "part": str(one.passage) if one.passage else _("Det hele"),
            "words": one.words,
            "replaced": _("Erstattet %(day)s") % {"day": danish_date(one.replaced_on)} if one.replaced_on else "",
            "no_words": _("Teksten er skjult, fordi den indeholder en trussel.") if one.is_threat else "",
            "hidden": [
                _("Noget blev skjult %(day)s, fordi: %(why)s") % {"day": danish_date(h.hidden_on), "why": h.why}
                for h in one.hidden.all()
            ],
        }
        for one in rows
    ]


def theme_cards(rows: Iterable[HearingTheme], *, shows_answers: bool) -> list[dict[str, Any]]:
    """Themes with what they led to; before the end only their names and how many speak of them."""
    return [
        {
            "pk": one.pk,
            "name": one.name,
            "count": ngettext("%(n)s svar", "%(n)s svar", getattr(one, "answers_in", 0))
            % {"n": getattr(one, "answers_in", 0)},
            "outcome": label(Outcome(one.outcome)) if one.outcome and shows_answers else "",
            "tone": TONES[Outcome(one.outcome)] if one.outcome and shows_answers else "idle",
            "words": one.words if shows_answers else "",
        }
        for one in rows
    ]


def work_answers(rows: Iterable[HearingAnswer], slug: str) -> list[dict[str, Any]]:
    """Answers in the list of those who keep the hearing."""
    return [
        {
            "lead": str(one.number),
            "lead_note": _("erstattet") if one.replaced_on else _("ulæst") if one.read_on is None else "",
            "tone": "warn" if one.read_on is None else "idle" if one.replaced_on or not one.themed.all() else "good",
            "heading": Truncator(one.words or _("skjult")).chars(120),
            "text": " · ".join(_facts(one)),
            "href": reverse("voice:hearing_answer_page", args=[slug, one.hearing_id, one.pk]),
        }
        for one in rows
    ]


def _facts(one: HearingAnswer) -> list[str]:
    named = [ref.theme.name for ref in one.themed.all()]
    about = str(one.passage) if one.passage else _("det hele")
    return [
        *([one.body.name] if one.body else [label(CameIn(one.came_in))]), about, short_date(one.received_on),
        ", ".join(named) or _("intet tema endnu"),
    ]  # fmt: skip


def comment_groups(passages: Iterable[HearingPassage], rows: Iterable[HearingComment]) -> list[dict[str, Any]]:
    """What members said, under the passage they spoke of; last what was said to the draft."""
    said: dict[int | None, list[dict[str, str]]] = {}
    on_draft = []
    for one in rows:
        told = {"who": one.member.name, "words": one.words, "day": danish_date(one.said_on)}
        if one.on_draft:
            on_draft.append(told)
        else:
            said.setdefault(one.passage_id, []).append(told)
    groups = [{"heading": str(one), "text": one.text, "said": said.get(one.pk, [])} for one in passages]
    if None in said:
        groups.append({"heading": _("Det hele"), "text": "", "said": said[None]})
    return [*groups, {"heading": _("Om udkastet"), "text": "", "said": on_draft}] if on_draft else groups
