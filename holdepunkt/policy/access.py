"""Who may do what in the policy loop, and why not. Every answer can be shown to the person."""

from holdepunkt.people import reads as people
from holdepunkt.people.access import Allowed, Answer, Denied, has_role
from holdepunkt.people.access import is_at_home as is_at_home
from holdepunkt.people.asker import Asker, HeldPost
from holdepunkt.people.models import Unit
from holdepunkt.people.rules import HOLDERS, Role
from holdepunkt.policy.models import (
    ActionPlan,
    BodyHeard,
    CommitteeItem,
    Effort,
    Evaluation,
    PolicyVersion,
    StatusNote,
    StatusReport,
)
from holdepunkt.policy.rules.evaluation import EvaluationStage
from holdepunkt.policy.rules.kinds import ReportStage
from holdepunkt.record.told import gettext as _
from holdepunkt.voice.access import may_answer as may_answer_proposal
from holdepunkt.voice.models import Proposal

INSIDE = HOLDERS


def _machine() -> Answer:
    return Allowed(_("Det er kommunens egen drift."))


def may_see_internal(by: Asker) -> Answer:
    """Drafts and the live status are for the administration until the committee has them."""
    return has_role(by, *INSIDE, task=_("se kladder og status, før udvalget har fået dem"))


def may_draft(by: Asker) -> Answer:
    """Write a policy's text, goals, promises and rhythm; send it to hearing; record its approval."""
    if by.kind == "machine":
        return _machine()
    return has_role(by, Role.POLICY_LEAD, task=_("skrive i politikken"))


def may_plan(by: Asker, plan: ActionPlan | None = None) -> Answer:
    """Write a plan and its efforts: the policy lead, those who draft it in its unit, and the heads above them."""
    if by.kind == "machine":
        return _machine()
    if plan is not None and not (home := is_at_home(by, plan.policy.municipality_id)):
        return home
    if plan is not None and (_works_for(by, plan) or _heads(by, plan)):
        return Allowed(_("Din enhed laver planen."))
    return has_role(by, Role.POLICY_LEAD, task=_("skrive i planen"))


def may_begin_plan(by: Asker) -> Answer:
    """Begin a plan: the policy lead, and those whose unit may draft one; which unit, the plan itself says."""
    roles = (Role.POLICY_LEAD, Role.EFFORT_LEAD, Role.DEPARTMENT_HEAD)
    return has_role(by, *roles, task=_("begynde en plan"))


def may_run_effort(by: Asker, effort: Effort) -> Answer:
    """Note milestones and figures of an effort."""
    return is_at_home_and(by, effort.plan.policy.municipality_id, _may_run(by, effort))


def _may_run(by: Asker, effort: Effort) -> Answer:
    if by.kind == "machine":
        return _machine()
    if by.has(*INSIDE) and by.stands_for(effort.lead_id) and _still_leads(by, effort):
        own = by.user_id == effort.lead_id
        return Allowed(_("Du er ansvarlig for indsatsen.") if own else _("Du er stedfortræder for den ansvarlige."))
    if leads_unit(by, effort.unit):
        return Allowed(_("Du leder den ansvarlige enhed."))
    return has_role(by, Role.POLICY_LEAD, task=_("skrive på en andens indsats"))


def _still_leads(by: Asker, effort: Effort) -> bool:
    """Whether the lead still works for the effort's unit, or never did: who moved on leaves it to the unit (invariant 2)."""
    family: list[int] = []
    unit = effort.unit
    while unit is not None and unit.pk not in family:
        family.append(unit.pk)
        unit = unit.successor
    theirs = {post.unit_id for post in by.posts if post.role in INSIDE and _holder(by, post) == effort.lead_id}
    return not theirs.isdisjoint(family) or people.still_holds(effort.lead_id, family)


def _holder(by: Asker, post: HeldPost) -> int | None:
    return post.of_user_id or by.user_id


def leads_unit(by: Asker, unit: Unit | None) -> bool:
    """Whether the asker leads the unit, the one that took over from it, or one above (invariant 2)."""
    return _in_line(by, unit, Role.UNIT_LEADER, Role.DEPARTMENT_HEAD)


def _in_line(by: Asker, unit: Unit | None, *roles: Role) -> bool:
    """Whether the asker holds one of the roles in the unit, in its heir, or in a unit above."""
    waiting, seen = [unit] if by.has(*roles) else [], set()
    while waiting:
        at = waiting.pop(0)
        if at is None or at.pk in seen:
            continue
        if by.has_in(at.pk, *roles):
            return True
        seen.add(at.pk)
        waiting += [at.successor, at.parent]
    return False


def _heads(by: Asker, plan: ActionPlan) -> bool:
    """Whether the asker heads the unit that drafts the plan, or one above it."""
    return _in_line(by, plan.drafted_by, Role.DEPARTMENT_HEAD)


def _works_for(by: Asker, plan: ActionPlan) -> bool:
    """Whether the asker leads efforts in the unit that drafts the plan, or in the one that took over from it."""
    if not by.has(Role.EFFORT_LEAD) or plan.drafted_by is None:
        return False
    return any(by.has_in(pk, Role.EFFORT_LEAD) for pk in (plan.drafted_by.pk, plan.drafted_by.successor_id) if pk)


def may_answer(by: Asker, note: StatusNote) -> Answer:
    """Write the year's status of an effort: its lead, the unit's head, or the policy lead for them."""
    return is_at_home_and(by, note.report.policy.municipality_id, _may_run(by, note.effort))


def may_open_round(by: Asker) -> Answer:
    """Open the year's round, remind, and lock it."""
    if by.kind == "machine":
        return _machine()
    return has_role(by, Role.POLICY_LEAD, task=_("åbne, rykke og låse årets status"))


def may_approve_year(by: Asker, report: StatusReport | None = None) -> Answer:
    """The head of department approves before anything leaves the house; never the one who locked it."""
    if report is not None and not (home := is_at_home(by, report.policy.municipality_id)):
        return home
    if by.kind == "machine":
        return _machine()
    heads = has_role(by, Role.DEPARTMENT_HEAD, task=_("godkende årets status, før den forlader huset"))
    if heads and report is not None and report.locked_by_id == by.user_id:
        return Denied(
            _("Du har selv låst året. Der skal to til, før noget forlader huset."),
            _("En anden afdelingschef, eller den der er stedfortræder, kan godkende det."),
            tried=_("godkende et år, du selv har låst"),
        )
    return heads


def may_reopen_year(by: Asker) -> Answer:
    """Open a locked year again, or send it back: the head who approves, or the policy lead."""
    if by.kind == "machine":
        return _machine()
    return has_role(by, Role.POLICY_LEAD, Role.DEPARTMENT_HEAD, task=_("åbne et låst år igen"))


def may_write_paper(by: Asker) -> Answer:
    """Write the item to the committee and make its files."""
    if by.kind == "machine":
        return _machine()
    return has_role(by, Role.POLICY_LEAD, Role.COMMITTEE_SECRETARY, task=_("skrive punktet til udvalget"))


def may_send(by: Asker) -> Answer:
    """Send the item to the committee, and say that the agenda is out."""
    if by.kind == "machine":
        return _machine()
    return has_role(by, Role.COMMITTEE_SECRETARY, task=_("sende punktet til udvalget"))


def may_note_decision(by: Asker) -> Answer:
    """Record what the committee decided."""
    if by.kind == "machine":
        return _machine()
    return has_role(by, Role.COMMITTEE_SECRETARY, task=_("skrive udvalgets beslutning"))


def may_read_item(by: Asker, item: CommitteeItem) -> Answer:
    """Inside always; members of the committee once it is sent; everybody once it is public."""
    if not (home := is_at_home(by, item.policy.municipality_id)):
        return home
    seats = (item.committee_id, item.committee.successor_id)
    sits = any(by.has_in(unit, Role.COMMITTEE_MEMBER) for unit in seats if unit is not None)
    if item.sent_on is not None and (item.agenda_is_out or sits):
        return Allowed(_("Udvalget har fået punktet."))
    return may_see_internal(by)


def may_read_evaluation(by: Asker, evaluation: Evaluation) -> Answer:
    """Everybody once it is published; inside until then."""
    if not (home := is_at_home(by, evaluation.policy.municipality_id)):
        return home
    if evaluation.stage == EvaluationStage.PUBLISHED:
        return Allowed(_("Evalueringen er offentlig."))
    return may_see_internal(by)


def may_hear(by: Asker, asked: BodyHeard) -> Answer:
    """Ask a body and note what it said: whoever may write the thing that it is asked about."""
    thing = asked.plan or asked.report or asked.version_of
    if not (home := is_at_home(by, thing.policy.municipality_id)):  # type: ignore[union-attr]
        return home
    if asked.plan is not None:
        return may_plan(by, asked.plan)
    return may_write_paper(by) if asked.report is not None else may_draft(by)


def is_public_stage(stage: str) -> bool:
    """Whether the public may read a status at this stage."""
    return stage == ReportStage.PUBLIC


def refused_because_frozen() -> Denied:
    """What is approved never changes: a correction is a new version (invariant 10)."""
    return Denied(
        _("Den er godkendt og bliver ikke ændret. En rettelse er en ny version."),
        _("Tovholderen for politikken kan lave en ny version."),
        tried=_("rette noget, der er godkendt"),
    )


def may_change_text(by: Asker, version_of: PolicyVersion) -> Answer:
    """Write in this version: the policy lead at home, and only until it is approved."""
    home = is_at_home(by, version_of.policy.municipality_id)
    if not home:
        return home
    return refused_because_frozen() if version_of.is_frozen else may_draft(by)


def is_at_home_and(by: Asker, municipality_id: int, answer: Answer) -> Answer:
    """The answer at home; of another municipality's row always no."""
    home = is_at_home(by, municipality_id)
    return answer if home else home


def may_decide_plan(by: Asker, plan: ActionPlan) -> Answer:
    """Record what was decided on a plan: its approval, start, end and annex, and that it is corrected."""
    if by.kind == "machine":
        return _machine()
    if not (home := is_at_home(by, plan.policy.municipality_id)):
        return home
    if _heads(by, plan):
        return Allowed(_("Du er chef for den enhed, der laver planen."))
    return has_role(
        by, Role.POLICY_LEAD, Role.COMMITTEE_SECRETARY, task=_("skrive ind, hvad der er besluttet om planen")
    )


def may_adopt(by: Asker, effort: Effort) -> Answer:
    """Let a proposal become this effort: those who run it, and those who write its plan."""
    runs = may_run_effort(by, effort)
    return runs if runs else may_plan(by, effort.plan)


def may_become(by: Asker, proposal: Proposal) -> Answer:
    """Let a proposal become an effort, begun from the proposal: who may answer it, and may see the efforts.

    One that nobody has read yet: the policy lead alone.
    """
    if not (answers := may_answer_proposal(by, proposal)):
        return answers
    inside = may_see_internal(by)
    if inside and not proposal.is_read and not by.has(Role.POLICY_LEAD):
        return has_role(by, Role.POLICY_LEAD, task=_("skrive en indsats ud fra et forslag, ingen har læst endnu"))
    return inside
