"""The kinds and stages of the policy loop. Their Danish labels stand in `policy.labels`."""

from enum import StrEnum

from holdepunkt.policy.pack.kinds import LinkKind, Modal, PassageKind, PlanStage, RhythmKind

__all__ = [
    "STATABLE",
    "STILL_OPEN",
    "CarryOver",
    "Decision",
    "EffortStage",
    "Kept",
    "LinkKind",
    "Modal",
    "NoteStage",
    "PassageKind",
    "PlanStage",
    "Progress",
    "ReportStage",
    "RhythmKind",
    "VersionStage",
]


class VersionStage(StrEnum):
    """Where a version of a policy stands."""

    DRAFT = "draft"
    HEARING = "hearing"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


class EffortStage(StrEnum):
    """The four big stages an effort lead can state, and the end by decision."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    LATE = "late"
    DONE = "done"
    STOPPED = "stopped"


STATABLE = (EffortStage.NOT_STARTED, EffortStage.ON_TRACK, EffortStage.LATE, EffortStage.DONE)


class NoteStage(StrEnum):
    """Where the answer of an effort lead stands."""

    ASKED = "asked"
    DRAFT = "draft"
    STATED = "stated"


class ReportStage(StrEnum):
    """How far the year's status has travelled. The public reads only the last."""

    OPEN = "open"
    LOCKED = "locked"
    APPROVED = "approved"
    WITH_COMMITTEE = "with_committee"
    PUBLIC = "public"
    REVISED = "revised"


class Decision(StrEnum):
    """What a committee did with an item."""

    APPROVED = "approved"
    NOTED = "noted"
    RECOMMENDED = "recommended"
    SENT_ON = "sent_on"
    POSTPONED = "postponed"
    SENT_BACK = "sent_back"


STILL_OPEN = (Decision.POSTPONED, Decision.SENT_BACK)


class CarryOver(StrEnum):
    """What becomes of an effort when the next plan is made."""

    CONTINUE = "continue"
    CHANGE = "change"
    STOP = "stop"


class Kept(StrEnum):
    """Whether a promise about itself is kept in a year."""

    KEPT = "kept"
    LATE = "late"
    MISSED = "missed"
    NOT_YET = "not_yet"
    MAY = "may"
    NOT_RECORDED = "not_recorded"


class Progress(StrEnum):
    """How far a commitment has come, in order."""

    NOTHING = "nothing"
    EFFORT = "effort"
    STATUS = "status"
    EVIDENCE = "evidence"
