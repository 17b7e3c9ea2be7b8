"""The one clock of the product. Nothing else asks what day it is.

In demo mode the day can stand still (`HOLDEPUNKT_TODAY`), so that the demo stays true to its story.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.utils import timezone

_told_day: ContextVar[date | None] = ContextVar("told_day", default=None)


def _standing_day() -> date | None:
    return _told_day.get() or settings.HOLDEPUNKT_TODAY


@contextmanager
def standing_at(day: date) -> Iterator[None]:
    """Let the clock stand at `day` for a while: the demo's history is told in its own time, and so are tests."""
    token = _told_day.set(day)
    try:
        yield
    finally:
        _told_day.reset(token)


def today() -> date:
    """Return today's date in Denmark, or the day at which the clock stands."""
    return _standing_day() or timezone.localdate()


def now() -> datetime:
    """Return the time now (aware); with the demo's day when the demo stands still."""
    real = timezone.now()
    day = _standing_day()
    if day is None:
        return real
    local = timezone.localtime(real)
    clock_time: time = local.timetz().replace(tzinfo=None)
    return datetime.combine(day, clock_time, tzinfo=timezone.get_current_timezone()).astimezone(UTC)


def stands_still() -> bool:
    """Whether the demo's day is in force."""
    return _standing_day() is not None
