"""Checks of what a pack says: dates, the rhythm, what is counted, what can be read."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from holdepunkt.policy.pack.format import ANCHOR_WORDS
from holdepunkt.policy.pack.kinds import COUNTED, MAY_CARRY_PROMISES, RhythmKind, UnitKind
from holdepunkt.policy.pack.rhythm_keys import NEEDS, USES
from holdepunkt.policy.pack.shape import Finding, Row, Rows

CONTRAST = 4.5
APPROVERS = (UnitKind.CITY_COUNCIL, UnitKind.COMMITTEE)
RECEIVERS = (UnitKind.CITY_COUNCIL, UnitKind.COMMITTEE, UnitKind.ADVISORY_COUNCIL)
_PERIODS = (
    ("units", "valid_from", "valid_until"),
    ("policy", "period_from", "period_to"),
    ("policy", "approved_on", "period_to"),
    ("plans", "period_from", "period_to"),
    ("efforts", "starts", "ends"),
    ("rhythm", "from_year", "to_year"),
)
_BY_KIND = ("every", "year", "count", "unit", "units", "each", "who", "what", "goals")


def dates_backwards(rows: Rows) -> Iterator[Finding]:
    """An end before its beginning."""
    for table, first, last in _PERIODS:
        for row in rows.of(table):
            yield from _backwards(row, first, last)
    for row in rows.of("goals"):
        for index, target in enumerate(row.item.targets):
            yield from _backwards(Row((*row.path, "targets", index), target), "baseline_year", "target_year")
    for row in rows.of("efforts"):
        for index, step in enumerate(row.item.milestones):
            if row.item.starts and _late(step.due) < _early(row.item.starts):
                path = (*row.path, "milestones", index, "due")
                yield Finding(path, str(step.due), "dates", str(row.item.starts))


def _backwards(row: Row, first: str, last: str) -> Iterator[Finding]:
    begins, ends = getattr(row.item, first), getattr(row.item, last)
    if begins and ends and _early(begins) > _late(ends):
        yield Finding((*row.path, last), str(ends), "dates", str(begins))


def _early(when: int | date) -> date:
    return date(when, 1, 1) if isinstance(when, int) else when


def _late(when: int | date) -> date:
    return date(when, 12, 31) if isinstance(when, int) else when


def year_of(when: int | date | None) -> int | None:
    """The year of a year or a date.

    >>> year_of(date(2017, 5, 30)), year_of(2019), year_of(None)
    (2017, 2019, None)
    """
    return when.year if isinstance(when, date) else when


def rhythm_fields(rows: Rows) -> Iterator[Finding]:
    """Each kind of rhythm has what it needs and nothing it does not use."""
    for path, row in rows.of("rhythm"):
        for one_of in NEEDS[row.kind]:
            if all(getattr(row, field) in (None, ()) for field in one_of):
                yield Finding((*path, "kind"), row.kind, "rhythm_needs", " / ".join(one_of))
        for field in _BY_KIND:
            if getattr(row, field) not in (None, ()) and field not in USES[row.kind]:
                choices = ", ".join(USES[row.kind]) or "–"
                yield Finding((*path, field), field, "rhythm_no_use", choices)


def rhythm_nobody_can_keep(rows: Rows) -> Iterator[Finding]:
    """Every 0 years, more goals than there are, an evaluation before the start, a body that is gone."""
    kinds = {row.item.kind for row in rows.of("units")}
    for path, row in rows.of("rhythm"):
        if row.every == 0:
            yield Finding((*path, "every"), "0", "never_zero")
        if row.count == 0:
            yield Finding((*path, "count"), "0", "range", "≥ 1")
        there_are = len(row.goals) or sum(goal.item.parent is None for goal in rows.of("goals"))
        if "goals" in USES[row.kind] and row.count and row.count > there_are:
            yield Finding((*path, "count"), str(row.count), "too_many_goals", str(there_are))
        if row.each and row.each not in kinds:
            yield Finding((*path, "each"), row.each, "nobody_of_kind", row.each)
        yield from _evaluation_early(rows, path, row)
        yield from _ended(rows, path, row)


def _evaluation_early(rows: Rows, path: Any, row: Any) -> Iterator[Finding]:
    policy = rows.one("policy")
    if policy is None or row.kind is not RhythmKind.EVALUATION_IN_YEAR or row.year is None:
        return
    known = [year for year in (year_of(policy.period_from), year_of(policy.approved_on)) if year]
    if known and row.year < max(known):
        yield Finding((*path, "year"), str(row.year), "evaluation_early", str(max(known)))


def _ended(rows: Rows, path: Any, row: Any) -> Iterator[Finding]:
    policy = rows.one("policy")
    last = row.to_year or row.year or year_of(policy.period_to if policy else None)
    named = [("unit", row.unit)] if row.unit else []
    for field, key in [*named, *(("units", unit) for unit in row.units)]:
        ended = year_of(_last_end(rows, key))
        if ended is not None and (last is None or ended < last):
            yield Finding((*path, field), f"{key} (–{ended})", "ended_unit")


def _last_end(rows: Rows, key: str) -> int | date | None:
    """When a unit and those that followed it have ended; None while one of them goes on."""
    seen: set[str] = set()
    unit = rows.named("units", key)
    while unit and unit.successor and unit.key not in seen:
        seen.add(unit.key)
        unit = rows.named("units", unit.successor)
    return unit.valid_until if unit else None


def unit_kinds(rows: Rows) -> Iterator[Finding]:
    """Only a council or committee approves a policy; a status goes to a political body or council."""
    policy = rows.one("policy")
    for field in ("approved_by", "committee"):
        unit = rows.named("units", getattr(policy, field)) if policy else None
        if unit and unit.kind not in APPROVERS:
            yield Finding(("policy", field), f"{unit.key} ({unit.kind})", "approver_kind", ", ".join(APPROVERS))
    for path, row in rows.of("rhythm"):
        unit = rows.named("units", row.unit)
        if row.kind is RhythmKind.STATUS_EVERY_YEARS and unit and unit.kind not in RECEIVERS:
            found = f"{unit.key} ({unit.kind})"
            yield Finding((*path, "unit"), found, "receiver_kind", ", ".join(RECEIVERS))


def what_counts(rows: Rows) -> Iterator[Finding]:
    """Only commitments can be kept or not (A8), and none is forgotten."""
    told = {row.item.passage for row in rows.of("promises")}
    kept = {row.item.promise for row in rows.of("rhythm")}
    for path, promise in rows.of("promises"):
        passage = rows.named("passages", promise.passage)
        if passage and passage.kind not in MAY_CARRY_PROMISES:
            found = f"{passage.id} ({passage.kind})"
            yield Finding((*path, "passage"), found, "not_counted", ", ".join(sorted(MAY_CARRY_PROMISES)))
        if promise.about_itself and promise.key not in kept:
            yield Finding((*path, "about_itself"), promise.key, "no_rhythm", promise.key)
    for path, passage in rows.of("passages"):
        if passage.kind in COUNTED and passage.id not in told:
            yield Finding((*path, "id"), passage.id, "no_promise", passage.id)


def anchors_short(rows: Rows) -> Iterator[Finding]:
    """The pack holds no verbatim text: an anchor is a few words."""
    for path, passage in rows.of("passages"):
        for end in ("starts", "ends"):
            words = getattr(passage.verbatim, end, "").split()
            if len(words) > ANCHOR_WORDS:
                yield Finding((*path, "verbatim", end), str(len(words)), "anchor_long", str(ANCHOR_WORDS))


def goals_chosen_twice(rows: Rows) -> Iterator[Finding]:
    """A goal is either bound or the body's own choice."""
    for path, plan in rows.of("plans"):
        for key in plan.own_choice_goals:
            if key in plan.goals:
                yield Finding((*path, "own_choice_goals"), key, "chosen_twice")


def accent_readable(rows: Rows) -> Iterator[Finding]:
    """White text on the accent must be readable (WCAG 1.4.3)."""
    municipality = rows.one("municipality")
    if municipality and municipality.accent and (seen := contrast(municipality.accent)) < CONTRAST:
        yield Finding(("municipality", "accent"), f"{seen:.1f}", "contrast", str(CONTRAST))


def contrast(accent: str) -> float:
    """The contrast of a colour against white, from 1 to 21.

    >>> round(contrast("#000000")), round(contrast("#ffffff"))
    (21, 1)
    """
    parts = [int(accent[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
