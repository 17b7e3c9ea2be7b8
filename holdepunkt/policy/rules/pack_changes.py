"""What loading a pack would change, row by row, before anything is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TABLES = ("units", "levels", "passages", "values", "goals", "national_goals", "promises", "links", "rhythm", "plans")
SINGLE = ("municipality", "policy", "target_group", "deadlines", "paper")


@dataclass(frozen=True)
class TableChange:
    """The keys of one table that come, change and go. A table with one row has its own name as key."""

    table: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[TableChange]:
    """Lay two packs (as dicts) beside each other; tables without change are left out.

    >>> changes({"goals": [{"key": "a", "title": "x"}]}, {"goals": [{"key": "a", "title": "y"}, {"key": "b"}]})
    [TableChange(table='goals', added=('b',), changed=('a',), gone=())]
    """
    found = [_change(table, _keyed(old.get(table)), _keyed(new.get(table))) for table in TABLES]
    found += [_change(name, _single(name, old), _single(name, new)) for name in SINGLE]
    return [change for change in found if change.added or change.changed or change.gone]


def _keyed(rows: Any) -> dict[str, Any]:
    return {str(row.get("key") or row.get("id") or row.get("title")): row for row in rows or ()}


def _single(name: str, pack: Mapping[str, Any]) -> dict[str, Any]:
    return {name: pack[name]} if pack.get(name) else {}


def _change(table: str, old: dict[str, Any], new: dict[str, Any]) -> TableChange:
    return TableChange(
        table,
        tuple(key for key in new if key not in old),
        tuple(key for key in new if key in old and new[key] != old[key]),
        tuple(key for key in old if key not in new),
    )
