"""The writers of what a proposal became: taking it in, and telling it when something about it is public."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import ActionPlan, AdoptedProposal, Effort, LockedStatus, StatusReport
from holdepunkt.policy.reads import adopted as reads
from holdepunkt.policy.rules.kinds import EffortStage, PlanStage
from holdepunkt.voice.actions import path
from holdepunkt.voice.actions.path import About
from holdepunkt.voice.models import Proposal


@transaction.atomic
def adopt_proposal(*, effort: Effort, proposal: Proposal, words: str, by: Asker) -> AdoptedProposal:
    """Let a proposal become an effort; the sender is told. Which effort, the public reads when its plan is approved."""
    require(access.may_adopt(by, effort))
    if AdoptedProposal.objects.filter(effort=effort, proposal=proposal, ended_on=None).exists():
        raise NotPossible(_("Forslag %(number)s er allerede taget ind i indsatsen.") % {"number": proposal})
    path.note_adopted(proposal=proposal, about=_about(effort), words=words, by=by)
    row = AdoptedProposal.objects.create(effort=effort, proposal=proposal, adopted_on=clock.today())
    record.wrote("effort.proposal_adopted", on=effort, by=by, fields={"number": str(proposal)})
    if effort.plan.is_frozen:
        _tell_approved(row, effort.plan, by)
    return row


@transaction.atomic
def end_adopted(*, tie: AdoptedProposal, why: str, by: Asker) -> AdoptedProposal:
    """It did not become this effort after all. Tie and steps stay, ended, with the reason."""
    require(access.may_adopt(by, tie.effort))
    row = AdoptedProposal.objects.select_for_update().get(pk=tie.pk)
    if row.ended_on is not None:
        raise NotPossible(_("Det er allerede trukket tilbage."))
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor det bliver trukket tilbage."))
    row.ended_on, row.why = clock.today(), why.strip()
    row.save(update_fields=["ended_on", "why"])
    path.end_adoption(proposal=tie.proposal, about_uuid=tie.effort.uuid, why=why, by=by)
    record.wrote("effort.proposal_let_go", on=tie.effort, by=by, why=row.why, fields={"number": str(tie.proposal)})
    return row


def tell_plan_approved(*, plan: ActionPlan, by: Asker) -> None:
    """Say which effort a proposal became, now that everybody may read the plan."""
    for row in reads.in_plan(plan):
        _tell_approved(row, plan, by)


def _tell_approved(row: AdoptedProposal, plan: ActionPlan, by: Asker) -> None:
    if plan.stage not in (PlanStage.APPROVED, PlanStage.RUNNING):
        return
    words = _("Det står nu i planen »%(plan)s«.") % {"plan": plan.title}
    path.note_how_it_goes(proposal=row.proposal, about=_about(row.effort), words=words, on=clock.today(), by=by)


def tell_year(*, report: StatusReport, on: date, by: Asker) -> None:
    """Say how the year went with what a proposal became, now that everybody may read it."""
    for row, locked in reads.told_in(report):
        if words := _told(report, locked):
            path.note_how_it_goes(proposal=row.proposal, about=_about(row.effort), words=words, on=on, by=by)


def _told(report: StatusReport, locked: LockedStatus) -> str:
    """The effort's stage and what happened, as the year tells it; nothing when nobody answered."""
    stage = locked.stated or locked.computed
    if not locked.answered or not stage:
        return ""
    first = _("Status %(year)s: %(stage)s.") % {"year": report.year, "stage": label(EffortStage(stage))}
    return "\n\n".join(filter(None, [first, locked.happened]))


def _about(effort: Effort) -> About:
    return About("effort", effort.uuid, effort.title)
