"""Danish labels of the voice loop's enums; models and pages build their choices from them."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from holdepunkt.voice.rules.proposal import CameBy, ProposalKind, StepKind, Way
from holdepunkt.voice.rules.story import NamedAs, StoryStage, YesBy

LABELS: dict[type[StrEnum], dict[Any, Any]] = {
    ProposalKind: {
        ProposalKind.IDEA: _("et forslag"),
        ProposalKind.PROBLEM: _("noget, der er galt"),
        ProposalKind.PRAISE: _("noget, der er godt"),
    },
    CameBy: {
        CameBy.WEB: _("på nettet"),
        CameBy.POSTCARD: _("på et postkort"),
        CameBy.GATHERING: _("på et møde"),
        CameBy.COUNCIL: _("fra rådet"),
        CameBy.STAFF: _("gennem en medarbejder"),
    },
    Way: {
        Way.MAIL: _("mail"),
        Way.SMS: _("SMS"),
        Way.LETTER: _("brev"),
        Way.PLACE: _("gennem et sted, hvor du kommer"),
    },
    StepKind: {
        StepKind.RECEIVED: _("modtaget"),
        StepKind.READ: _("læst"),
        StepKind.WITH_COUNCIL: _("hos rådet"),
        StepKind.ANSWERED: _("besvaret"),
        StepKind.ADOPTED: _("bliver til noget"),
        StepKind.PASSED_ON: _("sendt videre"),
        StepKind.NOT_NOW: _("ikke nu"),
        StepKind.EFFORT_STATUS: _("sådan går det"),
        StepKind.DUE_MOVED: _("fristen er flyttet"),
        StepKind.TOLD: _("fortalt tilbage"),
        StepKind.REMOVED: _("fjernet"),
    },
    NamedAs: {
        NamedAs.FIRST_NAME: _("mit fornavn"),
        NamedAs.OTHER_NAME: _("et andet navn, som jeg finder på"),
        NamedAs.NO_NAME: _("intet navn"),
    },
    YesBy: {YesBy.CODE: _("med koden på siden"), YesBy.PAPER: _("på papir, med underskrift")},
    StoryStage: {
        StoryStage.WAITING: _("venter"),
        StoryStage.RELEASED: _("står på siden"),
        StoryStage.PUT_ASIDE: _("lagt til side"),
        StoryStage.TAKEN_BACK: _("taget tilbage"),
        StoryStage.LAPSED: _("slettet, fordi der ikke kom et ja"),
    },
}
TONES = {
    StepKind.RECEIVED: "idle",
    StepKind.READ: "begun",
    StepKind.WITH_COUNCIL: "begun",
    StepKind.ANSWERED: "good",
    StepKind.ADOPTED: "done",
    StepKind.PASSED_ON: "begun",
    StepKind.NOT_NOW: "warn",
    StepKind.EFFORT_STATUS: "done",
    StepKind.DUE_MOVED: "warn",
    StepKind.TOLD: "good",
    StepKind.REMOVED: "bad",
}


def choices(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """The choices of an enum for a model or form field, value and Danish label."""
    return [(member.value, label) for member, label in LABELS[kind].items()]


def label(member: StrEnum) -> str:
    """The label of one member in the reader's language."""
    return str(LABELS[type(member)][member])
