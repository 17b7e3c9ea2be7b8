"""Copies of efforts into another plan, with goals, promises, partners and milestones; and the way back.

Called by the actions of plans and efforts, inside their transaction; those write the record.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    Effort,
    EffortGoal,
    EffortPartner,
    EffortPromise,
    Milestone,
    PolicyVersion,
    StatusReport,
)
from holdepunkt.policy.rules.kinds import CarryOver

COPIED = (
    "title", "working_title", "plain", "passage_key", "unit", "lead", "citizens_take_part", "employees_take_part",
    "others_take_part", "starts_on", "ends_on", "economy", "expected_effect", "indicator", "indicator_unit",
    "about_people", "is_example", "key", "order", "thread",
)  # fmt: skip
ALSO_IN_A_CORRECTION = ("stopped_on", "stop_reason")
HEARD = ("unit_id", "asked_on", "due_on", "said_on", "words", "considered")


def copy_efforts(  # because its caller records
    efforts: QuerySet[Effort],
    plan: ActionPlan,
    *,
    how: CarryOver = CarryOver.CONTINUE,
    into: PolicyVersion | None = None,
    **changes: Any,
) -> list[Effort]:
    """Copy efforts into a draft plan in a fixed number of statements.

    With `into`, goals and promises are found again by key in that version; what is gone falls away.
    Without it the copy is a correction: it keeps stops and reached milestones too.
    """
    old = list(efforts.select_related("unit", "lead").prefetch_related("goals", "promises", "partners", "milestones"))
    names = COPIED if into else COPIED + ALSO_IN_A_CORRECTION
    new = [_copy(effort, plan, how, names, changes) for effort in old]
    Effort.objects.bulk_create(new)
    goals, promises = _found_again(into)
    pairs = list(zip(old, new, strict=True))
    EffortGoal.objects.bulk_create(
        EffortGoal(effort=copy, goal_id=pk) for row, copy in pairs for pk in _ids(row.goals.all(), goals)
    )
    EffortPromise.objects.bulk_create(
        EffortPromise(effort=copy, promise_id=pk) for row, copy in pairs for pk in _ids(row.promises.all(), promises)
    )
    EffortPartner.objects.bulk_create(
        EffortPartner(effort=copy, unit=unit) for row, copy in pairs for unit in row.partners.all()
    )
    Milestone.objects.bulk_create(
        Milestone(effort=copy, title=step.title, due_on=step.due_on, reached_on=step.reached_on)
        for row, copy in pairs
        for step in row.milestones.all()
        if into is None or step.reached_on is None
    )
    return new


def copy_heard(old: ActionPlan, new: ActionPlan) -> list[str]:  # because its caller records
    """Let the correction say who was heard, with the words as they were said. Gives their names."""
    asked = list(old.bodies_heard.select_related("unit").order_by("asked_on", "pk"))
    BodyHeard.objects.bulk_create(BodyHeard(plan=new, **_heard(row)) for row in asked)
    return [row.unit.name for row in asked]


def copy_heard_on_report(old: StatusReport, new: StatusReport) -> None:  # because its caller records
    """Let a year that is opened again say who was heard on it, with the words as they were said."""
    asked = old.bodies_heard.order_by("asked_on", "pk")
    BodyHeard.objects.bulk_create(BodyHeard(report=new, **_heard(row)) for row in asked)


def forget_heard(plan: ActionPlan) -> None:  # because its caller records
    """Take away from a dropped correction the words that stand on the plan it corrects too."""
    if plan.supersedes is None:
        return
    there = [_heard(row) for row in plan.supersedes.bodies_heard.all()]
    same = [row.pk for row in plan.bodies_heard.all() if _heard(row) in there]
    plan.bodies_heard.filter(pk__in=same).delete()


def _heard(row: BodyHeard) -> dict[str, Any]:
    return {name: getattr(row, name) for name in HEARD}


def carried_on(efforts: QuerySet[Effort]) -> list[ActionPlan]:
    """The plans into which one of these efforts is carried over."""
    return list(ActionPlan.objects.filter(efforts__carried_from__in=efforts).distinct())


def remove_efforts(efforts: QuerySet[Effort]) -> None:  # because its caller records
    """Take draft efforts out of their plan with everything that hangs on them."""
    for link in (EffortGoal, EffortPromise, EffortPartner, Milestone):
        link.objects.filter(effort__in=efforts).delete()  # type: ignore[attr-defined]
    efforts.delete()


def forget_stops(plan: ActionPlan) -> None:  # because its caller records
    """Forget that efforts of this plan stop with it; used when the choice or the next plan is dropped."""
    forget_stop(plan.efforts.all())


def forget_stop(efforts: QuerySet[Effort]) -> None:  # because its caller records
    """Forget the choice to stop these efforts with their plan."""
    efforts.filter(carried_how=CarryOver.STOP).update(carried_how="", stopped_on=None, stop_reason="")


def _copy(effort: Effort, plan: ActionPlan, how: CarryOver, names: Iterable[str], changes: dict[str, Any]) -> Effort:
    fields = {name: getattr(effort, name) for name in names} | changes
    return Effort(plan=plan, carried_from=effort, carried_how=how, **fields)


def _found_again(into: PolicyVersion | None) -> tuple[dict[str, int] | None, dict[str, int] | None]:
    if into is None:
        return None, None
    return dict(into.goals.values_list("key", "pk")), dict(into.promises.values_list("key", "pk"))


def _ids(rows: Iterable[Any], found: dict[str, int] | None) -> list[int]:
    """The rows' ids, or those of the rows with the same key in the other version."""
    if found is None:
        return [row.pk for row in rows]
    return [found[row.key] for row in rows if row.key in found]
