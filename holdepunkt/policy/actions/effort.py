"""The writers of efforts while their plan is a draft: add, change, remove, carry over."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from holdepunkt import record
from holdepunkt.people.access import NotPossible
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.policy.actions import carried
from holdepunkt.policy.actions.plan import require_loose, require_may_plan, require_open
from holdepunkt.policy.actions.running import (
    hand_effort,
    note_figure,
    reach_milestone,
    restart_effort,
    stop_effort,
    unreach_milestone,
)
from holdepunkt.policy.models import (
    ActionPlan,
    Effort,
    EffortGoal,
    EffortPartner,
    EffortPromise,
    Goal,
    Milestone,
    Promise,
)
from holdepunkt.policy.reads import plan_facts
from holdepunkt.policy.rules.kinds import CarryOver
from holdepunkt.record.versions import take

__all__ = [
    "add_effort", "carry_all", "carry_over", "change_effort", "hand_effort", "note_figure", "reach_milestone",
    "remove_effort", "restart_effort", "stop_effort", "unreach_milestone",
]  # fmt: skip

Step = tuple[str, date]
NOT_WRITTEN = {
    "id", "pk", "uuid", "plan", "goals", "promises", "partners", "carried_from", "carried_how", "superseded_by",
    "stopped_on", "stop_reason", "version",
}  # fmt: skip
EDITABLE = frozenset(field.name for field in Effort._meta.get_fields() if field.concrete) - NOT_WRITTEN


@transaction.atomic
def add_effort(
    *,
    plan: ActionPlan,
    title: str,
    by: Asker,
    goals: Iterable[Goal] = (),
    promises: Iterable[Promise] = (),
    partners: Iterable[Unit] = (),
    milestones: Iterable[Step] = (),
    **fields: Any,
) -> Effort:
    """Add an effort to a draft plan; `milestones` are pairs of title and due day."""
    require_may_plan(by, plan)
    held = take(plan, version=None)
    require_open(held)
    _require_known(fields)
    if "order" not in fields:
        fields["order"] = (held.efforts.aggregate(last=Max("order"))["last"] or 0) + 1
    effort = Effort(plan=held, title=title, **fields)
    _require_sound(effort)
    effort.save()
    _set_links(effort, goals=goals, promises=promises, partners=partners)
    _set_milestones(effort, milestones)
    record.wrote("effort.added", on=effort, by=by)
    return effort


@transaction.atomic
def change_effort(
    *,
    effort: Effort,
    by: Asker,
    version: int | None = None,
    goals: Iterable[Goal] | None = None,
    promises: Iterable[Promise] | None = None,
    partners: Iterable[Unit] | None = None,
    milestones: Iterable[Step] | None = None,
    **changes: Any,
) -> Effort:
    """Change an effort of a draft plan. What is left out (None) stays as it is."""
    require_may_plan(by, effort.plan)
    require_open(take(effort.plan, version=None))
    row = take(effort, version=version)
    _require_known(changes)
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    _require_sound(row)
    row.save()
    _set_links(row, goals=goals, promises=promises, partners=partners)
    if milestones is not None:
        _set_milestones(row, milestones)
    record.wrote("effort.changed", on=row, by=by, fields={"changed": sorted(changed)})
    return row


@transaction.atomic
def remove_effort(*, effort: Effort, by: Asker) -> None:
    """Take an effort out of a draft plan."""
    require_may_plan(by, effort.plan)
    require_open(take(effort.plan, version=None))
    require_loose(*carried.carried_on(Effort.objects.filter(pk=effort.pk)), *effort.adopted.order_by("pk"))
    record.wrote("effort.removed", on=effort, by=by)
    carried.remove_efforts(Effort.objects.filter(pk=effort.pk))


@transaction.atomic
def carry_over(*, effort: Effort, to: ActionPlan, how: CarryOver, by: Asker, reason: str = "") -> Effort | None:
    """Carry an effort over to the next plan with one choice; a new choice replaces the one before.

    Returns the effort in the next plan, or None when it stops with the plan it is in.
    """
    require_may_plan(by, to)
    require_open(take(to, version=None))
    if to.follows_id != effort.plan_id:
        raise NotPossible(_("Indsatsen hører ikke til den plan, som den nye plan følger efter."))
    before = to.efforts.filter(carried_from=effort)
    kept = before.first()
    if how == CarryOver.STOP:
        _stop_with_plan(effort, kept, reason, by)
        return None
    carried.forget_stop(Effort.objects.filter(pk=effort.pk))
    if kept is not None:
        before.update(carried_how=how)
        copy = to.efforts.get(pk=kept.pk)
    else:
        into = plan_facts.version_for(to.policy)
        dates = {"starts_on": None, "ends_on": None} if how == CarryOver.CHANGE else {}
        copy = carried.copy_efforts(Effort.objects.filter(pk=effort.pk), to, how=how, into=into, **dates)[0]
    record.wrote("effort.carried_over", on=copy, by=by, why=reason, fields={"how": str(how)})
    return copy


@transaction.atomic
def carry_all(
    *, plan: ActionPlan, choices: Iterable[tuple[Effort, CarryOver, str]], by: Asker, version: int | None = None
) -> ActionPlan:
    """Make one choice for each of many efforts of the former plan: effort, how, reason."""
    require_may_plan(by, plan)
    row = take(plan, version=version)
    require_open(row)
    row.save(update_fields=["version"])
    made = [carry_over(effort=effort, to=row, how=how, reason=reason, by=by) for effort, how, reason in choices]
    record.wrote("plan.carried_over", on=row, by=by, fields={"choices": len(made)})
    return row


def _stop_with_plan(effort: Effort, kept: Effort | None, reason: str, by: Asker) -> None:
    if not reason.strip():
        raise NotPossible(_("Skriv, hvorfor »%(effort)s« stopper.") % {"effort": effort})
    if kept is not None:
        carried.remove_efforts(Effort.objects.filter(pk=kept.pk))
    row = take(effort, version=None)
    if row.stopped_on is None or row.carried_how == CarryOver.STOP:
        row.stopped_on, row.stop_reason = row.plan.period_to, reason.strip()
    row.carried_how = CarryOver.STOP
    row.save(update_fields=["stopped_on", "stop_reason", "carried_how", "version"])
    record.wrote("effort.stops_with_plan", on=row, by=by, why=reason.strip())


def _require_known(fields: dict[str, Any]) -> None:
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"An effort has no editable {', '.join(sorted(unknown))}.")


def _require_sound(effort: Effort) -> None:
    """Refuse dates the wrong way round, and a unit or lead from another municipality."""
    if effort.starts_on and effort.ends_on and effort.ends_on < effort.starts_on:
        raise NotPossible(_("Indsatsen slutter, før den begynder. Vend datoerne om."))
    home = effort.plan.policy.municipality_id
    for row in (effort.unit, effort.lead):
        if row is not None and row.municipality_id != home:
            raise NotPossible(_("»%(name)s« hører til i en anden kommune.") % {"name": row})


def _set_links(
    effort: Effort, *, goals: Iterable[Goal] | None, promises: Iterable[Promise] | None, partners: Iterable[Unit] | None
) -> None:
    """Put goals, promises and partners in place of those before; None leaves them."""
    policy = effort.plan.policy
    goals = goals if goals is None else list(goals)
    promises = promises if promises is None else list(promises)
    partners = partners if partners is None else list(partners)
    served: list[Goal | Promise] = [*(goals or ()), *(promises or ())]
    versions = set(policy.versions.values_list("pk", flat=True))
    for row in served:
        if row.version_of_id not in versions:
            raise NotPossible(_("»%(row)s« hører til en anden politik.") % {"row": row})
    for unit in partners or ():
        if unit.municipality_id != policy.municipality_id:
            raise NotPossible(_("»%(name)s« hører til i en anden kommune.") % {"name": unit})
    wanted: list[tuple[type[Any], str, Iterable[Any] | None]] = [
        (EffortGoal, "goal", goals), (EffortPromise, "promise", promises), (EffortPartner, "unit", partners),
    ]  # fmt: skip
    for link, name, rows in wanted:
        if rows is not None:
            link.objects.filter(effort=effort).delete()
            ids = dict.fromkeys(row.pk for row in rows)
            link.objects.bulk_create([link(effort=effort, **{f"{name}_id": pk}) for pk in ids])


def _set_milestones(effort: Effort, steps: Iterable[Step]) -> None:
    """Write the schedule; a milestone that keeps its title keeps the day it was reached."""
    there = list(effort.milestones.all())
    for title, due_on in steps:
        found = next((step for step in there if step.title == title), None)
        if found is not None:
            there.remove(found)
        if found is None:
            Milestone.objects.create(effort=effort, title=title, due_on=due_on)
        elif found.due_on != due_on:
            found.due_on = due_on
            found.version += 1
            found.save(update_fields=["due_on", "version"])
    for left in there:
        left.delete()
