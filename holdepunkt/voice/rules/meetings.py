"""The way of a council's meeting, of an item on its agenda, and of what is written in the minutes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MeetingStage(StrEnum):
    """How far a meeting has come."""

    PLANNED = "planned"
    SENT = "sent"
    HELD = "held"
    APPROVED = "approved"
    PUBLISHED = "published"
    CALLED_OFF = "called_off"


NEXT_STAGES: dict[MeetingStage, frozenset[MeetingStage]] = {
    MeetingStage.PLANNED: frozenset({MeetingStage.SENT, MeetingStage.HELD, MeetingStage.CALLED_OFF}),
    MeetingStage.SENT: frozenset({MeetingStage.HELD, MeetingStage.CALLED_OFF}),
    MeetingStage.HELD: frozenset({MeetingStage.APPROVED}),
    MeetingStage.APPROVED: frozenset({MeetingStage.PUBLISHED}),
    MeetingStage.PUBLISHED: frozenset(),
    MeetingStage.CALLED_OFF: frozenset(),
}
AHEAD = (MeetingStage.PLANNED, MeetingStage.SENT)
WRITTEN = (MeetingStage.HELD, MeetingStage.APPROVED, MeetingStage.PUBLISHED)


def may_become(now: str, then: MeetingStage) -> bool:
    """Whether a meeting can go from one stage to another.

    >>> may_become("held", MeetingStage.APPROVED), may_become("planned", MeetingStage.PUBLISHED)
    (True, False)
    """
    return then in NEXT_STAGES[MeetingStage(now)]


class ItemStage(StrEnum):
    """Where an item stands: proposed and not yet on an agenda, on one, handed back, or taken back."""

    PROPOSED = "proposed"
    ON_AGENDA = "on_agenda"
    HANDED_BACK = "handed_back"
    TAKEN_BACK = "taken_back"


class ItemKind(StrEnum):
    """What the council does with an item; the first two begin every meeting by themselves."""

    MINUTES = "minutes"
    TASKS = "tasks"
    TALK = "talk"
    DECISION = "decision"
    HEARING = "hearing"
    NEWS = "news"
    ANY_OTHER = "any_other"


STANDING = (ItemKind.MINUTES, ItemKind.TASKS)


class LineKind(StrEnum):
    """What a line of the minutes is."""

    SAID = "said"
    DECISION = "decision"
    DISSENT = "dissent"
    TASK = "task"


class Came(StrEnum):
    """Whether a member came."""

    PRESENT = "present"
    SENT_REGRETS = "sent_regrets"
    ABSENT = "absent"


@dataclass(frozen=True)
class Gathered:
    """How many came, how many had to, and whether the council can decide (None: nobody knows the rule)."""

    present: int
    seats: int
    needed: int | None
    leader_missing: bool = False

    @property
    def is_quorate(self) -> bool | None:
        """Whether enough came.

        >>> Gathered(6, 12, 6).is_quorate, Gathered(5, 12, 6).is_quorate, Gathered(5, 12, None).is_quorate
        (True, False, None)
        >>> Gathered(6, 12, 6, leader_missing=True).is_quorate
        False
        """
        if self.leader_missing:
            return False
        return None if self.needed is None else self.present >= self.needed


def heads(came: Iterable[tuple[str, bool, bool]]) -> int:
    """How many count towards the quorum: (came, is a substitute, sits in for somebody today).

    >>> heads([("present", False, False), ("present", True, False), ("present", True, True), ("absent", False, False)])
    2
    """
    return sum(1 for how, substitute, sits_in in came if how == Came.PRESENT and (not substitute or sits_in))


def is_late(due_on: date | None, *, today: date) -> bool:
    """Whether a day that was promised is past.

    >>> is_late(date(2021, 11, 19), today=date(2021, 11, 22)), is_late(None, today=date(2021, 11, 22))
    (True, False)
    """
    return due_on is not None and due_on < today
