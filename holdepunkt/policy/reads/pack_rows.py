"""The rows of a version told as a pack again: the inverse of `actions.load_text`.

What is empty is left out, for left out means unknown. The dict holds only what TOML can say.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from holdepunkt.people.models import Municipality, Unit
from holdepunkt.policy.models import Goal, GoalTarget, Passage, PolicyVersion, Promise, Rhythm
from holdepunkt.policy.pack.kinds import FORMAT, THE_MUNICIPALITY, general_form
from holdepunkt.policy.reads.pack_plans import keys_of_units, plans_of
from holdepunkt.policy.rules.kinds import Modal, VersionStage
from holdepunkt.policy.rules.period import from_when, until_when

Table = dict[str, Any]


def pack_of(version: PolicyVersion, *, stage: VersionStage | None = None) -> Table:
    """The whole pack of a version as nested dicts and lists; `stage` overrules the row's own."""
    municipality = version.policy.municipality
    passages = list(version.passages.all())
    return bare(
        {
            "format": FORMAT,
            "municipality": _municipality(municipality),
            "units": [_unit(unit) for unit in _units(municipality)],
            "policy": _policy(version, stage or VersionStage(version.stage)),
            "levels": version.levels,
            "passages": [_passage(row, number) for number, row in enumerate(passages, start=1)],
            "values": version.values,
            "target_group": version.target_group,
            "goals": _goals(version),
            "national_goals": _national_goals(version),
            "promises": _promises(version),
            "links": _links(version),
            "rhythm": _rhythms(version),
            "deadlines": version.deadlines,
            "paper": _paper(version),
            "plans": plans_of(version),
        }
    )


def bare(value: Any) -> Any:
    """Leave out what is None, empty text or empty list, at every depth; nought and False stay."""
    if isinstance(value, dict):
        pairs = ((name, bare(part)) for name, part in value.items())
        return {name: part for name, part in pairs if part not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [bare(part) for part in value]
    return value


def _units(municipality: Municipality) -> Iterable[Unit]:
    return Unit.objects.filter(municipality=municipality).select_related("parent", "successor").order_by("pk")


def _municipality(row: Municipality) -> Table:
    return {
        "slug": row.slug,
        "name": row.name,
        "code": row.code,
        "council_name": row.council_name,
        "accent": row.accent,
        "case_system": row.case_system,
        "words": row.words,
        "closing_days": [_closing_day(day) for day in row.closing_days],
    }


def _closing_day(text: str) -> str | date:
    return date.fromisoformat(text) if len(text) > len("12-24") else text


def _unit(row: Unit) -> Table:
    return {
        "key": row.key,
        "kind": row.kind,
        "name": row.name,
        "parent": row.parent.key if row.parent else None,
        "valid_from": from_when(row.valid_from),
        "valid_until": until_when(row.valid_until),
        "successor": row.successor.key if row.successor else None,
        "example": row.is_example or None,
        "note": row.note,
    }


def _key(row: Any) -> str | None:
    return row.key if row is not None else None


def _policy(row: PolicyVersion, stage: VersionStage) -> Table:
    before = row.policy.predecessor
    return {
        "slug": row.policy.slug,
        "title": row.title,
        "kind_word": row.kind_word,
        "edition": row.edition,
        "stage": VersionStage.APPROVED.value if stage == VersionStage.SUPERSEDED else stage.value,
        "period_from": from_when(row.period_from),
        "period_to": until_when(row.period_to),
        "in_use_after_period": row.in_use_after_period or None,
        "approved_by": _key(row.approved_by),
        "approved_on": row.approved_on,
        "dated": row.dated,
        "predecessor": before.slug if before else None,
        "committee": _key(row.committee),
        "owner": _key(row.owner),
        "source_name": row.source_name,
        "source_note": row.source_note,
        "draft_remark": row.draft_remark,
    }


def _passage(row: Passage, number: int) -> Table:
    anchors = {"starts": row.starts, "ends": row.ends, "nth": row.nth}
    return {
        "id": row.key,
        "kind": row.kind,
        "heading": row.heading,
        "plain": row.plain,
        "place": row.place or f"Afsnit {number}",
        "verbatim": anchors if row.starts and row.ends else None,
    }


def _goals(version: PolicyVersion) -> list[Table]:
    rows = version.goals.select_related("parent", "passage").prefetch_related("national_goals", "targets")
    return [_goal(row, place, version.levels) for place, row in enumerate(rows)]


def _goal(row: Goal, place: int, levels: list[Table]) -> Table:
    known = 1 <= row.level <= len(levels)
    return {
        "key": row.key,
        "title": row.title,
        "level": levels[row.level - 1].get("key") if known else None,
        "parent": _key(row.parent),
        "plain": row.plain,
        "passage": _key(row.passage),
        "national_goals": [goal.key for goal in row.national_goals.all()],
        "order": None if row.order == place else row.order,
        "own_of": row.of_other_body,
        "targets": [_target(target) for target in row.targets.all()],
    }


def _target(row: GoalTarget) -> Table:
    return {
        "measure": row.measure,
        "unit_of_measure": row.unit,
        "group": row.group,
        "baseline": None if row.baseline_value is None else float(row.baseline_value),
        "baseline_year": row.baseline_year,
        "target": None if row.target_value is None else float(row.target_value),
        "target_year": row.target_year,
        "source": row.source,
    }


def _national_goals(version: PolicyVersion) -> list[Table]:
    return [
        {"key": row.key, "title": row.title, "set": row.set_name, "owner": row.owner, "passage": _key(row.passage)}
        for row in version.national_goals.select_related("passage")
    ]


def _promises(version: PolicyVersion) -> list[Table]:
    rows = version.promises.select_related("passage", "doer_unit").prefetch_related("goals")
    return [_promise(row) for row in rows]


def _promise(row: Promise) -> Table:
    doer = row.doer_unit.key if row.doer_unit else row.doer
    return {
        "key": row.key,
        "plain": row.plain,
        "passage": row.passage.key,
        "goals": [goal.key for goal in row.goals.all()],
        "modal": None if row.modal == Modal.SHALL else row.modal,
        "doer": None if doer == THE_MUNICIPALITY else doer,
        "partners": row.partners,
        "about_itself": row.about_itself or None,
        "by_other_body": row.by_other_body,
        "note": row.note,
    }


def _links(version: PolicyVersion) -> list[Table]:
    return [
        {"title": row.title, "kind": row.kind, "why": row.why, "url": row.url, "passage": _key(row.passage)}
        for row in version.links.select_related("passage")
    ]


def _rhythms(version: PolicyVersion) -> list[Table]:
    rows = version.rhythms.select_related("unit", "promise", "passage")
    return [_rhythm(row) for row in rows.prefetch_related("units", "goals")]


def _rhythm(row: Rhythm) -> Table:
    return {
        "key": row.key,
        "kind": row.kind,
        "plain": row.plain,
        "stated": None if row.stated == Modal.SHALL else row.stated,
        "about": row.about,
        "every": row.every,
        "year": row.year,
        "from_year": row.from_year,
        "to_year": row.to_year,
        "unit": _key(row.unit),
        "units": keys_of_units(row.units.all()),
        "each": row.each,
        "who": row.who,
        "what": row.what,
        "count": row.count,
        "goals": [goal.key for goal in row.goals.all()],
        "promise": _key(row.promise),
        "passage": _key(row.passage),
    }


def _paper(version: PolicyVersion) -> Table | None:
    fields = [
        {"key": field["key"], "heading": field["heading"], "known": None if field.get("known", True) else False}
        for field in version.paper_fields
    ]
    if not fields or (version.paper_fields == general_form() and not version.paper_note):
        return None
    return {"fields": fields, "note": version.paper_note}
