"""Where a council is not as its own rules say: too few members, no chair, a substitute for nobody (R6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from holdepunkt.voice.rules.council import Chair, RuleKey, Rules, YesNo
from holdepunkt.voice.rules.council_answers import ChairFrom, ExtraAsked, MeetingsAs, Substitutes, TermCounts
from holdepunkt.voice.rules.members import MemberPost, SeatKind

SHARES = {ExtraAsked.QUARTER: 4, ExtraAsked.THIRD: 3, ExtraAsked.HALF: 2}


class GapKind(StrEnum):
    """In what a council differs from its rules."""

    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    SEAT_TOO_FEW = "seat_too_few"
    SEAT_TOO_MANY = "seat_too_many"
    POLITICIAN = "politician"
    NO_CHAIR = "no_chair"
    TOO_MANY_CHAIRS = "too_many_chairs"
    CHAIR_IS_NONE = "chair_is_none"
    CHAIR_NO_POLITICIAN = "chair_no_politician"
    CHAIR_NO_EMPLOYEE = "chair_no_employee"
    PERIOD_UNKNOWN = "period_unknown"
    SUBSTITUTES_ARE_NONE = "substitutes_are_none"
    SUBSTITUTE_FOR_NOBODY = "substitute_for_nobody"
    SUBSTITUTE_WITHOUT_NUMBER = "substitute_without_number"


@dataclass(frozen=True)
class Gap:
    """One difference: `found` against `expected`, in a row of seats when it is one."""

    kind: GapKind
    found: int = 0
    expected: int = 0
    seats: str = ""


@dataclass(frozen=True)
class Seated:
    """A member as the rules count them."""

    post: str
    seat_kind: str = ""
    seat: int | None = None
    votes: bool = True
    is_for_somebody: bool = False
    has_number: bool = False

    @property
    def counts(self) -> bool:
        """Whether the member is one of those whom the rules count: with a vote, and no substitute."""
        return self.votes and self.post != MemberPost.SUBSTITUTE


@dataclass(frozen=True)
class SeatRow:
    """A row of seats: how few and how many there may be."""

    pk: int
    name: str
    least: int | None = None
    most: int | None = None


def gaps(rules: Rules, members: Iterable[Seated], seats: Iterable[SeatRow] = ()) -> list[Gap]:
    """Every difference between who sits and what the rules say (R6); a rule that nobody knows finds nothing.

    >>> asta, bo = Seated("chair", "users"), Seated("substitute")
    >>> gaps(Rules({RuleKey.MEMBERS_LEAST: "3"}), [asta, bo])
    [Gap(kind=<GapKind.TOO_FEW: 'too_few'>, found=1, expected=3, seats='')]
    >>> [gap.kind.value for gap in gaps(Rules({RuleKey.CHAIR: "several", RuleKey.SUBSTITUTES: "personal"}), [asta, bo])]
    ['no_chair', 'substitute_for_nobody']
    >>> gaps(Rules(), [asta, bo])
    []
    """
    sitting = list(members)
    return [
        *_period(rules),
        *_members(rules, [one for one in sitting if one.counts]),
        *(gap for row in seats for gap in _row(row, sitting)),
        *_chairs(rules, [one for one in sitting if one.post == MemberPost.CHAIR]),
        *_substitutes(rules, [one for one in sitting if one.post == MemberPost.SUBSTITUTE]),
    ]


def _period(rules: Rules) -> list[Gap]:
    """A period that is common to all has an end only when the day it began is known."""
    is_common = rules.says(RuleKey.TERM_COUNTS, TermCounts.COMMON) and rules.number(RuleKey.TERM_YEARS)
    return [Gap(GapKind.PERIOD_UNKNOWN)] if is_common and not rules.text(RuleKey.TERM_BEGAN) else []


def _members(rules: Rules, counted: list[Seated]) -> list[Gap]:
    least, most, found = rules.number(RuleKey.MEMBERS_LEAST), rules.number(RuleKey.MEMBERS_MOST), len(counted)
    politicians = sum(1 for one in counted if one.seat_kind == SeatKind.POLITICIANS)
    told = []
    if least is not None and found < least:
        told.append(Gap(GapKind.TOO_FEW, found, least))
    if most is not None and found > most:
        told.append(Gap(GapKind.TOO_MANY, found, most))
    if politicians and rules.says(RuleKey.POLITICIANS, YesNo.NO):
        told.append(Gap(GapKind.POLITICIAN, politicians))
    return told


def _row(row: SeatRow, sitting: list[Seated]) -> list[Gap]:
    taken = sum(1 for one in sitting if one.seat == row.pk and one.post != MemberPost.SUBSTITUTE)
    if row.least is not None and taken < row.least:
        return [Gap(GapKind.SEAT_TOO_FEW, taken, row.least, row.name)]
    if row.most is not None and taken > row.most:
        return [Gap(GapKind.SEAT_TOO_MANY, taken, row.most, row.name)]
    return []


def _chairs(rules: Rules, chairs: list[Seated]) -> list[Gap]:
    found = len(chairs)
    match rules.text(RuleKey.CHAIR):
        case Chair.NONE if found:
            return [Gap(GapKind.CHAIR_IS_NONE, found)]
        case Chair.ONE if found != 1:
            return [Gap(GapKind.TOO_MANY_CHAIRS if found else GapKind.NO_CHAIR, found, 1)]
        case Chair.SEVERAL if found < 2:
            return [Gap(GapKind.NO_CHAIR, found, 2)]
    return [gap for one in chairs for gap in _who_leads(rules, one)]


def _who_leads(rules: Rules, chair: Seated) -> list[Gap]:
    """A politician or an employee leads only from such a seat; where the seat is not told, nothing is found."""
    wanted = {
        ChairFrom.POLITICIAN: (SeatKind.POLITICIANS, GapKind.CHAIR_NO_POLITICIAN),
        ChairFrom.EMPLOYEE: (SeatKind.PROFESSIONALS, GapKind.CHAIR_NO_EMPLOYEE),
    }
    told = rules.text(RuleKey.CHAIR_FROM)
    found = next((pair for who, pair in wanted.items() if who == told), None)
    return [Gap(found[1])] if found and chair.seat_kind and chair.seat_kind != found[0] else []


def _substitutes(rules: Rules, found: list[Seated]) -> list[Gap]:
    match rules.text(RuleKey.SUBSTITUTES):
        case Substitutes.NONE if found:
            return [Gap(GapKind.SUBSTITUTES_ARE_NONE, len(found))]
        case Substitutes.PERSONAL if lost := [one for one in found if not one.is_for_somebody]:
            return [Gap(GapKind.SUBSTITUTE_FOR_NOBODY, len(lost))]
        case Substitutes.LIST if lost := [one for one in found if not one.has_number]:
            return [Gap(GapKind.SUBSTITUTE_WITHOUT_NUMBER, len(lost))]
    return []


def may_sit_in(rules: Rules, *, own: int | None, wanted: int) -> bool:
    """Whether a substitute may sit in for this member (R6): a personal one only for the own.

    >>> personal = Rules({RuleKey.SUBSTITUTES: "personal"})
    >>> may_sit_in(personal, own=1, wanted=1), may_sit_in(personal, own=1, wanted=2), may_sit_in(Rules(), own=1, wanted=2)
    (True, False, True)
    """
    return own == wanted if rules.says(RuleKey.SUBSTITUTES, Substitutes.PERSONAL) else True


def asks_needed(rules: Rules, seats: int) -> int | None:
    """How many must ask for an extra meeting (R6); None where nobody knows, or where it is the chair alone.

    >>> asks_needed(Rules({RuleKey.EXTRA_ASKED: "third"}), 11), asks_needed(Rules({RuleKey.EXTRA_ASKED: "one"}), 11)
    (4, 1)
    >>> asks_needed(Rules({RuleKey.EXTRA_ASKED: "chair"}), 11) is None
    True
    """
    told = rules.text(RuleKey.EXTRA_ASKED)
    if told == ExtraAsked.ONE:
        return 1
    part = next((count for share, count in SHARES.items() if share == told), None)
    return -(-seats // part) if part else None


def meetings_missing(rules: Rules, planned: int) -> int:
    """How many meetings a year lacks (R6); none where they come as needed, or where nobody knows.

    >>> four = {RuleKey.MEETINGS_A_YEAR: "4"}
    >>> meetings_missing(Rules(four), 3), meetings_missing(Rules(four | {RuleKey.MEETINGS_AS: "needed"}), 0)
    (1, 0)
    """
    wanted = rules.number(RuleKey.MEETINGS_A_YEAR) or 0
    return 0 if rules.says(RuleKey.MEETINGS_AS, MeetingsAs.NEEDED) else max(0, wanted - planned)
