"""The locked rows of a year, as rows of Annex 1."""

from datetime import date
from decimal import Decimal

from holdepunkt.policy.models import CommitteeItem, LockedStatus
from holdepunkt.policy.papers.lines import number_text, short_date
from holdepunkt.policy.papers.paper import StatusRow, Tone
from holdepunkt.policy.papers.words import words_for
from holdepunkt.policy.rules.kinds import EffortStage
from holdepunkt.policy.rules.paper import stage_word

TONES = {
    EffortStage.ON_TRACK: Tone.GOOD,
    EffortStage.DONE: Tone.GOOD,
    EffortStage.LATE: Tone.WATCH,
    EffortStage.STOPPED: Tone.STOPPED,
    EffortStage.NOT_STARTED: Tone.NEUTRAL,
}
UNDER_FIVE = "under fem"


def locked_rows(report_id: int) -> list[LockedStatus]:
    """The locked efforts of a year, in their order, with all they hold; for the paper itself."""
    return list(LockedStatus.objects.filter(report=report_id, kind="effort").order_by("order", "pk"))


def has_examples(row: CommitteeItem) -> bool:
    """Whether some of the year's rows are made up, so that the paper must say so."""
    return row.report_id is not None and LockedStatus.objects.filter(report=row.report_id, is_example=True).exists()


def stage_of(row: LockedStatus) -> EffortStage | None:
    """What the lead stated. A silent effort has no stage, whatever its dates say: nothing is invented."""
    return EffortStage(row.stated) if row.stated else None


def figure_value(value: Decimal | None, *, under_five: bool) -> Decimal | str | None:
    """The figure as it is printed: no idle decimals, and *under fem* where it protects somebody."""
    if under_five:
        return UNDER_FIVE
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == value else value.normalize()


def figure_text(figure: Decimal | None, unit: str, *, under_five: bool) -> str:
    """The figure with its unit, as one reads it."""
    value = figure_value(figure, under_five=under_five)
    if value is None:
        return ""
    text = number_text(value, words_for()) if isinstance(value, Decimal) else value
    return f"{text} {unit}".strip()


def status_row(row: LockedStatus) -> StatusRow:
    """One row of Annex 1. The lead is the unit, never the person."""
    stage, value = stage_of(row), figure_value(row.figure_value, under_five=row.figure_under_five)
    return StatusRow(
        goal=", ".join(row.goal_titles),
        effort=row.effort_title,
        lead=row.unit_name,
        partners=", ".join(map(str, row.partners)),
        schedule=schedule(row.starts_on, row.ends_on),
        economy=row.economy,
        indicator=row.indicator,
        figure_value=value,
        figure_unit=row.figure_unit,
        figure_source=row.figure_source,
        figure_date=row.figure_date,
        figure_note="Der er ikke oplyst et tal" if row.indicator and value is None else "",
        stage_label=first_big(stage_word(stage)),
        stage_tone=TONES[stage] if stage else Tone.WATCH,
        computed_label=_known(row.computed),
        differs_because=row.differs_because,
        happened="Intet nyt." if row.no_news and not row.happened else row.happened,
        hindrance=row.hindrance,
        next_step=row.next_step,
        last_year_label=_known(row.last_year),
    )


def schedule(starts: date | None, ends: date | None) -> str:
    """From and to, as far as they are known."""
    words = words_for()
    if starts and ends:
        return f"{short_date(starts, words)} til {short_date(ends, words)}"
    if starts:
        return f"fra {short_date(starts, words)}"
    return f"til {short_date(ends, words)}" if ends else ""


def _known(stage: str) -> str:
    """The word of a stored stage; nothing for what is no stage."""
    return first_big(stage_word(EffortStage(stage))) if stage in set(EffortStage) else ""


def first_big(word: str) -> str:
    """The word with a capital first letter.

    >>> first_big("på sporet")
    'På sporet'
    """
    return word[:1].upper() + word[1:]
