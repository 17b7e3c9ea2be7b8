"""Locking a year: one self-contained row for each effort and goal, in bulk (O6, R4)."""

from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import Effort, LockedStatus, StatusNote, StatusReport
from holdepunkt.policy.reads.status_year import YearFacts, year_facts
from holdepunkt.policy.rules.kinds import NoteStage, ReportStage
from holdepunkt.policy.rules.progress import AnsweredRow, progress_of_year
from holdepunkt.policy.rules.status import Step, computed_stage, count_stages, day_of_judgement, with_branches
from holdepunkt.policy.status_words import chip_labels
from holdepunkt.record.bulk import whole_inserts
from holdepunkt.record.versions import take


@transaction.atomic
def lock_report(*, report: StatusReport, by: Asker) -> StatusReport:
    """Lock the year as it stands. Who has not answered is locked as silent; nothing is invented."""
    require(access.is_at_home(by, report.policy.municipality_id))
    require(access.may_open_round(by))
    row = take(report, version=None)
    if row.stage != ReportStage.OPEN:
        raise NotPossible(
            _("Kun en åben status kan låses. Denne er %(found)s.") % {"found": label(ReportStage(row.stage))}
        )
    facts = year_facts(row)
    # The municipality's papers are Danish, whatever language the one who locks reads.
    with translation.override("da"), whole_inserts():
        efforts = [_effort_row(row, order, note, facts) for order, note in enumerate(facts.notes)]
        LockedStatus.objects.bulk_create(efforts + _goal_rows(row, facts, efforts))
    row.stage = ReportStage.LOCKED
    row.locked_at, row.locked_by_id = clock.now(), by.user_id
    row.progress = progress_of_year(_promises_served(one) for one in efforts)
    row.save()
    answered = sum(one.answered for one in efforts)
    record.wrote("status_report.locked", on=row, by=by, fields={"efforts": len(efforts), "answered": answered})
    return row


def _promises_served(row: LockedStatus) -> AnsweredRow:
    """What the row tells about the promises its effort serves; a figure is evidence."""
    return AnsweredRow(tuple(row.promise_keys), row.answered, row.figure_date is not None)


def _effort_row(report: StatusReport, order: int, note: StatusNote, facts: YearFacts) -> LockedStatus:
    effort = note.effort
    goals = facts.goal_names.get(effort.pk, [])
    milestones = facts.milestones.get(effort.pk, [])
    steps = [Step(one.title, one.due_on, one.reached_on) for one in milestones]
    on = day_of_judgement(report.year, clock.today())
    computed = computed_stage(steps, effort.starts_on, effort.ends_on, on, effort.stopped_on)
    return LockedStatus(
        report=report,
        kind="effort",
        order=order,
        effort=effort,
        effort_title=effort.title,
        plan_title=effort.plan.title,
        goal_keys=[key for key, _title in goals],
        goal_titles=[title for _key, title in goals],
        promise_keys=facts.promise_keys.get(effort.pk, []),
        unit=effort.unit,
        unit_name=effort.unit.name if effort.unit else "",
        lead_name=effort.lead.name if effort.lead else "",
        partners=facts.partners.get(effort.pk, []),
        starts_on=effort.starts_on,
        ends_on=effort.ends_on,
        economy=effort.economy,
        milestones=[
            {"title": one.title, "due_on": _iso(one.due_on), "reached_on": _iso(one.reached_on)} for one in milestones
        ],
        computed=computed.stage,
        last_year=facts.last_year.get(str(effort.thread), ""),
        is_example=effort.is_example,
        **_figure(note, effort, facts),
        **_answer(note),
    )


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _figure(note: StatusNote, effort: Effort, facts: YearFacts) -> dict[str, Any]:
    """The figure of the answer, else the newest one known, with its source and day."""
    figure = note.figure or facts.figures.get(effort.pk)
    told = {"indicator": effort.indicator, "figure_unit": effort.indicator_unit}
    if figure is None:
        return told
    return told | {
        "figure_value": figure.value,
        "figure_under_five": figure.under_five,
        "figure_unit": figure.unit or effort.indicator_unit,
        "figure_source": figure.source,
        "figure_date": figure.as_of,
    }


def _answer(note: StatusNote) -> dict[str, Any]:
    """What was stated. A draft is not an answer, and "no news" brings no words with it."""
    if note.stage != NoteStage.STATED:
        return {"answered": False}
    answered = {"answered": True, "stated": note.stated, "no_news": note.no_news}
    if note.no_news:
        return answered
    return answered | {
        "differs_because": note.differs_because,
        "happened": note.happened,
        "took_part": chip_labels(note.took_part),
        "hindrance": note.hindrance,
        "next_step": note.next_step,
    }


def _goal_rows(report: StatusReport, facts: YearFacts, efforts: list[LockedStatus]) -> list[LockedStatus]:
    """One row a goal: how many of its efforts (and of the goals below it) stand where."""
    parents = {goal.key: goal.parent.key for goal in facts.goals if goal.parent}
    rows = []
    for order, goal in enumerate(facts.goals):
        keys = with_branches(goal.key, parents)
        served = [row.stated for row in efforts if keys.intersection(row.goal_keys)]
        rows.append(
            LockedStatus(
                report=report,
                kind="goal",
                order=order,
                goal_keys=[goal.key],
                goal_titles=[goal.title],
                counts=count_stages(served),
            )
        )
    return rows
