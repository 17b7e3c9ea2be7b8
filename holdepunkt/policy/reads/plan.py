"""Reading plans for those who work with them: the list, one plan, its efforts by goal."""

import math
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigAutoField,
    Count,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    Effort,
    EffortGoal,
    Goal,
    PlanGoal,
    Policy,
    PolicyVersion,
    Promise,
)
from holdepunkt.policy.reads.plan_facts import not_carried, to_carry, version_for
from holdepunkt.policy.rules.kinds import CarryOver, VersionStage
from holdepunkt.record.composed import composed
from holdepunkt.record.rows import one_or_404

A_PAGE = 50


@dataclass(frozen=True)
class Line:
    """One effort under one goal (or under none) on the plan's page."""

    goal: int | None
    goal_title: str
    effort: Effort


@dataclass(frozen=True)
class Page:
    """One page of a long list."""

    rows: list[Any]
    number: int
    pages: int
    total: int


def page_of(total: int, wanted: int) -> tuple[int, int, slice]:
    """Give the page number within bounds, the count of pages, and the slice of rows.

    >>> page_of(120, 9)
    (3, 3, slice(100, 150, None))
    """
    pages = max(1, math.ceil(total / A_PAGE))
    number = min(max(1, wanted), pages)
    return number, pages, slice((number - 1) * A_PAGE, number * A_PAGE)


def policies(by: Asker) -> list[Policy]:
    """The municipality's policies with their versions."""
    require(access.may_see_internal(by))
    return list(
        Policy.objects.filter(municipality=by.municipality)
        .select_related("municipality").prefetch_related("versions").order_by("title", "pk")
    )  # fmt: skip


def policy(by: Asker, slug: str) -> Policy:
    """One policy of the municipality, or 404."""
    for found in policies(by):
        if found.slug == slug:
            return found
    raise Http404(slug)


def plans(by: Asker, wanted: int = 1) -> Page:
    """The municipality's plans by policy and period, the newest first."""
    require(access.may_see_internal(by))
    found = ActionPlan.objects.filter(policy__municipality=by.municipality)
    number, pages, part = page_of(total := found.count(), wanted)
    found = found.select_related("policy", "drafted_by", "superseded_by")
    rows = list(found.order_by("policy__title", "policy_id", "-period_from", "-number", "-pk")[part])
    counts = _effort_counts(rows)
    for row in rows:
        row.effort_count = counts.get(row.pk, 0)  # type: ignore[attr-defined]
    return Page(rows, number, pages, total)


def _effort_counts(shown: list[ActionPlan]) -> dict[int, int]:
    """How many efforts each plan has, only for those on the page."""
    found = Effort.objects.filter(plan__in=[row.pk for row in shown]).order_by()
    return dict(found.values_list("plan_id").annotate(Count("pk")))


def plan(by: Asker, pk: int) -> ActionPlan:
    """One plan of the municipality with what its page names, or 404."""
    require(access.may_see_internal(by))
    found: ActionPlan = one_or_404(_plan(pk=pk, municipality=by.municipality), pk)
    assert by.municipality is not None  # whoever is nowhere finds no plan
    found.policy.municipality = by.municipality
    if not found.is_frozen:  # a draft is held up against its policy, an approved plan no more
        prefetch_related_objects([found], "policy__versions")
    return found


@composed(pk=BigAutoField(), municipality=BigAutoField())
def _plan(pk: Any, municipality: Any) -> QuerySet[ActionPlan]:
    found = ActionPlan.objects.filter(pk=pk, policy__municipality=municipality)
    return found.select_related(
        "policy", "drafted_by__successor", "approved_by", "annexed_to", "supersedes", "follows", "superseded_by"
    )


def heard(by: Asker, pk: int) -> BodyHeard:
    """One body asked about a plan of the municipality, or 404."""
    require(access.may_see_internal(by))
    found = (
        BodyHeard.objects.filter(pk=pk, plan__policy__municipality=by.municipality)
        .select_related("unit", "plan__policy__municipality").first()
    )  # fmt: skip
    if found is None:
        raise Http404(str(pk))
    return found


def bodies_heard(plan: ActionPlan) -> list[BodyHeard]:
    """Who was asked about a plan, in the order they were asked."""
    return list(plan.bodies_heard.select_related("unit").order_by("asked_on", "pk"))


def goals_with_counts(plan: ActionPlan) -> list[tuple[PlanGoal, int]]:
    """The plan's goals in the policy's order, each with its number of efforts."""
    served = EffortGoal.objects.filter(effort__plan=plan, goal=OuterRef("goal"))
    count = served.order_by().values("goal").annotate(count=Count("pk")).values("count")
    links = plan.plan_goals.select_related("goal__version_of").annotate(effort_count=Subquery(count))
    return [(link, link.effort_count or 0) for link in links]


LACKING = Q(lead=None) | Q(unit=None)


def lines(plan: ActionPlan, *, goal: str = "", lacking: bool = False, wanted: int = 1) -> tuple[Page, int]:
    """A page of the plan's efforts, goal by goal, and how many have no accountable unit or named lead.

    An effort stands once under each goal it serves; those that serve none come last.
    """
    efforts = plan.efforts.annotate(served=FilteredRelation("goals"))
    shown = (Q(served__key=goal) if goal else Q()) & (LACKING if lacking else Q())
    counted = efforts.aggregate(
        lines=Count(Coalesce("served__pk", Value(0)), filter=shown or None),
        lacking=Count("pk", filter=LACKING, distinct=True),
    )
    number, pages, part = page_of(counted["lines"], wanted)
    rows = (
        efforts.filter(shown)
        .select_related("unit", "lead")
        .annotate(goal=F("served__pk"), goal_title=F("served__title"))
        .order_by(F("served__order").asc(nulls_last=True), "goal", "order", "pk")
    )
    found = [Line(row.goal, row.goal_title or "", row) for row in rows[part]]
    return Page(found, number, pages, counted["lines"]), counted["lacking"]


def goals_to_choose(plan_policy: Policy) -> QuerySet[Goal]:
    """The goals a plan can take on: the municipality's own, in the version plans answer to."""
    version = version_for(plan_policy)
    return Goal.objects.filter(version_of=version, of_other_body="").order_by("order", "pk")


def promises_to_serve(plan: ActionPlan) -> list[Promise]:
    """The promises an effort can serve, those under the plan's goals first; with their goals."""
    version = promises_version(plan)
    rows = Promise.objects.filter(version_of=version, by_other_body="").prefetch_related("goals")
    chosen = set(plan.plan_goals.values_list("goal_id", flat=True))
    return sorted(rows, key=lambda row: not chosen.intersection(goal.pk for goal in row.goals.all()))


def promises_version(plan: ActionPlan) -> PolicyVersion | None:
    """The version whose words the plan uses: that of its goals, else the one plans answer to."""
    link = plan.plan_goals.select_related("goal__version_of").first()
    return link.goal.version_of if link else version_for(plan.policy)


def versions_to_annex(plan: ActionPlan) -> QuerySet[PolicyVersion]:
    """The versions of its policy that the plan can be annexed to, the newest first."""
    settled = (VersionStage.APPROVED, VersionStage.SUPERSEDED)
    return plan.policy.versions.filter(stage__in=settled).order_by("-number")


def carrying(plan: ActionPlan) -> list[tuple[Effort, str, str]]:
    """The former plan's efforts, each with the choice made so far and its reason."""
    made = dict(plan.efforts.exclude(carried_from=None).values_list("carried_from_id", "carried_how"))
    rows = to_carry(plan).select_related("unit", "lead").order_by("order", "pk")
    return [
        (row, CarryOver.STOP, row.stop_reason) if row.carried_how == CarryOver.STOP else (row, made.get(row.pk, ""), "")
        for row in rows
    ]


def waiting_for_a_choice(plan: ActionPlan) -> int:
    """How many of the former plan's efforts still wait for a choice."""
    return not_carried(plan).count()
