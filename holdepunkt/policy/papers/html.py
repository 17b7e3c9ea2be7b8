"""The paper as print HTML. The body is a template that the page on screen includes as well.

`paper_view` is all the body needs; `to_html` wraps it into one file without links, to keep or send.
"""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .lines import cell_lines, clean, facts, long_date, paper_words, quote_head, stage_counts
from .paper import Block, Bullets, Paper, Quote

TEMPLATES = Path(__file__).parent.parent / "templates"
STYLE = Path(__file__).with_name("paper.css")
BODY = "policy/papers/paper_body.html"
FILE = "policy/papers/paper_file.html"


def to_html(paper: Paper) -> str:
    """The whole paper as one standalone HTML file."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = Markup(STYLE.read_text(encoding="utf-8"))  # our own file, not a person's words
    return environment.get_template(FILE).render(paper=paper_view(paper), style=style)


def paper_view(paper: Paper, *, top: int = 1) -> dict[str, Any]:
    """What the body template prints, ready made. `top` is the level of its first heading (1 to 4)."""
    words = paper_words(paper)
    return {
        "top": top,
        "words": words,
        "language": paper.language,
        "example_data": paper.example_data,
        "title": clean(paper.title),
        "municipality": clean(paper.municipality),
        "facts": facts(paper),
        "sections": [
            {
                "key": section.key,
                "heading": clean(section.heading),
                "blocks": [_block(b, words) for b in section.blocks],
            }
            for section in paper.sections
        ],
        "caption": clean(paper.table.caption),
        "columns": paper.table.columns,
        "counts": [{"tone": t.value, "label": label, "number": n} for t, label, n in stage_counts(paper.table)],
        "rows": [
            [
                {"key": c.key, "tone": row.stage_tone.value, "lines": _lines(cell_lines(row, c.key, words), c.key)}
                for c in paper.table.columns
            ]
            for row in paper.table.rows
        ],
        "made_on": long_date(paper.made_on, words),
    }


def _lines(lines: tuple[str, ...], key: str) -> tuple[str, ...]:
    """The stage's shape is drawn by the style sheet, so it is not read aloud."""
    return (lines[0].split(" ", 1)[1], *lines[1:]) if key == "status" else lines


def _block(block: Block, words: dict[str, str]) -> dict[str, Any]:
    if isinstance(block, Bullets):
        return {"kind": "bullets", "entries": [clean(item) for item in block.items]}
    if isinstance(block, Quote):
        said = {"head": quote_head(block, words), "text": clean(block.text)}
        return {"kind": "quote", "considered": clean(block.considered)} | said
    return {"kind": "paragraph", "text": clean(block.text)}
