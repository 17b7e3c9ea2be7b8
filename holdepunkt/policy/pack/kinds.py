"""The closed lists of words a pack may choose from. Plain Python: models and screens build on these."""

from enum import StrEnum
from typing import Any


class UnitKind(StrEnum):
    """What sort of body a unit is."""

    CITY_COUNCIL = "city_council"
    COMMITTEE = "committee"
    ADVISORY_COUNCIL = "advisory_council"
    DISABILITY_COUNCIL = "disability_council"
    DEPARTMENT = "department"
    EXTERNAL = "external"


class PolicyStage(StrEnum):
    """How far the text itself has come."""

    DRAFT = "draft"
    HEARING = "hearing"
    APPROVED = "approved"


class PlanStage(StrEnum):
    """How far a plan has come."""

    DRAFT = "draft"
    HEARD = "heard"
    APPROVED = "approved"
    RUNNING = "running"
    CLOSED = "closed"


class PassageKind(StrEnum):
    """What a passage of the text is. Only commitments can be kept or not (A8)."""

    VISION = "vision"
    VALUE = "value"
    VIEW_OF_HUMAN_BEINGS = "view_of_human_beings"
    TARGET_GROUP = "target_group"
    APPROACH = "approach"
    GOAL_TEXT = "goal_text"
    COMMITMENT = "commitment"
    PROMISE_ABOUT_ITSELF = "promise_about_itself"
    DRAFT_REMARK = "draft_remark"
    FOREWORD = "foreword"
    STORY = "story"


class Modal(StrEnum):
    """Whether the text says shall (it will be done) or may (it is allowed)."""

    SHALL = "shall"
    MAY = "may"


class LinkKind(StrEnum):
    """How the text stands to another policy, plan or decision."""

    SEES_TOGETHER = "sees_together"
    POINTS_TO = "points_to"
    RESTS_ON = "rests_on"


class RhythmKind(StrEnum):
    """What the policy says about its own working (A2)."""

    PLAN_EVERY_YEARS = "plan_every_years"
    STATUS_EVERY_YEARS = "status_every_years"
    EVALUATION_IN_YEAR = "evaluation_in_year"
    EVALUATION_EVERY_YEARS = "evaluation_every_years"
    DRAFTED_BY = "drafted_by"
    HEARD = "heard"
    APPROVED_BY = "approved_by"
    BOUND_TO_GOALS = "bound_to_goals"
    FURTHER_GOALS_VOLUNTARY = "further_goals_voluntary"
    ANNEXED_AFTER_APPROVAL = "annexed_after_approval"
    REPORT_ON_NEWEST_FIGURES = "report_on_newest_figures"
    GATHERING = "gathering"
    DIALOGUES = "dialogues"
    STRATEGY_PER_GOAL = "strategy_per_goal"
    INVOLVE = "involve"
    PLAN_HOLDS = "plan_holds"


class Subject(StrEnum):
    """What a row of the rhythm is about."""

    POLICY = "policy"
    PLAN = "plan"
    STATUS = "status"


class PaperKey(StrEnum):
    """What a field of the committee paper holds, whatever the municipality calls it."""

    COMPETENCE = "competence"
    THEME = "theme"
    ORIGIN = "origin"
    RESUME = "resume"
    ACCOUNT = "account"
    CORE = "core"
    INVOLVEMENT = "involvement"
    LAW = "law"
    LAW_AND_PLAN = "law_and_plan"
    ECONOMY = "economy"
    SCHEDULE = "schedule"
    RECOMMENDATION = "recommendation"
    DECIDED_BY = "decided_by"
    DECISION = "decision"
    ABSENT = "absent"
    ATTACHMENTS = "attachments"
    FREE = "free"


COUNTED = frozenset({PassageKind.COMMITMENT, PassageKind.PROMISE_ABOUT_ITSELF})
"""Passages that must be told as promises."""

MAY_CARRY_PROMISES = COUNTED | {PassageKind.GOAL_TEXT, PassageKind.APPROACH}
"""Passages a promise may stand in; the rest are shown, never counted (A8)."""

THE_MUNICIPALITY = "kommunen"
"""The doer of a promise, or the owner of a goal, when it is the municipality as such."""

FORMAT = 1
"""The version of the pack format."""

_GENERAL = (
    (PaperKey.RESUME, "Resumé"),
    (PaperKey.ACCOUNT, "Sagsfremstilling"),
    (PaperKey.INVOLVEMENT, "Inddragelse og høring"),
    (PaperKey.LAW, "Lovgrundlag"),
    (PaperKey.ECONOMY, "Økonomi"),
    (PaperKey.RECOMMENDATION, "Indstilling"),
    (PaperKey.DECISION, "Beslutning"),
    (PaperKey.ATTACHMENTS, "Bilag"),
)


def general_form() -> list[dict[str, Any]]:
    """The fields of a committee paper (key, heading, known) where a municipality's own order is not known."""
    return [{"key": key.value, "heading": heading, "known": False} for key, heading in _GENERAL]
