"""The rows of the voice loop, by noun."""

from holdepunkt.voice.models.coming import ComingMatter, CouncilReport, MatterAsked, ReportFile
from holdepunkt.voice.models.council import AdvisoryCouncil, CouncilRule, CouncilSeat
from holdepunkt.voice.models.gathering import Gathering, HeardLine, SignUp, SignUpContact, SignUpNotice
from holdepunkt.voice.models.hearing import Hearing, HearingBody, HearingComment, HearingPassage, HearingStep
from holdepunkt.voice.models.hearing_answer import (
    AnswerHidden,
    AnswerSender,
    AnswerTheme,
    HearingAnswer,
    HearingMessage,
    HearingTheme,
)
from holdepunkt.voice.models.meeting import ApprovedAttendance, Attendance, CouncilMeeting, MeetingFile, PapersPosted
from holdepunkt.voice.models.member import CouncilMember, MemberContact
from holdepunkt.voice.models.minutes import AgendaItem, ItemPaper, MinuteLine, PaperUpload
from holdepunkt.voice.models.outlay import Outlay
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
from holdepunkt.voice.models.story import Story, StoryContact, StoryMask, StoryYes

__all__ = [
    "AdvisoryCouncil",
    "AgendaItem",
    "AnswerHidden",
    "AnswerSender",
    "AnswerTheme",
    "ApprovedAttendance",
    "Attendance",
    "ComingMatter",
    "CouncilMeeting",
    "CouncilMember",
    "CouncilReport",
    "CouncilRule",
    "CouncilSeat",
    "Flood",
    "Gathering",
    "HeardLine",
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
    "MatterAsked",
    "MeetingFile",
    "MemberContact",
    "Message",
    "MessageRun",
    "MinuteLine",
    "Outlay",
    "PaperUpload",
    "PapersPosted",
    "Postcard",
    "Proposal",
    "ProposalSetting",
    "ReportFile",
    "Sender",
    "SignUp",
    "SignUpContact",
    "SignUpNotice",
    "Step",
    "StepEnd",
    "Story",
    "StoryContact",
    "StoryMask",
    "StoryYes",
    "Theme",
]
