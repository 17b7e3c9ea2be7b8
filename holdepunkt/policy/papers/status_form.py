"""The Word form for leaders who never sign in, read back as it returns by mail.

Every question is a heading with a hidden bookmark; its answer is whatever is written before the next one.
So it does not matter whether somebody writes in the field, below it, or with tracked changes on.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table

from .lines import clean, read_number
from .status_ask import StatusAsk
from .status_form_page import make_status_form
from .words import LANGUAGES, words_for

__all__ = ["ReadStatus", "StatusAsk", "Unreadable", "make_status_form", "read_status_form"]

NOT_MARKED = {"", "☐", "□", "-", "–", "nej", "no", "_"}
NO_FIGURE = {"", "-", "–", "ved ikke", "intet", "ikke opgjort", "not known"}
LARGEST = 20_000_000  # bytes, unpacked: nobody answers in more
TEXTS = ("happened", "figure_source", "hindrance", "next_step", "differs")


@dataclass(frozen=True)
class ReadStatus:
    """What a leader answered. `stage` is None only for "no news"."""

    form_code: str
    stage: str | None
    happened: str
    took_part: tuple[str, ...]
    figure_value: Decimal | str | None
    figure_source: str
    figure_date: date | None
    hindrance: str
    next_step: str
    no_news: bool
    differs_because: str


@dataclass(frozen=True)
class Unreadable:
    """Why a form could not be read: what was found, and what was expected (in the form's language)."""

    reason_key: str
    found: str
    expected: str


class _Spoiled(Exception):
    """Ends the reading at once with what is wrong."""

    def __init__(self, reason_key: str, found: str, expected: str) -> None:
        super().__init__(reason_key)
        self.answer = Unreadable(reason_key, found, expected)


@dataclass
class _Answers:
    """What stands under each heading, and which options bear a mark."""

    texts: dict[str, str]
    options: dict[str, list[tuple[str, str, bool]]]  # question -> (value, label, marked)
    arguments: dict[str, str]  # what a heading's bookmark carries after its key
    headings: dict[str, str]


def read_status_form(content: bytes) -> ReadStatus | Unreadable:
    """Read an answered form, or say what is wrong with it.

    >>> read_status_form(b"%PDF-1.7").reason_key
    'not_word'
    """
    try:
        answers = _answers(_open(content))
        return _status(answers, words_for(answers.arguments["code"]))
    except _Spoiled as spoiled:
        return spoiled.answer


def _open(content: bytes) -> Any:
    """The document in a file from a stranger: size first, then its parts."""
    words = LANGUAGES["da"]
    found = "PDF" if content.startswith(b"%PDF") else f"{len(content)} byte"
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            found = ", ".join(sorted(archive.namelist())[:3])
        if size > LARGEST:
            raise _Spoiled("too_large", f"{size} byte", f"{LARGEST} byte")
        return Document(BytesIO(content))
    except _Spoiled:
        raise
    except Exception as error:  # a stranger's file can break the reader in any way
        raise _Spoiled("not_word", found, words["form_expect_word"]) from error


def _answers(document: Any) -> _Answers:
    """Walk the document from heading to heading."""
    answers, key = _Answers({}, {}, {}, {}), ""
    for part in document.iter_inner_content():
        element = part._element
        name = _bookmark(element, "hp_")
        if name and not isinstance(part, Table):
            key, _, argument = name.removeprefix("hp_").partition("__")
            answers.arguments[key], answers.headings[key] = argument, " ".join(_lines(element))
            continue
        if not isinstance(part, Table) and part.style is not None and part.style.name == "Quiet text":
            continue
        if isinstance(part, Table) and _bookmark(element, "hpo_"):
            answers.options.setdefault(key, []).extend(_options(part))
        elif text := "\n".join(_lines(element)):
            answers.texts[key] = f"{answers.texts[key]}\n{text}" if key in answers.texts else text
    if answers.arguments.get("code") not in LANGUAGES:
        found = next(iter(_lines(document.element.body)), "–")
        raise _Spoiled("not_our_form", found[:80], LANGUAGES["da"]["form_expect_ours"])
    return answers


def _options(table: Table) -> Iterator[tuple[str, str, bool]]:
    """Every option of a question: a mark stands in the first cell, or beside the label."""
    for row in table._tbl.tr_lst:
        cells = row.tc_lst
        name = _bookmark(row, "hpo_")
        if name is None or not cells:
            continue
        label = " ".join(_lines(cells[-1]))
        beside = re.search(r"^\W*[xX✓✔☒☑]\W*\s|\s\W*[xX✓✔☒☑]\W*$", label)
        mark = " ".join(_lines(cells[0])) if len(cells) > 1 else ""
        marked = bool(beside) or (mark.strip(" .").casefold() not in NOT_MARKED)
        yield name.removeprefix("hpo_"), label.removeprefix(beside[0]) if beside else label, marked


def _bookmark(element: Any, start: str) -> str | None:
    names = (mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart")))
    return next((name for name in names if name and name.startswith(start)), None)


def _lines(element: Any) -> list[str]:
    """The text of every paragraph, tracked insertions included, tracked deletions left out."""
    found = []
    for paragraph in element.iter(qn("w:p")):
        signs = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n"}
        runs = [part for part in paragraph.iter(qn("w:t"), *signs) if not _in_layout(part)]
        text = "".join(signs.get(part.tag, part.text or "") for part in runs)
        found += [line for line in map(clean, text.split("\n")) if line]
    return found


def _in_layout(part: Any) -> bool:
    """A tab stop of a paragraph's layout is no tab in its text."""
    return part.getparent().tag == qn("w:tabs")


def _status(answers: _Answers, words: Mapping[str, str]) -> ReadStatus:
    code = answers.texts.get("code", "")
    if not code:
        raise _Spoiled("code_missing", "–", words["form_expect_code"])
    no_news = any(marked for _, _, marked in answers.options.get("no_news", []))
    texts = {key: answers.texts.get(key, "") for key in TEXTS}
    unit = re.search(r"\(([^()]+)\)$", answers.headings.get("figure", ""))
    figure = _figure(answers.texts.get("figure", ""), unit[1] if unit else "", words)
    stage = _stage(answers, words, may_be_silent=no_news)
    took_part = tuple(value for value, _, marked in answers.options.get("took_part", []) if marked)
    return ReadStatus(
        form_code=code.split("\n")[0],
        stage=stage,
        happened=texts["happened"],
        took_part=took_part,
        figure_value=figure,
        figure_source=texts["figure_source"],
        figure_date=_date(answers.texts.get("figure_date", ""), words),
        hindrance=texts["hindrance"],
        next_step=texts["next_step"],
        differs_because=texts["differs"],
        no_news=no_news and stage is None and figure is None and not took_part and not any(texts.values()),
    )


def _stage(answers: _Answers, words: Mapping[str, str], *, may_be_silent: bool) -> str | None:
    """The one marked stage; or the only one left when somebody deleted the others."""
    options = answers.options.get("stage", [])
    marked = [(value, label) for value, label, is_marked in options if is_marked]
    asked = int(answers.arguments.get("stage") or 0)
    if not marked and len(options) == 1 < asked:
        marked = [options[0][:2]]
    if len(marked) > 1:
        labels = ", ".join(label for _, label, _ in options)
        raise _Spoiled(
            "two_stages", " + ".join(label for _, label in marked), f"{words['form_expect_stage']}: {labels}"
        )
    if not marked and not may_be_silent:
        raise _Spoiled("no_stage", words["missing"], words["form_expect_some"])
    return marked[0][0] if marked else None


def _figure(text: str, unit: str, words: Mapping[str, str]) -> Decimal | str | None:
    """A number in the form's notation (its unit may follow), or "fewer than five"."""
    plain = clean(text)
    if unit and plain.casefold().endswith(unit.casefold()):
        plain = plain[: -len(unit)].strip()
    if not plain or plain.casefold() in NO_FIGURE:
        return None
    if re.fullmatch(r"(under|færre end|mindre end|fewer than|less than|<)\s*(fem|five|5)", plain.casefold()):
        return words["form_fewer"]
    number = read_number(plain.replace(" ", ""), words)
    if number is None:
        raise _Spoiled("figure_no_number", plain[:80], words["form_expect_number"])
    return number


def _date(text: str, words: Mapping[str, str]) -> date | None:
    """A day written as 31.12.2021, 31/12-2021, 31-12-2021, 2021-12-31 or with the month in letters."""
    plain = clean(text).casefold()
    if plain in NO_FIGURE:
        return None
    for number, month in enumerate(words["months"].casefold().split(), start=1):
        plain = re.sub(rf"\b{month}\b", f"{number}.", plain)
    parts = [int(part) for part in re.findall(r"\d+", plain)]
    day_first = parts if len(parts) != 3 or parts[0] <= 31 else parts[::-1]
    try:
        day, month_number, year = day_first
        return date(year if year > 99 else 2000 + year, month_number, day)
    except ValueError:
        raise _Spoiled("date_not_read", clean(text)[:80], words["form_expect_date"]) from None
