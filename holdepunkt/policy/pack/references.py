"""Checks that look from one row to another: keys used twice, unknown keys, circles."""

from collections.abc import Callable, Iterator
from typing import Any

from holdepunkt.policy.pack.kinds import THE_MUNICIPALITY, PaperKey
from holdepunkt.policy.pack.shape import Finding, Row, Rows, close, name_of

REFERENCES: dict[str, dict[str, str]] = {
    "units": {"parent": "units", "successor": "units"},
    "policy": {"approved_by": "units", "committee": "units", "owner": "units"},
    "values": {"passage": "passages"},
    "target_group": {"passage": "passages"},
    "goals": {
        "level": "levels",
        "parent": "goals",
        "passage": "passages",
        "national_goals": "national_goals",
        "own_of": "units",
    },
    "national_goals": {"passage": "passages"},
    "promises": {
        "passage": "passages",
        "goals": "goals",
        "doer": "units",
        "partners": "units",
        "by_other_body": "units",
    },
    "links": {"passage": "passages"},
    "rhythm": {"unit": "units", "units": "units", "goals": "goals", "promise": "promises", "passage": "passages"},
    "plans": {
        "passage": "passages",
        "drafted_by": "units",
        "approved_by": "units",
        "goals": "goals",
        "own_choice_goals": "goals",
    },
    "efforts": {"passage": "passages", "unit": "units", "partners": "units", "goals": "goals", "promises": "promises"},
}
MAY_NAME_THE_MUNICIPALITY = {("goals", "own_of"), ("promises", "doer")}
MISSING = {
    "units": "unit_missing",
    "goals": "goal_missing",
    "levels": "level_missing",
    "passages": "passage_missing",
    "promises": "promise_missing",
    "national_goals": "national_missing",
}


def keys_used_twice(rows: Rows, line_of: Callable[[tuple[str | int, ...]], int | None]) -> Iterator[Finding]:
    """Two goals with one id, and the like."""
    for table in (*MISSING, "values", "rhythm", "plans", "efforts"):
        first: dict[str, Row] = {}
        for row in rows.of(table):
            key = name_of(row.item)
            if key is None:
                continue
            field = "id" if table == "passages" else "key"
            if key in first:
                other = line_of((*first[key].path, field))
                yield Finding((*row.path, field), key, "twice", str(other))
            first.setdefault(key, row)
    for row in rows.of("units"):
        if row.item.key == THE_MUNICIPALITY:
            yield Finding((*row.path, "key"), row.item.key, "reserved", THE_MUNICIPALITY)


def paper_fields_twice(rows: Rows) -> Iterator[Finding]:
    """A paper has each field once; free ones may repeat."""
    paper = rows.one("paper")
    seen: set[PaperKey] = set()
    for index, field in enumerate(paper.fields if paper else ()):
        if field.key in seen and field.key is not PaperKey.FREE:
            yield Finding(("paper", "fields", index, "key"), field.key, "field_twice")
        seen.add(field.key)


def unknown_references(rows: Rows) -> Iterator[Finding]:
    """A unit, goal, level, passage or promise that no row has."""
    for table, fields in REFERENCES.items():
        for row in rows.of(table):
            for field, target in fields.items():
                yield from _unknown(rows, table, row, field, target)
    if rows.of("goals") and not rows.names["levels"]:
        yield Finding(("goals",), "", "no_levels")


def _unknown(rows: Rows, table: str, row: Row, field: str, target: str) -> Iterator[Finding]:
    known = rows.names[target]
    if target == "levels" and not known:
        return
    value: Any = getattr(row.item, field)
    for key in value if isinstance(value, tuple) else (value,):
        if key is None or key in known:
            continue
        if key == THE_MUNICIPALITY and (table, field) in MAY_NAME_THE_MUNICIPALITY:
            continue
        yield Finding((*row.path, field), key, MISSING[target], close(key, sorted(known)))


def circles(rows: Rows) -> Iterator[Finding]:
    """A goal that is its own ancestor, a unit that succeeds itself; each circle told once."""
    for table, field in (("units", "parent"), ("units", "successor"), ("goals", "parent")):
        onward = {row.item.key: getattr(row.item, field) for row in rows.of(table)}
        told: set[str] = set()
        for row in rows.of(table):
            circle = _circle(row.item.key, onward)
            if circle and told.isdisjoint(circle):
                yield Finding((*row.path, field), " → ".join((*circle, circle[0])), "circle")
            told.update(circle)


def _circle(start: str, onward: dict[str, str | None]) -> tuple[str, ...]:
    """The keys of the circle that start stands in, or nothing.

    >>> _circle("a", {"a": "b", "b": "a"}), _circle("a", {"a": "b", "b": None})
    (('a', 'b'), ())
    """
    walked: dict[str, None] = {}
    key: str | None = start
    while key is not None and key not in walked:
        walked[key] = None
        key = onward.get(key)
    return tuple(walked) if key == start else ()
