"""The one clock of the product. Nothing else asks what day it is.

In demo mode the day can stand still (`HOLDEPUNKT_TODAY`), so that the demo stays true to its story.
"""

from datetime import UTC, date, datetime, time

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Return today's date in Denmark, or the day at which the demo stands."""
    return settings.HOLDEPUNKT_TODAY or timezone.localdate()


def now() -> datetime:
    """Return the time now (aware); with the demo's day when the demo stands still."""
    real = timezone.now()
    if settings.HOLDEPUNKT_TODAY is None:
        return real
    local = timezone.localtime(real)
    clock_time: time = local.timetz().replace(tzinfo=None)
    return datetime.combine(
        settings.HOLDEPUNKT_TODAY, clock_time, tzinfo=timezone.get_current_timezone()
    ).astimezone(UTC)


def stands_still() -> bool:
    """Whether the demo's day is in force."""
    return settings.HOLDEPUNKT_TODAY is not None
