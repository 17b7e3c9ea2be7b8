"""A plain document in Word: real styles, its language, page numbers; large print by one number."""

from io import BytesIO
from typing import Any

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from holdepunkt.ui.documents import word_styles as styles
from holdepunkt.ui.documents.sheet import Line, Part, Sheet
from holdepunkt.ui.documents.signs import clean

NORMAL = 11


def to_docx(sheet: Sheet) -> bytes:
    """The document as the bytes of a .docx file."""
    document = styles.new_document(
        title=clean(sheet.title),
        subject=clean(sheet.kind),
        language=sheet.language,
        made_on=sheet.made_on,
        author=clean(sheet.sender),
    )
    _enlarge(document, sheet.points / NORMAL)
    _running_lines(document, sheet)
    if sheet.example_mark:
        document.add_paragraph(sheet.example_mark, style="Example mark")
    document.add_paragraph(f"{clean(sheet.sender)} · {clean(sheet.kind)}", style="Label")
    document.add_heading(clean(sheet.title), level=1)
    for label, value in sheet.facts:
        fact = document.add_paragraph(style="Fact")
        fact.add_run(f"{clean(label)}: ").bold = True
        fact.add_run(clean(value))
    for part in sheet.parts:
        _part(document, part)
    if sheet.foot:
        document.add_paragraph(clean(sheet.foot), style="Quiet text")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _enlarge(document: Word, by: float) -> None:
    """Every style grows by the same measure, so that headings stay headings."""
    if by == 1:
        return
    for style in document.styles:
        font: Any = getattr(style, "font", None)
        if font is not None and font.size is not None:
            font.size = Pt(round(font.size.pt * by * 2) / 2)


def _running_lines(document: Word, sheet: Sheet) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.style = document.styles["Quiet text"]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run(f"{sheet.page} ")
    styles.add_field(foot, "PAGE")
    foot.add_run(f" {sheet.of} ")
    styles.add_field(foot, "NUMPAGES")


def _part(document: Word, part: Part) -> None:
    document.add_heading(clean(part.heading), level=2)
    if part.note:
        document.add_paragraph(clean(part.note), style="Quiet text")
    for line in part.lines:
        _line(document, line)


def _line(document: Word, line: Line) -> None:
    paragraph = document.add_paragraph()
    if line.label:
        paragraph.paragraph_format.left_indent = Mm(5)
        paragraph.add_run(f"{clean(line.label)}: ").bold = True
    paragraph.add_run(clean(line.text))
    if line.note:
        note = document.add_paragraph(clean(line.note), style="Quiet text")
        note.paragraph_format.left_indent = Mm(5)
