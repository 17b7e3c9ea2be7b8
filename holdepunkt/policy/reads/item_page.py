"""What the pages about an item show: one glance for a committee member, and what a paper lacks."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from holdepunkt.policy.models import CommitteeItem
from holdepunkt.policy.reads import item as item_reads
from holdepunkt.policy.reads.paper_annex import Said, corrected_on, said_in
from holdepunkt.policy.reads.year_changes import Since, Stages, changes_since, stages
from holdepunkt.policy.rules.item import Gap, GapKind, gaps
from holdepunkt.policy.rules.kinds import ReportStage


@dataclass(frozen=True)
class Glance:
    """The item in five seconds: the question, the cost, what changed, what the councils said."""

    question: str
    cost: str
    cost_is_asked: bool
    stages: Stages
    since: Since | None
    heard: list[Said]
    corrected_on: date | None


def glance(row: CommitteeItem) -> Glance:
    """Gather one glance; everything comes from the item and the locked rows."""
    texts = {key: text for key, _heading, text in reversed(item_reads.fields(row))}
    return Glance(
        question=texts.get("recommendation", ""),
        cost=texts.get("economy", ""),
        cost_is_asked="economy" in texts,
        stages=stages(row.report) if row.report else Counter(),
        since=changes_since(row.report) if row.report else None,
        heard=said_in(row),
        corrected_on=corrected_on(row),
    )


def gaps_of(row: CommitteeItem) -> tuple[Gap, ...]:
    """What the paper lacks, so that nobody finds out at the meeting."""
    bodies = {str(body.unit): bool(body.words) for body in item_reads.heard(row)}
    expected = [] if row.evaluation_id else item_reads.councils(row.policy.municipality)
    silent = stages(row.report)[None] if row.report else 0
    texts = [field for field in item_reads.fields(row) if field[0] != "involvement" or not any(bodies.values())]
    return gaps(
        fields=texts,
        case_number=row.case_number,
        meeting_on=row.meeting_on,
        agenda_on=row.agenda_on or row.published_on,
        councils=expected,
        heard=bodies,
        silent=silent,
        first=_year_gaps(row),
    )


def _year_gaps(row: CommitteeItem) -> list[GapKind]:
    if row.report is None:
        return []
    if row.report.stage == ReportStage.REVISED:
        return [GapKind.REOPENED]
    return [GapKind.NOT_APPROVED] if row.report.stage == ReportStage.LOCKED else []
