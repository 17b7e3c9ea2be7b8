"""The rows of the voice loop, by noun."""

from holdepunkt.voice.models.council import AdvisoryCouncil, CouncilRule, CouncilSeat
from holdepunkt.voice.models.hearing import Hearing, HearingBody, HearingComment, HearingPassage, HearingStep
from holdepunkt.voice.models.hearing_answer import (
    AnswerHidden,
    AnswerSender,
    AnswerTheme,
    HearingAnswer,
    HearingMessage,
    HearingTheme,
)
from holdepunkt.voice.models.meeting import Attendance, CouncilMeeting, MeetingFile, PapersPosted
from holdepunkt.voice.models.member import CouncilMember, MemberContact
from holdepunkt.voice.models.minutes import AgendaItem, ItemPaper, MinuteLine
from holdepunkt.voice.models.proposal import (
    Flood,
    HiddenWords,
    Message,
    MessageRun,
    Postcard,
    Proposal,
    ProposalSetting,
    Sender,
    Step,
    StepEnd,
    Theme,
)

__all__ = [
    "AdvisoryCouncil",
    "AgendaItem",
    "AnswerHidden",
    "AnswerSender",
    "AnswerTheme",
    "Attendance",
    "CouncilMeeting",
    "CouncilMember",
    "CouncilRule",
    "CouncilSeat",
    "Flood",
    "Hearing",
    "HearingAnswer",
    "HearingBody",
    "HearingComment",
    "HearingMessage",
    "HearingPassage",
    "HearingStep",
    "HearingTheme",
    "HiddenWords",
    "ItemPaper",
    "MeetingFile",
    "MemberContact",
    "Message",
    "MessageRun",
    "MinuteLine",
    "PapersPosted",
    "Postcard",
    "Proposal",
    "ProposalSetting",
    "Sender",
    "Step",
    "StepEnd",
    "Theme",
]
