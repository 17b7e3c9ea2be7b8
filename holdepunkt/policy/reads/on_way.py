"""What the policies themselves bring to the committees: items, the year's status, plans, hearings, evaluations."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.policy.models import ActionPlan, BodyHeard, CommitteeItem, PolicyVersion, Rhythm, StatusReport
from holdepunkt.policy.rules.kinds import PlanStage, ReportStage, RhythmKind, VersionStage

MOST = 200


@dataclass(frozen=True)
class Ahead:
    """One thing a committee will meet. `title` is what the house calls it; outside the house it may be a draft's name."""

    subject: str
    day: date
    policy: str
    title: str
    committee: str = ""
    about: tuple[str, int] | None = None
    is_public: bool = False
    href: tuple[str, dict[str, Any]] | None = None


def ahead(by: Asker, today: date, until: date) -> list[Ahead]:
    """Everything between two days, the nearest first; six statements however many there are."""
    committees = _committees(by)
    items = _items(by, today, until)
    told = {row.about for row in items if row.about}
    found = [
        *items,
        *_reports(by, today, until, committees, told),
        *_plans(by, today, until, committees, told),
        *_texts(by, today, until, committees, told),
        *_evaluations(by, today, until, committees),
    ]
    return sorted(found, key=lambda row: (row.day, row.title))


def _committees(by: Asker) -> dict[int, str]:
    """The committee of each policy in force, by the policy."""
    rows = PolicyVersion.objects.filter(policy__municipality=by.municipality, stage=VersionStage.APPROVED)
    return dict(rows.values_list("policy", "committee__name"))


def _items(by: Asker, today: date, until: date) -> list[Ahead]:
    rows = CommitteeItem.objects.filter(policy__municipality=by.municipality, decision="")
    rows = rows.filter(meeting_on__gte=today, meeting_on__lte=until).select_related("committee", "policy")
    return [
        Ahead(
            "item", row.meeting_on, str(row.policy), row.title, str(row.committee), _about(row),
            is_public=row.published_on is not None, href=("policy:item", {"uuid": row.uuid}),
        )
        for row in rows.order_by("meeting_on", "pk")[:MOST] if row.meeting_on
    ]  # fmt: skip


def _about(row: CommitteeItem) -> tuple[str, int] | None:
    for name, pk in (("report", row.report_id), ("plan", row.plan_id), ("version_of", row.policy_version_id)):
        if pk is not None:
            return name, pk
    return None


Told = Collection[tuple[str, int]]


def _reports(by: Asker, today: date, until: date, committees: dict[int, str], told: Told) -> list[Ahead]:
    stages = (ReportStage.OPEN, ReportStage.LOCKED, ReportStage.APPROVED)
    rows = StatusReport.objects.filter(policy__municipality=by.municipality, stage__in=stages)
    rows = rows.filter(meeting_on__gte=today, meeting_on__lte=until).select_related("policy")
    return [
        Ahead(
            "status", row.meeting_on, str(row.policy), str(row), committees.get(row.policy_id) or "", ("report", row.pk),
            href=("policy:desk", {}),
        )
        for row in rows[:MOST] if row.meeting_on and ("report", row.pk) not in told
    ]  # fmt: skip


def _plans(by: Asker, today: date, until: date, committees: dict[int, str], told: Told) -> list[Ahead]:
    """A plan is to be approved before its period begins."""
    done = (PlanStage.APPROVED, PlanStage.RUNNING, PlanStage.CLOSED)
    rows = ActionPlan.objects.filter(policy__municipality=by.municipality).exclude(stage__in=done)
    rows = rows.filter(period_from__gte=today, period_from__lte=until).select_related("policy")
    return [
        Ahead(
            "plan", row.period_from, str(row.policy), row.title, committees.get(row.policy_id) or "", ("plan", row.pk),
            href=("policy:plan_page", {"pk": row.pk}),
        )
        for row in rows[:MOST] if ("plan", row.pk) not in told
    ]  # fmt: skip


def _texts(by: Asker, today: date, until: date, committees: dict[int, str], told: Told) -> list[Ahead]:
    """A text in hearing goes to the city council when the hearing ends."""
    open_ones = PolicyVersion.objects.filter(policy__municipality=by.municipality)
    rows = open_ones.exclude(stage__in=(VersionStage.APPROVED, VersionStage.SUPERSEDED))
    rows = rows.filter(hearing_until__gte=today, hearing_until__lte=until).select_related("policy")
    return [
        Ahead(
            "text", row.hearing_until, str(row.policy), str(row), committees.get(row.policy_id) or "",
            ("version_of", row.pk), href=("policy:draft", {"policy": row.policy.slug, "number": row.number}),
        )
        for row in rows[:MOST] if row.hearing_until and ("version_of", row.pk) not in told
    ]  # fmt: skip


def _evaluations(by: Asker, today: date, until: date, committees: dict[int, str]) -> list[Ahead]:
    """The policy says in which year it is evaluated; the year's last day is the last that keeps its word."""
    years = [year for year in {today.year, until.year} if today <= date(year, 12, 31) <= until]
    rows = Rhythm.objects.filter(kind=RhythmKind.EVALUATION_IN_YEAR, year__in=years)
    rows = rows.filter(version_of__policy__municipality=by.municipality, version_of__stage=VersionStage.APPROVED)
    done = Q(version_of__policy__evaluations__published_on__isnull=False)
    found = rows.exclude(done & Q(version_of__policy__evaluations__year__in=years)).select_related("version_of__policy")
    return [
        Ahead("evaluation", date(row.year, 12, 31), str(row.version_of.policy), row.plain,
              committees.get(row.version_of.policy_id) or "", is_public=True)
        for row in found[:MOST] if row.year
    ]  # fmt: skip


def asked_on(unit: Unit, rows: Collection[Ahead]) -> dict[tuple[str, int], date]:
    """When a body was asked about each of these things; what it was never asked about is not there."""
    wanted: dict[str, list[int]] = {"report": [], "plan": [], "version_of": []}
    for row in rows:
        if row.about:
            wanted[row.about[0]].append(row.about[1])
    about = Q(report__in=wanted["report"]) | Q(plan__in=wanted["plan"]) | Q(version_of__in=wanted["version_of"])
    found: dict[tuple[str, int], date] = {}
    for heard in BodyHeard.objects.filter(about, unit=unit).order_by("asked_on"):
        for name in wanted:
            if (pk := getattr(heard, f"{name}_id")) is not None:
                found.setdefault((name, pk), heard.asked_on)
    return found
