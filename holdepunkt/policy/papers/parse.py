"""Reads a paper back from any of its four forms: case number, headings and Annex 1, value by value.

The tests use it to prove that all forms say the same; import uses it to recognise a paper of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from docx import Document
from lxml import html as lxml_html
from openpyxl import load_workbook

from .lines import (
    MARKS,
    NO_BREAK,
    Figure,
    cell_lines,
    clean,
    figure_of,
    labelled,
    paper_words,
    read_figure,
    short_date,
    value_text,
)
from .paper import Paper
from .parse_pdf import read_blocks
from .xlsx import HEADER_ROW, sheet_columns


@dataclass(frozen=True)
class ReadRow:
    """One row of Annex 1: the lines of every cell by column key, and the figure with its type."""

    cells: tuple[tuple[str, tuple[str, ...]], ...]
    figure: Figure | None


@dataclass(frozen=True)
class ReadPaper:
    """What a form of the paper says."""

    title: str
    case_number: str
    headings: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[ReadRow, ...]


def expected(paper: Paper) -> ReadPaper:
    """What every form of this paper has to say."""
    words, keys = paper_words(paper), _keys(paper)
    rows = []
    for row in paper.table.rows:
        cells = tuple((key, _without_mark(key, cell_lines(row, key, words))) for key in keys)
        rows.append(ReadRow(cells, figure_of(row, words) if "indicator" in keys else None))
    return ReadPaper(
        clean(paper.title),
        clean(paper.case_number),
        tuple(clean(section.heading) for section in paper.sections),
        tuple(clean(column.heading) for column in paper.table.columns),
        tuple(rows),
    )


def from_docx(content: bytes, paper: Paper) -> ReadPaper:
    """Read a Word paper. `paper` lends its words and column keys only."""
    document, words = Document(BytesIO(content)), paper_words(paper)
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name if paragraph.style else "", []).append(paragraph.text)
    facts = dict(line.split("\t", 1) for line in by_style["Fact"] if "\t" in line)
    grid = [
        [tuple(line.text for line in cell.paragraphs) for cell in row.cells]
        for table in document.tables
        for row in table.rows
    ]
    return _read(by_style["Heading 1"][0], facts[words["case_number"]], by_style.get("Heading 2", []), grid, paper)


def from_html(content: str, paper: Paper) -> ReadPaper:
    """Read a print HTML paper."""
    page, words = (
        lxml_html.fromstring(content.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8")),
        paper_words(paper),
    )
    facts = dict(
        (pair.findtext("dt"), pair.findtext("dd")) for pair in page.find_class("paper-facts")[0].iterchildren()
    )
    headings = [
        heading.text_content()
        for section in page.find_class("paper-section")
        for heading in section.find_class("paper-heading")
    ]
    grid: list[list[tuple[str, ...]]] = [
        [(cell.text_content(),) for cell in line] for line in page.xpath("//table/thead/tr")
    ]
    grid += [
        [tuple(text.text_content() for text in cell.findall("p")) for cell in line]
        for line in page.xpath("//table/tbody/tr")
    ]
    title = page.find_class("paper-title")[0].text_content()
    return _read(title, facts[words["case_number"]] or "", headings, grid, paper)


def from_pdf(content: bytes, paper: Paper) -> ReadPaper:
    """Read a PDF paper through its tags, the way a screen reader does."""
    words, blocks = paper_words(paper), read_blocks(content)
    texts = [block.text for block in blocks.texts]
    case_number = texts[texts.index(words["case_number"]) + 1]
    headings = [block.text for block in blocks.texts if block.tag == "H2"]
    title = next(block.text for block in blocks.texts if block.tag == "H1")
    return _read(title, case_number, headings, [list(row) for row in blocks.table], paper)


def from_xlsx(content: bytes, paper: Paper) -> ReadPaper:
    """Read a workbook. Its split columns are put together again."""
    words = paper_words(paper)
    annex, item = load_workbook(BytesIO(content)).worksheets
    columns = sheet_columns(paper)
    rows = []
    for line in annex.iter_rows(min_row=HEADER_ROW + 1):
        values = {key: _shown(cell) for (key, _), cell in zip(columns, line, strict=True)}
        rows.append(_row([_sheet_cell(key, values, words) for key in _keys(paper)], paper))
    pairs = [(str(left or ""), str(right or "")) for left, right in item.iter_rows(values_only=True)]
    gap = pairs.index(("", ""))
    headings = tuple(heading for heading, _ in pairs[gap + 1 :])
    shown = tuple(clean(column.heading) for column in paper.table.columns)
    return ReadPaper(pairs[0][1], dict(pairs[:gap])[words["case_number"]], headings, shown, tuple(rows))


def _keys(paper: Paper) -> tuple[str, ...]:
    return tuple(column.key for column in paper.table.columns)


def _without_mark(key: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The status cell without the shape before its first word."""
    if key == "status" and lines and lines[0][:1] in MARKS.values():
        return (lines[0][2:], *lines[1:])
    return lines


def _read(
    title: str, case_number: str, headings: list[str], grid: list[list[tuple[str, ...]]], paper: Paper
) -> ReadPaper:
    columns = tuple(" ".join(cell) for cell in grid[0]) if grid else ()
    rows = tuple(_row(line, paper) for line in grid[1:])
    return ReadPaper(title, case_number, tuple(headings), columns, rows)


def _row(cells: list[tuple[str, ...]], paper: Paper) -> ReadRow:
    read = tuple((key, _without_mark(key, lines)) for key, lines in zip(_keys(paper), cells, strict=True))
    lines = dict(read).get("indicator")
    return ReadRow(read, read_figure(lines, paper_words(paper)) if lines is not None else None)


def _sheet_cell(key: str, values: Mapping[str, Any], words: Mapping[str, str]) -> tuple[str, ...]:
    """The lines a cell of the other forms would have, from the sheet's typed values."""
    if key == "status":
        story = values["story"] or ""
        return (str(values["stage"]), *(line for line in story.split("\n") if line))
    if key != "indicator":
        return (str(values[key]),)
    raw = values["figure_value"]
    text = value_text(raw, words) if isinstance(raw, Decimal) else str(raw)
    lines = [str(values["figure_indicator"])]
    lines.append(f"{text}{NO_BREAK}{values['figure_unit']}" if values["figure_unit"] else text)
    if values["source"]:
        lines.append(labelled(words["source"], values["source"]))
    if isinstance(values["date"], date):
        lines.append(labelled(words["date"], short_date(_day(values["date"]), words)))
    if values["note"]:
        label = words["why_missing"] if raw == words["missing"] else words["note"]
        lines.append(labelled(label, values["note"]))
    return tuple(lines)


def _shown(cell: Any) -> Any:
    """A cell's value; a number with as many decimals as the sheet shows."""
    if cell.data_type != "n" or not isinstance(cell.value, int | float):
        return cell.value
    places = len(cell.number_format.partition(".")[2])
    return Decimal(str(cell.value)).quantize(Decimal(1).scaleb(-places))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
