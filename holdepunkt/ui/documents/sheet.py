"""A plain document: a title, a few facts, and numbered or unnumbered parts with text, points and notes.

An agenda, minutes, a letter: all text and no figures. Who builds it has fetched and decided everything.
"""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True)
class Line:
    """A paragraph; `label` says what it is (a decision, a task), `note` what belongs to it in small print."""

    text: str
    label: str = ""
    note: str = ""


@dataclass(frozen=True)
class Part:
    """A heading with its lines; `note` stands under the heading."""

    heading: str
    lines: tuple[Line, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """The whole document. `points` is the size of its letters: 18 for those who read large print."""

    sender: str
    kind: str
    title: str
    made_on: date
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    page: str = "Side"
    of: str = "af"
    example_mark: str = ""
    language: str = "da"
    points: int = 11
    foot: str = field(default="")


def print_of(sheet: Sheet) -> str:
    """A fingerprint of what a sheet says: the same on another day, another when one word is another.

    >>> one = Sheet("Rådet", "Referat", "Mødet", date(2021, 1, 4))
    >>> print_of(one) == print_of(replace(one, made_on=date(2021, 1, 5))), print_of(one) == print_of(replace(one, foot="x"))
    (True, False)
    """
    return hashlib.sha256(repr(replace(sheet, made_on=date.min)).encode()).hexdigest()
