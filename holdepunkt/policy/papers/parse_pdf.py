"""Reads a tagged PDF through its structure tree, the way a screen reader does.

Text is looked up by marked-content id, so it comes back in reading order, cell by cell, without guessing
from positions. Soft hyphens of line breaks are taken out again.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

Marked = dict[tuple[int, int], str]  # page's object number, marked-content id -> text


@dataclass(frozen=True)
class TaggedText:
    """A leaf of the tree that carries text, with its tag."""

    tag: str
    text: str


@dataclass(frozen=True)
class Blocks:
    """A document's texts outside tables, in order, and the rows of its tables (cells of lines)."""

    texts: tuple[TaggedText, ...]
    table: tuple[tuple[tuple[str, ...], ...], ...]


def read_blocks(content: bytes) -> Blocks:
    """All tagged text of a PDF."""
    reader = PdfReader(BytesIO(content))
    marked: Marked = {}
    for page in reader.pages:
        number = page.indirect_reference.idnum if page.indirect_reference else 0
        marked |= {(number, mark): text for mark, text in _page_texts(page, reader).items()}
    texts: list[TaggedText] = []
    rows: list[tuple[tuple[str, ...], ...]] = []
    _walk(reader.trailer["/Root"]["/StructTreeRoot"], marked, 0, texts, rows)  # type: ignore[index]
    return Blocks(tuple(texts), tuple(rows))


def _walk(node: Any, marked: Marked, page: int, texts: list[TaggedText], rows: list[Any]) -> None:
    """Collect texts and table rows below one node of the tree."""
    page = _page_of(node, page)
    if node.get("/S") == "/TR":
        rows.append(tuple(_lines(cell, marked, page) for cell in _children(node)))
        return
    children = _children(node)
    if own := "".join(_own_text(kid, marked, page) for kid in _kids(node)):
        texts.append(TaggedText(str(node.get("/S", ""))[1:], _plain(own)))
        return
    tag = str(node.get("/S", ""))[1:]
    if re.fullmatch(r"H[1-6]|LBody|P", tag):
        texts.append(TaggedText(tag, _plain(_all_text(node, marked, page))))
        return
    for child in children:
        _walk(child, marked, page, texts, rows)


def _lines(cell: Any, marked: Marked, page: int) -> tuple[str, ...]:
    """The paragraphs of one table cell; a cell without paragraphs is one line."""
    page = _page_of(cell, page)
    paragraphs = [child for child in _children(cell) if child.get("/S") == "/P"]
    if not paragraphs:
        return (_plain(_all_text(cell, marked, page)),)
    return tuple(_plain(_all_text(paragraph, marked, page)) for paragraph in paragraphs)


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    return [
        kid.get_object() if hasattr(kid, "get_object") else kid for kid in (kids if isinstance(kids, list) else [kids])
    ]


def _children(node: Any) -> list[Any]:
    return [kid for kid in _kids(node) if isinstance(kid, DictionaryObject) and "/S" in kid]


def _page_of(node: Any, page: int) -> int:
    return node.raw_get("/Pg").idnum if "/Pg" in node else page


def _own_text(kid: Any, marked: Marked, page: int) -> str:
    """The text of one marked-content reference; nothing for a child node."""
    if isinstance(kid, int):
        return marked.get((page, int(kid)), "")
    if isinstance(kid, DictionaryObject) and "/MCID" in kid:
        return marked.get((_page_of(kid, page), int(str(kid["/MCID"]))), "")
    return ""


def _all_text(node: Any, marked: Marked, page: int) -> str:
    page = _page_of(node, page)
    found = ""
    for kid in _kids(node):
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            found += _all_text(kid, marked, page)
        else:
            found += _own_text(kid, marked, page)
    return found


def _plain(text: str) -> str:
    return text.replace("\u00ad", "").strip(" ")


def _page_texts(page: Any, reader: PdfReader) -> dict[int, str]:
    """The text of every marked-content id on a page."""
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    found: dict[int, str] = {}
    open_spans: list[_Span] = []
    letters: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            open_spans.append(_opened(operands, open_spans[-1] if open_spans else None))
            if open_spans[-1].instead and open_spans[-1].mark is not None:
                _add(found, open_spans[-1], str(open_spans[-1].instead))
        elif operator == b"EMC":
            open_spans.pop()
        elif operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and open_spans and open_spans[-1].instead is None:
            pieces = operands[0] if operator == b"TJ" else operands
            text = "".join(_decode(piece, letters) for piece in pieces if not isinstance(piece, int | float))
            _add(found, open_spans[-1], text)
    return found


@dataclass(frozen=True)
class _Span:
    """An open stretch of content: its id, and the text that stands instead of its glyphs, if any."""

    mark: int | None
    instead: str | None


def _opened(operands: list[Any], outer: _Span | None) -> _Span:
    properties = operands[1] if len(operands) > 1 else {}
    if not isinstance(properties, DictionaryObject):
        properties = DictionaryObject()
    mark = int(str(properties["/MCID"])) if "/MCID" in properties else (outer.mark if outer else None)
    return _Span(mark, str(properties["/ActualText"]) if "/ActualText" in properties else None)


def _add(found: dict[int, str], span: _Span, text: str) -> None:
    if span.mark is not None:
        found[span.mark] = found.get(span.mark, "") + text


def _decode(piece: Any, letters: dict[int, str]) -> str:
    raw = piece.original_bytes if hasattr(piece, "original_bytes") else bytes(piece)
    codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
    return "".join(letters.get(code, "") for code in codes)


def _letters(font: Any) -> dict[int, str]:
    """What each two-byte code of a font means, from its ToUnicode table."""
    if "/ToUnicode" not in font:
        return {}
    table = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    letters: dict[int, str] = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            letters[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            start = int(text, 16)
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                letters[code] = chr(start + step)
    return letters
