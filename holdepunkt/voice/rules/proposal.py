"""A proposal and its path: what may follow what, when it must be answered, and when the sender is forgotten."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum

from holdepunkt.people.rules import working_days_after

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
CODE_LENGTH = 10
LONGEST_WORDS = 10_000
A_MINUTE = timedelta(minutes=1)
FLOOD_FROM = 10
DAYS_UNTIL_READ = 3


class ProposalKind(StrEnum):
    """What somebody brings. Nothing is counted against anything else."""

    IDEA = "idea"
    PROBLEM = "problem"
    PRAISE = "praise"


class CameBy(StrEnum):
    """The way it came to us."""

    WEB = "web"
    POSTCARD = "postcard"
    GATHERING = "gathering"
    COUNCIL = "council"
    STAFF = "staff"


class Way(StrEnum):
    """How the sender wants to hear from us. Whoever wants nothing has no row at all: we truly do not know."""

    MAIL = "mail"
    SMS = "sms"
    LETTER = "letter"
    PLACE = "place"


class StepKind(StrEnum):
    """The stations of a proposal's path, in the order of a usual one."""

    RECEIVED = "received"
    READ = "read"
    WITH_COUNCIL = "with_council"
    ANSWERED = "answered"
    ADOPTED = "adopted"
    PASSED_ON = "passed_on"
    NOT_NOW = "not_now"
    EFFORT_STATUS = "effort_status"
    DUE_MOVED = "due_moved"
    TOLD = "told"
    REMOVED = "removed"


OUTCOMES = (StepKind.ANSWERED, StepKind.ADOPTED, StepKind.PASSED_ON, StepKind.NOT_NOW, StepKind.EFFORT_STATUS)
BESIDE = (StepKind.TOLD, StepKind.DUE_MOVED)
"""What happens beside the path: it moves a proposal nowhere."""
TELLS_DUE = (StepKind.RECEIVED, StepKind.DUE_MOVED)
"""The messages that say by when we answer."""
UNANSWERED = (StepKind.RECEIVED, StepKind.READ, StepKind.WITH_COUNCIL)
_ANSWERS = (StepKind.ANSWERED, StepKind.ADOPTED, StepKind.PASSED_ON, StepKind.NOT_NOW)
NEXT: dict[StepKind, tuple[StepKind, ...]] = {
    StepKind.RECEIVED: (StepKind.READ, StepKind.REMOVED),
    StepKind.READ: (*_ANSWERS, StepKind.WITH_COUNCIL, StepKind.READ, StepKind.REMOVED),
    StepKind.WITH_COUNCIL: (*_ANSWERS, StepKind.READ, StepKind.REMOVED),
    StepKind.ANSWERED: (*_ANSWERS, StepKind.WITH_COUNCIL, StepKind.REMOVED),
    StepKind.ADOPTED: (StepKind.EFFORT_STATUS, StepKind.ANSWERED, StepKind.REMOVED),
    StepKind.PASSED_ON: (*_ANSWERS, StepKind.REMOVED),
    StepKind.NOT_NOW: (*_ANSWERS, StepKind.WITH_COUNCIL, StepKind.REMOVED),
    StepKind.EFFORT_STATUS: (StepKind.EFFORT_STATUS, StepKind.ANSWERED, StepKind.REMOVED),
    StepKind.REMOVED: (),
}
# The one thing to do next, shown as the main button.
MAIN = {StepKind.RECEIVED: StepKind.READ, StepKind.READ: StepKind.ANSWERED, StepKind.WITH_COUNCIL: StepKind.ANSWERED}


def may_follow(now: StepKind, then: StepKind) -> bool:
    """Whether a step may follow where the proposal stands; telling the sender may follow every outcome.

    >>> may_follow(StepKind.RECEIVED, StepKind.ANSWERED), may_follow(StepKind.READ, StepKind.NOT_NOW)
    (False, True)
    >>> may_follow(StepKind.REMOVED, StepKind.READ), may_follow(StepKind.NOT_NOW, StepKind.ADOPTED)
    (False, True)
    """
    if then == StepKind.TOLD:
        return now in OUTCOMES
    return then in NEXT[now]


def standing(kinds: Iterable[StepKind]) -> StepKind:
    """Where a proposal stands: its newest living step; that the sender was told, or the deadline moved, moves nothing.

    >>> standing([StepKind.RECEIVED, StepKind.READ, StepKind.ANSWERED, StepKind.TOLD])
    <StepKind.ANSWERED: 'answered'>
    >>> standing([StepKind.RECEIVED, StepKind.READ, StepKind.DUE_MOVED])
    <StepKind.READ: 'read'>
    """
    return [kind for kind in kinds if kind not in BESIDE][-1]


def next_steps(now: StepKind) -> tuple[StepKind, ...]:
    """What a person may do next on the proposal's page, the main thing first; the others come from elsewhere.

    >>> next_steps(StepKind.RECEIVED)
    (<StepKind.READ: 'read'>, <StepKind.REMOVED: 'removed'>)
    >>> StepKind.ADOPTED in next_steps(StepKind.READ)
    False
    """
    by_others = (StepKind.ADOPTED, StepKind.EFFORT_STATUS)
    found = [kind for kind in NEXT[now] if kind not in by_others]
    return tuple(sorted(found, key=lambda kind: (kind != MAIN.get(now), list(StepKind).index(kind))))


def answer_due(received: date, days: int, *, is_working_day: Callable[[date], bool]) -> date:
    """Invariant 9: the last day on which a proposal is answered in time.

    >>> answer_due(date(2021, 11, 19), 2, is_working_day=lambda day: day.weekday() < 5)
    datetime.date(2021, 11, 23)
    """
    return working_days_after(received, days, is_working_day=is_working_day)


def is_told_anew(due: date, *, told: date | None) -> bool:
    """Whether a sender who was told a deadline is told of the new one: only when it is later than they believe.

    >>> is_told_anew(date(2022, 1, 5), told=date(2022, 1, 4)), is_told_anew(date(2022, 1, 3), told=date(2022, 1, 4))
    (True, False)
    >>> is_told_anew(date(2022, 1, 5), told=None)
    False
    """
    return told is not None and due > told


def forget_sender_on(last_step: date, months: int) -> date:
    """The day from which nobody needs to know the sender any more: so many months after the last step.

    >>> forget_sender_on(date(2021, 8, 31), 6), forget_sender_on(date(2021, 11, 22), 14)
    (datetime.date(2022, 2, 28), datetime.date(2023, 1, 22))
    """
    count = last_step.month - 1 + months
    year, month = last_step.year + count // 12, count % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=last_step.day - 1), first_of_next - timedelta(days=1))


def is_flood(count: int) -> bool:
    """Whether so many posts from one address without a minute's pause are a flood, and wait as one heap.

    >>> is_flood(FLOOD_FROM), is_flood(FLOOD_FROM + 1)
    (False, True)
    """
    return count > FLOOD_FROM


def read_number(text: str) -> tuple[int, int] | None:
    """The number and the year of a proposal as it is written, "17-2021"; None when it is none.

    >>> read_number("17-2021"), read_number(" 17 - 2021 "), read_number("17"), read_number("0-2021")
    ((17, 2021), (17, 2021), None, None)
    """
    found = re.fullmatch(r"\s*([1-9][0-9]{0,6})\s*[-/]\s*([12][0-9]{3})\s*", text, re.ASCII)
    return (int(found[1]), int(found[2])) if found else None


def plain_code(text: str) -> str:
    """A code as it is kept: without spaces, lines and capitals.

    >>> plain_code(" ABCDE-fghjk "), plain_code("abcde fghjk")
    ('abcdefghjk', 'abcdefghjk')
    """
    return re.sub(r"[\s\-]", "", text).lower()[:100]


def spaced_code(code: str) -> str:
    """A code as it is shown.

    >>> spaced_code("abcdefghjk")
    'abcde-fghjk'
    """
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def phone_digits(text: str) -> str:
    """A phone number as a gateway takes it, digits with a country code; empty when it is none.

    >>> phone_digits("12 34 56 78"), phone_digits("+45 12345678"), phone_digits("12"), phone_digits("=1+1")
    ('4512345678', '4512345678', '', '')
    """
    if not re.fullmatch(r"\+?[0-9 .\-()]{8,20}", text.strip(), re.ASCII):
        return ""
    digits = re.sub(r"[^0-9]", "", text)
    if text.strip().startswith("+") or digits.startswith("00"):
        return digits.removeprefix("00")
    return f"45{digits}" if len(digits) == 8 else ""
