"""A hearing: what follows what, who may answer which part, whom the law names, and the days (R6, F1, O20)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from holdepunkt.people.rules import working_days_after, working_days_before
from holdepunkt.voice.rules.council_days import DaysAre

LONGEST_TEXT = 20_000
LONGEST_PASSAGE = 10_000
MOST_PASSAGES = 200
NEAR = timedelta(days=7)


class HearingStage(StrEnum):
    """How far a hearing has come."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ENDED = "ended"
    CANCELLED = "cancelled"


class Audience(StrEnum):
    """Who may answer, from the few to everybody."""

    BODIES = "bodies"
    INVITED = "invited"
    ANYONE = "anyone"


class Ground(StrEnum):
    """Why somebody is heard."""

    LAW = "law"
    RULES = "rules"
    AGREEMENT = "agreement"
    INVITED = "invited"


class BodyState(StrEnum):
    """Where a body is with its answer."""

    ASKED = "asked"
    DRAFTED = "drafted"
    ANSWERED = "answered"
    SILENT = "silent"


class Outcome(StrEnum):
    """What a theme led to."""

    CHANGED = "changed"
    NOT_CHANGED = "not_changed"


class HearingStepKind(StrEnum):
    """What happened to a hearing on a day."""

    OPENED = "opened"
    EXTENDED = "extended"
    BODY_ANSWERED = "body_answered"
    BODY_CORRECTED = "body_corrected"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    ENDED = "ended"
    WITH_COMMITTEE = "with_committee"
    DECIDED = "decided"


class CameIn(StrEnum):
    """How an answer came."""

    WEB = "web"
    PAPER = "paper"
    BODY = "body"


NEXT: dict[HearingStage, tuple[HearingStage, ...]] = {
    HearingStage.DRAFT: (HearingStage.OPEN, HearingStage.CANCELLED),
    HearingStage.OPEN: (HearingStage.CLOSED, HearingStage.CANCELLED),
    HearingStage.CLOSED: (HearingStage.ENDED, HearingStage.CANCELLED),
    HearingStage.ENDED: (),
    HearingStage.CANCELLED: (),
}
GOING_ON = (HearingStage.OPEN, HearingStage.CLOSED)
SHOWN = (HearingStage.OPEN, HearingStage.CLOSED, HearingStage.ENDED, HearingStage.CANCELLED)
TOLD_OF = (HearingStepKind.EXTENDED, HearingStepKind.CANCELLED, HearingStepKind.ENDED)


def may_become(now: str, then: HearingStage) -> bool:
    """Whether a hearing at one stage may go to another.

    >>> may_become("open", HearingStage.CLOSED), may_become("draft", HearingStage.ENDED)
    (True, False)
    """
    return then in NEXT[HearingStage(now)]


def may_answer(part: Audience | str, who: Audience | str) -> bool:
    """Whether somebody may answer a part: a body may answer every one, a citizen those for anyone.

    >>> may_answer("anyone", "anyone"), may_answer("bodies", "anyone"), may_answer("invited", "bodies")
    (True, False, True)
    """
    order = list(Audience)
    return order.index(Audience(who)) <= order.index(Audience(part))


def narrower(part: Audience | str, whole: Audience | str) -> Audience:
    """Who may answer a part of a hearing: never more than may answer the whole.

    >>> narrower("anyone", "invited"), narrower("bodies", "anyone")
    (<Audience.INVITED: 'invited'>, <Audience.BODIES: 'bodies'>)
    """
    return min(Audience(part), Audience(whole), key=list(Audience).index)


@dataclass(frozen=True)
class Pasted:
    """One passage of a text that was pasted."""

    heading: str
    text: str


def passages_of(text: str) -> list[Pasted]:
    """Cut a pasted text at its empty lines; a short line without a full stop is the heading of what follows.

    >>> passages_of("Bolig\\n\\nAlle skal have et sted at bo.\\n\\nVi bygger tyve.")
    [Pasted(heading='Bolig', text='Alle skal have et sted at bo.'), Pasted(heading='', text='Vi bygger tyve.')]
    """
    found: list[Pasted] = []
    heading = ""
    for part in (one.strip() for one in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))):
        if part and not heading and _is_heading(part):
            heading = part.lstrip("# ").strip()
        elif part:
            found.append(Pasted(heading, part))
            heading = ""
    return [*found, Pasted("", heading)] if heading else found


def _is_heading(part: str) -> bool:
    return len(part) <= 100 and "\n" not in part and part[-1] not in ".!?:;,"


def earliest_due(
    asked: date, days: int | None, *, days_are: str, is_working_day: Callable[[date], bool]
) -> date | None:
    """The first deadline that gives a council its days; None when its rules do not say how many (Faxe, Nyborg).

    >>> weekday = lambda day: day.weekday() < 5
    >>> earliest_due(date(2021, 11, 19), 10, days_are="working", is_working_day=weekday)
    datetime.date(2021, 12, 3)
    >>> earliest_due(date(2021, 11, 19), None, days_are="", is_working_day=weekday) is None
    True
    """
    if days is None:
        return None
    if days_are == DaysAre.CALENDAR:
        return asked + timedelta(days=days)
    return working_days_after(asked, days, is_working_day=is_working_day)


def comments_due(due: date, days: int, *, is_working_day: Callable[[date], bool]) -> date:
    """The day by which members comment, so that there are days left to write the answer.

    >>> comments_due(date(2021, 12, 6), 2, is_working_day=lambda day: day.weekday() < 5)
    datetime.date(2021, 12, 2)
    """
    return working_days_before(due, days, is_working_day=is_working_day)


def omits_disability_council(touches: bool, kinds: Iterable[str]) -> bool:
    """O20: what touches people with disabilities must be heard by their council; the law demands it.

    >>> omits_disability_council(True, ["advisory_council"]), omits_disability_council(True, ["disability_council"])
    (True, False)
    >>> omits_disability_council(False, [])
    False
    """
    return touches and "disability_council" not in set(kinds)


def what_stops_the_end(*, unthemed: int, unanswered: int, held_back: int, unread: int) -> list[str]:
    """The reasons why a hearing cannot end yet: nobody who answered is left without an answer (F11).

    >>> what_stops_the_end(unthemed=1, unanswered=0, held_back=0, unread=0)
    ['unthemed']
    """
    counts = {"unread": unread, "held_back": held_back, "unthemed": unthemed, "unanswered": unanswered}
    return [name for name, count in counts.items() if count]
