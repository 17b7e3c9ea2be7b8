"""Whether a council can still be asked in time about what is on its way to a committee (F1, R6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MONTHS_AHEAD = 3


@dataclass(frozen=True)
class Chance:
    """The meeting at which a council can still take a matter up, and the last day to send it there."""

    send_by: date
    meets_on: date


def until(today: date, months: int = MONTHS_AHEAD) -> date:
    """The last day of the months that are looked at.

    >>> until(date(2021, 11, 30)), until(date(2021, 11, 22))
    (datetime.date(2022, 2, 28), datetime.date(2022, 2, 22))
    """
    year, month = divmod(today.month - 1 + months, 12)
    return date(today.year + year, month + 1, min(today.day, 28))


def last_chance(expected_on: date, meetings: Iterable[tuple[date, date | None]], *, today: date) -> Chance | None:
    """The last of the council's meetings before the committee's day that an item can still reach; None when there is none.

    A meeting is its day and the last day for items by the council's own rules; without such a rule, its day.

    >>> planned = [(date(2021, 12, 8), date(2021, 11, 24)), (date(2022, 1, 12), date(2021, 12, 29))]
    >>> last_chance(date(2022, 1, 5), planned, today=date(2021, 11, 22))
    Chance(send_by=datetime.date(2021, 11, 24), meets_on=datetime.date(2021, 12, 8))
    >>> last_chance(date(2022, 1, 5), planned, today=date(2021, 11, 25)) is None
    True
    """
    chances = [Chance(due or day, day) for day, due in meetings if day < expected_on and (due or day) >= today]
    return max(chances, key=lambda one: one.meets_on, default=None)
