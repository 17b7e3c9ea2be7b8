"""Draws the Word form: one question after the other, each heading with the bookmark the reader looks for."""

from collections.abc import Mapping
from io import BytesIO
from itertools import count
from typing import Any

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from holdepunkt.ui.documents import word_styles as styles

from .lines import clean, long_date
from .status_ask import StatusAsk
from .words import words_for

WIDTH, MARK_WIDTH = 160, 14


def make_status_form(ask: StatusAsk) -> bytes:
    """The form as the bytes of a .docx file, for one effort and one leader."""
    words = words_for(ask.language, ask.words)
    document = styles.new_document(
        title=f"{words['form_kind']} {ask.year}: {clean(ask.effort_title)}",
        subject=clean(ask.municipality),
        language=ask.language,
        made_on=ask.due_on,
        author=clean(ask.municipality),
    )
    page = _Page(document)
    _top(page, ask, words)
    _questions(page, ask, words)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Page:
    """The document under the pen, and the number of the next bookmark."""

    def __init__(self, document: Word) -> None:
        self.document = document
        self.numbers = count(1)

    def ask(self, key: str, heading: str, hint: str = "") -> None:
        """A question: heading with bookmark, and a hint."""
        line = self.document.add_paragraph(style="Heading 2")
        self.bookmark(line, f"hp_{key}", heading)
        if hint:
            self.document.add_paragraph(hint, style="Quiet text")

    def write_in(self, height: int) -> None:
        """An empty field to write in."""
        table = self.document.add_table(rows=1, cols=1, style=styles.FIELD_STYLE)
        table.rows[0].height = Mm(height)
        table.columns[0].width = table.cell(0, 0).width = Mm(WIDTH)

    def choose(self, options: tuple[tuple[str, str], ...]) -> None:
        """Options with an empty cell for a mark before each."""
        table = self.document.add_table(rows=0, cols=2, style=styles.FIELD_STYLE)
        table.autofit = False
        for value, label in options:
            mark, text = table.add_row().cells
            mark.width, text.width = Mm(MARK_WIDTH), Mm(WIDTH - MARK_WIDTH)
            self.bookmark(text.paragraphs[0], f"hpo_{value}", clean(label))
        for column, width in zip(table.columns, (MARK_WIDTH, WIDTH - MARK_WIDTH), strict=True):
            column.width = Mm(width)

    def bookmark(self, paragraph: Any, name: str, text: str) -> None:
        """Text inside a hidden bookmark."""
        number = str(next(self.numbers))
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), number)
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), name)
                paragraph._p.append(mark)
                paragraph.add_run(text)
            else:
                paragraph._p.append(mark)


def _top(page: _Page, ask: StatusAsk, words: Mapping[str, str]) -> None:
    document = page.document
    document.add_paragraph(f"{clean(ask.municipality)} · {words['form_kind']} {ask.year}", style="Label")
    document.add_heading(clean(ask.effort_title), level=1)
    document.add_paragraph(words["form_intro"])
    for label, value in ((words["form_for"], clean(ask.lead_name)), (words["form_due"], long_date(ask.due_on, words))):
        line = document.add_paragraph(style="Fact")
        line.paragraph_format.tab_stops.add_tab_stop(Mm(36))
        line.add_run(label).bold = True
        line.add_run(f"\t{value}")
    if last_year := clean(ask.last_year_text):
        document.add_paragraph(f"{words['form_last_year']}: »{last_year}«").runs[0].font.color.rgb = styles.QUIET


def _questions(page: _Page, ask: StatusAsk, words: Mapping[str, str]) -> None:
    page.ask("no_news", words["form_no_news"], words["form_no_news_hint"])
    page.choose((("no_news", words["form_no_news"]),))
    page.ask(f"stage__{len(ask.stages)}", words["form_stage"], words["form_stage_hint"])
    page.choose(ask.stages)
    page.ask("happened", words["form_happened"])
    page.write_in(28)
    if ask.chips:
        page.ask("took_part", words["form_took_part"], words["form_took_part_hint"])
        page.choose(ask.chips)
    _figure_questions(page, ask, words)
    for key, height in (("hindrance", 16), ("next_step", 16), ("differs", 12)):
        page.ask(key, words[f"form_{key}"])
        page.write_in(height)
    page.ask(f"code__{ask.language}", words["form_code"])
    page.document.add_paragraph(clean(ask.form_code), style="Fact")


def _figure_questions(page: _Page, ask: StatusAsk, words: Mapping[str, str]) -> None:
    """The figure, where it comes from and when; its unit stands beside the field, so nobody has to type it."""
    name, unit = clean(ask.indicator_name), clean(ask.indicator_unit)
    asked = f"{words['form_figure']}: {name}" if name else words["form_figure"]
    page.ask("figure", f"{asked} ({unit})" if unit else asked, words["form_figure_hint"])
    page.write_in(9)
    page.ask("figure_source", words["form_figure_source"])
    page.write_in(9)
    page.ask("figure_date", words["form_figure_date"])
    page.write_in(9)
