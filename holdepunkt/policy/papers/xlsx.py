"""The paper as a workbook: Annex 1 with numbers as numbers and dates as dates, and the item itself.

Text is always stored as text: what begins like a formula is never one, also after somebody edits the cell.
"""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from .lines import clean, facts, figure_of, number_text, paper_words, section_lines, stage_line, story_lines
from .paper import Paper, StatusRow

TRIGGERS = ("=", "+", "-", "@", "\t", "\r")
LOCALES = {"da": "da-DK", "en": "en-GB"}
# A column of the paper may become several here, so that a figure can be summed and sorted.
SPLIT = {
    "indicator": ("figure_indicator", "figure_value", "figure_unit", "source", "date", "note"),
    "status": ("stage", "story"),
}
WIDTHS = {
    "goal": 24,
    "effort": 34,
    "lead": 24,
    "partners": 24,
    "schedule": 20,
    "economy": 20,
    "figure_indicator": 26,
    "figure_value": 13,
    "figure_unit": 14,
    "source": 24,
    "date": 12,
    "note": 26,
    "stage": 20,
    "story": 46,
    "next_step": 28,
}
LONGEST = 32_767  # characters a cell can hold
HEADER_ROW = 4
_HEAD_FILL = PatternFill("solid", fgColor="12465C")
_RULE = Border(bottom=Side(style="thin", color="9AA5AE"))

Value = str | Decimal | date | None


def to_xlsx(paper: Paper) -> bytes:
    """The whole paper as the bytes of an .xlsx file."""
    book = Workbook()
    _annex(book.active, paper)
    _item(book.create_sheet(), paper)
    properties = book.properties
    properties.title, properties.subject = clean(paper.title), clean(paper.policy_title)
    properties.creator, properties.language = clean(paper.municipality), LOCALES[paper.language]
    properties.created = properties.modified = datetime(paper.made_on.year, paper.made_on.month, paper.made_on.day)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_columns(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Key and heading of every column of the sheet."""
    words = paper_words(paper)
    found: list[tuple[str, str]] = []
    for column in paper.table.columns:
        parts = SPLIT.get(column.key)
        found += [(part, words[part]) for part in parts] if parts else [(column.key, clean(column.heading))]
    return tuple(found)


EXACT_DIGITS = 15
"""A sheet's numbers are doubles: longer ones would be rounded, so they are written as text."""


def _row_values(row: StatusRow, words: dict[str, str]) -> dict[str, Value]:
    figure = figure_of(row, words)
    value = words["missing"] if figure.value is None else figure.value
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > EXACT_DIGITS:
        value = number_text(value, words)
    made: dict[str, Value] = {
        "figure_indicator": clean(row.indicator) or words["missing"],
        "figure_value": value,
        "figure_unit": figure.unit,
        "source": figure.source,
        "date": figure.as_of,
        "note": figure.note,
        "stage": stage_line(row, words),
        "story": "\n".join(story_lines(row, words)),
    }
    for key in ("goal", "effort", "lead", "partners", "schedule", "economy", "next_step"):
        made[key] = clean(getattr(row, key)) or words["missing"]
    return made


def _annex(sheet: Any, paper: Paper) -> None:
    words = paper_words(paper)
    sheet.title = _sheet_name(words["annex"])
    columns = sheet_columns(paper)
    heads = (
        (f"{words['annex']}: {clean(paper.table.caption)}", 14),
        (f"{clean(paper.municipality)} · {clean(paper.policy_title)} · {paper.year}", 11),
        (words["example_mark"] if paper.example_data else "", 11),
    )
    for number, (text, size) in enumerate(heads, start=1):
        _put(sheet.cell(number, 1), text).font = Font(bold=True, size=size, color="12465C")
    for number, (key, heading) in enumerate(columns, start=1):
        cell = _put(sheet.cell(HEADER_ROW, number), heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS[key]
    for down, row in enumerate(paper.table.rows, start=HEADER_ROW + 1):
        values = _row_values(row, words)
        for across, (key, _) in enumerate(columns, start=1):
            cell = _put(sheet.cell(down, across), values[key])
            cell.border = _RULE
    _print_setup(sheet, paper, last=get_column_letter(len(columns)))


def _put(cell: Any, value: Value) -> Any:
    """Write one value. Text stays text, whatever it begins with."""
    if isinstance(value, Decimal):
        cell.value = value
        cell.number_format = _number_format(value)
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "dd.mm.yyyy"
    elif value:
        cell.value = value[:LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = value.lstrip().startswith(TRIGGERS)
    right = isinstance(value, Decimal)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right" if right else "left")
    return cell


def _number_format(value: Decimal) -> str:
    """As many decimals as were typed; Excel shows marks the way the reader's country writes them."""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + (f".{'0' * places}" if places else "")


def _print_setup(sheet: Any, paper: Paper, *, last: str) -> None:
    words = paper_words(paper)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    if paper.table.rows:
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{HEADER_ROW + len(paper.table.rows)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.left.text = _escaped(f"{words['case_number']}: {clean(paper.case_number)}")
    sheet.oddFooter.right.text = f"{words['page']} &P {words['of']} &N"


def _escaped(text: str) -> str:
    """In a sheet's header an ampersand begins a code; two of them are one sign."""
    return text.replace("&", "&&")[:200]


def _sheet_name(text: str) -> str:
    """A name Excel accepts: at most 31 signs, none of the seven it forbids."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in text)[:31].strip() or "1"


def _item(sheet: Any, paper: Paper) -> None:
    """The agenda item: facts first, then each field with its text."""
    words = paper_words(paper)
    sheet.title = _sheet_name(words["item_sheet"])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 110
    rows = [(words["kind"], clean(paper.title)), *facts(paper), ("", "")]
    rows += [(clean(section.heading), "\n".join(section_lines(section, words))) for section in paper.sections]
    for number, (label, text) in enumerate(rows, start=1):
        _put(sheet.cell(number, 1), label).font = Font(bold=True, color="12465C")
        _put(sheet.cell(number, 2), text)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
