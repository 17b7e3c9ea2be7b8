"""A locked year at a glance: how many efforts stand where, and what changed since the year before.

Locked rows never change (the database holds them), so each worker counts a year once and remembers
the few things that are shown; the uuid of a report never comes back for another year.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, QuerySet

from holdepunkt.policy.models import LockedStatus, StatusReport
from holdepunkt.policy.reads.paper_rows import figure_text
from holdepunkt.policy.rules.item import Change, YearRow, changes
from holdepunkt.policy.rules.kinds import EffortStage

SHOWN_CHANGES = 12
REMEMBERED = 256
Stages = Counter[EffortStage | None]
Year = tuple[int, UUID]  # the number finds the report; the uuid never comes back for another


@dataclass(frozen=True)
class Since:
    """The year before, how much changed since, and the first of it: the worst."""

    year: int
    count: int
    first: tuple[Change, ...]


def stages(report: StatusReport) -> Stages:
    """How many efforts of a locked year stand where; None is those without an answer."""
    return _stages((report.pk, report.uuid)).copy()


@lru_cache(maxsize=REMEMBERED)
def _stages(year: Year) -> Stages:
    counted = _efforts(year).order_by().values_list("stated").annotate(Count("pk"))
    return Counter({_stage(stated): count for stated, count in counted})


def changes_since(report: StatusReport) -> Since | None:
    """What changed since the year before; None when no status of that year has been public."""
    earlier = StatusReport.objects.filter(policy=report.policy_id, year=report.year - 1, published_on__isnull=False)
    before = earlier.order_by("-revision").values_list("pk", "uuid").first()
    if before is None:
        return None
    count, first = _changes((report.pk, report.uuid), before)
    return Since(report.year - 1, count, first)


@lru_cache(maxsize=REMEMBERED)
def _changes(now: Year, before: Year) -> tuple[int, tuple[Change, ...]]:
    years: dict[int, list[YearRow]] = {now[0]: [], before[0]: []}
    for report, row in _year_rows(now, before):
        years[report].append(row)
    found = changes(years[now[0]], years[before[0]])
    return len(found), found[:SHOWN_CHANGES]


def _year_rows(*years: Year) -> Iterator[tuple[int, YearRow]]:
    """The thread of an effort runs through the plans, so a carried effort is the same effort."""
    rows = (
        _efforts(*years)
        .order_by("order", "pk")
        .values_list(
            "report_id", "effort__thread", "effort_title", "stated", "figure_value", "figure_unit", "figure_under_five"
        )
    )
    for report, thread, title, stated, value, unit, under_five in rows.iterator():
        yield (report, YearRow(thread, title, _stage(stated), figure_text(value, unit, under_five=under_five)))


def _stage(stated: str) -> EffortStage | None:
    return EffortStage(stated) if stated else None


def _efforts(*years: Year) -> QuerySet[LockedStatus]:
    return LockedStatus.objects.filter(report__in=[pk for pk, _uuid in years], kind="effort")
