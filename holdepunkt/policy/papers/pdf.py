"""The paper as PDF/UA-1; what is shared with other documents lives in `ui.documents.typesetting`."""

from pathlib import Path
from typing import Any

from holdepunkt.ui.documents.typesetting import typeset

from .lines import cell_lines, clean, facts, long_date, paper_words, quote_head, stage_counts
from .paper import Block, Bullets, Paper, Quote, StatusRow

SOURCE = Path(__file__).with_name("paper.typ")
WIDTHS = {
    "goal": 24,
    "effort": 36,
    "lead": 26,
    "partners": 28,
    "schedule": 24,
    "economy": 24,
    "indicator": 34,
    "status": 46,
    "next_step": 27,
}


def to_pdf(paper: Paper, fonts: Path | None = None) -> bytes:
    """The whole paper as the bytes of a tagged PDF; typst refuses what would break PDF/UA-1."""
    return typeset(SOURCE, _content(paper), made_on=paper.made_on, fonts=fonts)


def _content(paper: Paper) -> dict[str, Any]:
    """The paper as the JSON that paper.typ expects."""
    words = paper_words(paper)
    title = clean(paper.title)
    return {
        "municipality": clean(paper.municipality),
        "title": title,
        "language": paper.language,
        "title_short": title if len(title) <= 90 else f"{title[:88]}…",
        "subject": f"{clean(paper.policy_title)} {paper.year}",
        "case_number": clean(paper.case_number),
        "example_data": paper.example_data,
        "words": words,
        "facts": facts(paper),
        "sections": [
            {"heading": clean(section.heading), "blocks": [_block(block, words) for block in section.blocks]}
            for section in paper.sections
        ],
        "caption": clean(paper.table.caption),
        "counts": [
            {"tone": tone, "label": label, "number": str(number)} for tone, label, number in stage_counts(paper.table)
        ],
        "columns": [
            {"key": column.key, "heading": clean(column.heading), "width": WIDTHS[column.key]}
            for column in paper.table.columns
        ],
        "rows": [[_cell(row, column.key, words) for column in paper.table.columns] for row in paper.table.rows],
        "made_on": long_date(paper.made_on, words),
    }


def _block(block: Block, words: dict[str, str]) -> dict[str, Any]:
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [clean(item) for item in block.items]}
    if isinstance(block, Quote):
        said = {"head": quote_head(block, words), "text": clean(block.text)}
        return {"kind": "quote", "considered": clean(block.considered)} | said
    return {"kind": "paragraph", "text": clean(block.text)}


def _cell(row: StatusRow, key: str, words: dict[str, str]) -> dict[str, Any]:
    """A cell's lines. The stage's shape is drawn from its tone, so it is not part of the text here."""
    lines = cell_lines(row, key, words)
    if key == "status":
        lines = (lines[0].split(" ", 1)[1], *lines[1:])
    return {"lines": lines, "tone": row.stage_tone}
