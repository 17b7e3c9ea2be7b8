"""What waits in the policy loop, computed from its rows: a status not written, a year nobody approved."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.people.asker import Asker
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.people.models import Unit, User
from holdepunkt.people.rules import HOLDERS, Role
from holdepunkt.policy.gathering_loose_ends import promised_meetings
from holdepunkt.policy.models import Effort, StatusNote, StatusReport
from holdepunkt.policy.reads import status_mail, status_notes
from holdepunkt.policy.reads import status_waiting as reads
from holdepunkt.policy.reads.public import last_year_named
from holdepunkt.policy.rules.kinds import ReportStage
from holdepunkt.policy.rules.period import has_outlived, has_run_out
from holdepunkt.policy.rules.status import evaluation_year

# What hurts a person most comes first.
WEIGHTS = {
    "effort_without_post": 70,
    "effort_without_unit": 65,
    "status_late": 60,
    "item_still_open": 55,
    "mail_lost": 52,
    "year_waits_for_head": 50,
    "year_waits_to_be_sent": 45,
    "status_due": 40,
    "round_ready_to_lock": 40,
    "evaluation_missing": 30,
    "period_run_out": 20,
}
Turn = Callable[[Role], User | None]


def ends_for(by: Asker, today: date) -> list[LooseEnd]:
    """Everything that waits and that the asker may see: own, own units'; all of it for the policy lead."""
    if by.municipality is None or not by.has(*HOLDERS):
        return []
    receivers = status_notes.receivers(by.municipality)
    units = None if by.has(Role.POLICY_LEAD) else receivers.answering.units_of(by)
    ends = [_status(note, receivers, by, today) for note in reads.unanswered(by, units)]
    adrift = list(reads.adrift(by, units, today=today))
    ends += [_no_post(effort, receivers, by) for effort in adrift if not receivers.has_lead(effort)]
    if by.has(Role.POLICY_LEAD):
        ends += [_no_unit(effort, receivers, by) for effort in adrift if _is_closed(effort.unit, today)]
    if by.has(Role.POLICY_LEAD, Role.DEPARTMENT_HEAD, Role.COMMITTEE_SECRETARY):
        turn = partial(_turn, by, receivers)
        ends += [*_years(by, turn, today), *_items(by, turn), *_policies(by, turn, today)]
    return ends


def _end(kind: str, holder: User | None, **told: Any) -> LooseEnd:
    """A loose end with the weight of its kind and its holder's name and number."""
    call = " ".join(filter(None, [holder.name, holder.phone])) if holder else ""
    return LooseEnd(
        kind=kind,
        weight=WEIGHTS[kind],
        holder=holder.name if holder else _("ingen endnu"),
        holder_user_id=holder.pk if holder else None,
        call=call,
        **told,
    )


def _status(note: StatusNote, receivers: status_notes.Receivers, by: Asker, today: date) -> LooseEnd:
    year, lead = note.report.year, note.effort.lead
    late = note.due_on < today
    why = _("Status for %(year)s mangler") % {"year": year}
    if lead is not None and receivers.has_lead(note.effort) and receivers.answering.away(lead):
        why = _("Status for %(year)s mangler, på vegne af %(name)s") % {"year": year, "name": lead.name}
    elif lead is not None and not receivers.has_lead(note.effort):
        why = _("Status for %(year)s mangler efter %(name)s") % {"year": year, "name": lead.name}
    return _end(
        "status_late" if late else "status_due",
        receivers.of(note.effort),
        about=str(note.effort),
        since=note.report.opened_on,
        due=note.due_on,
        why=why,
        action=_("Svar på to minutter"),
        where=reverse("policy:status_note", kwargs={"slug": by.municipality_slug, "year": year, "note": note.uuid}),
        holder_unit_id=note.effort.unit_id,
    )


def _no_post(effort: Effort, receivers: status_notes.Receivers, by: Asker) -> LooseEnd:
    """Invariant 2: when a post ends, all that the person held waits for the unit's leader."""
    left = getattr(effort, "left_on", None)
    if effort.lead:
        why = _("%(name)s er ansvarlig og har ikke længere en post her") % {"name": effort.lead.name}
    else:
        why = _("Ingen er ansvarlig")
    return _end(
        "effort_without_post",
        receivers.of(effort),
        about=str(effort),
        since=left + timedelta(days=1) if left else effort.plan.period_from,
        due=None,
        why=why,
        action=_("Find en ny ansvarlig"),
        where=reverse("policy:effort_hand", kwargs={"slug": by.municipality_slug, "pk": effort.pk}),
        holder_unit_id=effort.unit_id,
    )


def _is_closed(unit: Unit | None, today: date) -> bool:
    """Whether a unit is closed and nobody took over from it."""
    return unit is not None and unit.successor_id is None and unit.valid_until is not None and unit.valid_until < today


def _no_unit(effort: Effort, receivers: status_notes.Receivers, by: Asker) -> LooseEnd:
    """A7: what a closed unit answered for waits until somebody says who took over."""
    unit = effort.unit
    closed = unit.valid_until if unit else None
    return _end(
        "effort_without_unit",
        receivers.first(Role.POLICY_LEAD, rather=by.user_id),
        about=str(effort),
        since=closed + timedelta(days=1) if closed else effort.plan.period_from,
        due=None,
        why=_("%(unit)s er nedlagt, og ingen har taget over") % {"unit": unit},
        action=_("Sig, hvem der tog over"),
        where=reverse("people:setup_unit", kwargs={"slug": by.municipality_slug, "pk": effort.unit_id}),
        holder_unit_id=effort.unit_id,
    )


def _turn(by: Asker, receivers: status_notes.Receivers, role: Role) -> User | None:
    """Whose turn it is for a role: one's own when one holds it, else somebody who does; else the policy lead's."""
    held = receivers.first(role, rather=by.user_id)
    return held or receivers.first(Role.POLICY_LEAD, rather=by.user_id)


def _years(by: Asker, turn: Turn, today: date) -> Iterator[LooseEnd]:
    """Rounds ready to lock, years that wait for the head, years that wait to be sent."""
    reports = reads.reports(by, ReportStage.OPEN, ReportStage.LOCKED, ReportStage.APPROVED)
    if any(report.has_failed_mail for report in reports):
        yield from _lost_mail(by, turn)
    for report in reports:
        if report.stage == ReportStage.OPEN:
            if not report.is_silent or report.due_on < today:
                yield _ready_to_lock(by, turn, report, everybody=not report.is_silent)
        elif report.stage == ReportStage.LOCKED:
            yield _year_end(
                "year_waits_for_head",
                turn(Role.DEPARTMENT_HEAD),
                report,
                since=report.locked_at,
                due=report.approve_by,
                why=_("Året er låst og venter på chefens godkendelse"),
                action=_("Se og godkend"),
                where=_report_path("status_approve", by, report),
            )
        else:
            role = Role.COMMITTEE_SECRETARY if report.has_item else Role.POLICY_LEAD
            yield _year_end(
                "year_waits_to_be_sent",
                turn(role),
                report,
                since=report.approved_at,
                due=report.agenda_on,
                why=_("Året er godkendt og venter på at komme til udvalget"),
                action=_("Til punkterne"),
                where=reverse("policy:item_choose", kwargs={"slug": by.municipality_slug}),
            )


def _lost_mail(by: Asker, turn: Turn) -> Iterator[LooseEnd]:
    """Mail that failed three times: somebody must call, since the machine cannot reach them."""
    for mail in status_mail.lost(by):
        yield _end(
            "mail_lost",
            turn(Role.POLICY_LEAD),
            about=_("Mail til %(name)s om status for %(year)s") % {"name": mail.to.name, "year": mail.note.report.year},
            since=mail.since.date(),
            due=mail.note.due_on,
            why=_("Mailen kunne ikke sendes i tre forsøg"),
            action=_("Ring, eller se, hvem der mangler"),
            where=_report_path("status_missing", by, mail.note.report),
        )


def _ready_to_lock(by: Asker, turn: Turn, report: StatusReport, *, everybody: bool) -> LooseEnd:
    why = _("Alle har svaret") if everybody else _("Svarfristen er gået")
    return _end(
        "round_ready_to_lock",
        turn(Role.POLICY_LEAD),
        about=f"{report}, {report.policy}",
        since=report.due_on if not everybody else report.opened_on,
        due=report.approve_by,
        why=why,
        action=_("Lås status"),
        where=_report_path("status_lock", by, report),
    )


def _year_end(kind: str, holder: User | None, report: StatusReport, *, since: Any, **told: Any) -> LooseEnd:
    return _end(
        kind, holder, about=f"{report}, {report.policy}", since=since.date() if since else report.opened_on, **told
    )


def _report_path(name: str, by: Asker, report: StatusReport) -> str:
    place = {"slug": by.municipality_slug, "policy": report.policy.slug, "year": report.year}
    return reverse(f"policy:{name}", kwargs=place)


def _items(by: Asker, turn: Turn) -> Iterator[LooseEnd]:
    """Items that a committee postponed or sent back."""
    for item in reads.items_still_open(by):
        yield _end(
            "item_still_open",
            turn(Role.COMMITTEE_SECRETARY),
            about=item.title,
            since=item.decided_on,
            due=None,
            why=_("%(committee)s: %(decision)s")
            % {"committee": item.committee, "decision": item.get_decision_display()},
            action=_("Tag punktet op igen"),
            where=reverse("policy:item_desk", kwargs={"slug": by.municipality_slug, "uuid": item.uuid}),
        )


def _ended_on(version: Any, today: date) -> date | None:
    """A7: the last day of a policy's period, or of the last year it names when it never said when it ends."""
    if has_run_out(version.period_to, today=today):
        return version.period_to
    named = last_year_named(version)
    outlived = has_outlived(version.period_to, named, in_use=version.in_use_after_period, today=today)
    return date(named, 12, 31) if outlived and named else None


def _policies(by: Asker, turn: Turn, today: date) -> Iterator[LooseEnd]:
    """Policies past their evaluation year or past their period (O7, A7)."""
    lead, rows = turn(Role.POLICY_LEAD), reads.versions_and_evaluations(by)
    for version in {row.pk: row for row in rows if not row.has_successor}.values():
        if ended := _ended_on(version, today):
            in_use = _("Perioden er gået, og politikken bruges stadig")
            yield _end(
                "period_run_out",
                lead,
                about=version.title,
                since=ended + timedelta(days=1),
                due=None,
                why=in_use if version.in_use_after_period else _("Perioden er gået"),
                action=_("Begynd den næste"),
                where=reverse("policy:drafting", kwargs={"slug": by.municipality_slug}),
                holder_unit_id=version.owner_id,
            )
    if by.has(Role.POLICY_LEAD):
        yield from promised_meetings({row.pk: row for row in rows if row.holds}.values(), by, today)
    for version in (row for row in rows if row.rule_pk):
        began = version.period_from or version.approved_on
        year = evaluation_year(
            year=version.rule_year, every=version.rule_every, first_year=began.year if began else None, today=today
        )
        if year is None or (version.evaluated_year or 0) >= year:
            continue
        yield _end(
            "evaluation_missing",
            lead,
            about=version.title,
            since=date(year, 1, 1),
            due=date(year, 12, 31),
            why=_("Politikken lover en evaluering i %(year)s") % {"year": year},
            action=_("Begynd evalueringen"),
            where=reverse("policy:evaluations", kwargs={"slug": by.municipality_slug}),
            holder_unit_id=version.owner_id,
        )
