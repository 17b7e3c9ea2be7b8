"""What a hearing is handed of a policy's text, a plan or a year: its passages, and the hearings about each."""

from django.http import Http404
from django.utils.translation import gettext as _

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import ActionPlan, BodyHeard, CommitteeItem, HearingAbout, PolicyVersion, StatusReport
from holdepunkt.policy.rules.kinds import EffortStage
from holdepunkt.voice import hearing_access
from holdepunkt.voice.actions.hearing import Part
from holdepunkt.voice.models import Hearing

Thing = PolicyVersion | ActionPlan | StatusReport


def parts_of(thing: Thing) -> list[Part]:
    """The passages of a thing, with the keys they have there."""
    if isinstance(thing, PolicyVersion):
        return _of_text(thing)
    return _of_plan(thing) if isinstance(thing, ActionPlan) else _of_year(thing)


def _of_text(version: PolicyVersion) -> list[Part]:
    text = [Part(row.key, row.plain, row.heading) for row in version.passages.order_by("order", "pk") if row.plain]
    goals = [
        Part(f"maal-{row.key}", row.plain or row.title, row.title) for row in version.goals.order_by("order", "pk")
    ]
    return text + goals


def _of_plan(plan: ActionPlan) -> list[Part]:
    found = [Part("planen", plan.plain, plan.title)] if plan.plain else []
    for row in plan.efforts.order_by("order", "pk"):
        told = [row.plain, row.citizens_take_part, row.expected_effect]
        found.append(Part(row.key or str(row.thread), "\n\n".join(filter(None, told)) or row.title, row.title))
    return found


def _of_year(report: StatusReport) -> list[Part]:
    found = []
    for row in report.notes.select_related("effort").order_by("effort__order", "pk"):
        told = [label(EffortStage(row.stated)) if row.stated else "", row.happened, row.hindrance, row.next_step]
        words = "\n\n".join(filter(None, told)) or _("Ikke besvaret endnu.")
        found.append(Part(str(row.effort.thread), words, row.effort.title))
    return found


def about(hearing: Hearing) -> HearingAbout | None:
    """What a hearing is about, when it is one of these."""
    around = ("version_of__policy__municipality", "plan__policy__municipality", "report__policy__municipality")
    return HearingAbout.objects.filter(hearing=hearing).select_related("hearing", *around).first()


def hearing(by: Asker, pk: int) -> Hearing:
    """One hearing of this municipality that the asker keeps; another's is missing."""
    found = Hearing.objects.filter(municipality=by.municipality, pk=pk).select_related("municipality").first()
    if found is None:
        raise Http404(str(pk))
    require(hearing_access.may_keep(by, found))
    return found


def of_item(item: CommitteeItem) -> list[Hearing]:
    """The hearings about what an item is about."""
    about = {"version_of": item.policy_version_id, "plan": item.plan_id, "report": item.report_id}
    subject = {name: pk for name, pk in about.items() if pk}
    if not subject:
        return []
    ties = HearingAbout.objects.filter(hearing__asked_on__isnull=False, **subject)
    return [tie.hearing for tie in ties.select_related("hearing__municipality").order_by("pk")]


def of_thing(thing: Thing) -> list[Hearing]:
    """The hearings about a thing, the newest first."""
    field = "version_of" if isinstance(thing, PolicyVersion) else "plan" if isinstance(thing, ActionPlan) else "report"
    ties = HearingAbout.objects.filter(**{field: thing}).select_related("hearing")
    return [tie.hearing for tie in ties.order_by("-pk")]


def asked(tie: HearingAbout) -> list[BodyHeard]:
    """Who was asked about the same thing, by hand or by a hearing."""
    subject = {"version_of": tie.version_of, "plan": tie.plan, "report": tie.report}
    return list(BodyHeard.objects.filter(**subject).order_by("pk"))
