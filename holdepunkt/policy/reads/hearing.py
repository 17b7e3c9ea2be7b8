"""Reading who was asked about a policy's text or a year's status, and what they said."""

from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import BodyHeard, PolicyVersion, StatusReport


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


def voices(version_of: PolicyVersion) -> list[BodyHeard]:
    """Those who spoke while the policy was made, in the order they spoke (N3)."""
    said = version_of.bodies_heard.exclude(said_on=None).select_related("unit")
    return list(said.order_by("said_on", "pk"))
