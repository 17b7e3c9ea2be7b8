"""What everybody may read of a policy: its approved text, and what the committee has received."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404

from holdepunkt.people.asker import Asker
from holdepunkt.policy.models import (
    ActionPlan,
    CommitteeItem,
    Effort,
    EffortPromise,
    Evaluation,
    Goal,
    LockedStatus,
    Passage,
    PolicyVersion,
    Promise,
    StatusReport,
)
from holdepunkt.policy.rules.kinds import PassageKind, PlanStage, Progress, VersionStage
from holdepunkt.policy.rules.progress import is_counted, progress

APPROVED_PLANS = (PlanStage.APPROVED, PlanStage.RUNNING, PlanStage.CLOSED)
LONG_AGO = date(1, 1, 1)


def versions(by: Asker) -> list[PolicyVersion]:
    """The approved versions in force of the asker's municipality, the newest policy first."""
    vision = Passage.objects.filter(version_of=OuterRef("pk"), kind=PassageKind.VISION)
    found = (
        PolicyVersion.objects.filter(policy__municipality=by.municipality, stage=VersionStage.APPROVED)
        .select_related("policy__predecessor", "approved_by", "committee__successor", "owner")
        .annotate(vision=Subquery(vision.order_by("order").values("plain")[:1]))
    )
    return sorted(
        found, key=lambda v: (v.period_from or v.approved_on or LONG_AGO, v.pk), reverse=True
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
    found = (
        PolicyVersion.objects.filter(
            policy__municipality=by.municipality,
            policy__slug=policy_slug,
            number=number,
            stage__in=(VersionStage.APPROVED, VersionStage.SUPERSEDED),
        )
        .select_related("policy__predecessor", "approved_by", "committee__successor", "owner")
        .first()
    )
    if found is None:
        raise Http404(policy_slug)
    return found


def history(of: PolicyVersion) -> QuerySet[PolicyVersion]:
    """All versions that were ever approved, oldest first."""
    stages = (VersionStage.APPROVED, VersionStage.SUPERSEDED)
    return of.policy.versions.filter(stage__in=stages).order_by("number")


def last_year_named(of: PolicyVersion) -> int | None:
    """The last year the policy names when it speaks of its own working."""
    found = of.rhythms.aggregate(at=Max("year"), until=Max("to_year"))
    return max((year for year in found.values() if year), default=None)


def passages(of: PolicyVersion) -> list[Passage]:
    """The passages in their order, with the council's own words where they were found."""
    return list(of.passages.select_related("verbatim").order_by("order", "pk"))


def public_reports(policy_ids: Iterable[int]) -> QuerySet[StatusReport]:
    """The years the committee has received: of each year the newest published revision."""
    return (
        StatusReport.objects.filter(policy__in=policy_ids, published_on__isnull=False)
        .exclude(revised_by__published_on__isnull=False)
        .order_by("-year")
    )


def public_efforts(of: PolicyVersion) -> QuerySet[Effort]:
    """Efforts of approved plans; of a corrected plan only the correction."""
    return Effort.objects.filter(plan__policy=of.policy_id, plan__stage__in=APPROVED_PLANS).exclude(
        plan__superseded_by__stage__in=APPROVED_PLANS
    )


def promises(of: PolicyVersion, *, with_goals: bool = True) -> list[Promise]:
    """All promises in their order; each knows whether an approved plan has an effort for it."""
    effort = EffortPromise.objects.filter(
        promise__key=OuterRef("key"),
        promise__version_of__policy=of.policy_id,
        effort__plan__stage__in=APPROVED_PLANS,
    )
    found = of.promises.annotate(has_effort=Exists(effort)).order_by("order", "pk")
    return list(found.prefetch_related("goals") if with_goals else found)


def reached(rows: Iterable[Promise], report: StatusReport | None) -> dict[str, Progress]:
    """How far each counted promise has come, by key; status and evidence from the newest public year."""
    in_year = report.progress if report else {}
    return {
        row.key: progress(row.has_effort, in_year.get(row.key))  # type: ignore[attr-defined]
        for row in rows
        if counted(row)
    }


def counted(row: Promise) -> bool:
    """Whether the promise is one of those that are counted (A8)."""
    return is_counted(
        row.modal, about_itself=row.about_itself, by_other_body=bool(row.by_other_body)
    )


def goals(of: PolicyVersion) -> list[Goal]:
    """The whole goal tree in its order."""
    return list(of.goals.select_related("parent", "passage__verbatim").order_by("order", "pk"))


def goal(by: Asker, policy_slug: str, key: str) -> Goal:
    """One goal of the version in force, with national goals and targets."""
    of = version(by, policy_slug)
    found = (
        of.goals.filter(key=key)
        .select_related("parent", "passage__verbatim")
        .prefetch_related("national_goals", "targets", "children")
        .first()
    )
    if found is None:
        raise Http404(key)
    found.version_of = of
    return found


def efforts_of_goal(of: PolicyVersion, goal_key: str) -> QuerySet[Effort]:
    """Public efforts that serve the goal or a goal under it, the newest plan first."""
    return (
        public_efforts(of)
        .filter(Q(goals__key=goal_key) | Q(goals__parent__key=goal_key))
        .select_related("plan", "unit__successor")
        .order_by("-plan__period_from", "order", "pk")
        .distinct()
    )


def promise(by: Asker, policy_slug: str, key: str) -> Promise:
    """One promise of the version in force."""
    of = version(by, policy_slug)
    found = (
        of.promises.filter(key=key)
        .select_related("passage__verbatim", "doer_unit")
        .prefetch_related("goals")
        .first()
    )
    if found is None:
        raise Http404(key)
    found.version_of = of
    return found


def efforts_of_promise(of: PolicyVersion, promise_key: str) -> QuerySet[Effort]:
    """Public efforts that serve the promise, the newest plan first."""
    return (
        public_efforts(of)
        .filter(promises__key=promise_key)
        .select_related("plan", "unit__successor")
        .order_by("-plan__period_from", "order", "pk")
        .distinct()
    )


def locked_by_thread(efforts: Iterable[Effort]) -> dict[object, list[LockedStatus]]:
    """The public years of each effort through all plans, oldest first, by the effort's thread."""
    threads = {effort.thread for effort in efforts}
    rows = (
        LockedStatus.objects.filter(
            kind="effort", effort__thread__in=threads, report__published_on__isnull=False
        )
        .exclude(report__revised_by__published_on__isnull=False)
        .select_related("report", "effort")
        .order_by("report__year")
    )
    by_thread: dict[object, list[LockedStatus]] = {}
    for row in rows:
        by_thread.setdefault(row.effort.thread, []).append(row)
    return by_thread


def goal_rows(report: StatusReport | None) -> dict[str, LockedStatus]:
    """The locked row of each goal in a year, by the goal's key."""
    if report is None:
        return {}
    rows = LockedStatus.objects.filter(report=report, kind="goal")
    return {key: row for row in rows for key in row.goal_keys[:1]}


def effort(by: Asker, uuid: object) -> Effort:
    """One effort of an approved plan."""
    found = (
        Effort.objects.filter(
            uuid=uuid,
            plan__policy__municipality=by.municipality,
            plan__stage__in=APPROVED_PLANS,
        )
        .select_related("plan__policy", "unit__successor", "superseded_by", "carried_from__plan")
        .prefetch_related("goals", "promises", "partners", "milestones")
        .first()
    )
    if found is None:
        raise Http404(uuid)
    return found


def plans(of: PolicyVersion) -> QuerySet[ActionPlan]:
    """The approved plans of a policy, the newest first."""
    return (
        of.policy.plans.filter(stage__in=APPROVED_PLANS)
        .exclude(superseded_by__stage__in=APPROVED_PLANS)
        .select_related("drafted_by__successor", "approved_by", "annexed_to")
        .prefetch_related(Prefetch("plan_goals__goal"))
        .order_by("-period_from", "title")
    )


def plan(by: Asker, uuid: object) -> ActionPlan:
    """One approved plan."""
    found = (
        ActionPlan.objects.filter(
            uuid=uuid, policy__municipality=by.municipality, stage__in=APPROVED_PLANS
        )
        .select_related("drafted_by", "approved_by", "policy", "supersedes", "annexed_to")
        .prefetch_related("plan_goals__goal", "bodies_heard__unit")
        .first()
    )
    if found is None:
        raise Http404(uuid)
    return found


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
