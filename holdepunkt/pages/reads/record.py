"""The record as its readers may see it: lists and stories, never counts."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from holdepunkt.pages import access
from holdepunkt.pages.rules.record import Wanted
from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.policy.models import Effort
from holdepunkt.policy.reads import effort as efforts
from holdepunkt.record import reads as record
from holdepunkt.record.models import Entry
from holdepunkt.record.rules import Sort


def rows(by: Asker, wanted: Wanted) -> QuerySet[Entry]:
    """The rows of the asker's own municipality that fit, newest first."""
    require(access.may_read_record(by))
    found = record.rows(by.municipality_slug)
    if wanted.sort:
        found = found.filter(sort=wanted.sort)
    for word in wanted.words.split():
        found = found.filter(Q(about_name__icontains=word) | Q(why__icontains=word))
    if wanted.person:
        found = found.filter(by_name__icontains=wanted.person)
    if wanted.first:
        found = found.filter(at__gte=_midnight(wanted.first))
    if wanted.last and wanted.last < date.max:
        found = found.filter(at__lt=_midnight(wanted.last + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def effort_and_history(by: Asker, pk: int) -> tuple[Effort, QuerySet[Entry]]:
    """One effort of the municipality and everything that was changed about it, newest first; or 404."""
    require(access.may_read_history(by))
    effort = efforts.effort_alone(by, pk)
    return effort, record.rows(by.municipality_slug).filter(about_uuid=effort.uuid, sort=Sort.CHANGE)


def part(found: QuerySet[Entry], number: int, size: int) -> tuple[Sequence[Entry], bool]:
    """One page of rows, and whether there are more. Nothing is counted: how much a person did is nobody's list."""
    start = (number - 1) * size
    rows: list[Any] = list(found[start : start + size + 1])
    return rows[:size], len(rows) > size
