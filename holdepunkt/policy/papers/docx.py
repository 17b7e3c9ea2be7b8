"""The paper as a Word document: real styles, Danish language, repeated table header, Annex 1 lying down."""

from io import BytesIO
from typing import Any

from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from holdepunkt.ui.documents import word_styles as styles

from .lines import MARKS, cell_lines, clean, facts, labelled, long_date, paper_words, quote_head, stage_counts
from .paper import Block, Bullets, Paper, Quote, Tone

TONES = {
    Tone.GOOD: RGBColor(0x1E, 0x6B, 0x3A),
    Tone.WATCH: RGBColor(0x8A, 0x52, 0x00),
    Tone.STOPPED: RGBColor(0x9C, 0x1F, 0x1F),
    Tone.NEUTRAL: styles.QUIET,
}
WIDTHS = {
    "goal": 24,
    "effort": 38,
    "lead": 25,
    "partners": 30,
    "schedule": 23,
    "economy": 23,
    "indicator": 38,
    "status": 45,
    "next_step": 26,
}
ANNEX_WIDTH = 267


def to_docx(paper: Paper) -> bytes:
    """The whole paper as the bytes of a .docx file."""
    words = paper_words(paper)
    document = styles.new_document(
        title=clean(paper.title),
        subject=f"{clean(paper.policy_title)} {paper.year}",
        language=paper.language,
        made_on=paper.made_on,
        author=clean(paper.municipality),
    )
    _running_lines(document, paper, words)
    _top(document, paper, words)
    for section in paper.sections:
        document.add_heading(clean(section.heading), level=2)
        for block in section.blocks:
            _block(document, block, words)
        if not section.blocks:
            document.add_paragraph(words["not_filled"], style="Quiet text")
    _annex(document, paper, words)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _running_lines(document: Word, paper: Paper, words: dict[str, str]) -> None:
    """Case number on top of every page, page numbers at the foot."""
    section = document.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    mark = f" · {words['example_mark']}" if paper.example_data else ""
    head.text = f"{clean(paper.municipality)} · {labelled(words['case_number'], clean(paper.case_number))}{mark}"
    head.style = foot.style = document.styles["Quiet text"]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run(f"{words['page']} ")
    styles.add_field(foot, "PAGE")
    foot.add_run(f" {words['of']} ")
    styles.add_field(foot, "NUMPAGES")


def _top(document: Word, paper: Paper, words: dict[str, str]) -> None:
    if paper.example_data:
        document.add_paragraph(words["example_mark"], style="Example mark")
    document.add_paragraph(f"{clean(paper.municipality)} · {words['kind']}", style="Label")
    document.add_heading(clean(paper.title), level=1)
    for label, value in facts(paper):
        line = document.add_paragraph(style="Fact")
        line.paragraph_format.tab_stops.add_tab_stop(Mm(46))
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(46), Mm(-46)
        line.add_run(label).bold = True
        line.add_run(f"\t{value}")


def _block(document: Word, block: Block, words: dict[str, str]) -> None:
    if isinstance(block, Bullets):
        for item in block.items:
            document.add_paragraph(clean(item), style="List Bullet")
    elif isinstance(block, Quote):
        _quote(document, block, words)
    else:
        document.add_paragraph(clean(block.text))


def _quote(document: Word, quote: Quote, words: dict[str, str]) -> None:
    """One council's own words behind a line, and below them how they were used."""
    head = document.add_paragraph(quote_head(quote, words), style="Label")
    head.paragraph_format.space_before = Mm(2)
    said = document.add_paragraph(f"»{clean(quote.text)}«", style="Quote")
    said.paragraph_format.left_indent = Mm(5)
    _line_at_left(said)
    if considered := clean(quote.considered):
        below = document.add_paragraph(style="Normal")
        below.paragraph_format.left_indent = Mm(5)
        below.add_run(f"{words['considered']}: ").bold = True
        below.add_run(considered)


def _line_at_left(paragraph: Any) -> None:
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for key, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", "12465C")):
        left.set(qn(f"w:{key}"), value)
    borders.append(left)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _annex(document: Word, paper: Paper, words: dict[str, str]) -> None:
    styles.set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
    document.add_heading(f"{words['annex']}: {clean(paper.table.caption)}", level=1)
    counts = "   ".join(f"{MARKS[tone]} {count} {label}" for tone, label, count in stage_counts(paper.table))
    total = f"{len(paper.table.rows)} {words['efforts']}"
    document.add_paragraph(f"{total}   {counts}".strip(), style="Fact")
    _table(document, paper, words)
    document.add_paragraph(labelled(words["made_on"], long_date(paper.made_on, words)), style="Quiet text")


def _table(document: Word, paper: Paper, words: dict[str, str]) -> None:
    columns = paper.table.columns
    table = document.add_table(rows=1, cols=len(columns), style=styles.TABLE_STYLE)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    styles.describe_table(table, clean(paper.table.caption))
    total = sum(WIDTHS[column.key] for column in columns)
    widths = [Mm(ANNEX_WIDTH * WIDTHS[column.key] / total) for column in columns]
    for grid, width in zip(table.columns, widths, strict=True):
        grid.width = width
    styles.repeat_as_header(table.rows[0])
    styles.keep_whole(table.rows[0])
    for cell, column, width in zip(table.rows[0].cells, columns, widths, strict=True):
        cell.width = width
        _fill(cell, (clean(column.heading),), "Table heading")
    for row in paper.table.rows:
        line = table.add_row()
        styles.keep_whole(line)
        for cell, column, width in zip(line.cells, columns, widths, strict=True):
            cell.width = width
            _fill(cell, cell_lines(row, column.key, words), "Table text")
            _stress(cell, column.key, row.stage_tone)


def _fill(cell: Any, lines: tuple[str, ...], style: str) -> None:
    for number, text in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = cell.part.document.styles[style]
        paragraph.add_run(text)


def _stress(cell: Any, key: str, tone: Tone) -> None:
    """The effort's name, the figure and the stage stand out; the rest stays quiet."""
    if key == "effort":
        cell.paragraphs[0].runs[0].bold = True
    elif key == "indicator":
        cell.paragraphs[1].runs[0].bold = True
    elif key == "status":
        run = cell.paragraphs[0].runs[0]
        run.bold, run.font.color.rgb = True, TONES[tone]
