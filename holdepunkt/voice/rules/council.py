"""The rules of a council as settings (R6): what kind of answer each takes, and what follows from them.

No council is like another: some have no chair, some no right to be heard, some no deadline. So a rule that
nobody knows is unknown and never guessed, and nothing follows from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from holdepunkt.people.rules import working_days_before
from holdepunkt.voice.rules.body_answers import AnswersBy


class RuleKey(StrEnum):
    """What can be settled about a council."""

    BASIS = "basis"
    FOR_WHOM = "for_whom"
    MEMBERS_LEAST = "members_least"
    MEMBERS_MOST = "members_most"
    POLITICIANS = "politicians"
    TERM_YEARS = "term_years"
    SUBSTITUTES = "substitutes"
    CHAIR = "chair"
    MEETINGS_A_YEAR = "meetings_a_year"
    DAYS_ARE = "days_are"
    ITEMS_DAYS = "items_days"
    AGENDA_DAYS = "agenda_days"
    PAPERS_BY_MAIL = "papers_by_mail"
    QUORUM = "quorum"
    QUORUM_LEAST = "quorum_least"
    OPENNESS = "openness"
    MINUTES_PUBLIC = "minutes_public"
    APPROVAL = "approval"
    DISSENT = "dissent"
    HEARING = "hearing"
    HEARING_ANSWERS_BY = "hearing_answers_by"
    HEARING_BETWEEN = "hearing_between"
    HEARING_COMMENT_DAYS = "hearing_comment_days"
    HEARING_DAYS = "hearing_days"
    HEARING_WRITE_DAYS = "hearing_write_days"
    SINGLE_CASES = "single_cases"
    SECRECY = "secrecy"
    DIALOGUE = "dialogue"
    REPORT = "report"
    REPORT_MONTH = "report_month"
    COSTS = "costs"


class Kind(StrEnum):
    """What an answer to a rule is."""

    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"


class YesNo(StrEnum):
    """A plain yes or no."""

    YES = "yes"
    NO = "no"


class Basis(StrEnum):
    """What the council is in law; decides whether its meetings can be open at all."""

    OF_ITS_OWN = "of_its_own"
    SPECIAL_COMMITTEE = "special_committee"
    BY_LAW = "by_law"


class Chair(StrEnum):
    """Who leads the meetings."""

    NONE = "none"
    ONE = "one"
    SEVERAL = "several"


class DaysAre(StrEnum):
    """How the council's own text counts days."""

    WORKING = "working"
    CALENDAR = "calendar"


class Quorum(StrEnum):
    """How many must come before the council can decide."""

    NONE = "none"
    HALF = "half"
    MAJORITY = "majority"
    NUMBER = "number"


class Openness(StrEnum):
    """Whether others than the members may sit in."""

    OPEN = "open"
    CLOSED = "closed"


class Approved(StrEnum):
    """How minutes are approved."""

    NEXT_MEETING = "next_meeting"
    IN_WRITING = "in_writing"
    BY_CHAIR = "by_chair"


class HearingRight(StrEnum):
    """What the municipality must ask the council about."""

    ALL = "all"
    LISTED = "listed"
    NONE = "none"


class SingleCases(StrEnum):
    """What the council does with a matter about one person. It never decides on it."""

    NEVER = "never"
    PRINCIPLE = "principle"


CHOICES: dict[RuleKey, type[StrEnum]] = {
    RuleKey.BASIS: Basis,
    RuleKey.CHAIR: Chair,
    RuleKey.DAYS_ARE: DaysAre,
    RuleKey.QUORUM: Quorum,
    RuleKey.OPENNESS: Openness,
    RuleKey.APPROVAL: Approved,
    RuleKey.HEARING: HearingRight,
    RuleKey.HEARING_ANSWERS_BY: AnswersBy,
    RuleKey.HEARING_BETWEEN: YesNo,
    RuleKey.SINGLE_CASES: SingleCases,
    RuleKey.POLITICIANS: YesNo,
    RuleKey.PAPERS_BY_MAIL: YesNo,
    RuleKey.SUBSTITUTES: YesNo,
    RuleKey.MINUTES_PUBLIC: YesNo,
    RuleKey.DISSENT: YesNo,
}
NUMBERS = {
    RuleKey.MEMBERS_LEAST: 200,
    RuleKey.MEMBERS_MOST: 200,
    RuleKey.TERM_YEARS: 20,
    RuleKey.MEETINGS_A_YEAR: 60,
    RuleKey.ITEMS_DAYS: 90,
    RuleKey.AGENDA_DAYS: 90,
    RuleKey.QUORUM_LEAST: 200,
    RuleKey.REPORT_MONTH: 12,
    RuleKey.HEARING_COMMENT_DAYS: 60,
    RuleKey.HEARING_DAYS: 90,
    RuleKey.HEARING_WRITE_DAYS: 30,
}
MOVE_DEADLINES = frozenset({RuleKey.DAYS_ARE, RuleKey.ITEMS_DAYS, RuleKey.AGENDA_DAYS})
LONGEST_TEXT = 1000


def kind_of(key: RuleKey) -> Kind:
    """What an answer to this rule is.

    >>> kind_of(RuleKey.AGENDA_DAYS), kind_of(RuleKey.CHAIR), kind_of(RuleKey.SECRECY)
    (<Kind.NUMBER: 'number'>, <Kind.CHOICE: 'choice'>, <Kind.TEXT: 'text'>)
    """
    if key in NUMBERS:
        return Kind.NUMBER
    chosen = CHOICES.get(key)
    return Kind.TEXT if chosen is None else Kind.YES_NO if chosen is YesNo else Kind.CHOICE


def fits(key: RuleKey, value: str) -> bool:
    """Whether this can be the answer; nothing at all says that nobody knows, and always fits.

    >>> fits(RuleKey.AGENDA_DAYS, "8"), fits(RuleKey.AGENDA_DAYS, "otte"), fits(RuleKey.CHAIR, "none")
    (True, False, True)
    >>> fits(RuleKey.TERM_YEARS, "400"), fits(RuleKey.QUORUM, "")
    (False, True)
    """
    if not value:
        return True
    if key in NUMBERS:
        return value.isascii() and value.isdigit() and int(value) <= NUMBERS[key]
    if key in CHOICES:
        return value in set(CHOICES[key])
    return len(value) <= LONGEST_TEXT


@dataclass(frozen=True)
class Rules:
    """What holds for a council on one day; a key that is not there is not known."""

    values: Mapping[RuleKey, str] = field(default_factory=dict)

    def text(self, key: RuleKey) -> str:
        """The answer as it is kept; empty when nobody knows."""
        return self.values.get(key, "")

    def number(self, key: RuleKey) -> int | None:
        """The answer as a number, or None.

        >>> Rules({RuleKey.AGENDA_DAYS: "8"}).number(RuleKey.AGENDA_DAYS), Rules().number(RuleKey.ITEMS_DAYS)
        (8, None)
        """
        value = self.text(key)
        return int(value) if value.isdigit() else None

    def says(self, key: RuleKey, answer: StrEnum) -> bool:
        """Whether the rule is known and answers this."""
        return self.text(key) == answer


def deadline(
    meeting_on: date, days: int | None, *, days_are: str, is_working_day: Callable[[date], bool]
) -> date | None:
    """The last day for something that is due so many days before a meeting; None when the rule is not known.

    Calendar days that end on a closed day end on the open day before, so that nobody loses a day.

    >>> weekday = lambda day: day.weekday() < 5
    >>> monday = date(2021, 11, 22)
    >>> deadline(monday, 5, days_are="working", is_working_day=weekday)
    datetime.date(2021, 11, 15)
    >>> deadline(monday, 8, days_are="calendar", is_working_day=weekday)
    datetime.date(2021, 11, 12)
    >>> deadline(monday, None, days_are="working", is_working_day=weekday) is None
    True
    """
    if days is None:
        return None
    if days_are != DaysAre.CALENDAR:
        return working_days_before(meeting_on, days, is_working_day=is_working_day)
    day = meeting_on - timedelta(days=days)
    return day if is_working_day(day) else working_days_before(day, 1, is_working_day=is_working_day)


def needed(rules: Rules, seats: int) -> int | None:
    """How many must come; 0 when the rules ask for nobody, None when nobody knows.

    >>> needed(Rules({RuleKey.QUORUM: "half"}), 15), needed(Rules({RuleKey.QUORUM: "majority"}), 12)
    (8, 7)
    >>> needed(Rules({RuleKey.QUORUM: "number", RuleKey.QUORUM_LEAST: "5"}), 12), needed(Rules(), 12)
    (5, None)
    """
    match rules.text(RuleKey.QUORUM):
        case Quorum.NONE:
            return 0
        case Quorum.HALF:
            return (seats + 1) // 2
        case Quorum.MAJORITY:
            return seats // 2 + 1
        case Quorum.NUMBER:
            return rules.number(RuleKey.QUORUM_LEAST)
    return None


def report_due(rules: Rules, year: int) -> date | None:
    """The last day for a year's report to be with the committee (N1: in the first quarter); None when nobody knows.

    >>> report_due(Rules({RuleKey.REPORT_MONTH: "3"}), 2021), report_due(Rules({RuleKey.REPORT_MONTH: "12"}), 2021)
    (datetime.date(2022, 3, 31), datetime.date(2022, 12, 31))
    >>> report_due(Rules(), 2021) is None
    True
    """
    month = rules.number(RuleKey.REPORT_MONTH)
    if not month:
        return None
    first_after = date(year + 2, 1, 1) if month == 12 else date(year + 1, month + 1, 1)
    return first_after - timedelta(days=1)


def may_be_closed_by_law(rules: Rules) -> bool:
    """Whether the rules say *open* where the law may say *closed*: a committee's meetings are.

    A council that the law itself demands, or of whose place in law nobody is sure, is worth a question too.

    >>> said = {RuleKey.OPENNESS: "open"}
    >>> may_be_closed_by_law(Rules(said | {RuleKey.BASIS: "special_committee"})), may_be_closed_by_law(Rules(said))
    (True, True)
    >>> may_be_closed_by_law(Rules(said | {RuleKey.BASIS: "of_its_own"})), may_be_closed_by_law(Rules())
    (False, False)
    """
    return rules.says(RuleKey.OPENNESS, Openness.OPEN) and not rules.says(RuleKey.BASIS, Basis.OF_ITS_OWN)


def term_ends(starts_on: date, rules: Rules) -> date | None:
    """The last day of a seat that begins on this day, when the term is known.

    >>> term_ends(date(2018, 1, 1), Rules({RuleKey.TERM_YEARS: "4"}))
    datetime.date(2021, 12, 31)
    >>> term_ends(date(2020, 2, 29), Rules({RuleKey.TERM_YEARS: "1"}))
    datetime.date(2021, 2, 28)
    """
    years = rules.number(RuleKey.TERM_YEARS)
    if not years:
        return None
    day = min(starts_on.day, 28) if starts_on.month == 2 else starts_on.day
    after = date(starts_on.year + years, starts_on.month, day)
    return after if day != starts_on.day else after - timedelta(days=1)
