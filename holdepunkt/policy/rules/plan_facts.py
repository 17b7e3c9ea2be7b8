"""What one needs to know about a plan to judge it, and how a judgement is told.

Plain Python. Sentences are kept as a message and its names, so that a page can say them in the
reader's language; `reason` says them in Danish.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from holdepunkt.policy.rules.kinds import Modal, RhythmKind

SHOWN_NAMES = 5


def gettext_noop(message: str) -> str:
    """Mark a sentence for translation; the page translates it."""
    return message


NUMBERS = (
    gettext_noop("nul"), gettext_noop("ét"), gettext_noop("to"), gettext_noop("tre"), gettext_noop("fire"),
    gettext_noop("fem"), gettext_noop("seks"), gettext_noop("syv"), gettext_noop("otte"),
    gettext_noop("ni"), gettext_noop("ti"),
)  # fmt: skip
IT, THEM = gettext_noop("det"), gettext_noop("den")
OUR_WORDS = frozenset({*NUMBERS, IT, THEM})


def number_word(count: int) -> str:
    """A small number as a word.

    >>> number_word(3), number_word(12)
    ('tre', '12')
    """
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else str(count)


@dataclass(frozen=True)
class Problem:
    """A rule that is not kept: what was found, what was expected, and the place in the policy."""

    message: str
    place: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The sentence in Danish."""
        return self.said(str)

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence through `translate`, which is gettext on a page."""
        names = {k: translate(v) if v in OUR_WORDS else v for k, v in self.names.items()}
        return translate(self.message) % names


class Standing(StrEnum):
    """How a plan stands to one rule."""

    KEPT = "kept"
    MISSING = "missing"
    REMEMBER = "remember"


@dataclass(frozen=True)
class Check:
    """One line of the list a person reads before approving. Only MISSING stops an approval."""

    rule: str
    standing: Standing
    problem: Problem | None = None


@dataclass(frozen=True)
class Body:
    """A unit of a rule. `ids` are the unit and those that took over from it (A7)."""

    name: str
    ids: frozenset[int]
    neuter: bool = True


@dataclass(frozen=True)
class RhythmRule:
    """One row of the rhythm, as a plan meets it."""

    kind: RhythmKind
    plain: str
    place: str = ""
    stated: Modal = Modal.SHALL
    about: str = ""
    every: int | None = None
    from_year: int | None = None
    to_year: int | None = None
    count: int | None = None
    bodies: tuple[Body, ...] = ()
    goals: frozenset[str] = frozenset()
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChosenGoal:
    """A goal a plan takes on; `line` is its key and those of the goals above it, the top one last."""

    title: str
    line: tuple[str, ...]
    own_choice: bool = False


@dataclass(frozen=True)
class PlanFacts:
    """What one needs to know about a plan to judge it."""

    drafter: Body
    period_from: date
    period_to: date
    goals: tuple[ChosenGoal, ...] = ()
    goal_word: str = "mål"
    asked: frozenset[int] = frozenset()
    heard: frozenset[int] = frozenset()
    taking_part: frozenset[int] = frozenset()
    rules: tuple[RhythmRule, ...] = ()
    efforts: int = 0
    without_unit: tuple[str, ...] = ()
    without_lead: tuple[str, ...] = ()
    approver: Body | None = None
    annexed: bool = False
    without_schedule: tuple[str, ...] = ()
    not_carried: int = 0


def some_of(titles: tuple[str, ...]) -> str:
    """The first titles, and how many more there are.

    >>> some_of(("Bolig", "Job")), some_of(tuple("abcdefg"))
    ('Bolig, Job', 'a, b, c, d, e + 2')
    """
    shown = ", ".join(titles[:SHOWN_NAMES])
    return shown if len(titles) <= SHOWN_NAMES else f"{shown} + {len(titles) - SHOWN_NAMES}"


def was_heard(said_on: date | None, due_on: date | None, *, today: date) -> bool:
    """A body is heard when it has answered, or when its deadline has passed in silence (N9, R6).

    >>> was_heard(None, date(2021, 3, 1), today=date(2021, 3, 1))
    False
    >>> was_heard(None, date(2021, 3, 1), today=date(2021, 3, 2))
    True
    """
    return said_on is not None or (due_on is not None and due_on < today)


def years_begun(period_from: date, period_to: date) -> int:
    """Count the years a period begins on, both days included.

    >>> years_begun(date(2017, 1, 1), date(2018, 12, 31))
    2
    >>> years_begun(date(2021, 3, 15), date(2021, 12, 31)), years_begun(date(2020, 2, 29), date(2021, 2, 28))
    (1, 1)
    >>> years_begun(date(2017, 1, 1), date(2019, 1, 1))
    3
    """
    after = period_to + timedelta(days=1)
    whole = after.year - period_from.year
    begun_next = (after.month, after.day) > (period_from.month, period_from.day)
    if (period_from.month, period_from.day) == (2, 29) and (after.month, after.day) == (3, 1):
        begun_next = False
    return max(1, whole + begun_next)
