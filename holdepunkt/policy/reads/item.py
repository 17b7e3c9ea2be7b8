"""Items to the committee, as the asker may see them. What cannot be reached is missing."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Min, Q, QuerySet
from django.http import Http404

from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.people.rules import Role, UnitKind
from holdepunkt.policy import access
from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    CommitteeItem,
    Evaluation,
    PaperFile,
    Policy,
    PolicyVersion,
    StatusReport,
)
from holdepunkt.policy.rules.evaluation import EvaluationStage
from holdepunkt.policy.rules.kinds import STILL_OPEN, PlanStage, ReportStage, VersionStage
from holdepunkt.record import reads as record_reads
from holdepunkt.record.composed import composed
from holdepunkt.record.models import Entry
from holdepunkt.record.rows import one_or_404, sole
from holdepunkt.voice.models import HearingBody

PAGE = 50
LOCKED_STAGES = (ReportStage.LOCKED, ReportStage.APPROVED, ReportStage.WITH_COMMITTEE, ReportStage.PUBLIC)
AROUND = ("policy__municipality", "committee", "report", "plan__drafted_by", "policy_version", "evaluation", "follows")


def visible(by: Asker) -> QuerySet[CommitteeItem]:
    """Every item the asker may read: the same answer as `access.may_read_item`, as one query."""
    found = CommitteeItem.objects.filter(policy__municipality=by.municipality).select_related(*AROUND)
    if access.may_see_internal(by) or by.kind == "machine":
        return found
    found = found.filter(sent_on__isnull=False)
    if not by.has(Role.COMMITTEE_MEMBER):
        return found.filter(published_on__isnull=False)
    seats = [post.unit_id for post in by.posts if post.role == Role.COMMITTEE_MEMBER]
    own = Q(committee__in=seats) | Q(committee__successor__in=seats)
    return found.filter(own | Q(published_on__isnull=False))


def newest_first(by: Asker) -> QuerySet[CommitteeItem]:
    """The list of items: those without a meeting first, then the newest meeting."""
    return visible(by).order_by(F("meeting_on").desc(nulls_first=True), "-pk")


def item(by: Asker, uuid: UUID) -> CommitteeItem:
    """One item that the asker may read; 404 otherwise, whoever asks."""
    found = sole(visible(by).filter(uuid=uuid))
    if found is None or not (by.kind == "machine" or access.may_read_item(by, found)):
        raise Http404(uuid)
    return found


def own_item(by: Asker, uuid: UUID) -> CommitteeItem:
    """One item of the municipality for those who work with it; whether they may is for access to say."""
    return one_or_404(_own_item(municipality=by.municipality, uuid=uuid), uuid)


@composed(municipality=models.BigAutoField(), uuid=models.UUIDField())
def _own_item(municipality: Any, uuid: Any) -> QuerySet[CommitteeItem]:
    found = CommitteeItem.objects.filter(policy__municipality=municipality, uuid=uuid)
    return found.select_related(*AROUND)


def waiting(municipality: Municipality) -> QuerySet[CommitteeItem]:
    """Postponed and returned items that nobody has taken up again: loose ends."""
    return (
        CommitteeItem.objects.filter(policy__municipality=municipality, decision__in=STILL_OPEN, followed_by=None)
        .select_related("policy", "committee", "report")
        .order_by("decided_on", "pk")
    )


def fields(row: CommitteeItem) -> list[tuple[str, str, str]]:
    """Key, heading and text of each field, in the municipality's order."""
    return [(field.key, field.heading, field.text) for field in row.fields.all()]


def unfinished(**subject: Any) -> CommitteeItem | None:
    """An item about the same thing that is not decided yet."""
    return CommitteeItem.objects.filter(decision="", **subject).first()


def in_force_since(policy: Policy) -> date | None:
    """The first day the policy was approved or in force; nothing while all its texts are drafts."""
    frozen = PolicyVersion.objects.filter(policy=policy, stage__in=(VersionStage.APPROVED, VersionStage.SUPERSEDED))
    days = frozen.aggregate(approved=Min("approved_on"), begins=Min("period_from"))
    return min((day for day in days.values() if day), default=None)


def newest_revision(report: StatusReport) -> StatusReport:
    """The year's newest revision."""
    return StatusReport.objects.filter(policy=report.policy_id, year=report.year).latest("revision")


def has_follower(row: CommitteeItem) -> bool:
    """Whether the item was taken up again."""
    return CommitteeItem.objects.filter(follows=row).exists()


def follower(by: Asker, row: CommitteeItem) -> CommitteeItem | None:
    """The item in which this one was taken up again, when the asker may read it."""
    if row.decision not in STILL_OPEN:  # nothing else can be taken up again
        return None
    return visible(by).select_related(None).filter(follows=row).first()


def heard(row: CommitteeItem) -> list[BodyHeard]:
    """The bodies heard on what the item is about, in the order they were asked."""
    if row.report_id:
        found = BodyHeard.objects.filter(report=row.report_id)
    elif row.plan_id:
        found = BodyHeard.objects.filter(plan=row.plan_id)
    elif row.policy_version_id:
        found = BodyHeard.objects.filter(version_of=row.policy_version_id)
    else:
        return []
    return list(found.select_related("unit").order_by("asked_on", "pk"))


def corrected(bodies: Iterable[BodyHeard]) -> dict[int, date]:
    """On which day those corrected what they had answered to a hearing, whose last words stand here; by id."""
    said = [body for body in bodies if body.words]
    if not said:
        return {}
    rows = HearingBody.objects.filter(unit__in={body.unit_id for body in said}, corrected_on__isnull=False)
    known = {(unit, words): day for unit, words, day in rows.values_list("unit", "words", "corrected_on")}
    return {body.pk: day for body in said if (day := known.get((body.unit_id, body.words))) is not None}


def councils(municipality: Municipality) -> list[str]:
    """The advisory councils in force: those one expects to be heard."""
    kinds = (UnitKind.ADVISORY_COUNCIL, UnitKind.DISABILITY_COUNCIL)
    found = Unit.objects.filter(municipality=municipality, kind__in=kinds, valid_until=None)
    return list(found.order_by("sort_key").values_list("name", flat=True))


def committees(by: Asker) -> list[Unit]:
    """Whom an item can be for: committees and the city council."""
    kinds = (UnitKind.COMMITTEE, UnitKind.CITY_COUNCIL)
    return list(Unit.objects.filter(municipality=by.municipality, kind__in=kinds).order_by("sort_key"))


def decision_noted(row: CommitteeItem) -> Entry | None:
    """The row of the record in which the present decision was noted."""
    about = record_reads.about(row.policy.municipality.slug, row.uuid)
    return next((entry for entry in about if entry.verb == "item.decision_noted"), None)


def files(by: Asker, row: CommitteeItem) -> list[PaperFile]:
    """The item's files, newest first. Outside the house only those that say what the committee has."""
    found = PaperFile.objects.filter(item=row).defer("content").order_by("-asked_at", "-pk")
    if not access.may_see_internal(by):
        found = found.filter(item_version=row.version, made_at__isnull=False)
    return list(found[:PAGE])


def file(by: Asker, item_uuid: UUID, file_uuid: UUID) -> PaperFile:
    """One finished file with its content; 404 when the asker may not have it."""
    row = item(by, item_uuid)
    found = PaperFile.objects.filter(item=row, uuid=file_uuid, made_at__isnull=False).first()
    inside = bool(access.may_see_internal(by))
    if found is None or not (inside or found.item_version == row.version):
        raise Http404(file_uuid)
    return found


def file_to_make(file_uuid: str) -> PaperFile | None:
    """A file that waits to be made, for the job."""
    around = [f"item__{name}" for name in AROUND]
    return PaperFile.objects.select_related(*around).filter(uuid=file_uuid, made_at=None).first()


def subject(by: Asker, kind: str, uuid: UUID) -> StatusReport | ActionPlan | PolicyVersion | Evaluation:
    """What a new item can be about, of the asker's own municipality."""
    this: dict[str, Any] = {"policy__municipality": by.municipality, "uuid": uuid}
    sources: dict[str, QuerySet[Any]] = {
        "report": StatusReport.objects.filter(**this),
        "plan": ActionPlan.objects.filter(**this),
        "policy_version": PolicyVersion.objects.filter(**this),
        "evaluation": Evaluation.objects.filter(**this),
    }
    found = sources[kind]
    if (row := found.select_related("policy__municipality").first()) is None:
        raise Http404(uuid)
    return row


def without_item(by: Asker) -> dict[str, list[Any]]:
    """What is ready for an item and has none: locked years, plans, texts and evaluations."""
    ours: dict[str, Any] = {"policy__municipality": by.municipality, "items": None}
    reports = StatusReport.objects.filter(**ours, stage__in=LOCKED_STAGES)
    plans = ActionPlan.objects.filter(**ours, stage__in=(PlanStage.DRAFT, PlanStage.HEARD))
    texts = PolicyVersion.objects.filter(**ours, stage__in=(VersionStage.DRAFT, VersionStage.HEARING))
    made = Evaluation.objects.filter(**ours).exclude(stage=EvaluationStage.DRAFT)
    return {
        "report": list(reports.select_related("policy").order_by("-year", "-revision")[:PAGE]),
        "plan": list(plans.select_related("policy", "drafted_by").order_by("-period_from", "pk")[:PAGE]),
        "policy_version": list(texts.select_related("policy").order_by("-pk")[:PAGE]),
        "evaluation": list(made.select_related("policy").order_by("-year")[:PAGE]),
    }


def locked_years(municipality: Municipality, policy_slug: str = "") -> list[StatusReport]:
    """The newest revision of every year's report, newest year first; open ones too."""
    found = StatusReport.objects.filter(policy__municipality=municipality).exclude(stage=ReportStage.REVISED)
    if policy_slug:
        found = found.filter(policy__slug=policy_slug)
    return list(found.select_related("policy").order_by("-year", "policy__slug", "-revision"))


def newest_item_of(report: StatusReport) -> CommitteeItem | None:
    """The newest item about a year."""
    return CommitteeItem.objects.filter(report=report).select_related(*AROUND).order_by("-pk").first()
