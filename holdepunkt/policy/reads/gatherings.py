"""Reading what ties gatherings to the policy: for goals, efforts, what a plan said would be held, and the drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.policy import access
from holdepunkt.policy.models import (
    ActionPlan,
    Effort,
    EffortPromise,
    GatheringEffort,
    GatheringGoal,
    Goal,
    GoalInput,
    Milestone,
    PolicyVersion,
    Rhythm,
)
from holdepunkt.policy.reads.public import APPROVED_PLANS
from holdepunkt.policy.rules.gatherings import Holding, Met, Promised, promised
from holdepunkt.policy.rules.kinds import PlanStage, RhythmKind, VersionStage
from holdepunkt.voice.models import Gathering, HeardLine
from holdepunkt.voice.rules.gathering import GatheringStage, LineStage

MOST = 300
HELD_KINDS = (RhythmKind.GATHERING, RhythmKind.DIALOGUES)


@dataclass(frozen=True)
class Row:
    """One meeting that the text promises, with the words around it."""

    rhythm: Rhythm
    unit: Unit | None
    told: Promised
    gathering: Gathering | None
    due: date


def of_goal(of: PolicyVersion, key: str) -> list[Gathering]:
    """Gatherings that served a goal, the newest first."""
    ties = GatheringGoal.objects.filter(policy=of.policy_id, goal_key=key).select_related("gathering__department")
    return _newest(row.gathering for row in ties)


def of_effort(effort: Effort) -> list[Gathering]:
    """Gatherings held for an effort, through all plans of its thread."""
    ties = GatheringEffort.objects.filter(effort__thread=effort.thread).select_related("gathering__department")
    return _newest(row.gathering for row in ties)


def _newest(rows: Iterable[Gathering]) -> list[Gathering]:
    """Each once, the newest first; what was called off is no part of the policy."""
    found = {row.pk: row for row in rows if row.stage == GatheringStage.PLANNED}
    return sorted(found.values(), key=lambda row: (row.meets_on, row.pk), reverse=True)


def inputs(of: PolicyVersion, key: str, *, in_public: bool) -> list[HeardLine]:
    """What a goal came of, in the words it was said: in public only what was released and published."""
    ties = GoalInput.objects.filter(policy=of.policy_id, goal_key=key, line__stage=LineStage.RELEASED)
    if in_public:
        ties = ties.filter(line__gathering__heard_public_on__isnull=False, line__gathering__is_public=True)
    rows = ties.select_related("line__gathering").order_by("line__gathering__meets_on", "line__number")
    return [row.line for row in rows]


def origins(of: PolicyVersion) -> dict[str, int]:
    """How many lines each goal came of, by the goal's key."""
    ties = GoalInput.objects.filter(policy=of.policy_id, line__stage=LineStage.RELEASED)
    return dict(ties.order_by().values_list("goal_key").annotate(n=Count("pk")))


def with_lines(by: Asker) -> list[Gathering]:
    """Gatherings with lines that were released, the newest first: where a goal may come from."""
    require(access.may_see_internal(by))
    some = HeardLine.objects.filter(gathering=OuterRef("pk"), stage=LineStage.RELEASED)
    rows = Gathering.objects.filter(Exists(some), municipality=by.municipality)
    return list(rows.order_by("-meets_on", "-pk")[:MOST])


def lines_of(gathering: Gathering) -> list[HeardLine]:
    """The released lines of one gathering in the order they were said."""
    return list(gathering.lines.filter(stage=LineStage.RELEASED).order_by("number"))


def goal_of(version: PolicyVersion, pk: int) -> Goal:
    """One goal of a version, with its version for the action."""
    found = version.goals.filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    found.version_of = version
    return found


def goals_to_serve(by: Asker) -> QuerySet[Goal]:
    """Goals of the texts in force, and of the drafts for those who see them."""
    stages = Q(version_of__stage=VersionStage.APPROVED)
    if access.may_see_internal(by):
        stages |= Q(version_of__stage__in=(VersionStage.DRAFT, VersionStage.HEARING))
    rows = Goal.objects.filter(stages, version_of__policy__municipality=by.municipality)
    return rows.select_related("version_of__policy").order_by("version_of__policy_id", "order", "pk")


def efforts_to_belong_to(by: Asker, on: date) -> QuerySet[Effort]:
    """Efforts of plans that cover the day; of plans being written too, for those who see them."""
    rows = Effort.objects.filter(
        plan__policy__municipality=by.municipality,
        plan__period_from__lte=on,
        plan__period_to__gte=on,
        superseded_by=None,
    )
    if not access.may_see_internal(by):
        rows = rows.filter(plan__stage__in=APPROVED_PLANS)
    return rows.select_related("plan__policy").order_by("-plan__period_from", "plan_id", "order", "pk")[:MOST]


def goal_ties(gathering: Gathering) -> set[tuple[int, str]]:
    """The goals that a gathering serves: policy and key."""
    return set(GatheringGoal.objects.filter(gathering=gathering).values_list("policy_id", "goal_key"))


def effort_ties(gathering: Gathering) -> set[int]:
    """The efforts that a gathering belongs to."""
    return set(GatheringEffort.objects.filter(gathering=gathering).values_list("effort_id", flat=True))


def held_as_promised(of: PolicyVersion, today: date) -> list[Row]:
    """O4, O5: each meeting the text says will be held, and whether a gathering shows that it was."""
    rhythms = of.rhythms.filter(kind__in=HELD_KINDS, promise__isnull=False).select_related("promise", "unit")
    return held_of(of, rhythms.prefetch_related("units").order_by("order", "pk"), today)


def held_of(of: PolicyVersion, rows: Iterable[Rhythm], today: date) -> list[Row]:
    """The same of rhythms that are read already."""
    rhythms = [row for row in rows if row.kind in HELD_KINDS and row.promise]
    if not rhythms:
        return []
    by_promise = _gatherings_by_promise(of, {row.promise.key for row in rhythms if row.promise})
    return [row for rhythm in rhythms for row in _rows(rhythm, by_promise, today)]


def _rows(rhythm: Rhythm, by_promise: dict[str, dict[int, Gathering]], today: date) -> list[Row]:
    found = by_promise.get(rhythm.promise.key if rhythm.promise else "", {})
    met = [
        Met(row.pk, row.meets_on, row.department.key if row.department else "", row.stage == GatheringStage.CALLED_OFF)
        for row in found.values()
    ]
    units = {unit.key: unit for unit in rhythm.units.all()} if rhythm.kind == RhythmKind.DIALOGUES else {}
    due = date(rhythm.to_year or rhythm.year or today.year, 12, 31)
    return [
        Row(rhythm, units.get(told.unit), told, found.get(told.met.key) if told.met else None, due)
        for told in promised(units, met, due=due, today=today)
    ]


def _gatherings_by_promise(of: PolicyVersion, keys: set[str]) -> dict[str, dict[int, Gathering]]:
    """Gatherings of efforts in approved plans, by the promise that the effort serves."""
    ties = EffortPromise.objects.filter(
        promise__key__in=keys, effort__plan__policy=of.policy_id, effort__plan__stage__in=APPROVED_PLANS
    ).values_list("promise__key", "effort_id")
    serving: dict[int, set[str]] = {}
    for key, effort in ties:
        serving.setdefault(effort, set()).add(key)
    found: dict[str, dict[int, Gathering]] = {}
    rows = GatheringEffort.objects.filter(effort__in=list(serving)).select_related("gathering__department")
    for row in rows:
        for key in serving[row.effort_id]:
            found.setdefault(key, {})[row.gathering_id] = row.gathering
    return found


def not_held(versions: Iterable[PolicyVersion], today: date) -> list[tuple[Row, ActionPlan]]:
    """Meetings that a plan at work promised and that were not held by their day, unless its milestones say they were."""
    found = []
    for of in versions:
        missing = [
            row for row in held_as_promised(of, today)
            if row.told.holding in (Holding.NOT_HELD, Holding.NOT_TOLD) and row.due < today
        ]  # fmt: skip
        plans = _plans_at_work(of, {row.rhythm.promise.key for row in missing if row.rhythm.promise})
        found += [
            (row, plans[row.rhythm.promise.key])
            for row in missing
            if row.rhythm.promise and row.rhythm.promise.key in plans
        ]
    return found


def _plans_at_work(of: PolicyVersion, keys: set[str]) -> dict[str, ActionPlan]:
    """The plan under way with an effort for each promise whose milestones are not all reached."""
    open_step = Milestone.objects.filter(effort=OuterRef("effort"), reached_on=None)
    any_step = Milestone.objects.filter(effort=OuterRef("effort"))
    rows = EffortPromise.objects.filter(
        Exists(open_step) | ~Exists(any_step),
        promise__key__in=keys, effort__plan__policy=of.policy_id, effort__plan__stage=PlanStage.RUNNING,
        effort__stopped_on=None,
    )  # fmt: skip
    return {row.promise.key: row.effort.plan for row in rows.select_related("promise", "effort__plan")}
