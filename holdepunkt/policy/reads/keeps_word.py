"""Facts about how a policy works, gathered for the rules that judge its promises about itself."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse

from holdepunkt.people.asker import Asker
from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    CommitteeItem,
    Effort,
    EffortPromise,
    LockedStatus,
    Milestone,
    PlanGoal,
    PolicyVersion,
    Rhythm,
    StatusReport,
)
from holdepunkt.policy.reads import public
from holdepunkt.policy.reads.gatherings import Row, held_of
from holdepunkt.policy.rules.kinds import EffortStage, Modal, RhythmKind
from holdepunkt.policy.rules.rhythm import Facts, HeldFact, PlanFact, ReportFact, Rule, StepFact


def rhythms(of: PolicyVersion) -> list[Rhythm]:
    """The policy's promises about itself, in the order of the text."""
    return list(
        of.rhythms.select_related("unit", "promise", "passage")
        .prefetch_related("units", "goals")
        .order_by("order", "pk")
    )


def rule_of(row: Rhythm) -> Rule:
    """One stored rhythm as the plain values that the rules judge."""
    units = {unit.key for unit in row.units.all()} | ({row.unit.key} if row.unit else set())
    return Rule(
        kind=RhythmKind(row.kind),
        stated=Modal(row.stated),
        about=row.about,
        every=row.every,
        year=row.year,
        from_year=row.from_year,
        to_year=row.to_year,
        units=frozenset(units),
        each=row.each,
        count=row.count,
        goals=frozenset(goal.key for goal in row.goals.all()),
        promise=row.promise.key if row.promise else "",
        what=tuple(row.what),
    )


def facts(by: Asker, of: PolicyVersion, *, today: date, about: list[Rhythm] | None = None) -> Facts:
    """Everything public that is known about how the policy has worked so far; `about` are its rhythms, when read."""
    slug = of.policy.municipality.slug if by.municipality is None else by.municipality.slug
    rows = _plan_rows(of)
    heard = _heard(of, rows)
    plans = tuple(_plan(row, heard, slug) for row in rows)
    reports = _reports(of, slug, today)
    first, last = _years(of, plans, reports, today)
    return Facts(
        first_year=first,
        last_year=last,
        policy_approved_on=of.approved_on,
        policy_approved_by=of.approved_by.key if of.approved_by else "",
        policy_heard=heard.get(None, frozenset()),
        plans=plans,
        reports=reports,
        evaluations=tuple(
            (e.year, e.done_on, _evaluation_address(slug, of, e.year))
            for e in public.public_evaluations(of)
            if e.done_on
        ),
        steps=_steps(of, slug),
        held=tuple(_held_fact(row, slug) for row in held_of(of, rhythms(of) if about is None else about, today)),
        policy_proof=reverse("policy:policy", kwargs={"slug": slug, "policy": of.policy.slug}),
    )


def _evaluation_address(slug: str, of: PolicyVersion, year: int) -> str:
    return reverse("policy:evaluation", kwargs={"slug": slug, "policy": of.policy.slug, "year": year})


def _years(
    of: PolicyVersion, plans: tuple[PlanFact, ...], reports: tuple[ReportFact, ...], today: date
) -> tuple[int, int]:
    """From the policy's first known year to its last, or to this year while it is in use."""
    known = [day.year for day in (of.period_from, of.approved_on) if day]
    known += [plan.years[0] for plan in plans] + [report.year for report in reports]
    first = min(known, default=today.year)
    ends = of.period_to.year if of.period_to and not of.in_use_after_period else today.year
    return first, max(first, min(ends, today.year))


def _heard(of: PolicyVersion, plans: list[ActionPlan]) -> dict[int | None, frozenset[str]]:
    """Who answered on each plan, by the plan's id; on the policy itself under None."""
    rows = BodyHeard.objects.filter(Q(version_of=of) | Q(plan__in=plans), said_on__isnull=False).values_list(
        "plan", "unit__key"
    )
    found: dict[int | None, set[str]] = {}
    for plan_id, unit in rows:
        found.setdefault(plan_id, set()).add(unit)
    return {plan_id: frozenset(units) for plan_id, units in found.items()}


def _plan_rows(of: PolicyVersion) -> list[ActionPlan]:
    """The approved plans, each knowing whether citizens take part and whether all is scheduled."""
    efforts = Effort.objects.filter(plan=OuterRef("pk")).order_by()
    found = public.plans(of).annotate(
        involves_citizens=Exists(efforts.exclude(citizens_take_part="")),
        unscheduled=Exists(efforts.filter(ends_on=None, milestones=None)),
    )
    return list(found.prefetch_related(Prefetch("plan_goals", PlanGoal.objects.select_related("goal"))))


def _plan(plan: ActionPlan, heard: dict[int | None, frozenset[str]], slug: str) -> PlanFact:
    return PlanFact(
        title=plan.title,
        years=(plan.period_from.year, plan.period_to.year),
        approved_on=plan.approved_on,
        drafted_by=plan.drafted_by.key if plan.drafted_by else "",
        approved_by=plan.approved_by.key if plan.approved_by else "",
        heard=heard.get(plan.pk, frozenset()),
        goals=frozenset(row.goal.key for row in plan.plan_goals.all()),
        annexed_on=plan.annexed_on,
        involves_citizens=plan.involves_citizens,  # type: ignore[attr-defined]
        proof=reverse("policy:plan", kwargs={"slug": slug, "uuid": plan.uuid}),
        has_schedule=not plan.unscheduled,  # type: ignore[attr-defined]
        unit_kind=plan.drafted_by.kind if plan.drafted_by else "",
    )


def _reports(of: PolicyVersion, slug: str, today: date) -> tuple[ReportFact, ...]:
    """The years the committee has had. A correction counts from the day of the first edition, with its own figures."""
    figures = LockedStatus.objects.filter(report=OuterRef("pk"), kind="effort", figure_date__isnull=False)
    newest = figures.order_by("-figure_date").values("figure_date")[:1]
    received = StatusReport.objects.filter(policy=of.policy_id, published_on__isnull=False)
    by_year: dict[int, list[StatusReport]] = {}
    for row in received.annotate(newest=Subquery(newest)).order_by("year", "revision"):
        by_year.setdefault(row.year, []).append(row)
    items: dict[int, CommitteeItem] = {}
    for item in public.items_of_reports([row.pk for rows in by_year.values() for row in rows]):
        items.setdefault(item.report_id or 0, item)
    return tuple(_report(rows, items.get(rows[0].pk), slug, today) for rows in by_year.values())


def _report(editions: list[StatusReport], item: CommitteeItem | None, slug: str, today: date) -> ReportFact:
    first, last = editions[0], editions[-1]
    days = [day for day in (item.meeting_on if item else None, first.sent_on, first.published_on) if day]
    received = next((day for day in days if day <= today), days[-1])
    proof = reverse("policy:item", kwargs={"slug": slug, "uuid": item.uuid}) if item else ""
    newest = last.newest  # type: ignore[attr-defined]
    return ReportFact(last.year, received, item.committee.key if item else "", newest, proof)


def _steps(of: PolicyVersion, slug: str) -> tuple[StepFact, ...]:
    """Efforts that carry out what the policy says it will hold: done when every milestone is.

    A milestone counts from the status that told the committee of it; what is newer is not public yet.
    """
    held = EffortPromise.objects.filter(promise__rhythms__kind__in=(RhythmKind.GATHERING, RhythmKind.DIALOGUES))
    last_step = Milestone.objects.filter(effort=OuterRef("pk")).order_by("-due_on").values("due_on")
    efforts = list(
        public.public_efforts(of)
        .filter(pk__in=held.values("effort"))
        .annotate(last_due=Subquery(last_step[:1]))
        .prefetch_related("promises")
    )
    locked = public.locked_by_thread(efforts)
    found = []
    for effort in efforts:
        told = [row for row in locked.get(effort.thread, []) if row.effort_id == effort.pk]
        due = effort.last_due or effort.ends_on
        proof = reverse("policy:effort", kwargs={"slug": slug, "uuid": effort.uuid})
        has_told = bool(told and due and told[-1].report.year >= due.year)
        done = done_on(told[-1], effort) if told else None
        found += [StepFact(promise.key, effort.title, due, done, proof, has_told) for promise in effort.promises.all()]
    return tuple(found)


def _held_fact(row: Row, slug: str) -> HeldFact:
    """A meeting that the text promises, with the day of the gathering that shows it; its page when it has one."""
    met, promise = row.gathering, row.rhythm.promise
    is_shown = met is not None and met.is_public
    return HeldFact(
        promise.key if promise else "", RhythmKind(row.rhythm.kind), row.unit.name if row.unit else "",
        row.told.holding, met.meets_on if met else None,
        reverse("voice:gathering", kwargs={"slug": slug, "gathering": met.number}) if met and is_shown else "",
        row.told.was_called_off,
    )  # fmt: skip


def done_on(row: LockedStatus, effort: Effort) -> date | None:
    """The day the last milestone was reached, when all of them were.

    An effort without milestones is done by its last day, when its status for the year says so.
    """
    days = [step["reached_on"] for step in row.milestones]
    if not days and row.stated == EffortStage.DONE:
        return effort.ends_on or date(row.report.year, 12, 31)
    return date.fromisoformat(max(days)) if days and all(days) else None
