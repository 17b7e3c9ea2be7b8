"""What an uploaded paper is, read from its content: a name and a browser's word for it prove nothing."""

import lzma
import struct
import zlib
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

LONGEST_NAME = 200
# What zipfile raises of bytes that are no whole archive: not one at all, cut short, locked with a password (RuntimeError)
# or packed in a way it does not know, names that are no names, and members whose bytes were changed.
NO_ARCHIVE = (BadZipFile, OSError, RuntimeError, ValueError, zlib.error, lzma.LZMAError, EOFError, struct.error)
ODT = b"application/vnd.oasis.opendocument.text"


class UploadKind(StrEnum):
    """The kinds of papers a council reads."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    TXT = "txt"


TYPES = {
    UploadKind.PDF: "application/pdf",
    UploadKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    UploadKind.ODT: ODT.decode(),
    UploadKind.TXT: "text/plain; charset=utf-8",
}


def kind_of(content: bytes) -> UploadKind | None:
    """What the bytes are; None for anything else, a document with macros and an empty file among them.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of("Kære råd".encode()), kind_of(b"MZ\\x90\\x00"), kind_of(b"")
    (<UploadKind.PDF: 'pdf'>, <UploadKind.TXT: 'txt'>, None, None)
    >>> kind_of(b"<html><script>") is None
    True
    """
    if content.startswith(b"%PDF-"):
        return UploadKind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return UploadKind.TXT if _is_text(content) else None


def _office(content: bytes) -> UploadKind | None:
    try:
        with ZipFile(BytesIO(content)) as file:
            names = set(file.namelist())
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return UploadKind.DOCX
            if "mimetype" in names and file.getinfo("mimetype").file_size == len(ODT) and file.read("mimetype") == ODT:
                return UploadKind.ODT
    except NO_ARCHIVE:
        return None
    return None


def _is_text(content: bytes) -> bool:
    """Plain words: UTF-8, no control signs, and nothing that a browser could take for a page."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    odd = any(sign < " " and sign not in "\t\n\r\f" for sign in text)
    return bool(text.strip()) and not odd and not text.lstrip().startswith("<")


def safe_name(name: str, kind: UploadKind) -> str:
    """A file name without folders and odd signs, that ends as the kind does.

    >>> safe_name("../../Bilag 1: \\"takst\\".exe", UploadKind.PDF), safe_name("", UploadKind.TXT)
    ('Bilag 1 takst.pdf', 'papir.txt')
    """
    last = name.replace("\\\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0] if "." in last else last
    kept = " ".join("".join(sign for sign in stem if sign.isalnum() or sign in " -_").split())
    return f"{kept[: LONGEST_NAME - 10] or 'papir'}.{kind.value}"
