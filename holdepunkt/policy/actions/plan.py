"""The writers of action plans: from the first draft to the end of the period, and on to the next."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.policy import access
from holdepunkt.policy.actions import carried
from holdepunkt.policy.actions.adopted import tell_plan_approved
from holdepunkt.policy.models import (
    ActionPlan,
    AdoptedProposal,
    CommitteeItem,
    Effort,
    Goal,
    PlanGoal,
    Policy,
    PolicyVersion,
)
from holdepunkt.policy.reads import plan_facts
from holdepunkt.policy.rules.kinds import PlanStage
from holdepunkt.policy.rules.plan import plan_problems
from holdepunkt.policy.rules.plan_facts import Problem
from holdepunkt.record import reads as record_reads
from holdepunkt.record.versions import take

EDITABLE = ("title", "plain", "local_word", "drafted_by", "period_from", "period_to", "passage_key", "key")
BEFORE_APPROVAL = (PlanStage.DRAFT, PlanStage.HEARD)
TIME_TO_UNDO = timedelta(minutes=10)
REVERSED = {
    "plan.started": (PlanStage.RUNNING, PlanStage.APPROVED),
    "plan.closed": (PlanStage.CLOSED, PlanStage.RUNNING),
}


@transaction.atomic
def draft_plan(
    *,
    policy: Policy,
    title: str,
    drafted_by: Unit | None,
    period_from: date,
    period_to: date,
    by: Asker,
    goals: Iterable[Goal] = (),
    own_choice: Iterable[Goal] = (),
    **more: Any,
) -> ActionPlan:
    """Begin a plan of a policy for a period; `own_choice` are goals beyond what one is bound to."""
    more.setdefault("local_word", policy.municipality.words.get("plan") or "handleplan")
    plan = ActionPlan(
        policy=policy, title=title, drafted_by=drafted_by, period_from=period_from, period_to=period_to, **more
    )
    require_may_plan(by, plan)
    _require_period(plan)
    _require_units(plan, drafted_by)
    plan.save()
    _set_goals(plan, goals, own_choice)
    record.wrote("plan.drafted", on=plan, by=by)
    return plan


@transaction.atomic
def change_plan(
    *,
    plan: ActionPlan,
    by: Asker,
    version: int | None = None,
    goals: Iterable[Goal] | None = None,
    own_choice: Iterable[Goal] | None = None,
    **changes: Any,
) -> ActionPlan:
    """Change a plan that is not approved yet. Goals left out (None) stay as they are."""
    require_may_plan(by, plan)
    row = take(plan, version=version)
    require_open(row)
    if unknown := set(changes) - set(EDITABLE):
        raise TypeError(f"A plan has no editable {', '.join(sorted(unknown))}.")
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, changes[name])
    require_may_plan(by, row)
    _require_period(row)
    _require_units(row, row.drafted_by)
    row.save()
    if goals is not None or own_choice is not None:
        kept = row.plan_goals.select_related("goal")
        goals = [link.goal for link in kept if not link.own_choice] if goals is None else goals
        own_choice = [link.goal for link in kept if link.own_choice] if own_choice is None else own_choice
        _set_goals(row, goals, own_choice)
        changed.append("goals")
    record.wrote("plan.changed", on=row, by=by, fields={"changed": sorted(changed)})
    return row


@transaction.atomic
def mark_heard(*, plan: ActionPlan, by: Asker) -> ActionPlan:
    """Say that the hearing is over: whoever had to be heard has been, and what was asked is answered."""
    require_may_plan(by, plan)
    row = _at(plan, PlanStage.DRAFT)
    facts = plan_facts.facts_of(row, today=clock.today())
    if waiting := plan_facts.still_asked(row, today=clock.today()):
        raise NotPossible(_("Disse er spurgt og har frist endnu: %(names)s.") % {"names": ", ".join(waiting)})
    _refuse(plan_facts.hearing_problems(facts))
    return _step(row, PlanStage.HEARD, "plan.heard", by)


@transaction.atomic
def reopen_draft(*, plan: ActionPlan, by: Asker) -> ActionPlan:
    """Take a plan back from heard to draft, so that more bodies can be heard."""
    require_may_plan(by, plan)
    return _step(_at(plan, PlanStage.HEARD), PlanStage.DRAFT, "plan.reopened", by)


@transaction.atomic
def approve_plan(*, plan: ActionPlan, unit: Unit, on: date, by: Asker) -> ActionPlan:
    """Record that a body approved the plan on a day. From then on it never changes (invariant 10).

    A correction that is approved closes the plan it corrects and takes over its efforts.
    """
    require_may_decide(by, plan)
    row = _at(plan, *BEFORE_APPROVAL)
    _require_units(row, unit)
    _refuse(plan_problems(plan_facts.facts_of(row, today=on, approver=unit)))
    row.approved_by, row.approved_on = unit, on
    row.save(update_fields=["approved_by", "approved_on"])
    _step(row, PlanStage.APPROVED, "plan.approved", by, fields={"unit": unit.name, "on": on.isoformat()})
    if row.supersedes is not None:
        _take_over(row, row.supersedes, by)
    tell_plan_approved(plan=row, by=by)
    return row


@transaction.atomic
def start_plan(*, plan: ActionPlan, by: Asker) -> ActionPlan:
    """Put an approved plan to work."""
    require_may_decide(by, plan)
    return _step(_at(plan, PlanStage.APPROVED), PlanStage.RUNNING, "plan.started", by)


@transaction.atomic
def close_plan(*, plan: ActionPlan, by: Asker) -> ActionPlan:
    """End a plan when its period is over or another has taken its place."""
    require_may_decide(by, plan)
    return _step(_at(plan, PlanStage.APPROVED, PlanStage.RUNNING), PlanStage.CLOSED, "plan.closed", by)


@transaction.atomic
def undo_step(*, plan: ActionPlan, by: Asker) -> ActionPlan:
    """Reverse a start or a close within ten minutes, with a row of its own in the record."""
    require_may_decide(by, plan)
    verb = last_step_to_undo(take(plan, version=None))
    if verb is None:
        raise NotPossible(_("Det kan fortrydes i ti minutter. Tiden er gået, eller der er ikke noget at fortryde."))
    found, before = REVERSED[verb]
    return _step(_at(plan, found), before, f"{verb}_undone", by)


def last_step_to_undo(plan: ActionPlan) -> str | None:
    """The verb of the start or close that can still be undone, or None."""
    newest = record_reads.about(plan.policy.municipality.slug, plan.uuid, most=1).first()
    if newest is None or newest.verb not in REVERSED or clock.now() - newest.at > TIME_TO_UNDO:
        return None
    return newest.verb if plan.stage == REVERSED[newest.verb][0] else None


@transaction.atomic
def annex_plan(*, plan: ActionPlan, version_of: PolicyVersion, on: date, by: Asker) -> ActionPlan:
    """Note that an approved plan is annexed to a version of its policy (F5)."""
    require_may_decide(by, plan)
    row = take(plan, version=None)
    if not row.is_frozen:
        raise NotPossible(_("Planen skal være godkendt, før den bliver bilag."))
    if row.annexed_to is not None:
        raise NotPossible(_("Planen er allerede bilag til %(version)s.") % {"version": row.annexed_to})
    if version_of.policy_id != row.policy_id or not version_of.is_frozen:
        raise NotPossible(_("En plan bliver bilag til sin egen politik, når politikken er godkendt."))
    row.annexed_to, row.annexed_on = version_of, on
    row.save(update_fields=["annexed_to", "annexed_on", "version"])
    record.wrote("plan.annexed", on=row, by=by, fields={"to": str(version_of), "on": on.isoformat()})
    return row


@transaction.atomic
def correct_plan(*, plan: ActionPlan, reason: str, by: Asker) -> ActionPlan:
    """Begin a correction: a draft with the next number that names the old plan and the reason."""
    require_may_decide(by, plan)
    row = take(plan, version=None)
    if not row.is_frozen:
        raise NotPossible(_("Planen er ikke godkendt endnu. Du kan rette den, som den er."))
    if hasattr(row, "superseded_by"):
        raise NotPossible(_("Der er allerede en rettelse af planen. Skriv videre i den."))
    if not reason.strip():
        raise NotPossible(_("Skriv, hvorfor planen bliver rettet."))
    copied = {name: getattr(row, name) for name in ("title", "plain", "local_word", "drafted_by", "passage_key")}
    draft = ActionPlan.objects.create(
        policy=row.policy, period_from=row.period_from, period_to=row.period_to, number=row.number + 1,
        supersedes=row, correction_reason=reason.strip(), follows=row.follows, from_text=row.from_text, **copied,
    )  # fmt: skip
    links = row.plan_goals.select_related("goal")
    PlanGoal.objects.bulk_create(PlanGoal(plan=draft, goal=x.goal, own_choice=x.own_choice) for x in links)
    carried.copy_efforts(row.efforts.all(), draft)
    fields = {"corrects": str(row.uuid), "heard": carried.copy_heard(row, draft)}
    record.wrote("plan.correction_begun", on=draft, by=by, why=reason.strip(), fields=fields)
    return draft


@transaction.atomic
def next_plan(*, plan: ActionPlan, title: str, period_from: date, period_to: date, by: Asker) -> ActionPlan:
    """Begin the plan that follows, with the same goals; its efforts wait for one choice each."""
    version_of = plan_facts.version_for(plan.policy)
    links = list(plan.plan_goals.select_related("goal"))
    goals = {goal.key: goal for goal in version_of.goals.all()} if version_of else {}
    chosen = [(goals[link.goal.key], link.own_choice) for link in links if link.goal.key in goals]
    return draft_plan(
        policy=plan.policy, title=title, drafted_by=plan.drafted_by and plan_facts.in_force(plan.drafted_by), by=by,
        period_from=period_from, period_to=period_to, follows=plan, local_word=plan.local_word,
        goals=[goal for goal, own in chosen if not own], own_choice=[goal for goal, own in chosen if own],
    )  # fmt: skip


@transaction.atomic
def drop_plan(*, plan: ActionPlan, by: Asker) -> None:
    """Drop a draft nobody was asked about; choices it made for the former plan's efforts fall away."""
    require_may_plan(by, plan)
    row = _at(plan, PlanStage.DRAFT)
    carried.forget_heard(row)
    if row.bodies_heard.exists():
        raise NotPossible(_("Nogen er blevet spurgt om planen, så den bliver stående."))
    adopted = AdoptedProposal.objects.filter(effort__plan=row).order_by("pk")
    require_loose(*row.items.all(), *row.next_plans.all(), *carried.carried_on(row.efforts.all()), *adopted)
    record.wrote("plan.dropped", on=row, by=by)
    if row.follows is not None:
        carried.forget_stops(row.follows)
    carried.remove_efforts(row.efforts.all())
    row.plan_goals.all().delete()
    row.delete()


def require_may_plan(by: Asker, plan: ActionPlan) -> None:
    """Refuse who may not write this plan, and who is from another municipality."""
    require(access.is_at_home(by, plan.policy.municipality_id))
    require(access.may_plan(by, plan))


def require_may_decide(by: Asker, plan: ActionPlan) -> None:
    """Refuse who may not record what was decided on this plan."""
    require(access.is_at_home(by, plan.policy.municipality_id))
    require(access.may_decide_plan(by, plan))


def require_loose(*hanging: CommitteeItem | ActionPlan | AdoptedProposal) -> None:
    """Refuse to take away what something else hangs on, by name."""
    if hanging:
        names = ", ".join(dict.fromkeys(f"»{row}«" for row in hanging))
        raise NotPossible(_("Det kan ikke fjernes, for det her bygger på det: %(names)s.") % {"names": names})


def require_open(plan: ActionPlan) -> None:
    """Refuse to change what is approved."""
    if plan.is_frozen:
        denied = access.refused_because_frozen()
        raise NotPossible(f"{denied.reason} {denied.who_can_help}")


def _at(plan: ActionPlan, *stages: PlanStage) -> ActionPlan:
    """Lock the plan for a step that begins at one of these stages."""
    row = take(plan, version=None)
    if row.stage not in stages:
        expected = ", ".join(str(ActionPlan(stage=stage).get_stage_display()) for stage in stages)
        raise NotPossible(
            _("Planen er %(found)s. Det skridt kan tages, når den er %(expected)s.")
            % {"found": row.get_stage_display(), "expected": expected}
        )
    return row


def _step(row: ActionPlan, stage: PlanStage, verb: str, by: Asker, fields: dict[str, Any] | None = None) -> ActionPlan:
    row.stage = stage
    row.save(update_fields=["stage", "version"])
    record.wrote(verb, on=row, by=by, fields=fields)
    return row


def _refuse(problems: Collection[Problem]) -> None:
    """Raise everything that is not kept, in the reader's language, with the places in the policy."""
    if problems:
        places = dict.fromkeys(problem.place for problem in problems if problem.place)
        raise NotPossible(" ".join(problem.said(_) for problem in problems), " · ".join(places))


def _take_over(row: ActionPlan, old: ActionPlan, by: Asker) -> None:
    """Let an approved correction take the old plan's place and its annex; each old effort points to the new one."""
    if old.annexed_to is not None and old.annexed_on is not None:
        row.annexed_to, row.annexed_on = old.annexed_to, old.annexed_on
        row.save(update_fields=["annexed_to", "annexed_on"])
        fields = {"to": str(old.annexed_to), "on": old.annexed_on.isoformat(), "from": str(old.uuid)}
        record.wrote("plan.annex_kept", on=row, by=by, fields=fields)
    if old.stage != PlanStage.CLOSED:
        _step(take(old, version=None), PlanStage.CLOSED, "plan.superseded", by, fields={"by": str(row.uuid)})
    for effort in row.efforts.exclude(carried_from=None):
        Effort.objects.filter(Q(pk=effort.carried_from_id), plan=old).update(superseded_by=effort)


def _set_goals(plan: ActionPlan, goals: Iterable[Goal], own_choice: Iterable[Goal]) -> None:
    own_rows = list(own_choice)
    own = {goal.pk for goal in own_rows}
    rows = {goal.pk: goal for goal in (*goals, *own_rows)}
    versions = set(plan.policy.versions.values_list("pk", flat=True))
    for goal in rows.values():
        if goal.version_of_id not in versions:
            raise NotPossible(_("»%(goal)s« hører til en anden politik.") % {"goal": goal})
    plan.plan_goals.all().delete()
    PlanGoal.objects.bulk_create(PlanGoal(plan=plan, goal=g, own_choice=pk in own) for pk, g in rows.items())


def _require_period(plan: ActionPlan) -> None:
    if plan.period_to < plan.period_from:
        raise NotPossible(
            _("Perioden slutter %(to)s, før den begynder %(from)s. Vend datoerne om.")
            % {"to": plan.period_to.isoformat(), "from": plan.period_from.isoformat()}
        )


def _require_units(plan: ActionPlan, *units: Unit | None) -> None:
    for unit in units:
        if unit is not None and unit.municipality_id != plan.policy.municipality_id:
            raise NotPossible(_("»%(unit)s« hører til i en anden kommune.") % {"unit": unit})
