"""What a committee paper is made of: plain frozen dataclasses, which are the whole input of every form.

Who builds them has already fetched, filtered and approved everything; nothing here knows a database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Tone(StrEnum):
    """How a stage is marked in print: always a word and a shape, never a colour alone."""

    GOOD = "good"
    WATCH = "watch"
    STOPPED = "stopped"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """What one heard council said in its own words, and how that was considered."""

    who: str
    said_on: date | None
    text: str
    considered: str = ""


Block = Paragraph | Bullets | Quote


@dataclass(frozen=True)
class Section:
    """One field of the municipality's own agenda form, in the municipality's own order."""

    key: str
    heading: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class StatusRow:
    """One effort in Annex 1. `lead` is a unit, never a person (units answer in public)."""

    goal: str
    effort: str
    lead: str
    partners: str = ""
    schedule: str = ""
    economy: str = ""
    indicator: str = ""
    figure_value: Decimal | str | None = None
    figure_unit: str = ""
    figure_source: str = ""
    figure_date: date | None = None
    figure_note: str = ""  # beside a figure: a remark; without one: why it is missing
    stage_label: str = ""
    stage_tone: Tone = Tone.NEUTRAL
    computed_label: str = ""
    differs_because: str = ""
    happened: str = ""
    hindrance: str = ""
    next_step: str = ""
    last_year_label: str = ""


COLUMN_KEYS = ("goal", "effort", "lead", "partners", "schedule", "economy", "indicator", "status", "next_step")


@dataclass(frozen=True)
class Column:
    """One column of Annex 1: a key from COLUMN_KEYS and the municipality's own word for it."""

    key: str
    heading: str

    def __post_init__(self) -> None:
        if self.key not in COLUMN_KEYS:
            raise ValueError(f"Column {self.key!r}; expected one of {', '.join(COLUMN_KEYS)}.")


@dataclass(frozen=True)
class StatusTable:
    """Annex 1: the columns in order, and one row per effort."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[StatusRow, ...]


@dataclass(frozen=True)
class Paper:
    """A whole committee paper. `words` holds every fixed label (see `words.words_for`)."""

    municipality: str
    committee: str
    title: str
    case_number: str
    meeting_on: date | None
    agenda_on: date | None
    year: int
    policy_title: str
    sections: tuple[Section, ...]
    table: StatusTable
    made_on: date
    example_data: bool
    language: str = "da"
    words: Mapping[str, str] = field(default_factory=dict)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split what a person typed into paragraphs at its line breaks.

    >>> paragraphs("Første.\\n\\nAndet.")
    (Paragraph(text='Første.'), Paragraph(text='Andet.'))
    """
    return tuple(Paragraph(line.strip()) for line in text.splitlines() if line.strip())
