"""Two hundred words are written inside the house; nobody outside finds one."""

import json
from io import BytesIO
from urllib.parse import quote_plus
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from pypdf import PdfWriter

from torture import leaks
from torture.house import House
from torture.tests.conftest import IS_SQLITE

WORDS = "Asta lækprøve0017 bor hos en ven"
LOOKED_AT = {"public", "header", "link", "error", "log", "address", "name", "mail"}
TABLES = {"people_user", "policy_statusnote", "policy_actionplan", "policy_evaluation", "voice_story"}


@pytest.mark.slow
def test_two_hundred_words_written_inside_are_found_nowhere_outside(house: House) -> None:
    enough = 200 if IS_SQLITE else 60  # the words go the same ways on both
    scan = leaks.torture(house, enough, each_kind=5 if IS_SQLITE else 1)
    assert scan.found == []
    assert len(scan.kept) >= enough
    assert set(scan.looked_at) == LOOKED_AT
    assert scan.looked_at["mail"] >= 5
    assert scan.answers["searched"] >= 5
    assert set(scan.kept.values()) >= TABLES


def _document() -> bytes:
    made, file = docx.Document(), BytesIO()
    made.add_paragraph(WORDS)
    made.save(file)
    return file.getvalue()


def _sheet() -> bytes:
    made, file = openpyxl.Workbook(), BytesIO()
    made.active["A1"] = WORDS
    made.save(file)
    return file.getvalue()


def _pdf() -> bytes:
    made, file = PdfWriter(), BytesIO()
    made.add_blank_page(100, 100)
    made.add_metadata({"/Title": WORDS})
    made.compress_identical_objects()
    made.write(file)
    return file.getvalue()


def _archive() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr("brev.docx", _document())
    return file.getvalue()


@pytest.mark.parametrize(
    "leak",
    [
        f"POST /x {WORDS}",
        f"/lundby/?q={quote_plus(WORDS)}",
        "/lundby/det-vil-vi/asta-laekproeve0017-bor-hos-en-ven/",
        json.dumps({"message": WORDS}),
        WORDS.replace("ø", "&oslash;"),
        WORDS.upper(),
        WORDS.encode(),
        _document(),
        _sheet(),
        _pdf(),
        _archive(),
    ],
    ids=["plain", "address", "short name", "log", "escaped", "capitals", "bytes", "docx", "xlsx", "pdf", "zip"],
)
def test_a_marked_word_is_found_however_it_leaked(leak: str | bytes) -> None:
    scan = leaks.Scan()
    scan.look("log of the server", leak)
    assert scan.found == ["0017 in log of the server"]


def test_the_heads_of_mails_are_read_and_their_receivers_left_out() -> None:
    mail = b"Subject: =?utf-8?q?Asta_l=C3=A6kpr=C3=B8ve0017?=\nTo: laekproeve0018@eksempel.example\n\nHej\n"
    two = mail + b"-" * 79 + b"\n" + mail.replace(b"0017", b"0019")
    assert [leaks.numbers_in(said) for said in leaks.subjects(two)] == [{"0017"}, {"0019"}]
