"""Gatherings, lines and sign-ups made ready to print; no queries."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt.ui.jinja import short_date
from holdepunkt.voice.gathering_words import LINE_TONES, SIGN_UP_TONES, day_and_time, label
from holdepunkt.voice.models import Gathering, HeardLine, SignUp
from holdepunkt.voice.rules.gathering import GatheringKind, GatheringStage, LineStage, Need, SignUpStage, is_over
from holdepunkt.voice.views.proposal_rows import card


def standing(row: Gathering, today: date) -> dict[str, str]:
    """The word and the tone of where a gathering stands: ahead, today, held, called off."""
    if row.stage == GatheringStage.CALLED_OFF:
        return {"label": _("aflyst"), "tone": "bad"}
    if row.meets_on == today:
        return {"label": _("i dag"), "tone": "good"}
    return (
        {"label": _("holdt"), "tone": "done"}
        if is_over(row.meets_on, today)
        else {"label": _("kommer"), "tone": "begun"}
    )


def facts(row: Gathering) -> list[tuple[str, str]]:
    """What one needs to know to come."""
    found = [(_("Hvornår"), day_and_time(row)), (_("Hvor"), row.place or _("Stedet kommer."))]
    return [*found, (_("Sammen med"), row.department.name)] if row.department else found


def public_row(row: Gathering, slug: str, today: date) -> dict[str, Any]:
    """A gathering in the public list."""
    where = standing(row, today)
    return {
        "lead": short_date(row.meets_on), "lead_note": where["label"], "tone": where["tone"], "heading": row.title,
        "text": " · ".join(filter(None, [label(GatheringKind(row.kind)), row.place])), "href": public_href(slug, row),
    }  # fmt: skip


def public_href(slug: str, row: Gathering, name: str = "gathering", **more: Any) -> str:
    """The address of one of a gathering's public pages."""
    return reverse(f"voice:{name}", kwargs={"slug": slug, "gathering": row.number} | more)


def work_href(slug: str, row: Gathering, name: str = "work_gathering", **more: Any) -> str:
    """The address of one of a gathering's pages at work."""
    return reverse(f"voice:{name}", kwargs={"slug": slug, "pk": row.pk} | more)


def work_row(row: Any, slug: str, today: date) -> dict[str, Any]:
    """A gathering in the list at work."""
    where = standing(row, today)
    counts = [
        ngettext("%(n)s tilmelding", "%(n)s tilmeldinger", row.parties) % {"n": row.parties} if row.parties else "",
        ngettext("%(n)s linje", "%(n)s linjer", row.lines_in) % {"n": row.lines_in} if row.lines_in else "",
        row.department.name if row.department else "",
    ]
    return {
        "lead": short_date(row.meets_on), "lead_note": where["label"], "tone": where["tone"], "heading": row.title,
        "text": " · ".join(filter(None, [label(GatheringKind(row.kind)), *counts])), "href": work_href(slug, row),
    }  # fmt: skip


def grouped(lines: Iterable[HeardLine]) -> list[dict[str, Any]]:
    """Lines under their theme words, the biggest last come first named; those without a word at the end."""
    groups: dict[str, list[HeardLine]] = {}
    for line in lines:
        groups.setdefault(line.theme_word, []).append(line)
    named = sorted((word for word in groups if word), key=str.casefold)
    return [{"heading": word, "lines": groups[word]} for word in [*named, *([""] if "" in groups else [])]]


def became_card(line: HeardLine, slug: str, today: date) -> dict[str, Any]:
    """What became of a line: the proposal's own card, with the number that the person was given."""
    assert line.proposal is not None
    return card(line.proposal, slug, today) | {"line": line.number}


def helper_row(line: HeardLine, slug: str, gathering: Gathering) -> dict[str, Any]:
    """A line as the helper sees it, with what can be done to it."""
    stage = LineStage(line.stage)
    return {
        "row": line,
        "words": line.words,
        "mark": {"label": label(stage), "tone": LINE_TONES[stage]},
        "note": " · ".join(filter(None, [line.theme_word, line.hidden_because])),
        "proposal": str(line.proposal) if line.proposal else "",
        "proposal_href": reverse("voice:work_proposal", args=[slug, line.proposal_id]) if line.proposal_id else "",
        "may_become": line.proposal_id is None and stage != LineStage.HIDDEN,
        "short": Truncator(line.words).chars(40),
        **{
            name: work_href(slug, gathering, f"heard_{name}", said=line.number)
            for name in ("show", "down", "hide", "change", "become")
        },
    }


def sign_up_row(row: SignUp, slug: str, gathering: Gathering) -> dict[str, Any]:
    """A party in the list of those who signed up."""
    stage = SignUpStage(row.stage)
    needs = ", ".join(label(Need(need)) for need in row.needs)
    return {
        "lead": str(row.number), "lead_note": label(stage), "tone": SIGN_UP_TONES[stage],
        "heading": row.name or _("Uden navn"),
        "text": " · ".join(filter(None, [persons(row.persons), needs, row.other_needs])),
        "href": work_href(slug, gathering, "work_sign_up", sign_up=row.number),
    }  # fmt: skip


def persons(count: int) -> str:
    """ "3 personer"."""
    return ngettext("%(n)s person", "%(n)s personer", count) % {"n": count}
