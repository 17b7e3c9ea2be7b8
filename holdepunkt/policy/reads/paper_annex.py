"""What an item keeps of the thing it is about, so that a draft that moves on does not move the paper.

A year has its locked rows. A plan, a policy's text or an evaluation may still be written on after the committee
got it, so the item holds its own copy: the table and the words from the day it was sent, the councils' answers
from the day the agenda was out. Until then everything is read as it stands.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from holdepunkt.policy.models import BodyHeard, CommitteeItem
from holdepunkt.policy.papers.paper import Column, StatusRow, StatusTable
from holdepunkt.policy.reads import item as item_reads
from holdepunkt.policy.reads.paper_setting import version_for
from holdepunkt.policy.reads.paper_subjects import annex, annex_words
from holdepunkt.ui.jinja import danish_date

KEPT_TEXTS = ("goal", "effort", "lead", "partners", "schedule", "economy", "indicator", "next_step")


@dataclass(frozen=True)
class Said:
    """One body that was asked, and its own words when it has answered."""

    who: str
    said_on: date | None
    words: str
    considered: str


def to_keep(row: CommitteeItem) -> dict[str, Any] | None:
    """The copy as it would be today; nothing for a year, whose rows are locked already."""
    if row.report_id:
        return row.annex
    words = annex_words(row, version_for(row))
    table = annex(row, words)
    return (row.annex or {}) | {
        "words": words,
        "caption": table.caption,
        "columns": [[column.key, column.heading] for column in table.columns],
        "rows": [{key: text for key in KEPT_TEXTS if (text := getattr(line, key))} for line in table.rows],
        "heard": [_kept(said) for said in _as_they_stand(row)],
    }


def _kept(said: Said) -> dict[str, Any]:
    return asdict(said) | {"said_on": said.said_on.isoformat() if said.said_on else None}


def _as_they_stand(row: CommitteeItem) -> list[Said]:
    """Who was heard, with the last of their words; of one who corrected them the paper says so."""
    bodies = item_reads.heard(row)
    known = item_reads.corrected(bodies)
    return [Said(_who(body, known.get(body.pk)), body.said_on, body.words, body.considered) for body in bodies]


def _who(body: BodyHeard, corrected: date | None) -> str:
    told = {"who": body.unit, "day": danish_date(corrected)}
    return _("%(who)s (svaret er rettet %(day)s)") % told if corrected else str(body.unit)


def words_of(row: CommitteeItem) -> dict[str, str]:
    """The municipality's own words, as the paper has them."""
    kept = row.annex if row.sent_on and row.annex else {}
    return kept["words"] if "words" in kept else annex_words(row, version_for(row))


def table_of(row: CommitteeItem, words: dict[str, str]) -> StatusTable:
    """The table of Bilag 1: as it was sent, and before that as it stands."""
    kept = row.annex if row.sent_on and row.annex else {}
    if "rows" not in kept:
        return annex(row, words)
    empty = {"goal": "", "effort": "", "lead": ""}
    columns = tuple(Column(key, heading) for key, heading in kept["columns"])
    return StatusTable(kept["caption"], columns, tuple(StatusRow(**empty | line) for line in kept["rows"]))


def said_in(row: CommitteeItem) -> list[Said]:
    """Who was heard and what they said: as it was when the agenda came out, and before that as it stands."""
    if row.agenda_is_out and row.annex and "heard" in row.annex:
        return [Said(one["who"], _day(one["said_on"]), one["words"], one["considered"]) for one in row.annex["heard"]]
    return _as_they_stand(row)


def corrected_on(row: CommitteeItem) -> date | None:
    """The last day the item was corrected after the committee had it."""
    return _day(row.annex.get("corrected_on")) if row.annex else None


def is_quoted(body: BodyHeard) -> bool:
    """Whether these very words stand in an item whose agenda is out."""
    return bool(quoted([body]))


def quoted(bodies: Collection[BodyHeard]) -> set[int]:
    """Those, all heard on one thing, whose very words stand in an item whose agenda is out; by id."""
    said = [body for body in bodies if body.words]
    if not said:
        return set()
    about = {"plan": said[0].plan_id, "report": said[0].report_id, "policy_version": said[0].version_of_id}
    subject = {name: pk for name, pk in about.items() if pk}
    kept = list(CommitteeItem.objects.filter(published_on__isnull=False, **subject).values_list("annex", flat=True))
    return {body.pk for body in said if any(_quotes(annex, body.words) for annex in kept)}


def _quotes(annex: dict[str, Any] | None, words: str) -> bool:
    """Whether an item has the words; one that kept no list of them is taken to have them all."""
    return annex is None or "heard" not in annex or words in [said["words"] for said in annex["heard"]]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
