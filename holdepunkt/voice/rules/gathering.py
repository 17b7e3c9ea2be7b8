"""Gatherings: who has a seat, when one is reminded and forgotten, and how far a line has come that was heard."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from holdepunkt.voice.rules.proposal import FLOOD_FROM, Way

DAYS_KEPT = 30
DAYS_UNTIL_TOLD = 14
DAYS_UNTIL_WRITTEN = 3
MOST_COMPANIONS = 10
MOST_UNSEEN = 3
LONGEST_LINE = 2000
A_WHILE = timedelta(minutes=10)
DAYS_BEFORE = {Way.MAIL: 2, Way.SMS: 2, Way.LETTER: 7, Way.PLACE: 7}


class GatheringKind(StrEnum):
    """What people are asked to come to."""

    THEME = "theme"
    CAFE = "cafe"
    WORKSHOP = "workshop"
    DIALOGUE = "dialogue"
    VISIT = "visit"


class GatheringStage(StrEnum):
    """Whether it takes place. That it is over, the day says."""

    PLANNED = "planned"
    CALLED_OFF = "called_off"


class SignUpStage(StrEnum):
    """Where a sign-up stands. One of a flood waits for a person; nothing is refused."""

    SEAT = "seat"
    WAITING = "waiting"
    HELD_BACK = "held_back"
    CANCELLED = "cancelled"
    DROPPED = "dropped"


class Need(StrEnum):
    """What somebody needs to be able to come."""

    FOOD = "food"
    TRANSPORT = "transport"
    INTERPRETER = "interpreter"
    DOG = "dog"


class NoticeKind(StrEnum):
    """What somebody who signed up is told."""

    SIGNED_UP = "signed_up"
    SEAT = "seat"
    REMINDER = "reminder"
    MOVED = "moved"
    CALLED_OFF = "called_off"
    ON_AGAIN = "on_again"


class LineStage(StrEnum):
    """A line that was heard: only a released one is ever shown."""

    WRITTEN = "written"
    RELEASED = "released"
    HIDDEN = "hidden"


COMING = (SignUpStage.SEAT, SignUpStage.WAITING)


def is_over(meets_on: date, today: date) -> bool:
    """Whether the day has come or gone: from then on one hears, and signs up no more.

    >>> is_over(date(2021, 11, 22), date(2021, 11, 22)), is_over(date(2021, 11, 23), date(2021, 11, 22))
    (True, False)
    """
    return meets_on <= today


def is_open(meets_on: date, until: date | None, today: date) -> bool:
    """Whether one can still sign up: until the last day for it, else until the day before.

    >>> is_open(date(2021, 12, 1), date(2021, 11, 26), date(2021, 11, 26)), is_open(date(2021, 12, 1), None, date(2021, 12, 1))
    (True, False)
    """
    return today <= (until or meets_on) and today < meets_on


def free_seats(seats: int | None, taken: int) -> int | None:
    """How many seats are left; None when nobody counts them.

    >>> free_seats(20, 18), free_seats(20, 22), free_seats(None, 50)
    (2, 0, None)
    """
    return None if seats is None else max(0, seats - taken)


def on_arrival(free: int | None, wanted: int) -> SignUpStage:
    """A party sits together, or waits together.

    >>> on_arrival(2, 2), on_arrival(2, 3), on_arrival(None, 9)
    (<SignUpStage.SEAT: 'seat'>, <SignUpStage.WAITING: 'waiting'>, <SignUpStage.SEAT: 'seat'>)
    """
    return SignUpStage.SEAT if free is None or wanted <= free else SignUpStage.WAITING


def moves_up(waiting: Iterable[tuple[int, int]], free: int | None) -> list[int]:
    """Who of those that wait (number, persons; the first who came first) gets a seat, as far as the seats reach.

    >>> moves_up([(4, 3), (5, 1), (6, 1)], 2), moves_up([(4, 3)], None)
    ([5, 6], [4])
    """
    found = []
    for number, wanted in waiting:
        if free is None or wanted <= free:
            found.append(number)
            free = None if free is None else free - wanted
    return found


def waits_for_a_person(party: int, *, lately: int, here: int, seats: int | None) -> bool:
    """Whether a party of so many persons waits until one of us has looked, for the sake of all who come.

    `lately` persons came from the same address in the last little while, and `here` of this day's have a seat or
    wait at this very gathering. No address takes more than half the seats (or the first three) by itself.

    >>> waits_for_a_person(1, lately=9, here=9, seats=20), waits_for_a_person(1, lately=10, here=10, seats=None)
    (False, True)
    >>> waits_for_a_person(11, lately=0, here=0, seats=40), waits_for_a_person(2, lately=9, here=9, seats=40)
    (False, True)
    >>> waits_for_a_person(11, lately=0, here=0, seats=20), waits_for_a_person(3, lately=0, here=0, seats=4)
    (True, False)
    """
    if seats is not None and here + party > max(MOST_UNSEEN, seats // 2):
        return True
    return lately > 0 and lately + party > FLOOD_FROM


def remind_on(meets_on: date, way: Way) -> date:
    """The day of the reminder: paper takes longer.

    >>> remind_on(date(2021, 12, 8), Way.SMS), remind_on(date(2021, 12, 8), Way.LETTER)
    (datetime.date(2021, 12, 6), datetime.date(2021, 12, 1))
    """
    return meets_on - timedelta(days=DAYS_BEFORE[way])


def forget_on(meets_on: date) -> date:
    """The day from which nobody needs to know who came.

    >>> forget_on(date(2021, 11, 1))
    datetime.date(2021, 12, 1)
    """
    return meets_on + timedelta(days=DAYS_KEPT)
