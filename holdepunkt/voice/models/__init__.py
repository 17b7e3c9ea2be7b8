"""The rows of the voice loop."""

from holdepunkt.voice.models.council import AdvisoryCouncil, CouncilRule, CouncilSeat
from holdepunkt.voice.models.meeting import Attendance, CouncilMeeting, MeetingFile, PapersPosted
from holdepunkt.voice.models.member import CouncilMember, MemberContact
from holdepunkt.voice.models.minutes import AgendaItem, ItemPaper, MinuteLine

__all__ = [
    "AdvisoryCouncil",
    "AgendaItem",
    "Attendance",
    "CouncilMeeting",
    "CouncilMember",
    "CouncilRule",
    "CouncilSeat",
    "ItemPaper",
    "MeetingFile",
    "MemberContact",
    "MinuteLine",
    "PapersPosted",
]
