"""Danish labels of the enums about hearings; models and forms build their choices from them."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from holdepunkt.voice.rules.hearing import Audience, BodyState, CameIn, Ground, HearingStage, HearingStepKind, Outcome

LABELS: dict[type[StrEnum], dict[Any, Any]] = {
    HearingStage: {
        HearingStage.DRAFT: _("udkast"),
        HearingStage.OPEN: _("åben"),
        HearingStage.CLOSED: _("lukket, svar på vej"),
        HearingStage.ENDED: _("slut"),
        HearingStage.CANCELLED: pgettext_lazy("a hearing", "aflyst"),
    },
    Audience: {
        Audience.BODIES: _("kun råd og andre, der skal høres"),
        Audience.INVITED: _("de inviterede også"),
        Audience.ANYONE: _("alle"),
    },
    Ground: {
        Ground.LAW: _("loven kræver det"),
        Ground.RULES: _("rådets regler siger det"),
        Ground.AGREEMENT: _("efter aftale"),
        Ground.INVITED: _("inviteret"),
    },
    BodyState: {
        BodyState.ASKED: _("spurgt"),
        BodyState.DRAFTED: _("skriver sit svar"),
        BodyState.ANSWERED: _("har svaret"),
        BodyState.SILENT: _("svarede ikke"),
    },
    Outcome: {Outcome.CHANGED: _("ændret"), Outcome.NOT_CHANGED: _("ikke ændret, fordi")},
    HearingStepKind: {
        HearingStepKind.OPENED: _("høringen begyndte"),
        HearingStepKind.EXTENDED: _("fristen blev længere"),
        HearingStepKind.BODY_ANSWERED: _("der kom svar"),
        HearingStepKind.BODY_CORRECTED: _("svaret blev rettet"),
        HearingStepKind.CLOSED: _("høringen lukkede"),
        HearingStepKind.CANCELLED: _("høringen blev aflyst"),
        HearingStepKind.ENDED: _("alle har fået svar"),
        HearingStepKind.WITH_COMMITTEE: _("sendt til udvalget"),
        HearingStepKind.DECIDED: _("besluttet"),
    },
    CameIn: {CameIn.WEB: _("på nettet"), CameIn.PAPER: _("på papir"), CameIn.BODY: _("fra dem, vi spurgte")},
}
TONES = {
    HearingStage.DRAFT: "idle",
    HearingStage.OPEN: "good",
    HearingStage.CLOSED: "begun",
    HearingStage.ENDED: "done",
    HearingStage.CANCELLED: "bad",
    BodyState.ASKED: "begun",
    BodyState.DRAFTED: "begun",
    BodyState.ANSWERED: "done",
    BodyState.SILENT: "warn",
    Outcome.CHANGED: "done",
    Outcome.NOT_CHANGED: "warn",
}


def choices(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """The choices of an enum for a model or form field, value and Danish label."""
    return [(member.value, label) for member, label in LABELS[kind].items()]


def label(member: StrEnum) -> str:
    """The label of one member in the reader's language."""
    return str(LABELS[type(member)][member])
