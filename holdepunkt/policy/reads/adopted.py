"""Reading which proposals became which efforts, and which efforts a proposal may become."""

from django.db.models import Q, QuerySet
from django.http import Http404

from holdepunkt import clock
from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import ActionPlan, AdoptedProposal, Effort, LockedStatus, StatusReport
from holdepunkt.policy.rules.kinds import PlanStage

MOST = 300


def of_effort(effort: Effort) -> list[AdoptedProposal]:
    """The proposals an effort came from, in whichever plan of its thread they were taken in."""
    rows = AdoptedProposal.objects.filter(effort__thread=effort.thread, ended_on=None)
    return list(rows.select_related("proposal").order_by("pk"))


def tie(by: Asker, pk: int) -> AdoptedProposal:
    """One tie of this municipality; another's is missing."""
    require(access.may_see_internal(by))
    rows = AdoptedProposal.objects.filter(pk=pk, ended_on=None, proposal__municipality=by.municipality)
    found = rows.select_related("proposal__reader", "effort__plan__policy", "effort__unit").first()
    if found is None:
        raise Http404(str(pk))
    return found


def efforts_to_become(by: Asker) -> QuerySet[Effort]:
    """Efforts of plans that are written or under way, the newest plan first."""
    require(access.may_see_internal(by))
    rows = Effort.objects.filter(plan__policy__municipality=by.municipality, superseded_by=None)
    rows = rows.filter(Q(stopped_on=None) | Q(stopped_on__gt=clock.today())).exclude(plan__stage=PlanStage.CLOSED)
    return rows.select_related("plan").order_by("-plan__period_from", "-plan_id", "order", "pk")[:MOST]


def in_plan(plan: ActionPlan) -> list[AdoptedProposal]:
    """The living ties of a plan's efforts."""
    rows = AdoptedProposal.objects.filter(effort__plan=plan, ended_on=None)
    return list(rows.select_related("proposal", "effort").order_by("pk"))


def told_in(report: StatusReport) -> list[tuple[AdoptedProposal, LockedStatus]]:
    """Each living tie with what the year tells of its effort, through all plans of its thread."""
    locked = {
        row.effort.thread: row for row in report.rows.filter(kind="effort").select_related("effort") if row.effort
    }
    rows = AdoptedProposal.objects.filter(effort__thread__in=list(locked), ended_on=None)
    return [(row, locked[row.effort.thread]) for row in rows.select_related("proposal", "effort").order_by("pk")]
