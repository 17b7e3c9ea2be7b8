"""What a reading leaves in the record: files that are fetched, and drafts read before everybody may.

The only way by which a page that is merely opened writes anything. What everybody may read leaves no row.
"""

from typing import Any

from holdepunkt import record
from holdepunkt.people.access import Allowed, Answer
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    CommitteeItem,
    Effort,
    Evaluation,
    PolicyVersion,
    StatusNote,
    StatusReport,
)
from holdepunkt.policy.rules.evaluation import EvaluationStage
from holdepunkt.policy.rules.kinds import ReportStage

# What the committee has, everybody has.
INTERNAL_YEARS = (ReportStage.OPEN, ReportStage.LOCKED, ReportStage.APPROVED)


def looked_at_item(by: Asker, item: CommitteeItem) -> None:
    """An item that is not on a public agenda yet has been opened."""
    if not item.agenda_is_out:
        record.looked(item, by=by, relation=_relation(access.may_read_item(by, item)))


def looked_at_plan(by: Asker, plan: ActionPlan, effort: Effort | None = None) -> None:
    """A plan that is not approved yet, or one of its efforts, has been opened."""
    if not plan.is_frozen:
        record.looked(effort or plan, by=by, relation=_relation(access.may_see_internal(by)))


def looked_at_draft(by: Asker, version: PolicyVersion) -> None:
    """A policy's text that is not approved yet, or a part of it, has been opened."""
    if not version.is_frozen:
        record.looked(version, by=by, relation=_relation(access.may_see_internal(by)))


def looked_at_evaluation(by: Asker, evaluation: Evaluation) -> None:
    """An evaluation that has not been shown to everybody has been opened."""
    if evaluation.stage != EvaluationStage.PUBLISHED:
        record.looked(evaluation, by=by, relation=_relation(access.may_see_internal(by)))


def looked_at_note(by: Asker, note: StatusNote) -> None:
    """Somebody else's status has been opened before the committee has it; who answers reads their own words."""
    if note.report.stage in INTERNAL_YEARS and not by.stands_for(note.effort.lead_id):
        record.looked(note, by=by, relation=_relation(access.may_see_internal(by)))


def looked_at_year(by: Asker, report: StatusReport) -> None:
    """The statuses of a whole year have been opened before the committee has them."""
    if report.stage in INTERNAL_YEARS:
        record.looked(report, by=by, relation=_relation(access.may_see_internal(by)))


def looked_at_heard(by: Asker, heard: BodyHeard) -> None:
    """What a body said about a draft, a plan or a year has been opened: a look at the draft, the plan or the year."""
    if heard.plan:
        looked_at_plan(by, heard.plan)
    elif heard.report:
        looked_at_year(by, heard.report)
    elif heard.version_of:
        looked_at_draft(by, heard.version_of)


def fetched(what: str, *, on: Any, by: Asker, **criteria: Any) -> None:
    """Somebody who is signed in takes a file along; a visitor can only fetch what everybody may read."""
    if not by.is_anonymous:
        record.exported(what, on=on, by=by, criteria=criteria, relation=by.acting_as)


def _relation(answer: Answer) -> str:
    return answer.because if isinstance(answer, Allowed) else ""
