"""Efforts that a correction took out of a plan: the years that were locked with them stay for everybody to read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from holdepunkt.policy.models import Effort, EffortGoal, EffortPromise, LockedStatus, PolicyVersion
from holdepunkt.policy.reads.public import APPROVED_PLANS, SHOWN_OF_A_YEAR, public_efforts

YEARS_SHOWN = 100


@dataclass
class Left:
    """An effort that is no longer part of a plan, since when, and its public years, oldest first."""

    effort: Effort
    since: date | None
    years: list[LockedStatus] = field(default_factory=list)


def left_of_promise(of: PolicyVersion, promise_key: str) -> list[Left]:
    """Efforts that served the promise until a correction took them away."""
    served = EffortPromise.objects.filter(promise__key=promise_key, promise__version_of__policy=of.policy_id)
    return _left(of, Exists(served.filter(effort=OuterRef("pk"))))


def left_of_goal(of: PolicyVersion, goal_key: str) -> list[Left]:
    """Efforts that served the goal, or a goal under it, until a correction took them away."""
    served = EffortGoal.objects.filter(
        Q(goal__key=goal_key) | Q(goal__parent__key=goal_key), goal__version_of__policy=of.policy_id
    )
    return _left(of, Exists(served.filter(effort=OuterRef("pk"))))


def _left(of: PolicyVersion, serves: Exists) -> list[Left]:
    """One statement where no correction took anything away, else two; the newest hundred years.

    What still serves in a plan in force stands among the efforts there. Whether an effort serves is asked of each
    effort by itself, and which were taken away before their years: a database that has counted nothing yet would
    else ask it all again for each row.
    """
    last_day = "plan__superseded_by__approved_on"
    corrected = Effort.objects.filter(serves, plan__policy=of.policy_id, plan__superseded_by__stage__in=APPROVED_PLANS)
    taken = list(corrected.values_list("pk", "thread", last_day))
    if not taken:
        return []
    rows = (
        LockedStatus.objects.filter(kind="effort", effort__in=[pk for pk, *_rest in taken])
        .filter(report__published_on__isnull=False)
        .exclude(report__revised_by__published_on__isnull=False)
        .exclude(effort__thread__in=public_efforts(of).filter(serves).values("thread"))
        .select_related("report", "effort__plan")
        .only(
            *SHOWN_OF_A_YEAR, "report__year", "report__policy", "effort__thread", "effort__uuid", "effort__title",
            "effort__plan__title",
        )
        .order_by("-report__year", "-effort__plan__number", "order", "pk")
    )  # fmt: skip
    return _by_thread(rows[:YEARS_SHOWN], _since(taken))


def _since(taken: Iterable[tuple[int, UUID, date | None]]) -> dict[UUID, date]:
    """The day on which each thread was last corrected."""
    found: dict[UUID, date] = {}
    for _pk, thread, day in taken:
        if day is not None:
            found[thread] = max(day, found.get(thread, day))
    return found


def _by_thread(rows: Iterable[LockedStatus], since: dict[UUID, date]) -> list[Left]:
    found: dict[object, Left] = {}
    for row in rows:
        if row.effort is not None:
            found.setdefault(row.effort.thread, Left(row.effort, since.get(row.effort.thread))).years.insert(0, row)
    return list(found.values())
