"""Find the council's own words in the municipality's document by short anchors.

Anchors and document are compared letter by letter and digit by digit, so that line breaks, end-of-
line hyphens, soft hyphens, bullets, ligatures, quotes, dashes, spaces and page numbers of a PDF
do not matter. What is not found, or found in several places, is named.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from holdepunkt.policy.pack.documents import Document

if TYPE_CHECKING:
    from holdepunkt.policy.pack.format import Anchors

MAX_LETTERS = 6000
MAX_PLACES = 100
_PAGE_NUMBER = re.compile(r"^[ \t]*(?:[-–—]\s*)?(?:side\s+)?\d{1,3}(?:\s*(?:af|/)\s*\d{1,3})?(?:\s*[-–—])?[ \t]*$", re.IGNORECASE | re.MULTILINE)  # fmt: skip
_BULLETS = "•●▪◦‣∙○■□*\u00b7\uf0b7\uf0a7\uf076\uf0d8"
_BULLET_LINE = re.compile(rf"(?m)^[ \t]*[{re.escape(_BULLETS)}][ \t]*(?=\w)")
_DASH_LINE = re.compile(r"(?m)(?:(?<=:\n)|(?<=\n\n))[ \t]*[-–—][ \t]*(?=\w)|^[ \t]*[-–—][ \t]*(?=[A-ZÆØÅ])")
_SUSPENDED = r"(?:og|eller|samt)\b"
# Some PDFs write every hyphen as a soft one; before a space it is a hyphen that one sees.
_REAL_HYPHEN = re.compile(rf"\u00ad(?=[ \t]*\n\s*{_SUSPENDED}|[ \t]+\S)")
_BROKEN_WORD = re.compile(rf"(?<=[^\W\d_])[-\u2010\u2011][ \t]*\n\s*(?!{_SUSPENDED})(?=[a-zæøåéäöü])")
_HYPHEN_KEPT = re.compile(r"(?<=[^\W\d_])([-\u2010\u2011])[ \t]*\n\s*(?=[^\W\d_])")
_SENTENCE_ENDS = re.compile(rf"[ \t]*(?:[.!?:;”\"»…¹²³\d]|\n\s*(?:[{re.escape(_BULLETS)}–—-]|[A-ZÆØÅ0-9]|\Z)|\Z)")
_CLOSING = ".!?:;,”“\"»«’')…"
_OPENING = "”“\"«»’'("


class Why(StrEnum):
    """Why a passage was not found."""

    NO_START = "no_start"
    NO_END = "no_end"
    SEVERAL = "several"
    NO_ANCHORS = "no_anchors"


WHY = {
    Why.NO_START: ("Vi fandt ikke begyndelsen", "We did not find the beginning"),
    Why.NO_END: ("Vi fandt ikke slutningen", "We did not find the end"),
    Why.SEVERAL: ("Begyndelsen står flere steder. Sæt nth", "The beginning stands in several places. Set nth"),
    Why.NO_ANCHORS: ("Der er ingen ankre i pakken", "The pack has no anchors for it"),
}


@dataclass(frozen=True)
class Place:
    """Where in the document a text stands; the page is None where the document has no pages."""

    page: int | None
    line: int

    def text(self, lang: str = "da") -> str:
        """The place in words.

        >>> Place(page=2, line=14).text()
        'side 2, linje 14'
        """
        page, line = ("side", "linje") if lang == "da" else ("page", "line")
        return f"{page} {self.page}, {line} {self.line}" if self.page else f"{line} {self.line}"


@dataclass(frozen=True)
class Found:
    """The verbatim text of a passage and its place."""

    text: str
    place: Place


@dataclass(frozen=True)
class Missing:
    """A passage that was not found, and the anchor that failed."""

    reason: Why
    anchor: str = ""

    def text(self, lang: str = "da") -> str:
        """The reason in words."""
        words = WHY[self.reason][0 if lang == "da" else 1]
        return f"{words}: »{self.anchor}«." if self.anchor else f"{words}."


@dataclass(frozen=True)
class _Letters:
    """The letters and digits of a text, folded, each with its place in the text."""

    text: str
    stream: str
    at: tuple[int, ...]
    page_starts: tuple[int, ...]


def find_passages(document: Document, anchors: Mapping[str, "Anchors | None"]) -> dict[str, Found | Missing]:
    """Find every passage by its anchors, keyed by passage id."""
    letters = _letters(document)
    return {
        key: _find(letters, anchor, document.has_pages) if anchor else Missing(Why.NO_ANCHORS)
        for key, anchor in anchors.items()
    }


def _letters(document: Document) -> _Letters:
    pages = [_PAGE_NUMBER.sub(lambda hit: " " * len(hit[0]), page) for page in document.pages]
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page) + 1)
    text = "\n".join(pages)
    stream: list[str] = []
    at: list[int] = []
    for position, character in enumerate(text):
        folded = _fold(character)
        stream.append(folded)
        at.extend([position] * len(folded))
    return _Letters(text, "".join(stream), tuple(at), tuple(starts))


def _fold(character: str) -> str:
    """One character as lower-case letters and digits; footnote marks and signs vanish.

    >>> _fold("ﬁ"), _fold("Å"), _fold("²"), _fold("•")
    ('fi', 'å', '', '')
    """
    if unicodedata.category(character) == "No":
        return ""
    plain = unicodedata.normalize("NFKC", character).casefold()
    return "".join(part for part in plain if part.isalnum())


def _folded(words: str) -> str:
    return "".join(map(_fold, unicodedata.normalize("NFC", words)))


def _find(letters: _Letters, anchors: "Anchors", has_pages: bool) -> Found | Missing:
    starts = _same_case(letters, _occurrences(letters, _folded(anchors.starts)), anchors.starts)
    if len(starts) < (anchors.nth or 1):
        return Missing(Why.NO_START, anchors.starts)
    if anchors.nth is not None:
        starts = [starts[anchors.nth - 1]]
    if len(starts) > MAX_PLACES:
        return Missing(Why.SEVERAL, anchors.starts)
    spans = _tight(letters, starts, _folded(anchors.ends))
    if not spans:
        return Missing(Why.NO_END, anchors.ends)
    if len(spans) > 1:
        return Missing(Why.SEVERAL, anchors.starts)
    first, last = _with_quotes(letters.text, *spans[0])
    return Found(_readable(letters.text[first:last]), _place(letters, first, has_pages))


def _tight(letters: _Letters, starts: list[int], ending: str) -> list[tuple[int, int]]:
    """Each start with its end; of several starts before one end only the nearest."""
    nearest: dict[int, int] = {}
    for start in starts:
        ends = _occurrences(letters, ending, start, start + MAX_LETTERS)
        stops = [letters.at[end + len(ending) - 1] + 1 for end in ends]
        sentence = (stop for stop in stops if _SENTENCE_ENDS.match(letters.text, stop))
        if stops:
            nearest[next(sentence, stops[0])] = letters.at[start]
    return [(first, last) for last, first in nearest.items()]


def _occurrences(letters: _Letters, wanted: str, low: int = 0, high: int | None = None) -> list[int]:
    """Places in the stream where the wanted letters stand as whole words."""
    if not wanted:
        return []
    found: list[int] = []
    at = letters.stream.find(wanted, low, high)
    while at >= 0:
        if _whole(letters, at, at + len(wanted)):
            found.append(at)
        at = letters.stream.find(wanted, at + 1, high)
    return found


def _same_case(letters: _Letters, starts: list[int], words: str) -> list[int]:
    """Those that begin with a capital as the anchor does (a sentence, not the middle of one)."""
    if not words[:1].isupper():
        return starts
    return [at for at in starts if letters.text[letters.at[at]].isupper()] or starts


def _whole(letters: _Letters, start: int, stop: int) -> bool:
    """Whether a word begins at start and one ends before stop; a footnote number may follow."""
    begins = start == 0 or letters.at[start] - letters.at[start - 1] > 1
    if stop >= len(letters.stream) or letters.at[stop] - letters.at[stop - 1] > 1:
        return begins
    return begins and letters.stream[stop].isdigit() and not letters.stream[stop - 1].isdigit()


def _with_quotes(text: str, first: int, last: int) -> tuple[int, int]:
    """Take the marks along that belong to the text: an opening quote, the closing point."""
    while first > 0 and text[first - 1] in _OPENING and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and text[last] in _CLOSING:
        last += 1
    return first, last


def _place(letters: _Letters, first: int, has_pages: bool) -> Place:
    page = bisect_right(letters.page_starts, first) - 1
    line = letters.text.count("\n", letters.page_starts[page], first) + 1
    return Place(page=page + 1 if has_pages else None, line=line)


def _readable(text: str) -> str:
    """The text as one reads it: broken words joined, lines run on, bullets on lines of their own.

    >>> _readable("en situa-\\ntion,  hvor\\nnoget sker.\\n ● Et sted")
    'en situation, hvor noget sker.\\n• Et sted'
    """
    text = _REAL_HYPHEN.sub("-", text)
    text = re.sub("\u00ad(?:[ \\t]*\\n\\s*)?", "", text)
    for ligature in "ﬀﬁﬂﬃﬄﬅﬆ":
        text = text.replace(ligature, unicodedata.normalize("NFKC", ligature))
    text = re.sub(r"[ \t]+\n", "\n", text)
    text = _DASH_LINE.sub("\u2029• ", _BULLET_LINE.sub("\u2029• ", text))
    text = _BROKEN_WORD.sub("", text)
    text = _HYPHEN_KEPT.sub(r"\1 ", text)
    paragraphs = re.split(r"\u2029|(?<=[.!?:”])[ \t]*\n[ \t]*\n\s*", text)
    lines = (re.sub(r"\s+", " ", paragraph).strip() for paragraph in paragraphs)
    return "\n".join(line for line in lines if line)
