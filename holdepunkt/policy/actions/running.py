"""The writers of an effort at work: its lead, milestones, figures, and its end."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people import reads as people
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import User
from holdepunkt.policy import access
from holdepunkt.policy.models import ActionPlan, Effort, Figure, Milestone
from holdepunkt.policy.reads import effort as reads
from holdepunkt.policy.rules.kinds import PlanStage
from holdepunkt.policy.rules.plan import figure_must_hide
from holdepunkt.record import reads as record_reads
from holdepunkt.record.models import Entry
from holdepunkt.record.versions import take

TIME_TO_UNDO = timedelta(minutes=10)


@transaction.atomic
def hand_effort(*, effort: Effort, to: User, why: str, by: Asker, version: int | None = None) -> Effort:
    """Hand an effort over to another lead; the plan stays as it was approved."""
    _require_may_run(by, effort)
    _require_under_way(effort)
    row = take(effort, version=version)
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor indsatsen får en ny ansvarlig."))
    if to.municipality_id != row.plan.policy.municipality_id or not to.is_active:
        raise NotPossible(_("%(name)s kan ikke tage indsatsen: vedkommende er ikke i kommunen.") % {"name": to})
    if not people.holders(row.plan.policy.municipality, *access.INSIDE).filter(pk=to.pk).exists():
        raise NotPossible(
            _("%(name)s har ingen post i forvaltningen i dag og kan derfor ikke være ansvarlig.") % {"name": to}
        )
    before = str(row.lead or "")
    row.lead = to
    row.save(update_fields=["lead", "version"])
    record.wrote("effort.handed_over", on=row, by=by, why=why.strip(), fields={"from": before, "to": str(to)})
    return row


@transaction.atomic
def stop_effort(*, effort: Effort, on: date, reason: str, by: Asker, version: int | None = None) -> Effort:
    """Stop an effort before its plan is over; a reason is always told."""
    _require_may_run(by, effort)
    plan = _require_under_way(effort)
    row = take(effort, version=version)
    if not reason.strip():
        raise NotPossible(_("Skriv, hvorfor indsatsen stopper."))
    if row.stopped_on is not None:
        raise NotPossible(_("Indsatsen er allerede stoppet."))
    if on > clock.today():
        raise NotPossible(_("Dagen er ikke kommet endnu."))
    _require_begun(plan, on)
    row.stopped_on, row.stop_reason = on, reason.strip()
    row.save(update_fields=["stopped_on", "stop_reason", "version"])
    record.wrote("effort.stopped", on=row, by=by, why=reason.strip(), fields={"on": on.isoformat()})
    return row


@transaction.atomic
def restart_effort(*, effort: Effort, by: Asker) -> Effort:
    """Undo a stop within ten minutes."""
    _require_may_run(by, effort)
    _require_under_way(effort)
    row = take(effort, version=None)
    if not stop_can_be_undone(row):
        raise NotPossible(_("Et stop kan fortrydes i ti minutter. Nu kan indsatsen begynde igen i en ny plan."))
    row.stopped_on, row.stop_reason = None, ""
    row.save(update_fields=["stopped_on", "stop_reason", "version"])
    record.wrote("effort.stop_undone", on=row, by=by)
    return row


@transaction.atomic
def reach_milestone(*, milestone: Milestone, on: date, by: Asker) -> Milestone:
    """Note the day a milestone was reached."""
    _require_may_run(by, milestone.effort)
    plan = _require_under_way(milestone.effort, or_asked=True)
    row = take(milestone, version=None)
    if row.reached_on is not None:
        raise NotPossible(_("Milepælen er allerede nået."))
    if on > clock.today():
        raise NotPossible(_("Dagen er ikke kommet endnu. Skriv den dag, milepælen blev nået."))
    _require_begun(plan, on)
    row.reached_on = on
    row.save(update_fields=["reached_on", "version"])
    fields = {"milestone": row.title, "row": str(row.uuid), "on": on.isoformat()}
    record.wrote("milestone.reached", on=row.effort, by=by, fields=fields)
    return row


@transaction.atomic
def unreach_milestone(*, milestone: Milestone, by: Asker) -> Milestone:
    """Undo that a milestone was reached, within ten minutes."""
    _require_may_run(by, milestone.effort)
    _require_under_way(milestone.effort, or_asked=True)
    row = take(milestone, version=None)
    if str(row.uuid) not in just_reached(row.effort):
        raise NotPossible(_("Det kan fortrydes i ti minutter, og tiden er gået."))
    row.reached_on = None
    row.save(update_fields=["reached_on", "version"])
    fields = {"milestone": row.title, "row": str(row.uuid)}
    record.wrote("milestone.reached_undone", on=row.effort, by=by, fields=fields)
    return row


@transaction.atomic
def note_figure(
    *,
    effort: Effort,
    as_of: date,
    source: str,
    by: Asker,
    value: Decimal | int | float | None = None,
    under_five: bool = False,
    replaces: Figure | None = None,
) -> Figure:
    """Note a figure of the effort's indicator: a value or *under fem*, with its day and source."""
    _require_may_run(by, effort)
    _require_under_way(effort, or_asked=True)
    if as_of > clock.today():
        raise NotPossible(_("Tallets dag ligger i fremtiden. Skriv den dag, tallet er gjort op."))
    if (value is None) != under_five:
        raise NotPossible(_("Skriv et tal, eller vælg »under fem«. Ikke begge dele, og ikke ingen af dem."))
    if value is not None and figure_must_hide(float(value), about_people=effort.about_people):
        raise NotPossible(_("Tallet handler om mennesker og er under fem. Skriv *under fem* i stedet for tallet."))
    if not source.strip():
        raise NotPossible(_("Skriv, hvor tallet kommer fra."))
    if replaces is not None and (replaces.effort_id != effort.pk or hasattr(replaces, "replaced_by")):
        raise NotPossible(_("Tallet er allerede rettet. Ret det nyeste i stedet."))
    figure = Figure.objects.create(
        effort=effort,
        value=value,
        under_five=under_five,
        unit=effort.indicator_unit,
        as_of=as_of,
        source=source.strip(),
        replaces=replaces,
        typed_at=clock.now(),
    )
    verb = "figure.corrected" if replaces else "figure.noted"
    record.wrote(verb, on=effort, by=by, fields={"as_of": as_of.isoformat(), "source": figure.source})
    return figure


def just_reached(effort: Effort) -> set[str]:
    """The milestones (uuid as text) whose day was noted within the last ten minutes and still stands."""
    reached: set[str] = set()
    for entry in _lately(effort, "milestone.reached", "milestone.reached_undone"):
        change = reached.add if entry.verb == "milestone.reached" else reached.discard
        change(entry.fields["row"])
    return reached


def stop_can_be_undone(effort: Effort) -> bool:
    """Whether the effort was stopped within the last ten minutes."""
    told = [entry.verb for entry in _lately(effort, "effort.stopped", "effort.stop_undone")]
    return told[-1:] == ["effort.stopped"]


def _lately(effort: Effort, *verbs: str) -> QuerySet[Entry]:
    """What can be undone: all of it, also when much else was written about the effort since."""
    slug = effort.plan.policy.municipality.slug
    return record_reads.lately(slug, effort.uuid, verbs=verbs, since=clock.now() - TIME_TO_UNDO)


def _require_may_run(by: Asker, effort: Effort) -> None:
    require(access.is_at_home(by, effort.plan.policy.municipality_id))
    require(access.may_run_effort(by, effort))


def _require_under_way(effort: Effort, *, or_asked: bool = False) -> ActionPlan:
    """Refuse to write on an effort unless its plan is approved and not closed.

    With `or_asked` an open status that asks about the effort is reason enough though the plan is closed.
    """
    plan = take(effort.plan, version=None)
    asked = or_asked and plan.stage == PlanStage.CLOSED and reads.is_asked_about(effort)
    if plan.stage not in reads.UNDER_WAY and not asked:
        expected = ", ".join(str(ActionPlan(stage=stage).get_stage_display()) for stage in reads.UNDER_WAY)
        raise NotPossible(
            _("Planen er %(found)s. Det skridt kan tages, når den er %(expected)s.")
            % {"found": plan.get_stage_display(), "expected": expected}
        )
    return plan


def _require_begun(plan: ActionPlan, on: date) -> None:
    if on < plan.period_from:
        raise NotPossible(
            _("Dagen ligger før planen, som begynder %(day)s.") % {"day": plan.period_from.strftime("%d-%m-%Y")}
        )
