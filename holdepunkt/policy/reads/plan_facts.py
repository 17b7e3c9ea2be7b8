"""What the rules need to know about a plan, gathered in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet

from holdepunkt.people.models import Unit
from holdepunkt.people.rules import UnitKind
from holdepunkt.policy.models import ActionPlan, Effort, EffortPartner, Goal, Policy, PolicyVersion, Rhythm
from holdepunkt.policy.rules.kinds import CarryOver, Modal, RhythmKind, VersionStage
from holdepunkt.policy.rules.plan import plan_problems
from holdepunkt.policy.rules.plan_facts import Body, ChosenGoal, PlanFacts, Problem, RhythmRule, was_heard
from holdepunkt.policy.rules.plan_judges import JUDGES

NOT_NEUTER = (UnitKind.DEPARTMENT, UnitKind.EXTERNAL)
NOBODY = Body("?", frozenset())


def version_for(policy: Policy) -> PolicyVersion | None:
    """The version plans answer to: the approved one, else the newest there is."""
    versions = sorted(policy.versions.all(), key=lambda v: (v.stage == VersionStage.APPROVED, v.number))
    return versions[-1] if versions else None


def in_force(unit: Unit) -> Unit:
    """The unit itself, or the one that has taken over from it (A7)."""
    seen: set[int] = set()
    while unit.successor is not None and unit.pk not in seen:
        seen.add(unit.pk)
        unit = unit.successor
    return unit


def facts_of(plan: ActionPlan, *, today: date, approver: Unit | None = None) -> PlanFacts:
    """Gather the facts of a plan as they stand; `today` decides whether a hearing's deadline is over."""
    version = version_for(plan.policy)
    units = {unit.pk: unit for unit in Unit.objects.filter(municipality_id=plan.policy.municipality_id)}
    asked = {h.unit_id: was_heard(h.said_on, h.due_on, today=today) for h in plan.bodies_heard.all()}
    efforts = plan.efforts.all()
    return PlanFacts(
        drafter=_body(units[plan.drafted_by_id]) if plan.drafted_by_id else NOBODY,
        period_from=plan.period_from,
        period_to=plan.period_to,
        goals=_chosen(plan),
        goal_word=goal_word(version),
        asked=frozenset(asked),
        heard=frozenset(pk for pk, heard in asked.items() if heard),
        taking_part=_taking_part(plan),
        rules=_rules(version, units, today) if version else (),
        efforts=efforts.count(),
        without_unit=_titles(efforts.filter(unit=None)),
        without_lead=_titles(efforts.filter(lead=None)),
        without_schedule=_titles(efforts.filter(ends_on=None, milestones=None, stopped_on=None)),
        approver=_body(approver) if approver else None,
        annexed=plan.annexed_on is not None,
        not_carried=not_carried(plan).count(),
    )


def hearing_problems(facts: PlanFacts) -> list[Problem]:
    """What stops the plan from being heard: the rules about hearing alone."""
    rules = tuple(rule for rule in facts.rules if rule.kind == RhythmKind.HEARD)
    return plan_problems(replace(facts, rules=rules, without_unit=(), without_lead=()))


def still_asked(plan: ActionPlan, *, today: date) -> list[str]:
    """The bodies that were asked, have not answered, and have time left."""
    asked = plan.bodies_heard.select_related("unit")
    return [str(row.unit) for row in asked if not was_heard(row.said_on, row.due_on, today=today)]


def not_carried(plan: ActionPlan) -> QuerySet[Effort]:
    """The former plan's efforts for which no choice is made yet."""
    if plan.follows_id is None or plan.supersedes_id is not None:
        return Effort.objects.none()
    carried = Effort.objects.filter(plan=plan).exclude(carried_from=None).values("carried_from")
    return to_carry(plan).exclude(pk__in=carried).exclude(carried_how=CarryOver.STOP)


def to_carry(plan: ActionPlan) -> QuerySet[Effort]:
    """The former plan's efforts that a choice can be made for: all but those stopped on the way."""
    return Effort.objects.filter(plan_id=plan.follows_id).filter(Q(stopped_on=None) | Q(carried_how=CarryOver.STOP))


def goal_word(version: PolicyVersion | None) -> str:
    """The municipality's own word for its goals, in the plural (A3)."""
    levels = version.levels if version else []
    return str(levels[0]["plural"]) if levels else "mål"


def _titles(efforts: QuerySet[Effort]) -> tuple[str, ...]:
    return tuple(working or title for working, title in efforts.values_list("working_title", "title"))


def _taking_part(plan: ActionPlan) -> frozenset[int]:
    partners = EffortPartner.objects.filter(effort__plan=plan).values_list("unit_id", flat=True)
    own = plan.efforts.exclude(unit=None).values_list("unit_id", flat=True).order_by()
    return frozenset({*partners.distinct(), *(pk for pk in own.distinct() if pk is not None)})


def _chosen(plan: ActionPlan) -> tuple[ChosenGoal, ...]:
    links = list(plan.plan_goals.select_related("goal"))
    versions = {link.goal.version_of_id for link in links}
    rows = {goal.pk: goal for goal in Goal.objects.filter(version_of__in=versions)} if links else {}
    return tuple(ChosenGoal(str(link.goal), _line(link.goal, rows), link.own_choice) for link in links)


def _line(goal: Goal | None, rows: dict[int, Goal]) -> tuple[str, ...]:
    keys: list[str] = []
    while goal is not None and goal.key not in keys:
        keys.append(goal.key)
        goal = rows.get(goal.parent_id) if goal.parent_id else None
    return tuple(keys)


def _rules(version: PolicyVersion, units: dict[int, Unit], today: date) -> tuple[RhythmRule, ...]:
    rows = (
        version.rhythms.filter(kind__in=[str(kind) for kind in JUDGES])
        .select_related("passage", "promise__passage")
        .prefetch_related("units", "goals")
    )
    return tuple(_rule(row, units, today) for row in rows)


def _rule(row: Rhythm, units: dict[int, Unit], today: date) -> RhythmRule:
    return RhythmRule(
        kind=RhythmKind(row.kind),
        plain=row.plain,
        place=place_of(row),
        stated=Modal(row.stated),
        about=row.about,
        every=row.every,
        from_year=row.from_year,
        to_year=row.to_year,
        count=row.count,
        bodies=tuple(_body(unit, units) for unit in _named(row, units, today)),
        goals=frozenset(goal.key for goal in row.goals.all()),
        what=tuple(row.what),
    )


def place_of(row: Rhythm) -> str:
    """Where in the policy a row of the rhythm stands: heading and place of its passage."""
    passage = row.passage or (row.promise.passage if row.promise else None)
    if passage is None:
        return ""
    return ", ".join(part for part in (passage.heading.rstrip("."), passage.place) if part)


def _named(row: Rhythm, units: dict[int, Unit], today: date) -> list[Unit]:
    """The units of a row: named, or each of a kind. Who must be heard must also exist today."""
    named = {unit.pk: unit for unit in row.units.all()}
    if row.unit_id is not None:
        named[row.unit_id] = units[row.unit_id]
    if row.each:
        alive = row.kind == RhythmKind.HEARD
        named |= {
            pk: unit for pk, unit in units.items() if unit.kind == row.each and (not alive or _exists(unit, today))
        }
    return list(named.values())


def _exists(unit: Unit, today: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= today) and (
        unit.valid_until is None or today <= unit.valid_until
    )


def _body(unit: Unit, units: dict[int, Unit] | None = None) -> Body:
    return Body(unit.name, frozenset(_heirs(unit, units or {})), unit.kind not in NOT_NEUTER)


def _heirs(unit: Unit, units: dict[int, Unit]) -> Iterable[int]:
    """The unit and those that took over from it, one after the other."""
    ids = [unit.pk]
    while (heir := units.get(unit.successor_id or 0)) is not None and heir.pk not in ids:
        ids.append(heir.pk)
        unit = heir
    return ids
