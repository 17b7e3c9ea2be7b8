"""The picture of the year wheel: January at the top, one dot for each day on which something happens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

SIZE = 400  # the picture is SIZE x SIZE, without unit
CENTRE = SIZE / 2
RINGS = (148, 113, 78)  # radius of the rings that dots sit on, the outermost first
MONTHS_AT = 181  # radius at which the months' names stand
DOT = 15  # radius of a dot
GAP = 3  # free space between two dots


@dataclass(frozen=True)
class Spot:
    """A place in the picture, with the number or name that stands there."""

    x: float
    y: float
    number: int
    past: bool = False


def turn(day: date) -> float:
    """How far round the year a day lies, from 0 to 1.

    >>> turn(date(2021, 1, 1)), round(turn(date(2021, 7, 2)), 2)
    (0.0, 0.5)
    """
    length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return (day.timetuple().tm_yday - 1) / length


def at(share: float, radius: float) -> tuple[float, float]:
    """The point on a ring at a share of the way round, clockwise from the top.

    >>> at(0, 100), at(0.25, 100)
    ((200.0, 100.0), (300.0, 200.0))
    """
    angle = 2 * pi * share - pi / 2
    return round(CENTRE + radius * cos(angle), 1), round(CENTRE + radius * sin(angle), 1)


def dots(days: Iterable[date], *, today: date) -> list[Spot]:
    """One dot a day (A2: the rhythm is seen); those that would touch move to an inner ring.

    >>> [(d.number, d.past) for d in dots([date(2021, 2, 1), date(2021, 12, 1)], today=date(2021, 11, 22))]
    [(1, True), (1, False)]
    >>> near = dots([date(2021, 6, 1), date(2021, 6, 2)], today=date(2021, 11, 22))
    >>> near[0].y - near[1].y > DOT
    True
    """
    found: list[Spot] = []
    for day in sorted(set(days)):
        spots = [at(turn(day), radius) for radius in RINGS]
        free = [spot for spot in spots if not any(_touch(spot, other) for other in found)]
        x, y = free[0] if free else spots[-1]
        found.append(Spot(x, y, day.day, past=day < today))
    return found


def _touch(spot: tuple[float, float], other: Spot) -> bool:
    return (spot[0] - other.x) ** 2 + (spot[1] - other.y) ** 2 < (2 * DOT + GAP) ** 2


def months(year: int) -> list[Spot]:
    """Where the twelve names stand, in the middle of their months.

    >>> [m.number for m in months(2021)][:3], len(months(2021))
    ([1, 2, 3], 12)
    """
    return [Spot(*at(turn(date(year, month, 16)), MONTHS_AT), month) for month in range(1, 13)]


def month_lines(year: int) -> list[tuple[float, float, float, float]]:
    """A short line across the outer ring where each month begins: x1, y1, x2, y2.

    >>> month_lines(2021)[0]
    (200.0, 60.0, 200.0, 44.0)
    """
    first_days = [turn(date(year, month, 1)) for month in range(1, 13)]
    return [(*at(share, RINGS[0] - 8), *at(share, RINGS[0] + 8)) for share in first_days]


def hand(today: date, year: int) -> tuple[float, float] | None:
    """Where the hand of today points, when today lies in the year.

    >>> hand(date(2021, 1, 1), 2021), hand(date(2021, 1, 1), 2022)
    ((200.0, 144.0), None)
    """
    return at(turn(today), 56) if today.year == year else None
