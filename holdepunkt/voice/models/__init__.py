"""The rows of the voice loop, by noun."""

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
    "Flood",
    "HiddenWords",
    "Message",
    "MessageRun",
    "Postcard",
    "Proposal",
    "ProposalSetting",
    "Sender",
    "Step",
    "StepEnd",
    "Theme",
]
