"""Reading who was asked about a policy's text or a year's status, and what they said."""

from collections.abc import Collection

from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.policy import access
from holdepunkt.policy.models import BodyHeard, PolicyVersion, StatusReport
from holdepunkt.policy.reads.paper_annex import quoted
from holdepunkt.policy.rules.kinds import ReportStage


def heard(by: Asker, pk: int) -> BodyHeard:
    """One body that was asked about a text or a year of this municipality; 404 otherwise."""
    require(access.may_see_internal(by))
    found = (
        BodyHeard.objects.filter(pk=pk, plan=None, unit__municipality=by.municipality)
        .select_related("unit", "version_of__policy__municipality", "report__policy__municipality")
        .first()
    )
    if found is None:
        raise Http404(str(pk))
    return found


def on_report(report: StatusReport) -> list[BodyHeard]:
    """Who was asked about a year's status, in the order they were asked."""
    return list(report.bodies_heard.select_related("unit").order_by("asked_on", "pk"))


def settled(bodies: Collection[BodyHeard]) -> set[int]:
    """Those, all heard on one thing, about whom nothing more is written here; by id.

    Their words are used and never written over, or a correction of the plan has taken the open question along.
    """
    used = {body.pk for body in bodies if body.words and _is_frozen(body)}
    moved = {body.pk for body in bodies if body.said_on is None and hasattr(body.plan, "superseded_by")}
    return used | moved | quoted([body for body in bodies if body.pk not in used])


def _is_frozen(body: BodyHeard) -> bool:
    thing = body.plan or body.version_of
    return thing is not None and thing.is_frozen


def voices(version_of: PolicyVersion) -> list[BodyHeard]:
    """Those who spoke while the policy was made, in the order they spoke (N3)."""
    said = version_of.bodies_heard.exclude(said_on=None).select_related("unit")
    return list(said.order_by("said_on", "pk"))


def asked_in(unit: Unit, year: int) -> list[BodyHeard]:
    """What a body was asked in a year, in order; a correction carries the question with it and is told once."""
    rows = BodyHeard.objects.filter(unit=unit, asked_on__year=year)
    rows = rows.filter(plan__superseded_by=None).exclude(report__stage=ReportStage.REVISED)
    return list(rows.select_related("plan", "report", "version_of").order_by("asked_on", "pk")[:200])
