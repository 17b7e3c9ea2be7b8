"""The Word styles of papers and forms: Danish language, A4, calm headings, a table that can be read aloud.

Built on the styles Word itself knows, so that a secretary can restyle the document with one click.
"""

from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

FONT = "Calibri"
INK, QUIET, RULE = RGBColor(0x1B, 0x25, 0x2E), RGBColor(0x55, 0x60, 0x6B), "9AA5AE"
ACCENT = RGBColor(0x12, 0x46, 0x5C)
LOCALES = {"da": "da-DK", "en": "en-GB"}
TABLE_STYLE, FIELD_STYLE = "Statustabel", "Svarfelt"

_STYLES = (
    # name, built on, size, bold, colour, space before, space after, keep with next
    ("Normal", None, 11, False, INK, 0, 6, False),
    ("Heading 1", None, 22, True, ACCENT, 0, 10, True),
    ("Heading 2", None, 14, True, ACCENT, 16, 4, True),
    ("Quote", None, 11, False, INK, 2, 4, False),
    ("Label", "Normal", 9.5, True, QUIET, 0, 2, True),
    ("Fact", "Normal", 10.5, False, INK, 0, 2, False),
    ("Example mark", "Normal", 10, True, RGBColor(0x7A, 0x3E, 0x00), 0, 10, False),
    ("Table text", "Normal", 8, False, INK, 0, 1, False),
    ("Table heading", "Normal", 8, True, RGBColor(0xFF, 0xFF, 0xFF), 1, 1, False),
    ("Quiet text", "Normal", 9, False, QUIET, 0, 2, False),
)
_KEPT = {
    "Normal", "Heading 1", "Heading 2", "Heading 3", "Quote", "Header", "Footer", "List Bullet", "List Number",
    "Default Paragraph Font", "Normal Table", "No List", "Heading 1 Char", "Heading 2 Char", "Heading 3 Char",
    "Quote Char", "Header Char", "Footer Char",
}  # fmt: skip


def new_document(*, title: str, subject: str, language: str, made_on: date, author: str) -> Word:
    """An empty A4 document with our styles, its language and its properties."""
    document = Document(BytesIO(_styled(LOCALES[language])))
    _set_properties(document, title=title, subject=subject, language=LOCALES[language], author=author)
    document.core_properties.created = document.core_properties.modified = datetime(
        made_on.year, made_on.month, made_on.day
    )
    set_page(document.sections[0])
    return document


@cache
def _styled(locale: str) -> bytes:
    """An empty document with our styles in this language; made once, opened for every paper."""
    document = Document()
    _drop_unused(document)
    for style in _STYLES:
        _set_style(document, *style)
    _add_table_styles(document)
    _set_language(document, locale)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _drop_unused(document: Word) -> None:
    """Some 160 styles come along; every paragraph would be looked up among them, and Word has its own anyway."""
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.element.getparent().remove(style.element)


def set_page(section: Section, *, landscape: bool = False) -> None:
    """A4, upright or lying, with margins for print and hole punch."""
    short, long = Mm(210), Mm(297)
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(15 if landscape else 25)
    section.top_margin, section.bottom_margin = Mm(22), Mm(18)
    section.header_distance = section.footer_distance = Mm(10)


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field Word computes itself, such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind in {"begin", "separate", "end"}:
            run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))
        elif kind == "text":
            run.text = text
        else:
            instruction = _element("w:instrText", {"xml:space": "preserve"})
            instruction.text = f" {text} "
            run._r.append(instruction)


def repeat_as_header(row: Any) -> None:
    """Mark a table row as the header: repeated on every page and read aloud as headings."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", {"w:val": "true"}))


def keep_whole(row: Any) -> None:
    """Keep a table row on one page."""
    row._tr.get_or_add_trPr().append(_element("w:cantSplit", {"w:val": "true"}))


def describe_table(table: Any, text: str) -> None:
    """The table's title for screen readers."""
    properties = table._tbl.tblPr
    properties.append(_element("w:tblCaption", {"w:val": text[:250]}))
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        for key in list(look.attrib):
            del look.attrib[key]
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:noVBand"), "1")
        properties.remove(look)
        properties.insert(list(properties).index(properties.find(qn("w:tblCaption"))), look)


def _element(tag: str, attributes: dict[str, str]) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        if name == "xml:space":
            element.set("{http://www.w3.org/XML/1998/namespace}space", value)
        else:
            element.set(qn(name), value)
    return element


def _set_style(
    document: Word,
    name: str,
    parent: str | None,
    size: float,
    bold: bool,
    colour: RGBColor,
    before: float,
    after: float,
    keep: bool,
) -> None:
    known = [style.name for style in document.styles]
    style: Any = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if parent:
        style.base_style = document.styles[parent]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = colour
    _set_font(style)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.keep_with_next = Pt(before), Pt(after), keep
    layout.line_spacing = 1.15 if size > 9 else 1.0
    style.quick_style = True


def _set_font(style: Any) -> None:
    """One plain font in place of the theme's pair."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _add_table_styles(document: Word) -> None:
    """A quiet table with a dark header row and thin lines; and white fields to write in."""
    header = (
        '<w:tblStylePr w:type="firstRow"><w:tcPr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="12465C"/></w:tcPr></w:tblStylePr>'
    )
    _add_table_style(document, TABLE_STYLE, sides=("top", "bottom", "insideH"), padding=57, more=header)
    every = ("top", "left", "bottom", "right", "insideH", "insideV")
    _add_table_style(document, FIELD_STYLE, sides=every, padding=85, more="")


def _add_table_style(document: Word, name: str, *, sides: tuple[str, ...], padding: int, more: str) -> None:
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in sides)
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", padding), ("left", 85), ("bottom", padding), ("right", 85))
    )
    document.styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
            '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
            f"{more}</w:style>"
        )
    )


def _set_language(document: Word, locale: str) -> None:
    """The language of the whole text, so that Word spells and reads aloud in it."""
    for element in document.styles.element.iter(qn("w:lang")):
        element.getparent().remove(element)
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.append(_element("w:lang", {"w:val": locale, "w:eastAsia": locale, "w:bidi": "ar-SA"}))
    for theme in document.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), locale)
    for tab_stop in document.settings.element.findall(qn("w:defaultTabStop")):
        tab_stop.addnext(_element("w:autoHyphenation", {"w:val": "true"}))


def _set_properties(document: Word, *, title: str, subject: str, language: str, author: str) -> None:
    properties = document.core_properties
    properties.title, properties.subject = title[:250], subject[:250]
    properties.language, properties.author, properties.comments = language, author[:250], ""
    properties.last_modified_by, properties.keywords = author[:250], ""
