"""Read a municipality's own document (pdf, docx, txt) into plain text with its pages.

The document comes from outside: its size is bounded before anything opens it. The libraries that
read it are heavy and rarely needed, so they are imported when a document comes: a web worker that
never meets one does not carry them.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

MAX_BYTES = 30_000_000
MAX_UNPACKED = 200_000_000
MAX_PAGES = 600
MAX_CHARACTERS = 5_000_000

REASONS = {
    "too_large": ("Dokumentet er for stort.", "The document is too large."),
    "kind": ("Vi kan læse pdf, docx og txt.", "We can read pdf, docx and txt."),
    "unreadable": ("Filen kunne ikke læses.", "The file could not be read."),
    "locked": ("Pdf-filen er låst med en kode.", "The pdf is locked with a password."),
    "no_text": (
        "Der er ingen tekst i filen. Måske er den skannet som billeder.",
        "There is no text in the file. It may be scanned as pictures.",
    ),
}


class DocumentUnreadable(Exception):
    """The document cannot be used; `reason` is a key of REASONS."""

    def __init__(self, reason: str, name: str) -> None:
        super().__init__(f"{name}: {REASONS[reason][1]}")
        self.reason = reason
        self.name = name

    def text(self, lang: str = "da") -> str:
        """The reason in words for a person."""
        return REASONS[self.reason][0 if lang == "da" else 1]


@dataclass(frozen=True)
class Document:
    """The pages of a document in order. A docx or txt without page breaks is one page."""

    name: str
    pages: tuple[str, ...]
    has_pages: bool


def read_document(content: bytes, name: str) -> Document:
    """Read the document by the ending of its name; raises DocumentUnreadable."""
    ending = name.rsplit(".", 1)[-1].lower()
    readers = {"pdf": _read_pdf, "docx": _read_docx, "txt": _read_txt}
    if ending not in readers:
        raise DocumentUnreadable("kind", name)
    if len(content) > MAX_BYTES:
        raise DocumentUnreadable("too_large", name)
    try:
        pages = tuple(map(_tidied, readers[ending](content, name)))
    except DocumentUnreadable:
        raise
    except Exception as error:  # the readers raise many kinds on broken files
        raise DocumentUnreadable("unreadable", name) from error
    if sum(map(len, pages)) > MAX_CHARACTERS:
        raise DocumentUnreadable("too_large", name)
    if not any(character.isalpha() for page in pages for character in page):
        raise DocumentUnreadable("no_text", name)
    return Document(name=name, pages=pages, has_pages=ending == "pdf" or len(pages) > 1)


def _tidied(page: str) -> str:
    """Letters in one piece, and no long runs of spaces; line breaks stay, so that lines count."""
    return re.sub(r"[ \t]{2,}", " ", normalize("NFC", page.replace("\r\n", "\n")))


def _read_pdf(content: bytes, name: str) -> tuple[str, ...]:
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentUnreadable("locked", name)
    if len(reader.pages) > MAX_PAGES:
        raise DocumentUnreadable("too_large", name)
    return tuple(page.extract_text() or "" for page in reader.pages)


def _read_docx(content: bytes, name: str) -> tuple[str, ...]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > MAX_UNPACKED:
            raise DocumentUnreadable("too_large", name)
    import docx

    return ("\n\n".join(_paragraphs(docx.Document(io.BytesIO(content)))),)


def _paragraphs(story: object) -> Iterator[str]:
    """Paragraphs in reading order, those in table cells too."""
    from docx.table import Table

    for item in story.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(item, Table):
            for row in item.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell)
        else:
            yield item.text


def _read_txt(content: bytes, name: str) -> tuple[str, ...]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return tuple(text.split("\f"))
