"""A text that points at a person: hints for whoever reads it, never a stop.

A council takes up principles, not single cases. A number like a CPR number, or two capitalised words in a row,
may be a person; it may as well be a street. So this only points, and a human being decides.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

CPR = re.compile(r"(?<!\d)(\d\d)(\d\d)\d\d[ -]?\d{4}(?!\d)")
WORD = r"[A-ZÆØÅ][a-zæøåéüö]+"
NAMES = re.compile(rf"\b{WORD}(?:[ -]{WORD})+\b")
# Words that begin a sentence and are no name.
BEGINNINGS = frozenset(
    [
        "Alle",
        "Allerede",
        "At",
        "Både",
        "Da",
        "De",
        "Den",
        "Der",
        "Derfor",
        "Det",
        "Dette",
        "Din",
        "Dit",
        "Du",
        "En",
        "Er",
        "Et",
        "Efter",
        "Fra",
        "Før",
        "For",
        "Han",
        "Har",
        "Her",
        "Hos",
        "Hun",
        "Hvad",
        "Hvem",
        "Hver",
        "Hvis",
        "Hvor",
        "Hvordan",
        "Hvorfor",
        "Ifølge",
        "Ingen",
        "Ja",
        "Jeg",
        "Kan",
        "Kun",
        "Kære",
        "Man",
        "Mange",
        "Med",
        "Men",
        "Mens",
        "Mere",
        "Mellem",
        "Mit",
        "Min",
        "Nej",
        "Nogle",
        "Nu",
        "Når",
        "Og",
        "Også",
        "Om",
        "På",
        "Rådet",
        "Selv",
        "Siden",
        "Skal",
        "Som",
        "Så",
        "Til",
        "Under",
        "Ved",
        "Vi",
        "Via",
        "Vil",
        "Vores",
        "Være",
        "I",
    ]
)


class Points(StrEnum):
    """What in a text points at a person."""

    CPR = "cpr"
    NAME = "name"


@dataclass(frozen=True)
class Hint:
    """Something in a text that may be about one person."""

    what: Points
    words: str


def hints(text: str, *, known: Collection[str] = ()) -> list[Hint]:
    """What may point at a person; `known` are names that are no secret: units, places, the council itself.

    >>> [hint.words for hint in hints("Kan Ida Holm få en bolig? Hendes nummer er 010203-1234.")]
    ['010203-1234', 'Ida Holm']
    >>> hints("I Social og Psykiatri mangler Job Center Nord svar.", known=["Job Center Nord"])
    []
    >>> hints("Vi talte den 12-11-2021 om Rådet.")
    []
    """
    found = [Hint(Points.CPR, hit.group()) for hit in CPR.finditer(text) if _is_a_day(hit)]
    open_names = " ".join(known)
    for hit in NAMES.finditer(text):
        words = _without_beginning(hit.group())
        if " " in words.replace("-", " ") and words not in open_names:
            found.append(Hint(Points.NAME, words))
    return list(dict.fromkeys(found))


def _is_a_day(hit: re.Match[str]) -> bool:
    """A CPR number begins with a birthday; a replacement number has 60 added to the day."""
    day, month = int(hit[1]), int(hit[2])
    return 1 <= (day - 60 if day > 60 else day) <= 31 and 1 <= month <= 12


def _without_beginning(words: str) -> str:
    first, space, rest = words.partition(" ")
    return rest if space and first in BEGINNINGS else words


def without_person(text: str, found: Collection[Hint], *, number: str, person: str) -> str:
    """A draft of the text with the person taken out, for a human being to finish.

    >>> text = "Ida Holm, 010203-1234, fik nej."
    >>> without_person(text, hints(text), number="(nummer)", person="en borger")
    'en borger, (nummer), fik nej.'
    """
    for hint in sorted(found, key=lambda one: len(one.words), reverse=True):
        text = text.replace(hint.words, number if hint.what is Points.CPR else person)
    return text
