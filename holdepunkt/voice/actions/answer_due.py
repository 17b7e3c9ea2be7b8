"""By when proposals are answered: counted from closing days and settings, and told anew to whoever was told sooner."""

from datetime import date

from django.db import transaction

from holdepunkt import clock, record
from holdepunkt.people.access import is_at_home, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.calendar import is_working_day
from holdepunkt.people.models import Municipality
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.actions.message import give_up_old_dues, make_message
from holdepunkt.voice.message_words import due_words
from holdepunkt.voice.models import Proposal, ProposalSetting, Step
from holdepunkt.voice.reads.deadlines import setting_of
from holdepunkt.voice.reads.messages import told_due
from holdepunkt.voice.rules.proposal import UNANSWERED, StepKind, answer_due, is_told_anew


def due_of(municipality: Municipality, setting: ProposalSetting, on: date) -> date:
    """The last day on which what came on a day is answered in time."""
    closed = tuple(municipality.closing_days)
    return answer_due(on, setting.answer_days, is_working_day=lambda day: is_working_day(day, closed))


@transaction.atomic
def recount_answers(*, municipality: Municipality, by: Asker) -> int:
    """Proposals that wait get the deadline that the closing days give now; how many were moved."""
    require(is_at_home(by, municipality.pk))
    moved = count_due_anew(municipality, setting_of(municipality))
    for row, before in moved:
        fields = {"before": danish_date(before), "due": danish_date(row.answer_due)}
        record.wrote("proposal.deadline_recounted", on=row, by=by, fields=fields)
    return len(moved)


def count_due_anew(  # because its callers record
    municipality: Municipality, setting: ProposalSetting
) -> list[tuple[Proposal, date]]:
    """Move the deadlines of all that waits; those that moved, each with the day it had. Later ones are told anew."""
    waiting = Proposal.objects.filter(municipality=municipality, standing__in=UNANSWERED)
    moved = []
    for day in sorted(set(waiting.order_by().values_list("received_on", flat=True))):
        due = due_of(municipality, setting, day)
        rows = waiting.filter(received_on=day).exclude(answer_due=due).select_for_update(of=("self",))
        for row in rows.order_by("pk"):
            before, row.answer_due = row.answer_due, due
            row.save(update_fields=["answer_due"])
            row.municipality = municipality
            _tell_anew(row)
            moved.append((row, before))
    return moved


def _tell_anew(row: Proposal) -> None:
    """Whoever was told an earlier day in a letter is told the new one; a sooner answer needs no letter."""
    if row.held_back or not is_told_anew(row.answer_due, told=told_due(row)):
        return
    give_up_old_dues(proposal=row)
    step = Step.objects.create(
        proposal=row, kind=StepKind.DUE_MOVED, taken_on=clock.today(), words=due_words(row.answer_due)
    )
    make_message(step=step)
