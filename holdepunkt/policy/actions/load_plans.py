"""Plans that stand in the policy's own source become rows, with their efforts."""

from typing import TYPE_CHECKING

from holdepunkt import record
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.policy.models import (
    ActionPlan,
    Effort,
    EffortGoal,
    EffortPartner,
    EffortPromise,
    Milestone,
    PlanGoal,
    PolicyVersion,
)
from holdepunkt.policy.rules.kinds import PlanStage
from holdepunkt.policy.rules.period import first_day, last_day

if TYPE_CHECKING:
    from holdepunkt.policy.pack import format as told


def load_plans(pack: "told.Pack", version: PolicyVersion, units: dict[str, Unit], by: Asker) -> None:
    """Write each plan of the pack once; a plan that is there already is left as it is."""
    there = set(version.policy.plans.values_list("key", flat=True))
    for plan in pack.plans:
        if plan.key not in there:
            _load_plan(plan, version, units, by)


def _load_plan(plan: "told.Plan", version: PolicyVersion, units: dict[str, Unit], by: Asker) -> None:
    row = ActionPlan.objects.create(
        policy=version.policy,
        key=plan.key,
        title=plan.title,
        plain=plan.plain or "",
        passage_key=plan.passage or "",
        local_word=plan.local_word or "handleplan",
        drafted_by=units.get(plan.drafted_by or ""),
        period_from=first_day(plan.period_from),
        period_to=last_day(plan.period_to),
        approved_by=units.get(plan.approved_by or ""),
        approved_on=plan.approved_on,
        from_text=plan.from_text,
    )
    goals = {goal.key: goal for goal in version.goals.all()}
    PlanGoal.objects.bulk_create(
        PlanGoal(plan=row, goal=goals[key], own_choice=key in plan.own_choice_goals)
        for key in dict.fromkeys((*plan.goals, *plan.own_choice_goals))
    )
    for order, effort in enumerate(plan.efforts):
        _load_effort(effort, order, row, version, units)
    row.stage = PlanStage(plan.stage.value)
    row.save(update_fields=["stage"])
    record.wrote("plan.loaded", on=row, by=by)


def _load_effort(
    effort: "told.Effort", order: int, plan: ActionPlan, version: PolicyVersion, units: dict[str, Unit]
) -> None:
    row = Effort.objects.create(
        plan=plan,
        key=effort.key,
        order=order,
        title=effort.title,
        plain=effort.plain,
        passage_key=effort.passage or "",
        unit=units.get(effort.unit or ""),
        others_take_part=effort.involvement or "",
        starts_on=first_day(effort.starts),
        ends_on=last_day(effort.ends),
    )
    goals = {goal.key: goal for goal in version.goals.all()}
    promises = {promise.key: promise for promise in version.promises.all()}
    EffortGoal.objects.bulk_create(EffortGoal(effort=row, goal=goals[key]) for key in effort.goals)
    EffortPromise.objects.bulk_create(EffortPromise(effort=row, promise=promises[key]) for key in effort.promises)
    EffortPartner.objects.bulk_create(EffortPartner(effort=row, unit=units[key]) for key in effort.partners)
    Milestone.objects.bulk_create(
        Milestone(effort=row, title=step.title, due_on=last_day(step.due)) for step in effort.milestones
    )
