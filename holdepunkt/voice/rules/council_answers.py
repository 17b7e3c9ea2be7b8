"""The answers a council's rules can give about terms, chairs, substitutes, meetings and votes (R6)."""

from enum import StrEnum


class TermCounts(StrEnum):
    """From when a member's period is counted."""

    OWN = "own"
    REST = "rest"
    COMMON = "common"


class Substitutes(StrEnum):
    """Who sits in for a member who cannot come."""

    NONE = "no"
    SOME = "yes"
    PERSONAL = "personal"
    LIST = "list"


class ChairFrom(StrEnum):
    """Who the chair is, and who chooses."""

    COUNCIL = "council"
    APPOINTED = "appointed"
    POLITICIAN = "politician"
    EMPLOYEE = "employee"


class MeetingsAs(StrEnum):
    """Whether the rules say how many meetings there are."""

    FIXED = "fixed"
    NEEDED = "needed"


class ExtraAsked(StrEnum):
    """Who can ask for a meeting outside the plan."""

    CHAIR = "chair"
    ONE = "one"
    QUARTER = "quarter"
    THIRD = "third"
    HALF = "half"


class Decisions(StrEnum):
    """How the council makes up its mind."""

    CONSENSUS = "consensus"
    MAJORITY = "majority"
    CASTING = "casting"
    TWO_THIRDS = "two_thirds"
    NO_VOTES = "no_votes"
