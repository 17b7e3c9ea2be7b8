"""A plain document as PDF/UA-1."""

from pathlib import Path
from typing import Any

from holdepunkt.ui.documents.sheet import Sheet
from holdepunkt.ui.documents.signs import clean
from holdepunkt.ui.documents.typesetting import typeset

SOURCE = Path(__file__).with_name("sheet.typ")


def to_pdf(sheet: Sheet, fonts: Path | None = None) -> bytes:
    """The document as the bytes of a tagged PDF."""
    return typeset(SOURCE, _content(sheet), made_on=sheet.made_on, fonts=fonts)


def _content(sheet: Sheet) -> dict[str, Any]:
    """The sheet as the JSON that sheet.typ expects."""
    return {
        "sender": clean(sheet.sender),
        "kind": clean(sheet.kind),
        "title": clean(sheet.title),
        "language": sheet.language,
        "points": sheet.points,
        "facts": [[clean(label), clean(value)] for label, value in sheet.facts],
        "page": sheet.page,
        "of": sheet.of,
        "example_mark": sheet.example_mark,
        "foot": clean(sheet.foot),
        "parts": [
            {
                "heading": clean(part.heading),
                "note": clean(part.note),
                "lines": [
                    {"text": clean(line.text), "label": clean(line.label), "note": clean(line.note)}
                    for line in part.lines
                ],
            }
            for part in sheet.parts
        ],
    }
