"""Efforts that a correction took out of a plan: the years that were locked with them stay for everybody to read."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

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
    """One statement, the newest hundred years. What still serves in a plan in force stands among the efforts there.

    Whether an effort serves is asked of each effort by itself: a list of all that serve would be made for each row.
    """
    corrected = Effort.objects.filter(serves, plan__policy=of.policy_id, plan__superseded_by__stage__in=APPROVED_PLANS)
    last_day = "plan__superseded_by__approved_on"
    since = corrected.filter(thread=OuterRef("effort__thread")).order_by(f"-{last_day}").values(last_day)
    rows = (
        LockedStatus.objects.filter(kind="effort", effort__in=corrected, report__published_on__isnull=False)
        .exclude(report__revised_by__published_on__isnull=False)
        .exclude(effort__thread__in=public_efforts(of).filter(serves).values("thread"))
        .annotate(left_on=Subquery(since[:1]))
        .select_related("report", "effort__plan")
        .only(
            *SHOWN_OF_A_YEAR, "report__year", "report__policy", "effort__thread", "effort__uuid", "effort__title",
            "effort__plan__title",
        )
        .order_by("-report__year", "-effort__plan__number", "order", "pk")
    )  # fmt: skip
    found: dict[object, Left] = {}
    for row in rows[:YEARS_SHOWN]:
        if row.effort is not None:
            found.setdefault(row.effort.thread, Left(row.effort, row.left_on)).years.insert(0, row)
    return list(found.values())
