"""Reading the status rounds: reports, their answers, and the locked years."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet
from django.http import Http404

from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.policy.models import ActionPlan, Effort, LockedStatus, Policy, PolicyVersion, StatusNote, StatusReport
from holdepunkt.policy.rules.kinds import EffortStage, NoteStage, PlanStage, ReportStage, VersionStage
from holdepunkt.policy.rules.reminders import Habits, IsOpen, habits, opening_days
from holdepunkt.policy.rules.status import SILENT, RoundCounts, count_round
from holdepunkt.record.rows import sole

FROZEN = (PlanStage.APPROVED, PlanStage.RUNNING, PlanStage.CLOSED)
OUT = (ReportStage.PUBLIC, ReportStage.REVISED)


def policies(by: Asker) -> list[Policy]:
    """The municipality's policies, newest first."""
    return list(Policy.objects.filter(municipality=by.municipality).order_by("-pk"))


def policy(by: Asker, slug: str) -> Policy:
    """One policy by its short name; 404 when it is not this municipality's."""
    found = sole(Policy.objects.filter(municipality=by.municipality, slug=slug))
    if found is None:
        raise Http404(slug)
    return found


def version_in_force(policy: Policy) -> PolicyVersion | None:
    """The approved version, or the newest one of a policy that never had one."""
    versions = policy.versions.select_related("owner", "committee").order_by("-number")
    return versions.filter(stage=VersionStage.APPROVED).first() or versions.first()


def own_habits(policy: Policy) -> Habits:
    """The working deadlines of the policy in force."""
    version = version_in_force(policy)
    return habits(version.deadlines if version else {})


def town_hall(municipality: Municipality) -> IsOpen:
    """Which days this municipality's town hall is open."""
    return opening_days(municipality.closing_days)


def open_report(policy: Policy) -> StatusReport | None:
    """The round that is open for answers, the newest year first."""
    return policy.reports.filter(stage=ReportStage.OPEN).order_by("-year", "-revision").first()


def open_reports(municipality: Municipality) -> list[StatusReport]:
    """Every round that is open in the municipality."""
    return list(
        StatusReport.objects.filter(policy__municipality=municipality, stage=ReportStage.OPEN)
        .select_related("policy__municipality")
        .order_by("pk")
    )


def report_by_year(policy: Policy, year: int) -> StatusReport | None:
    """The year's report in its newest revision, at whatever stage."""
    reports = policy.reports.exclude(stage=ReportStage.REVISED).select_related("policy")
    return reports.filter(year=year).order_by("-revision").first()


def report(by: Asker, slug: str, year: int) -> StatusReport:
    """The same for the one who asks, by the policy's short name; 404 when there is none."""
    years = StatusReport.objects.filter(policy__municipality=by.municipality, policy__slug=slug, year=year).exclude(
        stage=ReportStage.REVISED
    )
    found = years.select_related("policy").order_by("-revision").first()
    if found is None or by.municipality is None:
        raise Http404(f"{slug} {year}")
    found.policy.municipality = by.municipality
    return found


def reports(policy: Policy) -> list[StatusReport]:
    """The years there are, newest first, each in its newest revision."""
    found = policy.reports.exclude(stage=ReportStage.REVISED)
    return list(found.select_related("policy").order_by("-year", "-revision"))


def public_reports(policy: Policy) -> list[StatusReport]:
    """What the public reads, newest year first, one report a year.

    A year that is opened again keeps its published revision until the next one is out.
    """
    out = policy.reports.filter(stage__in=OUT, published_on__isnull=False).select_related("policy")
    by_year: dict[int, StatusReport] = {}
    for one in out.order_by("-year", "-revision"):
        by_year.setdefault(one.year, one)
    return list(by_year.values())


def locked_rows(report: StatusReport, *, kind: str = "") -> QuerySet[LockedStatus]:
    """The rows of a locked report, in their order; only efforts or only goals when `kind` says so."""
    rows = LockedStatus.objects.filter(report=report).order_by("kind", "order", "pk")
    return rows.filter(kind=kind) if kind else rows


def table_rows(report: StatusReport, *, goal: str = "", stage: str = "") -> QuerySet[LockedStatus]:
    """The efforts of a locked year, only one goal's or one stage's when asked."""
    rows = locked_rows(report, kind="effort")
    if goal:
        rows = rows.filter(effort__in=Effort.objects.filter(goals__key=goal, notes__report=report))
    if stage == SILENT:
        return rows.filter(answered=False)
    return rows.filter(stated=stage) if stage else rows


def locked_counts(report: StatusReport) -> dict[str, int]:
    """How many efforts were locked at each stage; silence under its own name."""
    rows = locked_rows(report, kind="effort").order_by().values_list("stated").annotate(Count("pk"))
    return {stage or SILENT: count for stage, count in rows}


def plans_of_year(policy: Policy, year: int) -> QuerySet[ActionPlan]:
    """The approved plans whose period touches the year, in the newest approved correction."""
    return _plans_between(policy, year, year)


def _plans_between(policy: Policy, first: int, last: int) -> QuerySet[ActionPlan]:
    return ActionPlan.objects.filter(
        policy=policy, stage__in=FROZEN, period_from__lte=date(last, 12, 31), period_to__gte=date(first, 1, 1)
    ).exclude(superseded_by__stage__in=FROZEN)


def efforts_to_ask(policy: Policy, year: int) -> list[Effort]:
    """The year's efforts, each thread once; those stopped or told as done before the year are left out."""
    begins = date(year, 1, 1)
    done = LockedStatus.objects.filter(
        report__policy=policy, report__year__lt=year, kind="effort", stated=EffortStage.DONE
    ).exclude(report__stage=ReportStage.REVISED)
    efforts = (
        Effort.objects.filter(plan__in=plans_of_year(policy, year))
        .exclude(stopped_on__lt=begins)
        .exclude(ends_on__lt=begins, thread__in=done.values("effort__thread"))
        .order_by("pk")
    )
    return list({effort.thread: effort for effort in efforts}.values())


def year_to_ask(policy: Policy, told: Iterable[StatusReport], *, today: date) -> tuple[int, bool]:
    """The year a new round is about, and whether an approved plan touches it. `told`: the years there are.

    It is last year, as long as its plan has had no status, else this year.
    """
    last = today.year - 1
    plans = _plans_between(policy, last, today.year).values_list("period_from", "period_to")
    planned = {year for first, end in plans for year in range(first.year, end.year + 1)}
    has_waited = last in planned and all(report.year < last for report in told)
    year = last if has_waited else today.year
    return year, year in planned


def round_counts(report: StatusReport, *, today: date) -> RoundCounts:
    """The round as a bar: answered, draft, silent, late."""
    rows = report.notes.values_list("stage", "due_on").annotate(Count("pk")).order_by()
    return count_round(rows, today=today)


def unanswered(report: StatusReport) -> QuerySet[StatusNote]:
    """The efforts without an answer, in the plan's order, with everything one needs to call."""
    notes = report.notes.exclude(stage=NoteStage.STATED)
    return notes.select_related("effort__lead", "effort__unit", "report__policy__municipality").order_by(
        "effort__plan", "effort__order", "effort"
    )
