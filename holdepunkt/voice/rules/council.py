"""The rules of a council as settings (R6), and what follows from them.

No council is like another: some have no chair, some no right to be heard, some no deadline. So a rule that
nobody knows is unknown and never guessed, and nothing follows from it.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from holdepunkt.voice.rules.council_answers import TermCounts
from holdepunkt.voice.rules.council_days import Days, date_told, days_told


class RuleKey(StrEnum):
    """What can be settled about a council."""

    BASIS = "basis"
    FOR_WHOM = "for_whom"
    MEMBERS_LEAST = "members_least"
    MEMBERS_MOST = "members_most"
    POLITICIANS = "politicians"
    APPOINTED_BY = "appointed_by"
    TERM_YEARS = "term_years"
    TERM_COUNTS = "term_counts"
    TERM_BEGAN = "term_began"
    REELECTION = "reelection"
    SUBSTITUTES = "substitutes"
    CHAIR = "chair"
    CHAIR_FROM = "chair_from"
    CHAIR_YEARS = "chair_years"
    SECRETARY = "secretary"
    MEETINGS_AS = "meetings_as"
    MEETINGS_A_YEAR = "meetings_a_year"
    DAYS_ARE = "days_are"
    ITEMS_DAYS = "items_days"
    AGENDA_DAYS = "agenda_days"
    PAPERS_BY_MAIL = "papers_by_mail"
    EXTRA_ASKED = "extra_asked"
    EXTRA_DAYS = "extra_days"
    EXTRA_AGENDA_DAYS = "extra_agenda_days"
    OPENNESS = "openness"
    SUBGROUPS = "subgroups"
    QUORUM = "quorum"
    QUORUM_LEAST = "quorum_least"
    QUORUM_CHAIR = "quorum_chair"
    DECISIONS = "decisions"
    DISSENT = "dissent"
    MINUTES_DAYS = "minutes_days"
    OBJECT_DAYS = "object_days"
    APPROVAL = "approval"
    MINUTES_PUBLIC = "minutes_public"
    HEARING = "hearing"
    HEARING_TOPICS = "hearing_topics"
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
    REPORT_DAY = "report_day"
    PAYS_TRAVEL = "pays_travel"
    PAYS_MEALS = "pays_meals"
    PAYS_FEES = "pays_fees"
    COSTS = "costs"
    RULES_CHANGE = "rules_change"


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


class Quorum(StrEnum):
    """How many must come before the council can decide."""

    NONE = "none"
    THIRD = "third"
    HALF = "half"
    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"
    NUMBER = "number"


class Openness(StrEnum):
    """Whether others than the members may sit in."""

    OPEN = "open"
    PARTLY = "partly"
    CLOSED = "closed"


class Approved(StrEnum):
    """How minutes are approved."""

    NEXT_MEETING = "next_meeting"
    IN_WRITING = "in_writing"
    SILENCE = "silence"
    BY_CHAIR = "by_chair"


class HearingRight(StrEnum):
    """What the municipality must ask the council about."""

    EVERYTHING = "everything"
    ALL = "all"
    LISTED = "listed"
    MAY = "may"
    NONE = "none"


class SingleCases(StrEnum):
    """What the council does with a matter about one person. It never decides on it."""

    NEVER = "never"
    PRINCIPLE = "principle"


@dataclass(frozen=True)
class Rules:
    """What holds for a council on one day; a key that is not there is not known."""

    values: Mapping[RuleKey, str] = field(default_factory=dict)

    def text(self, key: RuleKey) -> str:
        """The answer as it is kept; empty when nobody knows."""
        return self.values.get(key, "")

    def number(self, key: RuleKey) -> int | None:
        """The answer as a number, or None.

        >>> Rules({RuleKey.TERM_YEARS: "4"}).number(RuleKey.TERM_YEARS), Rules().number(RuleKey.TERM_YEARS)
        (4, None)
        """
        value = self.text(key)
        return int(value) if value.isdigit() else None

    def days(self, key: RuleKey) -> Days | None:
        """The answer as days, counted as this rule says, or else as the council counts days; None when not known.

        >>> Rules({RuleKey.AGENDA_DAYS: "5", RuleKey.DAYS_ARE: "working"}).days(RuleKey.AGENDA_DAYS)
        Days(count=5, are='working', weeks=0)
        """
        told = days_told(self.text(key))
        return told if told is None or told.are else replace(told, are=self.text(RuleKey.DAYS_ARE))

    def says(self, key: RuleKey, answer: StrEnum) -> bool:
        """Whether the rule is known and answers this."""
        return self.text(key) == answer


def needed(rules: Rules, seats: int) -> int | None:
    """R6, how many must come; 0 when the rules ask for nobody, None when nobody knows.

    >>> needed(Rules({RuleKey.QUORUM: "half"}), 15), needed(Rules({RuleKey.QUORUM: "majority"}), 12)
    (8, 7)
    >>> needed(Rules({RuleKey.QUORUM: "third"}), 10), needed(Rules({RuleKey.QUORUM: "two_thirds"}), 10)
    (4, 7)
    >>> needed(Rules({RuleKey.QUORUM: "number", RuleKey.QUORUM_LEAST: "5"}), 12), needed(Rules(), 12)
    (5, None)
    """
    match rules.text(RuleKey.QUORUM):
        case Quorum.NONE:
            return 0
        case Quorum.THIRD:
            return -(-seats // 3)
        case Quorum.TWO_THIRDS:
            return -(-2 * seats // 3)
        case Quorum.HALF:
            return (seats + 1) // 2
        case Quorum.MAJORITY:
            return seats // 2 + 1
        case Quorum.NUMBER:
            return rules.number(RuleKey.QUORUM_LEAST)
    return None


def report_due(rules: Rules, year: int) -> date | None:
    """The last day for a year's report to be with the committee (N1: in the first quarter); None when nobody knows.

    Without a day the month's last day holds.

    >>> report_due(Rules({RuleKey.REPORT_MONTH: "3"}), 2021), report_due(Rules({RuleKey.REPORT_MONTH: "12"}), 2021)
    (datetime.date(2022, 3, 31), datetime.date(2022, 12, 31))
    >>> report_due(Rules({RuleKey.REPORT_MONTH: "2", RuleKey.REPORT_DAY: "30"}), 2021), report_due(Rules(), 2021)
    (datetime.date(2022, 2, 28), None)
    """
    month = rules.number(RuleKey.REPORT_MONTH)
    if not month:
        return None
    last = monthrange(year + 1, month)[1]
    return date(year + 1, month, min(rules.number(RuleKey.REPORT_DAY) or last, last))


def may_be_closed_by_law(rules: Rules) -> bool:
    """Whether the rules say *open* where the law may say *closed* (R6): a committee's meetings are.

    Partly open is open too. A council that the law itself demands, or of whose place in law nobody is sure, is worth a question too.

    >>> said = {RuleKey.OPENNESS: "open"}
    >>> may_be_closed_by_law(Rules(said | {RuleKey.BASIS: "special_committee"})), may_be_closed_by_law(Rules(said))
    (True, True)
    >>> may_be_closed_by_law(Rules(said | {RuleKey.BASIS: "of_its_own"})), may_be_closed_by_law(Rules())
    (False, False)
    """
    is_open = rules.text(RuleKey.OPENNESS) in (Openness.OPEN, Openness.PARTLY)
    return is_open and not rules.says(RuleKey.BASIS, Basis.OF_ITS_OWN)


def years_later(day: date, years: int) -> date:
    """The same day so many years later; a leap day is the last of February.

    >>> years_later(date(2018, 1, 1), 4), years_later(date(2020, 2, 29), 1)
    (datetime.date(2022, 1, 1), datetime.date(2021, 2, 28))
    """
    last = monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def _day_before(starts_on: date, years: int) -> date:
    then = years_later(starts_on, years)
    return then if then.day != starts_on.day else then - timedelta(days=1)


def term_ends(starts_on: date, rules: Rules, *, rest_of: date | None = None) -> date | None:
    """R6, the last day of a seat that begins on this day, when the term is known.

    A term of each member's own runs from the first day. One that is common to all ends on the same day for
    everybody, so whoever comes late sits shorter; without the day it began nobody knows its end. Where a new
    member sits the rest of another's term, `rest_of` is the day that one ends.

    >>> term_ends(date(2018, 1, 1), Rules({RuleKey.TERM_YEARS: "4"}))
    datetime.date(2021, 12, 31)
    >>> term_ends(date(2020, 2, 29), Rules({RuleKey.TERM_YEARS: "1"}))
    datetime.date(2021, 2, 28)
    >>> common = {RuleKey.TERM_YEARS: "4", RuleKey.TERM_COUNTS: "common"}
    >>> term_ends(date(2020, 5, 1), Rules(common | {RuleKey.TERM_BEGAN: "2018-01-01"}))
    datetime.date(2021, 12, 31)
    >>> term_ends(date(2022, 2, 1), Rules(common | {RuleKey.TERM_BEGAN: "2018-01-01"}))
    datetime.date(2025, 12, 31)
    >>> term_ends(date(2020, 5, 1), Rules(common)) is None
    True
    >>> rest = Rules({RuleKey.TERM_YEARS: "2", RuleKey.TERM_COUNTS: "rest"})
    >>> term_ends(date(2021, 6, 1), rest, rest_of=date(2021, 12, 31)), term_ends(date(2021, 6, 1), rest)
    (datetime.date(2021, 12, 31), datetime.date(2023, 5, 31))
    """
    years = rules.number(RuleKey.TERM_YEARS)
    if not years:
        return None
    match rules.text(RuleKey.TERM_COUNTS):
        case TermCounts.COMMON:
            began = date_told(rules.text(RuleKey.TERM_BEGAN))
            return None if began is None else _common_end(starts_on, began, years)
        case TermCounts.REST if rest_of is not None and rest_of >= starts_on:
            return rest_of
    return _day_before(starts_on, years)


def _common_end(starts_on: date, began: date, years: int) -> date:
    """The end of the period a day lies in; a day before the first period is in the first."""
    ended = max(0, (starts_on.year - began.year) // years)
    end = _day_before(began, years * (ended + 1))
    if ended and starts_on <= (earlier := _day_before(began, years * ended)):
        return earlier
    return end


def chair_ends(since: date, rules: Rules) -> date | None:
    """R6, the last day of somebody who leads for a time of its own; None when nobody knows how long that is.

    >>> chair_ends(date(2021, 1, 1), Rules({RuleKey.CHAIR_YEARS: "1"})), chair_ends(date(2021, 1, 1), Rules())
    (datetime.date(2021, 12, 31), None)
    """
    years = rules.number(RuleKey.CHAIR_YEARS)
    return _day_before(since, years) if years else None
