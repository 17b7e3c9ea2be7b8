"""The text of a paper, line by line: every form prints these lines, so no two forms can differ.

A no-break space joins a figure and its unit and occurs nowhere else, so that they can be told apart again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from holdepunkt.ui.documents.signs import clean as clean

from .paper import Bullets, Column, Paper, Quote, Section, StatusRow, StatusTable, Tone
from .words import words_for

NO_BREAK = "\u00a0"
MARKS = {Tone.GOOD: "●", Tone.WATCH: "▲", Tone.STOPPED: "■", Tone.NEUTRAL: "○"}


@dataclass(frozen=True)
class Figure:
    """A figure with what makes it worth believing. No value: `note` says why."""

    value: Decimal | str | None
    unit: str
    source: str
    as_of: date | None
    note: str


def paper_words(paper: Paper) -> dict[str, str]:
    """The paper's labels, complete even when the paper names only a few of its own."""
    return words_for(paper.language, paper.words)


def long_date(day: date | None, words: Mapping[str, str]) -> str:
    """A date in words, or the mark for a missing one.

    >>> long_date(date(2022, 2, 8), words_for())
    '8. februar 2022'
    """
    if day is None:
        return words["missing"]
    month = words["months"].split()[day.month - 1]
    return words["long_date"].format(day=day.day, month=month, year=day.year)


def short_date(day: date, words: Mapping[str, str]) -> str:
    """A date for a narrow table cell, as in 31.12.2021."""
    return day.strftime(words["short_date"])


def read_short_date(text: str, words: Mapping[str, str]) -> date | None:
    """The date a `short_date` stands for."""
    try:
        return datetime.strptime(text, words["short_date"]).date()
    except ValueError:
        return None


def number_text(number: Decimal, words: Mapping[str, str]) -> str:
    """A number the way the language writes it.

    >>> number_text(Decimal("1234.50"), words_for())
    '1.234,50'
    """
    plain = f"{number:,f}".replace("-", "−")  # a true minus: no line breaks after it
    return plain.translate({ord(","): words["thousands_mark"], ord("."): words["decimal_mark"]})


def read_number(text: str, words: Mapping[str, str]) -> Decimal | None:
    """The number a text stands for in the language's notation, or None when it is none.

    >>> read_number("1.234,50", words_for()), read_number("under fem", words_for())
    (Decimal('1234.50'), None)
    """
    thousands, decimal = re.escape(words["thousands_mark"]), re.escape(words["decimal_mark"])
    if not re.fullmatch(rf"[-−]?(\d+|\d{{1,3}}({thousands}\d{{3}})+)({decimal}\d+)?", text, re.ASCII):
        return None
    plain = text.replace(words["thousands_mark"], "").replace(words["decimal_mark"], ".")
    try:
        return Decimal(plain.replace("−", "-"))
    except InvalidOperation:
        return None


def figure_of(row: StatusRow, words: Mapping[str, str]) -> Figure:
    """The figure of a row, tidied: text that is a number becomes one, an empty one becomes None."""
    value = row.figure_value
    if isinstance(value, str):
        text = clean(value)
        number = read_number(text, words)
        value = number if number is not None else (text if text != words["missing"] else None) or None
    texts = (clean(row.figure_unit) if value is not None else "", clean(row.figure_source))
    return Figure(value, *texts, row.figure_date, clean(row.figure_note))


def value_text(value: Decimal | str | None, words: Mapping[str, str]) -> str:
    """A figure's value in print: a number, a text such as "under fem", or the missing mark."""
    if value is None:
        return words["missing"]
    return number_text(value, words) if isinstance(value, Decimal) else value


def labelled(label: str, text: str) -> str:
    """`Label: text`."""
    return f"{label}: {text}"


def figure_lines(row: StatusRow, words: Mapping[str, str]) -> tuple[str, ...]:
    """Indicator, value with unit, source, date, and the remark (or why there is no figure)."""
    figure = figure_of(row, words)
    value = value_text(figure.value, words)
    lines = [clean(row.indicator) or words["missing"], f"{value}{NO_BREAK}{figure.unit}" if figure.unit else value]
    if figure.source:
        lines.append(labelled(words["source"], figure.source))
    if figure.as_of:
        lines.append(labelled(words["date"], short_date(figure.as_of, words)))
    if figure.note:
        label = words["why_missing"] if figure.value is None else words["note"]
        lines.append(labelled(label, figure.note))
    return tuple(lines)


def read_figure(lines: tuple[str, ...], words: Mapping[str, str]) -> Figure:
    """The figure that `figure_lines` printed."""
    found = {"source": "", "date": "", "note": "", "why_missing": ""}
    order = list(found)
    for line in lines[2:]:
        key = next(key for key in order if line.startswith(words[key] + ": "))
        found[key] = line[len(words[key]) + 2 :]
        order = order[order.index(key) + 1 :]
    text, _, unit = (lines[1] if len(lines) > 1 else words["missing"]).partition(NO_BREAK)
    number = read_number(text, words)
    value = number if number is not None else (None if text == words["missing"] else text)
    as_of = read_short_date(found["date"], words) if found["date"] else None
    return Figure(value, unit, found["source"], as_of, found["note"] or found["why_missing"])


def stage_line(row: StatusRow, words: Mapping[str, str]) -> str:
    """The stage with its shape, so that colour is never alone."""
    return f"{MARKS[row.stage_tone]} {clean(row.stage_label) or words['missing']}"


def story_lines(row: StatusRow, words: Mapping[str, str]) -> tuple[str, ...]:
    """What stands under the stage: what the dates say when it differs, what happened, the hindrance, last year."""
    computed = "" if clean(row.computed_label) == clean(row.stage_label) else row.computed_label
    parts = (
        ("computed", computed),
        ("differs", row.differs_because),
        ("", row.happened),
        ("hindrance", row.hindrance),
        ("last_year", row.last_year_label),
    )
    tidy = [(key, clean(text)) for key, text in parts]
    return tuple(labelled(words[key], text) if key else text for key, text in tidy if text)


def cell_lines(row: StatusRow, key: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """The lines of one cell of Annex 1."""
    if key == "indicator":
        return figure_lines(row, words)
    if key == "status":
        return (stage_line(row, words), *story_lines(row, words))
    return (clean(getattr(row, key)) or words["missing"],)


def default_columns(words: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns a committee usually wants, in the paper's words."""
    keys = ("goal", "effort", "lead", "partners", "schedule", "economy", "indicator", "status", "next_step")
    return tuple(Column(key, words[key]) for key in keys)


def stage_counts(table: StatusTable) -> tuple[tuple[Tone, str, int], ...]:
    """How many efforts stand at each stage, in the order the table meets them."""
    counts: dict[tuple[Tone, str], int] = {}
    for row in table.rows:
        if label := clean(row.stage_label):
            counts[row.stage_tone, label] = counts.get((row.stage_tone, label), 0) + 1
    return tuple((tone, label, count) for (tone, label), count in counts.items())


def facts(paper: Paper) -> tuple[tuple[str, str], ...]:
    """The short list at the top of the paper: label and value."""
    words = paper_words(paper)
    pairs = (
        ("committee", clean(paper.committee)),
        ("meeting", long_date(paper.meeting_on, words)),
        ("case_number", clean(paper.case_number)),
        ("policy", clean(paper.policy_title)),
        ("year", str(paper.year)),
        ("agenda", long_date(paper.agenda_on, words) if paper.agenda_on else ""),
    )
    return tuple((words[key], text or words["missing"]) for key, text in pairs if text or key != "agenda")


def quote_head(quote: Quote, words: Mapping[str, str]) -> str:
    """Who said it, and when."""
    who = clean(quote.who)
    return f"{who}, {long_date(quote.said_on, words)}" if quote.said_on else who


def section_lines(section: Section, words: Mapping[str, str]) -> tuple[str, ...]:
    """A section as plain lines, for pasting and for sheets."""
    lines: list[str] = []
    for block in section.blocks:
        if isinstance(block, Bullets):
            lines += [f"• {clean(item)}" for item in block.items]
        elif isinstance(block, Quote):
            lines += [f"{quote_head(block, words)}:", f"»{clean(block.text)}«"]
            lines += [labelled(words["considered"], clean(block.considered))] if clean(block.considered) else []
        else:
            lines.append(clean(block.text))
    return tuple(line for line in lines if line) or (words["not_filled"],)
