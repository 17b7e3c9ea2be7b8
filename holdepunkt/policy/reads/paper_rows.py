"""The locked rows of a year: as rows of Annex 1, and against the year before."""

from datetime import date
from decimal import Decimal

from holdepunkt.policy.models import CommitteeItem, LockedStatus, StatusReport
from holdepunkt.policy.papers.lines import number_text, short_date
from holdepunkt.policy.papers.paper import StatusRow, Tone
from holdepunkt.policy.papers.words import words_for
from holdepunkt.policy.rules.item import Change, YearRow, changes
from holdepunkt.policy.rules.kinds import EffortStage
from holdepunkt.policy.rules.paper import stage_word

TONES = {
    EffortStage.ON_TRACK: Tone.GOOD, EffortStage.DONE: Tone.GOOD, EffortStage.LATE: Tone.WATCH,
    EffortStage.STOPPED: Tone.STOPPED, EffortStage.NOT_STARTED: Tone.NEUTRAL,
}
UNDER_FIVE = "under fem"


def locked_rows(report_id: int) -> list[LockedStatus]:
    """The locked efforts of a year, in their order."""
    found = LockedStatus.objects.filter(report=report_id, kind="effort").select_related("effort")
    return list(found.order_by("order", "pk"))


def has_examples(row: CommitteeItem) -> bool:
    """Whether some of the year's rows are made up, so that the paper must say so."""
    return row.report_id is not None and LockedStatus.objects.filter(report=row.report_id, is_example=True).exists()


def stage_of(row: LockedStatus) -> EffortStage | None:
    """What the lead stated. A silent effort has no stage, whatever its dates say: nothing is invented."""
    return EffortStage(row.stated) if row.stated else None


def figure_value(row: LockedStatus) -> Decimal | str | None:
    """The figure as it is printed: no idle decimals, and *under fem* where it protects somebody."""
    if row.figure_under_five:
        return UNDER_FIVE
    if row.figure_value is None:
        return None
    whole = row.figure_value.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == row.figure_value else row.figure_value.normalize()


def figure_text(row: LockedStatus) -> str:
    """The figure with its unit, as one reads it."""
    value = figure_value(row)
    if value is None:
        return ""
    text = number_text(value, words_for()) if isinstance(value, Decimal) else value
    return f"{text} {row.figure_unit}".strip()


def status_row(row: LockedStatus) -> StatusRow:
    """One row of Annex 1. The lead is the unit, never the person."""
    stage, value = stage_of(row), figure_value(row)
    return StatusRow(
        goal=", ".join(row.goal_titles), effort=row.effort_title, lead=row.unit_name,
        partners=", ".join(map(str, row.partners)), schedule=schedule(row.starts_on, row.ends_on),
        economy=row.economy, indicator=row.indicator, figure_value=value,
        figure_unit=row.figure_unit, figure_source=row.figure_source, figure_date=row.figure_date,
        figure_note="Der er ikke oplyst et tal" if row.indicator and value is None else "",
        stage_label=first_big(stage_word(stage)), stage_tone=TONES[stage] if stage else Tone.WATCH,
        computed_label=_known(row.computed), differs_because=row.differs_because,
        happened="Intet nyt." if row.no_news and not row.happened else row.happened,
        hindrance=row.hindrance, next_step=row.next_step, last_year_label=_known(row.last_year),
    )


def changes_since(report: StatusReport) -> tuple[int, tuple[Change, ...]] | None:
    """The year before and what changed; None when no status of that year has been public."""
    earlier = StatusReport.objects.filter(
        policy=report.policy_id, year=report.year - 1, published_on__isnull=False
    )
    before = earlier.order_by("-revision").first()
    return None if before is None else (before.year, changes(_year_rows(report), _year_rows(before)))


def _year_rows(report: StatusReport) -> list[YearRow]:
    """The thread of an effort runs through the plans, so a carried effort is the same effort."""
    return [
        YearRow(row.effort.thread, row.effort_title, stage_of(row), figure_text(row))
        for row in locked_rows(report.pk) if row.effort
    ]


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
