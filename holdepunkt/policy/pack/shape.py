"""Read a parsed TOML pack row by row, so that one bad row does not hide the next one's faults.

Every fault becomes a Finding; rows that are whole are kept for the checks that look across rows.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from holdepunkt.policy.pack import format as f
from holdepunkt.policy.pack.kinds import FORMAT
from holdepunkt.policy.pack.lines import Path
from holdepunkt.policy.pack.problem import shown

TABLES: dict[str, type[BaseModel]] = {
    "units": f.Unit,
    "levels": f.Level,
    "passages": f.Passage,
    "values": f.Value,
    "goals": f.Goal,
    "national_goals": f.NationalGoal,
    "promises": f.Promise,
    "links": f.PolicyLink,
    "rhythm": f.Rhythm,
    "plans": f.Plan,
}
SINGLES: dict[str, type[BaseModel]] = {
    "municipality": f.Municipality,
    "policy": f.Policy,
    "target_group": f.TargetGroup,
    "deadlines": f.Deadlines,
    "paper": f.Paper,
}
REQUIRED = ("municipality", "policy")
MAX_ROWS = 2_000
NEAR_AMONG = 500
_BY_TYPE = {
    "string_type": "text",
    "string_too_short": "empty",
    "int_type": "number",
    "int_from_float": "number",
    "float_type": "figure",
    "finite_number": "figure",
    "bool_type": "flag",
    "tuple_type": "list",
    "model_type": "table",
    "model_attributes_type": "table",
    "day": "day",
    "when": "when",
    "month_day": "month_day",
    "missing": "missing",
}
_FORMS = {"^[a-z0-9]": "key_form", "^#": "accent_form", "^https": "link_form"}


class Finding(NamedTuple):
    """A fault before it has a line: where, what stands there, what is wrong, what could stand there."""

    path: Path
    found: str
    message_key: str
    choices: str = ""


class Row(NamedTuple):
    """A whole row and where it stands."""

    path: Path
    item: Any


@dataclass(frozen=True)
class Rows:
    """The whole rows of a pack by table; `names` and `labels` know the keys of broken rows too."""

    tables: Mapping[str, tuple[Row, ...]]
    names: Mapping[str, frozenset[str]]
    labels: Mapping[Path, str]

    def of(self, table: str) -> tuple[Row, ...]:
        """The rows of a table; a single table is one row."""
        return self.tables.get(table, ())

    def one(self, table: str) -> Any:
        """The single table, or None where it is missing or broken."""
        rows = self.of(table)
        return rows[0].item if rows else None

    def named(self, table: str, key: str | None) -> Any:
        """The row with this key, or None."""
        return self._index.get((table, key))

    @cached_property
    def _index(self) -> Mapping[tuple[str, str | None], Any]:
        rows = ((table, row.item) for table, found in self.tables.items() for row in found)
        return {(table, name_of(item)): item for table, item in rows}


def name_of(item: Any) -> str | None:
    """The key or id of a row."""
    return getattr(item, "key", None) or getattr(item, "id", None)


def read_shape(raw: dict[str, Any]) -> tuple[Rows, list[Finding]]:
    """All whole rows, and all faults of form."""
    findings: list[Finding] = list(_top_level(raw))
    tables: dict[str, tuple[Row, ...]] = {}
    for name, model in SINGLES.items():
        if name in raw:
            tables[name] = tuple(_row((name,), raw[name], model, findings))
    for name, model in TABLES.items():
        tables[name] = tuple(_rows((name,), raw.get(name, []), model, findings))
    tables["efforts"] = tuple(_efforts(raw.get("plans"), findings))
    labels = dict(_labels((), raw))
    return Rows(tables, _names(labels), labels), findings


def _top_level(raw: dict[str, Any]) -> Iterator[Finding]:
    known = list(f.Pack.model_fields)
    for key in raw:
        if key not in known:
            yield Finding((key,), key, "unknown_key", close(key, known))
    for key in REQUIRED:
        if key not in raw:
            yield Finding((key,), "", "missing")
    version = raw.get("format")
    if version is None:
        yield Finding(("format",), "", "missing")
    elif version != FORMAT or isinstance(version, bool):
        yield Finding(("format",), shown(version), "version", str(FORMAT))


def _rows(path: Path, raw: Any, model: type[BaseModel], findings: list[Finding]) -> Iterator[Row]:
    if not isinstance(raw, list):
        findings.append(Finding(path, shown(raw), "list"))
        return
    if len(raw) > MAX_ROWS:
        findings.append(Finding(path, str(len(raw)), "many_rows", str(MAX_ROWS)))
        return
    for index, row in enumerate(raw):
        yield from _row((*path, index), row, model, findings)


def _row(path: Path, raw: Any, model: type[BaseModel], findings: list[Finding]) -> Iterator[Row]:
    if not isinstance(raw, dict):
        findings.append(Finding(path, shown(raw), "table"))
        return
    if model is f.Plan:
        raw = {key: value for key, value in raw.items() if key != "efforts"}
    try:
        yield Row(path, model.model_validate(raw))
    except ValidationError as error:
        findings.extend(_finding(path, fault, model) for fault in error.errors())


def _efforts(plans: Any, findings: list[Finding]) -> Iterator[Row]:
    """Efforts are read by themselves, so that one bad effort does not hide its neighbours."""
    for index, plan in enumerate(plans if isinstance(plans, list) else []):
        if isinstance(plan, dict) and "efforts" in plan:
            yield from _rows(("plans", index, "efforts"), plan["efforts"], f.Effort, findings)


def _finding(path: Path, fault: Any, model: type[BaseModel]) -> Finding:
    where = (*path, *fault["loc"])
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        key = str(fault["loc"][-1])
        return Finding(where, key, "unknown_key", close(key, _keys_at(model, fault["loc"][:-1])))
    if kind == "missing":
        return Finding(where, "", "missing")
    found = shown(fault["input"])
    if kind == "enum":
        return Finding(where, found, "choice", ", ".join(re.findall(r"'([^']+)'", context["expected"])))
    if kind == "string_pattern_mismatch":
        form = next(key for start, key in _FORMS.items() if context["pattern"].startswith(start))
        return Finding(where, found, form)
    if kind == "string_too_long":
        return Finding(where, found, "long", str(context["max_length"]))
    if kind in {"greater_than_equal", "less_than_equal"}:
        sign = "≥" if kind == "greater_than_equal" else "≤"
        return Finding(where, found, "range", f"{sign} {context.get('ge', context.get('le'))}")
    return Finding(where, found, _BY_TYPE.get(kind, "shape"), fault["msg"])


def _keys_at(model: type[BaseModel], where: tuple[str | int, ...]) -> list[str]:
    """The keys of the table at this place inside the model."""
    for part in where:
        if isinstance(part, str):
            model = _model_in(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((hit for part in get_args(annotation) if (hit := _model_in(part))), None)


def _labels(path: Path, raw: Any) -> Iterator[tuple[Path, str]]:
    """The key (or id) of every row that has one, whole or broken, by its place."""
    inside: Iterator[tuple[str | int, Any]] = iter(())
    if isinstance(raw, dict):
        inside = iter(raw.items())
        label = raw.get("key", raw.get("id"))
        if isinstance(label, str) and path:
            yield path, shown(label)
    elif isinstance(raw, list):
        inside = iter(enumerate(raw))
    for part, value in inside if len(path) < 6 else ():
        if isinstance(value, dict | list):
            yield from _labels((*path, part), value)


def _names(labels: Mapping[Path, str]) -> dict[str, frozenset[str]]:
    rows = [(path, label) for path, label in labels.items() if len(path) == 2]
    return {table: frozenset(label for path, label in rows if path[0] == table) for table in TABLES}


def close(word: str, known: list[str]) -> str:
    """The nearest known words, or all of them where none is near.

    >>> close("titel", ["title", "plain"]), close("xyz", ["title", "plain"])
    ('title', 'plain, title')
    """
    near = get_close_matches(word, known, n=3, cutoff=0.6) if len(known) <= NEAR_AMONG else []
    names = near or sorted(known)[:12]
    return ", ".join(names) + ("" if near or len(known) <= 12 else ", …")
