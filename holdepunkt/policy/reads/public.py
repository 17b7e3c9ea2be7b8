"""What everybody may read of a policy: its approved text, and what the committee has received."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.http import Http404

from holdepunkt.people.asker import Asker
from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    CommitteeItem,
    Effort,
    EffortGoal,
    EffortPromise,
    Evaluation,
    GatheringGoal,
    Goal,
    GoalInput,
    LockedStatus,
    Passage,
    PlacedStory,
    PlanGoal,
    PolicyVersion,
    Promise,
    PromiseGoal,
    Rhythm,
    StatusReport,
)
from holdepunkt.policy.rules.kinds import PassageKind, PlanStage, Progress, VersionStage
from holdepunkt.policy.rules.progress import is_counted, progress
from holdepunkt.record.composed import composed
from holdepunkt.record.rows import one_or_404, sole

APPROVED_PLANS = (PlanStage.APPROVED, PlanStage.RUNNING, PlanStage.CLOSED)
SHOWN_OF_A_YEAR = (
    "stated", "answered", "no_news", "happened", "indicator", "figure_value", "figure_under_five",
    "figure_unit", "figure_source", "figure_date", "milestones", "computed",
)  # fmt: skip
LONG_AGO = date(1, 1, 1)


def versions(by: Asker) -> list[PolicyVersion]:
    """The approved versions in force of the asker's municipality, the newest policy first."""
    found = _in_force(municipality=by.municipality)
    return sorted(found, key=lambda v: (v.period_from or v.approved_on or LONG_AGO, v.pk), reverse=True)


@composed(municipality=models.BigAutoField())
def _in_force(municipality: Any) -> QuerySet[PolicyVersion]:
    return _with_facts(municipality).filter(stage=VersionStage.APPROVED)


def _with_facts(municipality: Any) -> QuerySet[PolicyVersion]:
    """The municipality's versions with everything a public page says of them, in one query."""
    beside = Q(version_of__policy=OuterRef("policy"))
    vision = Passage.objects.filter(version_of=OuterRef("pk"), kind=PassageKind.VISION)
    return (
        PolicyVersion.objects.filter(policy__municipality=municipality)
        .select_related("policy__predecessor", "approved_by", "committee__successor", "owner", "document")
        .defer("document__content")
        .annotate(
            vision=Subquery(vision.order_by("order").values("plain")[:1]),
            last_named=Subquery(named_year("year")),
            last_until=Subquery(named_year("to_year")),
            has_stories=Subquery(PlacedStory.objects.filter(beside, ended_on=None).values("pk")[:1]),
            newest_progress=Subquery(_received().filter(policy=OuterRef("policy")).values("progress")[:1]),
        )
    )


def version(by: Asker, policy_slug: str | None = None) -> PolicyVersion:
    """The version in force of one policy, or of the newest one; missing is 404."""
    return chosen(versions(by), policy_slug)


def chosen(found: list[PolicyVersion], policy_slug: str | None) -> PolicyVersion:
    """The policy the reader chose among those in force, else the newest; missing is 404."""
    for row in found:
        if policy_slug in (None, "", row.policy.slug):
            return row
    raise Http404(policy_slug)


def old_version(by: Asker, policy_slug: str, number: int) -> PolicyVersion:
    """One approved or superseded version; drafts are not public."""
    stages = (VersionStage.APPROVED, VersionStage.SUPERSEDED)
    found = sole(_with_facts(by.municipality).filter(policy__slug=policy_slug, number=number, stage__in=stages))
    if found is None:
        raise Http404(policy_slug)
    return found


def history(of: PolicyVersion) -> QuerySet[PolicyVersion]:
    """All versions that were ever approved, oldest first."""
    stages = (VersionStage.APPROVED, VersionStage.SUPERSEDED)
    return of.policy.versions.filter(stage__in=stages).order_by("number")


def named_year(field: str) -> QuerySet[Rhythm, int]:
    """The last year that the policy names in this field when it speaks of its own working."""
    of_version = Rhythm.objects.filter(version_of=OuterRef("pk"), **{f"{field}__isnull": False})
    return of_version.order_by(f"-{field}").values_list(field)[:1]


def last_year_named(of: PolicyVersion) -> int | None:
    """The last year the policy names when it speaks of its own working."""
    found = (of.last_named, of.last_until)  # type: ignore[attr-defined]
    return max((year for year in found if year), default=None)


def passages(of: PolicyVersion) -> list[Passage]:
    """The passages in their order, with the council's own words where they were found."""
    return list(of.passages.select_related("verbatim").order_by("order", "pk"))


def public_reports(policy_ids: Iterable[int]) -> QuerySet[StatusReport]:
    """The years the committee has received: of each year the newest published revision."""
    return _received().filter(policy__in=policy_ids)


def _received() -> QuerySet[StatusReport]:
    revised = Q(revised_by__published_on__isnull=False)
    return StatusReport.objects.filter(published_on__isnull=False).exclude(revised).order_by("-year")


def public_efforts(of: PolicyVersion) -> QuerySet[Effort]:
    """Efforts of approved plans; of a corrected plan only the correction."""
    return Effort.objects.filter(plan__policy=of.policy_id, plan__stage__in=APPROVED_PLANS).exclude(
        plan__superseded_by__stage__in=APPROVED_PLANS
    )


def _promises(of: PolicyVersion) -> QuerySet[Promise]:
    """All promises in their order; each knows an effort of an approved plan for it, if there is one.

    A subquery with a limit, not EXISTS: PostgreSQL turns the latter into a join over all efforts.
    """
    plans = of.policy.plans.filter(stage__in=APPROVED_PLANS).exclude(superseded_by__stage__in=APPROVED_PLANS)
    effort = EffortPromise.objects.filter(
        promise__key=OuterRef("key"), promise__version_of__policy=of.policy_id, effort__plan__in=plans.values("pk")
    )
    return of.promises.annotate(has_effort=Subquery(effort.values("pk")[:1])).order_by("order", "pk")


def promises(of: PolicyVersion, *, with_goals: bool = True) -> list[Promise]:
    """All promises in their order, with their goals when the page names them."""
    found = _promises(of)
    return list(found.prefetch_related("goals") if with_goals else found)


def promises_of_goal(of: PolicyVersion, row: Goal) -> list[Promise]:
    """The promises under one goal; each knows whether an approved plan has an effort for it."""
    return list(_promises(of).filter(pk__in=PromiseGoal.objects.filter(goal=row).values("promise")))


def reached(rows: Iterable[Promise], in_year: dict[str, str] | None) -> dict[str, Progress]:
    """How far each counted promise has come, by key; status and evidence from the progress of the newest public year."""
    in_year = in_year or {}
    return {
        row.key: progress(bool(row.has_effort), in_year.get(row.key))  # type: ignore[attr-defined]
        for row in rows
        if counted(row)
    }


def counted(row: Promise) -> bool:
    """Whether the promise is one of those that are counted (A8)."""
    return is_counted(row.modal, about_itself=row.about_itself, by_other_body=bool(row.by_other_body))


def goals(of: PolicyVersion) -> list[Goal]:
    """The whole goal tree in its order."""
    return list(of.goals.select_related("parent", "passage__verbatim").order_by("order", "pk"))


def goal(by: Asker, policy_slug: str, key: str) -> tuple[PolicyVersion, Goal, list[Goal]]:
    """The version in force, one goal of it, and the goals right under that one; each knows whether gatherings led to it."""
    of = version(by, policy_slug)
    rows = _goal_and_below(version=of, policy=of.policy_id, key=key)
    for row in rows:
        row.version_of = of
    found = next((row for row in rows if row.key == key), None)
    if found is None:
        raise Http404(key)
    return of, found, [row for row in rows if row.parent_id == found.pk]


@composed(version=models.BigAutoField(), policy=models.BigAutoField(), key=models.SlugField())
def _goal_and_below(version: Any, policy: Any, key: Any) -> QuerySet[Goal]:
    tied = {"policy": policy, "goal_key": OuterRef("key")}
    tree = Goal.objects.filter(Q(key=key) | Q(parent__key=key), version_of=version).order_by("order", "pk")
    tree = tree.annotate(  # so that the page asks only for what there is
        has_inputs=Exists(GoalInput.objects.filter(**tied)), has_gatherings=Exists(GatheringGoal.objects.filter(**tied))
    )
    return tree.select_related("parent", "passage__verbatim").prefetch_related("national_goals", "targets")


def efforts_of_goal(of: PolicyVersion, goal_key: str) -> QuerySet[Effort]:
    """Public efforts that serve the goal or a goal under it, the newest plan first."""
    serving = EffortGoal.objects.filter(
        Q(goal__key=goal_key) | Q(goal__parent__key=goal_key), goal__version_of__policy=of.policy_id
    )
    return (
        public_efforts(of)
        .filter(pk__in=serving.values("effort"))
        .select_related("plan", "unit__successor")
        .order_by("-plan__period_from", "order", "pk")
    )


def promise(by: Asker, policy_slug: str, key: str) -> Promise:
    """One promise of the version in force."""
    of = version(by, policy_slug)
    found: Promise = one_or_404(_promise(version=of, key=key), key)
    found.version_of = of
    return found


@composed(version=models.BigAutoField(), key=models.SlugField())
def _promise(version: Any, key: Any) -> QuerySet[Promise]:
    found = Promise.objects.filter(version_of=version, key=key).select_related("passage__verbatim", "doer_unit")
    return found.prefetch_related("goals")


def efforts_of_promise(of: PolicyVersion, promise_key: str) -> QuerySet[Effort]:
    """Public efforts that serve the promise, the newest plan first."""
    serving = EffortPromise.objects.filter(promise__key=promise_key, promise__version_of__policy=of.policy_id)
    return (
        public_efforts(of)
        .filter(pk__in=serving.values("effort"))
        .select_related("plan", "unit__successor")
        .order_by("-plan__period_from", "order", "pk")
    )


def efforts_of_plan(of: PolicyVersion, row: ActionPlan) -> QuerySet[Effort]:
    """The efforts of one approved plan in their order; a plan that was corrected shows those it had."""
    efforts = Effort.objects.filter(plan=row).select_related("plan", "unit__successor")
    return efforts.order_by("order", "pk")


def locked_by_thread(efforts: Iterable[Effort]) -> dict[object, list[LockedStatus]]:
    """The public years of each effort through all plans, oldest first, by the effort's thread."""
    threads = {effort.thread for effort in efforts}
    rows = (
        LockedStatus.objects.filter(kind="effort", effort__thread__in=threads, report__published_on__isnull=False)
        .exclude(report__revised_by__published_on__isnull=False)
        .select_related("report", "effort")
        .only(*SHOWN_OF_A_YEAR, "report__year", "report__policy", "effort__thread")
        .order_by("report__year")
    )
    by_thread: dict[object, list[LockedStatus]] = {}
    for row in rows:
        if row.effort is not None:
            by_thread.setdefault(row.effort.thread, []).append(row)
    return by_thread


def goal_rows(report: StatusReport | None) -> dict[str, LockedStatus]:
    """The locked row of each goal in a year, by the goal's key."""
    if report is None:
        return {}
    rows = LockedStatus.objects.filter(report=report, kind="goal")
    return {key: row for row in rows for key in row.goal_keys[:1]}


def effort(by: Asker, uuid: UUID) -> Effort:
    """One effort of an approved plan."""
    return one_or_404(_effort(uuid=uuid, municipality=by.municipality), uuid)


@composed(uuid=models.UUIDField(), municipality=models.BigAutoField())
def _effort(uuid: Any, municipality: Any) -> QuerySet[Effort]:
    found = Effort.objects.filter(
        uuid=uuid, plan__policy__municipality=municipality, plan__stage__in=APPROVED_PLANS
    ).select_related("plan__policy", "plan__superseded_by", "unit__successor", "superseded_by", "carried_from__plan")
    return found.prefetch_related("goals", "promises", "partners", "milestones")


def plans(of: PolicyVersion) -> QuerySet[ActionPlan]:
    """The approved plans of a policy, the newest first."""
    return (
        of.policy.plans.filter(stage__in=APPROVED_PLANS)
        .exclude(superseded_by__stage__in=APPROVED_PLANS)
        .select_related("drafted_by__successor", "approved_by")
        .order_by("-period_from", "title")
    )


def plan(by: Asker, uuid: UUID) -> ActionPlan:
    """One approved plan."""
    found: ActionPlan = one_or_404(_plan(uuid=uuid, municipality=by.municipality), uuid)
    prefetch_related_objects(
        [found],
        Prefetch("plan_goals", PlanGoal.objects.select_related("goal").order_by("goal__order")),
        Prefetch("bodies_heard", BodyHeard.objects.select_related("unit")),
    )
    return found


@composed(uuid=models.UUIDField(), municipality=models.BigAutoField())
def _plan(uuid: Any, municipality: Any) -> QuerySet[ActionPlan]:
    found = ActionPlan.objects.filter(uuid=uuid, policy__municipality=municipality, stage__in=APPROVED_PLANS)
    return found.select_related("drafted_by", "approved_by", "policy", "supersedes", "superseded_by", "annexed_to")


def items_of_reports(report_ids: Iterable[int]) -> QuerySet[CommitteeItem]:
    """Published items on these years' status."""
    return (
        CommitteeItem.objects.filter(report__in=report_ids, published_on__isnull=False)
        .select_related("committee", "report")
        .order_by("-report__year", "pk")
    )


def public_evaluations(of: PolicyVersion) -> QuerySet[Evaluation]:
    """Published evaluations of the policy."""
    return of.policy.evaluations.filter(published_on__isnull=False).order_by("-year")
