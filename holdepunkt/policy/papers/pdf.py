"""The paper as PDF/UA-1, set by typst. All text goes in as JSON and is never read as markup.

Give `fonts` a folder that holds IBM Plex Sans (the design system's own); without it, or where the folder
lacks it, the paper is set in the serif that typst carries. No font of the machine is ever used.
"""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from .lines import cell_lines, clean, facts, long_date, paper_words, quote_head, stage_counts
from .paper import Block, Bullets, Paper, Quote, StatusRow

SOURCE = Path(__file__).with_name("paper.typ")
BOX, ATTEMPTS = "□", 20
SANS, SERIF = "IBM Plex Sans", "Libertinus Serif"
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
    folders = [str(fonts)] if fonts and fonts.is_dir() else []
    known = typst.Fonts(include_system_fonts=False, font_paths=folders)
    families = [family for family in (SANS, SERIF) if family in known.families()]
    compiler = typst.Compiler(str(SOURCE), root=str(SOURCE.parent), font_paths=known, ignore_system_fonts=True)
    made = datetime(paper.made_on.year, paper.made_on.month, paper.made_on.day, tzinfo=UTC)
    return _compile(compiler, json.dumps(_content(paper) | {"fonts": families}, ensure_ascii=False), made)


def _compile(compiler: typst.Compiler, content: str, made: datetime) -> bytes:
    """Set the text. Signs no font of ours can draw (an emoji in a status) become a box instead of a refusal."""
    for _ in range(ATTEMPTS):
        try:
            result = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=made, sys_inputs={"paper": content})
        except typst.TypstError as error:
            signs = undrawable(error.diagnostic)
            if not signs:
                raise
            content = "".join(BOX if sign in signs else sign for sign in content)
        else:
            if isinstance(result, bytes):
                return result
    raise ValueError(f"The paper could not be set in {ATTEMPTS} attempts.")


def undrawable(diagnostic: str) -> set[str]:
    """The signs that typst says it has no glyph for.

    >>> undrawable('error: the text `"漢"` could not be displayed with font `"X"`')
    {'漢'}
    """
    found = "".join(re.findall(r'the text `"(.+?)"` could not be displayed', diagnostic))
    plain = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), found)
    return {sign for sign in plain if not sign.isascii()}


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
