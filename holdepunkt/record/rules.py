"""Pure rules of the record: what sorts of rows there are, and what a row looks like when it is sealed."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID


class Sort(StrEnum):
    """What a row of the record tells of."""

    CHANGE = "change"
    REFUSAL = "refusal"
    SIGN_IN = "sign_in"
    EXPORT = "export"
    SEARCH = "search"
    LOOK = "look"


COLUMNS = (
    "uuid", "municipality", "sort", "at", "by_kind", "by_uuid", "by_name", "acting_as", "relation", "verb",
    "about_kind", "about_uuid", "about_name", "why", "fields",
)  # fmt: skip


def line_of(row: Mapping[str, object]) -> str:
    r"""The sealed form of a row, which is also its line in an export: JSON, all columns, always the same.

    >>> row = dict.fromkeys(COLUMNS, "") | {"at": datetime(2026, 1, 5, 8, tzinfo=UTC), "why": "først\nså"}
    >>> line_of(row)[:60]
    '{"about_kind":"","about_name":"","about_uuid":"","acting_as"'
    >>> '"at":"2026-01-05T08:00:00.000000+00:00"' in line_of(row) and r'"why":"først\nså"' in line_of(row)
    True
    """
    said = {name: _plain(row[name]) for name in COLUMNS}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value


def differing(sealed: str, now: Mapping[str, object]) -> list[str]:
    """The columns in which a row differs from what was sealed; all of them when the sealed line is not JSON.

    >>> now = dict.fromkeys(COLUMNS, "") | {"why": "et andet ord"}
    >>> differing(line_of(dict.fromkeys(COLUMNS, "")), now)
    ['why']
    """
    try:
        told = json.loads(sealed)
    except ValueError:
        return list(COLUMNS)
    return [name for name in COLUMNS if told.get(name) != json.loads(json.dumps(_plain(now[name])))]
