"""One effort's answer: kept as a draft while it is written, stated, taken back within ten minutes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access, status_words
from holdepunkt.policy.actions.effort import note_figure
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import Effort, Figure, StatusNote
from holdepunkt.policy.reads import status_notes as reads
from holdepunkt.policy.rules.kinds import STATABLE, EffortStage, NoteStage, ReportStage
from holdepunkt.policy.rules.status import TOOK_PART, Computed, may_take_back, needs_sentence, stage_of_no_news
from holdepunkt.record.versions import take

WORDS = ("happened", "hindrance", "next_step", "differs_because")
JUDGED = (
    "report__stage",
    "report__year",
    "effort__title",
    "effort__working_title",
    "effort__starts_on",
    "effort__ends_on",
    "effort__stopped_on",
    "effort__lead",
    "effort__unit",
)
"""What an answer is judged and named by, besides its own words."""


@transaction.atomic
def save_draft(*, note: StatusNote, by: Asker, version: int | None = None, **answers: Any) -> StatusNote:
    """Keep what is written so far; nothing is checked yet. `figure` is a dict of what was typed."""
    row = _open(note, by, version)
    if row.stage == NoteStage.STATED:
        raise NotPossible(_("Der er allerede svaret. Tag svaret tilbage, eller ret det, før du gemmer en kladde."))
    before = _written(row)
    for name in WORDS:
        setattr(row, name, answers.get(name, getattr(row, name)))
    if answers.get("stated", "") in ("", *STATABLE):
        row.stated = answers.get("stated", row.stated)
    row.took_part = _known(answers.get("took_part", row.took_part))
    row.draft_figure = answers.get("figure", row.draft_figure) or {}
    row.stage = NoteStage.DRAFT
    if _written(row) == before:
        return note
    row.save()
    record.wrote("status_note.drafted", on=row, by=by)
    return row


def _written(row: StatusNote) -> tuple[Any, ...]:
    return (row.stage, row.stated, row.took_part, row.draft_figure, *(getattr(row, name) for name in WORDS))


def _known(values: Iterable[str]) -> list[str]:
    return [value for value in values if value in TOOK_PART]


def _open(note: StatusNote, by: Asker, version: int | None) -> StatusNote:
    """Lock the answer for a change; the round must be open, and the effort still the asker's to answer for.

    Of its round and its effort only `JUDGED` is read anew.
    """
    require(access.may_answer(by, note))
    row = take(note, version=version, glance=JUDGED)
    if _whose(row.effort) != _whose(note.effort):  # handed over while the form was being sent
        require(access.may_answer(by, row))
    if row.report.stage != ReportStage.OPEN:
        raise NotPossible(
            _("Status for %(year)s er %(found)s og tager ikke imod svar. Tovholderen kan åbne den igen.")
            % {"year": row.report.year, "found": label(ReportStage(row.report.stage))}
        )
    return row


@transaction.atomic
def state(
    *,
    note: StatusNote,
    by: Asker,
    stated: str,
    version: int | None = None,
    happened: str = "",
    took_part: Iterable[str] = (),
    hindrance: str = "",
    next_step: str = "",
    differs_because: str = "",
    figure: dict[str, Any] | None = None,
    came_by: str = "screen",
    computed: Computed | None = None,
) -> StatusNote:
    """Answer for the year. A stage other than the dates give needs a sentence.

    `computed` is what the form told of `note` just now; it is read here where there was no form, or the effort's days
    have changed since.
    """
    row = _open(note, by, version)
    if computed is None or _days(row.effort) != _days(note.effort):
        computed = reads.computed_of(row.effort, row.report.year)
    if not (stated == EffortStage.STOPPED and row.effort.stopped_on):  # a stop carries its own reason
        _check_stage(computed, stated, differs_because)
    row.stated, row.no_news = stated, False
    row.happened, row.took_part = happened.strip(), _known(took_part)
    row.hindrance, row.next_step = hindrance.strip(), next_step.strip()
    row.differs_because = differs_because.strip() if needs_sentence(computed, stated) else ""
    row.figure = _figure(note.effort, figure, by) if figure else None
    _answered(row, by, came_by)
    record.wrote("status_note.stated", on=row, by=by, fields={"stated": row.stated, "came_by": came_by})
    return row


def _whose(effort: Effort) -> tuple[int | None, ...]:
    return effort.lead_id, effort.unit_id


def _days(effort: Effort) -> tuple[date | None, ...]:
    return effort.starts_on, effort.ends_on, effort.stopped_on


def _check_stage(computed: Computed, stated: str, differs_because: str) -> None:
    if computed.stage == EffortStage.STOPPED and stated != EffortStage.STOPPED:
        raise NotPossible(_("Indsatsen er stoppet. Det er det trin, den kan have."))
    if stated not in STATABLE and stated != computed.stage:
        raise NotPossible(
            _("Vælg, hvordan det går: %(stages)s.") % {"stages": ", ".join(label(stage) for stage in STATABLE)}
        )
    if needs_sentence(computed, stated) and not differs_because.strip():
        raise NotPossible(
            _("Du har valgt ”%(stated)s”, og datoerne siger ”%(computed)s”. Skriv én sætning om hvorfor.")
            % {"stated": label(EffortStage(stated)), "computed": label(computed.stage)},
            status_words.why(computed),
        )


def _figure(effort: Effort, typed: dict[str, Any], by: Asker) -> Figure:
    """The figure row of what was typed: the known one when it is the same, else a new or correcting one."""
    as_of: date = typed["as_of"]
    if as_of > clock.today():
        raise NotPossible(_("Tallets dag ligger i fremtiden. Skriv den dag, tallet er gjort op."))
    value, under_five = typed.get("value"), bool(typed.get("under_five"))
    newest = reads.newest_figure(effort)
    same_day = newest if newest and newest.as_of == as_of else None
    if same_day and (same_day.value, same_day.under_five) == (value, under_five):
        return same_day
    return note_figure(
        effort=effort, as_of=as_of, source=typed["source"], by=by, value=value, under_five=under_five, replaces=same_day
    )


def _answered(row: StatusNote, by: Asker, came_by: str) -> None:
    row.stage, row.came_by = NoteStage.STATED, came_by
    row.answered_at, row.answered_by_id = clock.now(), by.user_id
    row.draft_figure = {}
    row.save()


@transaction.atomic
def no_news(*, note: StatusNote, by: Asker, came_by: str = "screen") -> StatusNote:
    """Answer that nothing is new: the stage stated last year stands, or the one the dates show."""
    row = _open(note, by, None)
    if row.stage == NoteStage.STATED:
        raise NotPossible(_("Der er allerede svaret på indsatsen i år. Ret svaret i stedet, så går intet tabt."))
    told = reads.last_told(note)
    row.stated = stage_of_no_news(told.stated if told else "", reads.computed_of(row.effort, row.report.year))
    row.no_news, row.figure = True, None
    _answered(row, by, came_by)
    record.wrote("status_note.no_news", on=row, by=by, fields={"stated": row.stated})
    return row


@transaction.atomic
def take_back(*, note: StatusNote, by: Asker) -> StatusNote:
    """Undo an answer within ten minutes: it is a draft again, with every word kept."""
    row = _open(note, by, None)
    if row.stage != NoteStage.STATED:
        raise NotPossible(_("Der er ikke noget svar at tage tilbage."))
    if not may_take_back(row.answered_at, clock.now()):
        raise NotPossible(_("Et svar kan tages tilbage i ti minutter. Ret det i stedet: det seneste svar gælder."))
    if row.figure:
        row.draft_figure = status_words.typed_again(row.figure)
    row.stage, row.no_news, row.figure = NoteStage.DRAFT, False, None
    row.answered_at, row.answered_by = None, None
    row.save()
    record.wrote("status_note.taken_back", on=row, by=by)
    return row
