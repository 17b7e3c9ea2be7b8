"""From the rows of the house to a file that `checking` reads back: CSV for a spreadsheet, JSON for a program."""

import csv
import io
import json
from datetime import date
from typing import Any
from uuid import UUID

from holdepunkt.people.town_file.reading import FORMULA, MADE_SAFE
from holdepunkt.people.town_file.table import COLUMNS, DANISH, FIELD, LISTS, OF_KIND, Kind, Row, Town

BOM = "\ufeff"


def as_csv(town: Town) -> str:
    """The table with Danish headings and semicolons, as a Danish spreadsheet opens it."""
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, [*COLUMNS], delimiter=";", lineterminator="\r\n")
    rows.writeheader()
    for kind in Kind:
        for row in town.of(kind).values():
            cells = {DANISH[key]: told for key, told in _told(row, kind).items()}
            rows.writerow({"slags": str(kind)} | cells)
    return BOM + text.getvalue()


def as_json(town: Town) -> str:
    """The three lists with English keys."""
    lists: dict[str, Any] = {"format": 1}
    lists |= {name: [_told(row, kind) for row in town.of(kind).values()] for name, kind in LISTS.items()}
    return json.dumps(lists, ensure_ascii=False, indent=1) + "\n"


def _told(row: Row, kind: Kind) -> dict[str, str]:
    return {key: _safe(_word(getattr(row, FIELD.get(key, key)))) for key in OF_KIND[kind]}


def _word(value: str | date | UUID | None) -> str:
    return "" if value is None else str(value)


def _safe(text: str) -> str:
    """A text that a spreadsheet would take for a formula stands behind an apostrophe."""
    return f"'{text}" if FORMULA.match(text) or MADE_SAFE.match(text) else text
