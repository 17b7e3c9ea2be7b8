"""What a plan said would be held, and whether it was: a theme meeting, a dialogue with each named department (O4, O5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Holding(StrEnum):
    """Whether something that was promised to be held, was."""

    HELD = "held"
    PLANNED = "planned"
    NOT_HELD = "not_held"
    NOT_YET = "not_yet"
    NOT_TOLD = "not_told"


@dataclass(frozen=True)
class Met:
    """A gathering that belongs to the plan, and the department it was a dialogue with."""

    key: int
    on: date
    unit: str
    called_off: bool = False


@dataclass(frozen=True)
class Promised:
    """One meeting that the text promises: with whom, how it stands, and the gathering that shows it."""

    unit: str
    holding: Holding
    met: Met | None = None
    was_called_off: bool = False


def promised(units: Iterable[str], met: Iterable[Met], *, due: date, today: date) -> list[Promised]:
    """One row for each named department; without names one row for the meeting itself.

    >>> met = [Met(1, date(2017, 12, 5), "job"), Met(2, date(2018, 3, 20), "borgerservice", called_off=True)]
    >>> rows = promised(["job", "borgerservice"], met, due=date(2018, 12, 31), today=date(2019, 1, 7))
    >>> [(row.unit, row.holding.value) for row in rows]
    [('job', 'held'), ('borgerservice', 'not_held')]
    >>> promised([], [], due=date(2018, 12, 31), today=date(2019, 1, 7))[0].holding.value
    'not_told'
    """
    found = list(met)
    return [_row(unit, found, due, today) for unit in list(units) or [""]]


def _row(unit: str, met: list[Met], due: date, today: date) -> Promised:
    fitting = sorted((one for one in met if not unit or one.unit == unit), key=lambda one: one.on)
    standing = [one for one in fitting if not one.called_off]
    held = [one for one in standing if one.on <= today]
    if held:
        return Promised(unit, Holding.HELD, held[0])
    if standing:
        return Promised(unit, Holding.PLANNED, standing[0])
    if not met:
        return Promised(unit, Holding.NOT_TOLD)
    return Promised(unit, Holding.NOT_YET if today <= due else Holding.NOT_HELD, was_called_off=bool(fitting))
