"""Danish labels of the enums in `rules.kinds`; models and pages build their choices from them."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from holdepunkt.policy.rules.kinds import (
    CarryOver,
    Decision,
    EffortStage,
    Kept,
    Modal,
    NoteStage,
    PassageKind,
    PlanStage,
    Progress,
    ReportStage,
    RhythmKind,
    VersionStage,
)

LABELS: dict[type[StrEnum], dict[Any, Any]] = {
    PassageKind: {
        PassageKind.FOREWORD: _("forord"),
        PassageKind.VISION: _("vision"),
        PassageKind.VALUE: _("værdi"),
        PassageKind.VIEW_OF_HUMAN_BEINGS: _("menneskesyn"),
        PassageKind.TARGET_GROUP: _("hvem politikken er for"),
        PassageKind.APPROACH: _("tilgang"),
        PassageKind.GOAL_TEXT: _("tekst til et mål"),
        PassageKind.COMMITMENT: _("forpligtelse"),
        PassageKind.PROMISE_ABOUT_ITSELF: _("om politikken selv"),
        PassageKind.STORY: _("fortælling"),
        PassageKind.DRAFT_REMARK: _("bemærkning i udkastet"),
    },
    Modal: {Modal.SHALL: _("skal"), Modal.MAY: _("kan")},
    VersionStage: {
        VersionStage.DRAFT: _("udkast"),
        VersionStage.HEARING: _("i høring"),
        VersionStage.APPROVED: _("godkendt"),
        VersionStage.SUPERSEDED: _("afløst"),
    },
    PlanStage: {
        PlanStage.DRAFT: _("udkast"),
        PlanStage.HEARD: _("hørt"),
        PlanStage.APPROVED: _("godkendt"),
        PlanStage.RUNNING: _("i gang"),
        PlanStage.CLOSED: _("afsluttet"),
    },
    EffortStage: {
        EffortStage.NOT_STARTED: _("ikke begyndt"),
        EffortStage.ON_TRACK: _("på sporet"),
        EffortStage.LATE: _("forsinket"),
        EffortStage.DONE: _("gennemført"),
        EffortStage.STOPPED: _("stoppet"),
    },
    NoteStage: {NoteStage.ASKED: _("mangler svar"), NoteStage.DRAFT: _("kladde"), NoteStage.STATED: _("svaret")},
    ReportStage: {
        ReportStage.OPEN: _("åben for svar"),
        ReportStage.LOCKED: _("låst"),
        ReportStage.APPROVED: _("godkendt af chefen"),
        ReportStage.WITH_COMMITTEE: _("hos udvalget"),
        ReportStage.PUBLIC: _("offentlig"),
        ReportStage.REVISED: _("afløst af en rettelse"),
    },
    Decision: {
        Decision.APPROVED: _("godkendt"),
        Decision.NOTED: _("taget til efterretning"),
        Decision.RECOMMENDED: _("anbefalet"),
        Decision.SENT_ON: _("sendt videre"),
        Decision.POSTPONED: _("udsat"),
        Decision.SENT_BACK: _("sendt tilbage"),
    },
    CarryOver: {CarryOver.CONTINUE: _("fortsætter"), CarryOver.CHANGE: _("ændres"), CarryOver.STOP: _("stopper")},
    RhythmKind: {
        RhythmKind.PLAN_EVERY_YEARS: _("plan hvert … år"),
        RhythmKind.STATUS_EVERY_YEARS: _("status hvert … år"),
        RhythmKind.EVALUATION_IN_YEAR: _("evaluering i et bestemt år"),
        RhythmKind.EVALUATION_EVERY_YEARS: _("evaluering hvert … år"),
        RhythmKind.DRAFTED_BY: _("hvem laver planen"),
        RhythmKind.HEARD: _("hvem bliver hørt"),
        RhythmKind.APPROVED_BY: _("hvem godkender"),
        RhythmKind.BOUND_TO_GOALS: _("bundet til et antal mål"),
        RhythmKind.FURTHER_GOALS_VOLUNTARY: _("flere mål er frivillige"),
        RhythmKind.ANNEXED_AFTER_APPROVAL: _("planen bliver bilag"),
        RhythmKind.REPORT_ON_NEWEST_FIGURES: _("status på de nyeste tal"),
        RhythmKind.GATHERING: _("et møde for alle"),
        RhythmKind.DIALOGUES: _("dialoger med afdelinger"),
        RhythmKind.STRATEGY_PER_GOAL: _("en strategi for hvert mål"),
        RhythmKind.INVOLVE: _("hvem bliver inddraget"),
        RhythmKind.PLAN_HOLDS: _("det står i planen"),
    },
    Kept: {
        Kept.KEPT: _("holdt"),
        Kept.LATE: _("sent"),
        Kept.MISSED: _("ikke holdt"),
        Kept.NOT_YET: _("endnu ikke"),
        Kept.MAY: _("frivilligt"),
        Kept.NOT_RECORDED: _("ikke oplyst"),
    },
    Progress: {
        Progress.NOTHING: _("endnu ingen indsats"),
        Progress.EFFORT: _("indsats i gang"),
        Progress.STATUS: _("status i år"),
        Progress.EVIDENCE: _("dokumenteret"),
    },
}


def choices(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """The choices of an enum for a model or form field, value and Danish label."""
    return [(member.value, label) for member, label in LABELS[kind].items()]


def label(member: StrEnum) -> str:
    """The label of one member in the reader's language."""
    return str(LABELS[type(member)][member])
