"""What kind of answer each of a council's rules takes, and whether an answer fits (R6)."""

from enum import StrEnum

from holdepunkt.voice.rules.body_answers import AnswersBy
from holdepunkt.voice.rules.council import (
    Approved,
    Basis,
    Chair,
    HearingRight,
    Openness,
    Quorum,
    RuleKey,
    SingleCases,
    YesNo,
)
from holdepunkt.voice.rules.council_answers import ChairFrom, Decisions, ExtraAsked, MeetingsAs, Substitutes, TermCounts
from holdepunkt.voice.rules.council_days import DaysAre, date_told, days_told


class Kind(StrEnum):
    """What an answer to a rule is."""

    NUMBER = "number"
    DAYS = "days"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"


CHOICES: dict[RuleKey, type[StrEnum]] = {
    RuleKey.BASIS: Basis,
    RuleKey.TERM_COUNTS: TermCounts,
    RuleKey.SUBSTITUTES: Substitutes,
    RuleKey.CHAIR: Chair,
    RuleKey.CHAIR_FROM: ChairFrom,
    RuleKey.MEETINGS_AS: MeetingsAs,
    RuleKey.DAYS_ARE: DaysAre,
    RuleKey.EXTRA_ASKED: ExtraAsked,
    RuleKey.QUORUM: Quorum,
    RuleKey.DECISIONS: Decisions,
    RuleKey.OPENNESS: Openness,
    RuleKey.APPROVAL: Approved,
    RuleKey.HEARING: HearingRight,
    RuleKey.HEARING_ANSWERS_BY: AnswersBy,
    RuleKey.HEARING_BETWEEN: YesNo,
    RuleKey.PAPERS_BY_MAIL: YesNo,
    RuleKey.SINGLE_CASES: SingleCases,
    RuleKey.POLITICIANS: YesNo,
    RuleKey.QUORUM_CHAIR: YesNo,
    RuleKey.MINUTES_PUBLIC: YesNo,
    RuleKey.DISSENT: YesNo,
    RuleKey.PAYS_TRAVEL: YesNo,
    RuleKey.PAYS_MEALS: YesNo,
    RuleKey.PAYS_FEES: YesNo,
}
# The least and the most that a number can be: a year has no month 0, and no council lasts for ever.
NUMBERS: dict[RuleKey, tuple[int, int]] = {
    RuleKey.MEMBERS_LEAST: (1, 200),
    RuleKey.MEMBERS_MOST: (1, 200),
    RuleKey.TERM_YEARS: (1, 20),
    RuleKey.CHAIR_YEARS: (1, 20),
    RuleKey.MEETINGS_A_YEAR: (1, 60),
    RuleKey.QUORUM_LEAST: (1, 200),
    RuleKey.REPORT_MONTH: (1, 12),
    RuleKey.REPORT_DAY: (1, 31),
    RuleKey.HEARING_COMMENT_DAYS: (0, 60),
    RuleKey.HEARING_WRITE_DAYS: (0, 30),
}
DAYS: dict[RuleKey, int] = {
    RuleKey.ITEMS_DAYS: 90,
    RuleKey.AGENDA_DAYS: 90,
    RuleKey.EXTRA_DAYS: 90,
    RuleKey.EXTRA_AGENDA_DAYS: 90,
    RuleKey.MINUTES_DAYS: 180,
    RuleKey.OBJECT_DAYS: 90,
    RuleKey.HEARING_DAYS: 180,
}
DATES = frozenset({RuleKey.TERM_BEGAN})
MOVE_DEADLINES = frozenset(
    {RuleKey.DAYS_ARE, RuleKey.ITEMS_DAYS, RuleKey.AGENDA_DAYS, RuleKey.EXTRA_AGENDA_DAYS, RuleKey.MINUTES_DAYS}
)
LONGEST_TEXT = 1000


def kind_of(key: RuleKey) -> Kind:
    """What an answer to this rule is (R6).

    >>> kind_of(RuleKey.AGENDA_DAYS), kind_of(RuleKey.CHAIR), kind_of(RuleKey.SECRECY)
    (<Kind.DAYS: 'days'>, <Kind.CHOICE: 'choice'>, <Kind.TEXT: 'text'>)
    """
    if key in NUMBERS:
        return Kind.NUMBER
    if key in DAYS:
        return Kind.DAYS
    if key in DATES:
        return Kind.DAY
    chosen = CHOICES.get(key)
    return Kind.TEXT if chosen is None else Kind.YES_NO if chosen is YesNo else Kind.CHOICE


def fits(key: RuleKey, value: str) -> bool:
    """Whether this can be the answer; nothing at all says that nobody knows, and always fits (R6).

    >>> fits(RuleKey.AGENDA_DAYS, "8"), fits(RuleKey.AGENDA_DAYS, "otte"), fits(RuleKey.CHAIR, "none")
    (True, False, True)
    >>> fits(RuleKey.TERM_YEARS, "400"), fits(RuleKey.REPORT_MONTH, "0"), fits(RuleKey.QUORUM, "")
    (False, False, True)
    >>> fits(RuleKey.AGENDA_DAYS, "2 weeks"), fits(RuleKey.AGENDA_DAYS, "20 weeks"), fits(RuleKey.TERM_BEGAN, "2022")
    (True, False, False)
    """
    match kind_of(key) if value else None:
        case None:
            return True
        case Kind.NUMBER:
            least, most = NUMBERS[key]
            return value.isascii() and value.isdigit() and least <= int(value) <= most
        case Kind.DAYS:
            days = days_told(value)
            return days is not None and days.count <= DAYS[key]
        case Kind.DAY:
            return date_told(value) is not None
        case Kind.TEXT:
            return len(value) <= LONGEST_TEXT
    return value in set(CHOICES[key])
