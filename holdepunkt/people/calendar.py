"""Working days: Danish public holidays, the town hall's usual closing days, and its own."""

from datetime import date
from functools import lru_cache

import holidays

USUALLY_CLOSED = {(5, 1), (6, 5), (12, 24), (12, 31)}


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year))


def is_working_day(day: date, closing_days: tuple[str, ...] = ()) -> bool:
    """Whether the town hall is open. `closing_days` are the municipality's own: YYYY-MM-DD, or MM-DD each year."""
    if day.weekday() >= 5 or (day.month, day.day) in USUALLY_CLOSED:
        return False
    own = {day.isoformat(), day.strftime("%m-%d")}
    return day not in _public_holidays(day.year) and own.isdisjoint(closing_days)
