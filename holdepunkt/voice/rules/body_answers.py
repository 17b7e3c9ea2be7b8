"""Who answers a hearing for a council, and when, as the council's own rules have it (R6; Faxe answers between meetings).

The rules come as they are kept: a word that is none of the answers below (free words from before, or nothing) is not
known, and then the house does as it always has: the secretary or the chair writes, at a meeting or between two.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from holdepunkt.people.rules import working_days_after


class AnswersBy(StrEnum):
    """Who answers a hearing for the council."""

    MEMBERS = "members"
    CHAIR = "chair"
    SECRETARY = "secretary"
    MEETING = "meeting"


@dataclass(frozen=True)
class Writers:
    """Who of the two may write and send the council's answer."""

    chair: bool
    secretary: bool


def writers(answers_by: str, *, has_chair: bool, chair_is_there: bool) -> Writers:
    """Who may write. A chair who alone answers, but signs in nowhere or is away, has the secretary write it in.

    >>> writers("chair", has_chair=True, chair_is_there=True)
    Writers(chair=True, secretary=False)
    >>> writers("chair", has_chair=True, chair_is_there=False), writers("", has_chair=False, chair_is_there=False)
    (Writers(chair=True, secretary=True), Writers(chair=False, secretary=True))
    >>> writers("secretary", has_chair=True, chair_is_there=True)
    Writers(chair=False, secretary=True)
    """
    if answers_by == AnswersBy.SECRETARY:
        return Writers(chair=False, secretary=True)
    alone = answers_by == AnswersBy.CHAIR and has_chair and chair_is_there
    return Writers(chair=has_chair, secretary=not alone)


def only_at_a_meeting(answers_by: str, between: str) -> bool:
    """Whether an answer has to be decided at one of the council's meetings.

    >>> only_at_a_meeting("meeting", ""), only_at_a_meeting("chair", "no"), only_at_a_meeting("", "")
    (True, True, False)
    """
    return answers_by == AnswersBy.MEETING or between == "no"


def last_day_to_comment(
    asked: date, days: int, *, due: date, calendar: bool, is_working_day: Callable[[date], bool]
) -> date:
    """The day by which members comment when the rules give them so many days; never after the answer is due.

    >>> weekday = lambda day: day.weekday() < 5
    >>> last_day_to_comment(date(2021, 11, 22), 7, due=date(2021, 12, 20), calendar=False, is_working_day=weekday)
    datetime.date(2021, 12, 1)
    >>> last_day_to_comment(date(2021, 11, 22), 7, due=date(2021, 11, 26), calendar=True, is_working_day=weekday)
    datetime.date(2021, 11, 26)
    """
    day = asked + timedelta(days=days) if calendar else working_days_after(asked, days, is_working_day=is_working_day)
    return min(day, due)


def members_are_waited_for(
    comment_days: int | None, until: date | None, *, today: date, at_a_meeting: bool, all_have_said: bool
) -> bool:
    """Whether the answer waits for the members: their days are not over, and somebody has said nothing yet.

    >>> day = date(2021, 12, 1)
    >>> members_are_waited_for(7, day, today=day, at_a_meeting=False, all_have_said=False)
    True
    >>> members_are_waited_for(7, day, today=day, at_a_meeting=True, all_have_said=False)
    False
    >>> members_are_waited_for(None, day, today=day, at_a_meeting=False, all_have_said=False)
    False
    """
    if comment_days is None or until is None:
        return False
    return today <= until and not at_a_meeting and not all_have_said
