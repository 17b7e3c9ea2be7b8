"""Reading one effort for those who work with it: its figures, milestones and history."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigAutoField, Q, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import ActionPlan, Effort, Figure, Milestone, StatusNote
from holdepunkt.policy.reads.plan import Page, page_of
from holdepunkt.policy.rules.kinds import PlanStage, ReportStage
from holdepunkt.record import reads as record_reads
from holdepunkt.record.composed import composed
from holdepunkt.record.rows import sole

UNDER_WAY = (PlanStage.APPROVED, PlanStage.RUNNING)
TOLD = {
    "effort.added": gettext_noop("Indsatsen blev skrevet ind i planen."),
    "effort.changed": gettext_noop("Indsatsen blev rettet."),
    "effort.carried_over": gettext_noop("Indsatsen blev ført videre fra den forrige plan."),
    "effort.stops_with_plan": gettext_noop("Det blev besluttet, at indsatsen stopper med planen."),
    "effort.handed_over": gettext_noop("Ny ansvarlig: %(to)s."),
    "effort.stopped": gettext_noop("Indsatsen blev stoppet."),
    "effort.stop_undone": gettext_noop("Stoppet blev fortrudt."),
    "milestone.reached": gettext_noop("Milepælen »%(milestone)s« blev nået."),
    "milestone.reached_undone": gettext_noop("Det blev fortrudt, at »%(milestone)s« var nået."),
    "figure.noted": gettext_noop("Et nyt tal kom til fra %(source)s."),
    "figure.corrected": gettext_noop("Et tal blev rettet, kilde %(source)s."),
}


@dataclass(frozen=True)
class Told:
    """One line of an effort's history, ready to print."""

    at: datetime
    text: str
    who: str
    why: str


def effort(by: Asker, pk: int) -> Effort:
    """One effort of the municipality with all that belongs to it, or 404."""
    found = _found(by, pk, _with_its_plans)
    around = ("goals__version_of", "promises", "partners", "milestones", "carried_to__plan")
    prefetch_related_objects([found], *around)
    return found


def effort_alone(by: Asker, pk: int) -> Effort:
    """One effort of the municipality for a small form about it, or 404."""
    return _found(by, pk, _with_its_plan)


def _found(by: Asker, pk: int, ask: Callable[..., list[Effort]]) -> Effort:
    require(access.may_see_internal(by))
    if by.municipality is None:
        raise Http404(str(pk))
    for found in ask(pk=pk, municipality=by.municipality.pk):
        found.plan.policy.municipality = by.municipality
        return found
    raise Http404(str(pk))


@composed(pk=BigAutoField(), municipality=BigAutoField())
def _with_its_plan(pk: Any, municipality: Any) -> QuerySet[Effort]:
    found = Effort.objects.filter(pk=pk, plan__policy__municipality=municipality)
    return found.select_related("plan__policy", "unit")


@composed(pk=BigAutoField(), municipality=BigAutoField())
def _with_its_plans(pk: Any, municipality: Any) -> QuerySet[Effort]:
    found = Effort.objects.filter(pk=pk, plan__policy__municipality=municipality)
    more = ("plan__drafted_by", "carried_from__plan", "superseded_by__plan")
    return found.select_related("plan__policy", "unit__successor", "lead", *more)


def is_asked_about(of: Effort) -> bool:
    """Whether an open status asks about the effort."""
    return StatusNote.objects.filter(effort=of, report__stage=ReportStage.OPEN).exists()


def milestone(by: Asker, pk: int) -> Milestone:
    """One milestone of the municipality, or 404."""
    require(access.may_see_internal(by))
    found = (
        Milestone.objects.filter(effort__plan__policy__municipality=by.municipality, pk=pk)
        .select_related("effort__plan__policy__municipality")
        .first()
    )
    if found is None:
        raise Http404(str(pk))
    return found


def figures(of: Effort) -> QuerySet[Figure]:
    """The figures of an effort through all plans, the newest first; corrected ones are left out."""
    return (
        Figure.objects.filter(effort__thread=of.thread, effort__plan__policy_id=of.plan.policy_id)
        .filter(replaced_by=None)
        .select_related("effort__plan", "replaces")
        .order_by("-as_of", "-pk")
    )


def figure(by: Asker, of: Effort, pk: int) -> Figure:
    """One figure typed on this effort that can still be corrected, or 404."""
    found = sole(Figure.objects.filter(effort=of, pk=pk, replaced_by=None))
    if found is None or of.plan.policy.municipality != by.municipality:
        raise Http404(str(pk))
    return found


def to_copy(by: Asker, plan: ActionPlan, *, q: str = "", wanted: int = 1) -> Page:
    """A page of the policy's efforts that a new one can be copied from, newest plan first."""
    require(access.may_see_internal(by))
    found = Effort.objects.filter(plan__policy_id=plan.policy_id, plan__policy__municipality=by.municipality)
    if q:
        found = found.filter(Q(title__icontains=q) | Q(working_title__icontains=q))
    number, pages, part = page_of(total := found.count(), wanted)
    rows = found.select_related("plan", "unit").order_by("-plan__period_from", "-plan_id", "order", "pk")
    return Page(list(rows[part]), number, pages, total)


def history(by: Asker, of: Effort, *, most: int = 50) -> list[Told]:
    """What happened to the effort, the newest first, told in sentences."""
    rows = record_reads.about(by.municipality_slug, of.uuid, most=most)
    return [Told(row.at, _(TOLD[row.verb]) % row.fields, row.by_name, row.why) for row in rows if row.verb in TOLD]
