"""The only writers of items to the committee: begin, change, send, publish, decide, take up again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible
from holdepunkt.people.access import require as must
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.policy import access
from holdepunkt.policy.actions.adopted import tell_year
from holdepunkt.policy.actions.hearing import tell_hearings, tell_undone
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import (
    ActionPlan,
    CommitteeItem,
    Evaluation,
    ItemField,
    Policy,
    PolicyVersion,
    StatusReport,
)
from holdepunkt.policy.reads import item as reads
from holdepunkt.policy.reads.paper_annex import to_keep
from holdepunkt.policy.reads.paper_subjects import prefilled
from holdepunkt.policy.rules import item as rules
from holdepunkt.policy.rules.evaluation import EvaluationStage
from holdepunkt.policy.rules.kinds import Decision, ReportStage
from holdepunkt.record.versions import take

SUBJECTS = ("report", "plan", "policy_version", "evaluation")
CHANGEABLE = ("title", "committee", "meeting_on", "agenda_on", "case_number")
PLANNED_DAYS = ("meeting_on", "agenda_on")
FROM_FIGURES = ("resume", "core", "account", "economy", "schedule")


@transaction.atomic
def begin_item(
    *,
    policy: Policy,
    committee: Unit,
    title: str,
    by: Asker,
    report: StatusReport | None = None,
    plan: ActionPlan | None = None,
    policy_version: PolicyVersion | None = None,
    evaluation: Evaluation | None = None,
    meeting_on: date | None = None,
    agenda_on: date | None = None,
    case_number: str = "",
) -> CommitteeItem:
    """Begin the item about a locked year, a plan, a policy's text or an evaluation, filled from what is known."""
    must(access.is_at_home(by, policy.municipality_id))
    must(access.may_write_paper(by))
    given = {"report": report, "plan": plan, "policy_version": policy_version, "evaluation": evaluation}
    subject = {name: value for name, value in given.items() if value is not None}
    _require_ready(subject)
    _require_plannable(meeting_on, agenda_on)
    if reads.unfinished(committee=committee, **subject):
        raise NotPossible(
            _("Der er allerede et punkt om det her til %(committee)s. Skriv videre på det.") % {"committee": committee}
        )
    item = CommitteeItem.objects.create(
        policy=policy,
        committee=committee,
        title=title,
        meeting_on=meeting_on,
        agenda_on=agenda_on,
        case_number=case_number,
        **subject,
    )
    _store_fields(item, prefilled(item))
    _keep_annex(item)
    record.wrote("item.begun", on=item, by=by, fields={"about": sorted(subject)})
    return item


def _require_ready(subject: Mapping[str, Any]) -> None:
    """One thing, and far enough: a year is locked, an evaluation is finished."""
    if len(subject) != 1:
        raise NotPossible(_("Et punkt handler om én ting. Her er der %(count)d.") % {"count": len(subject)})
    report, made = subject.get("report"), subject.get("evaluation")
    if report and report.stage not in reads.LOCKED_STAGES:
        raise NotPossible(
            _("Status for %(year)s er %(stage)s. Den skal være låst, før udvalget kan få et punkt.")
            % {"year": report.year, "stage": label(ReportStage(report.stage))},
            _("Lås årets status først."),
        )
    if made and made.stage == EvaluationStage.DRAFT:
        raise NotPossible(_("Evalueringen er stadig en kladde. Gør den færdig først."))


def _store_fields(item: CommitteeItem, texts: list[tuple[str, str, str]]) -> None:
    ItemField.objects.bulk_create(
        ItemField(item=item, order=order, key=key, heading=heading, text=text)
        for order, (key, heading, text) in enumerate(texts)
    )


@transaction.atomic
def change_item(
    *,
    item: CommitteeItem,
    by: Asker,
    version: int | None = None,
    texts: Mapping[str | int, str] | None = None,
    **changes: Any,
) -> CommitteeItem:
    """Change the texts (by field key, or by place for a key that occurs twice), the meeting or the number."""
    must(access.is_at_home(by, item.policy.municipality_id))
    must(access.may_write_paper(by))
    row = take(item, version=version)
    if row.agenda_is_out:
        raise NotPossible(_("Dagsordenen er ude, så punktet ligger fast. Et nyt punkt kan tage sagen op igen."))
    unknown = set(changes) - set(CHANGEABLE)
    if unknown:
        raise TypeError(f"change_item: found {sorted(unknown)}; expected some of {CHANGEABLE}")
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    if row.sent_on and "committee" in changed:
        raise NotPossible(
            _("Punktet er sendt til %(committee)s, så udvalget kan ikke skiftes.") % {"committee": row.committee},
            _("Lav et nyt punkt til det andet udvalg."),
        )
    _require_plannable(*(changes[name] for name in changed if name in PLANNED_DAYS))
    for name in changed:
        setattr(row, name, changes[name])
    changed += _change_texts(row, texts or {})
    if not changed:
        return item
    if row.sent_on:
        row.annex = (row.annex or {}) | {"corrected_on": clock.today().isoformat()}
    else:
        row.annex = to_keep(row)
    row.save()
    record.wrote("item.changed", on=row, by=by, fields={"changed": changed})
    return row


def _change_texts(row: CommitteeItem, texts: Mapping[str | int, str]) -> list[str]:
    """Store the texts that differ and name their fields."""
    changed = []
    for field in row.fields.all():
        text = texts.get(field.order, texts.get(field.key))
        if text is not None and text.replace("\r\n", "\n") != field.text:
            field.text = text.replace("\r\n", "\n")
            field.save(update_fields=["text"])
            changed.append(field.key)
    return changed


@transaction.atomic
def send_item(*, item: CommitteeItem, on: date, by: Asker) -> CommitteeItem:
    """Send the item to the committee. The head of department has approved the year before that (O7)."""
    must(access.is_at_home(by, item.policy.municipality_id))
    must(access.may_send(by))
    row = _locked(item, by)
    if row.sent_on is not None:
        raise NotPossible(_("Punktet er allerede sendt."))
    _require_happened(row, on)
    if row.report:
        _require_approved(row.report)
        _move_report(row.report, ReportStage.WITH_COMMITTEE, sent_on=on)
    row.sent_on = on
    row.save(update_fields=["sent_on"])
    _keep_annex(row)
    record.wrote("item.sent", on=row, by=by, fields={"on": on.isoformat()})
    return row


def _require_approved(report: StatusReport) -> None:
    """Nothing leaves the house before the head has approved it."""
    if report.stage in (ReportStage.APPROVED, ReportStage.WITH_COMMITTEE, ReportStage.PUBLIC):
        return
    if report.stage == ReportStage.REVISED:
        raise NotPossible(
            _("Status for %(year)s er åbnet igen og rettet. Tag den nye udgave med i et nyt punkt.")
            % {"year": report.year}
        )
    raise NotPossible(
        _("Afdelingschefen har ikke godkendt status for %(year)s endnu. Den er %(stage)s.")
        % {"year": report.year, "stage": label(ReportStage(report.stage))},
        _("Chefen godkender, før noget forlader huset."),
    )


def _move_report(report: StatusReport, stage: ReportStage, **dates: date) -> None:
    """The year travels forward with the item, never back."""
    order = list(ReportStage)
    if order.index(ReportStage(report.stage)) < order.index(stage):
        report.stage = stage
        for name, day in dates.items():
            setattr(report, name, day)
        report.save(update_fields=["stage", *dates])


@transaction.atomic
def publish_item(*, item: CommitteeItem, on: date, by: Asker) -> CommitteeItem:
    """Say that the agenda is out: from here the public may read the item, its files and the year."""
    must(access.is_at_home(by, item.policy.municipality_id))
    must(access.may_send(by))
    row = _locked(item, by)
    if row.sent_on is None:
        raise NotPossible(_("Punktet er ikke sendt til udvalget endnu. Send det først."))
    if row.agenda_is_out:
        raise NotPossible(_("Dagsordenen er allerede ude."))
    if row.report:
        _require_approved(row.report)
    _require_happened(row, on)
    if on < row.sent_on:
        raise NotPossible(_("Dagsordenen kan ikke være ude, før punktet blev sendt."))
    if row.report and row.report.stage == ReportStage.WITH_COMMITTEE:
        _move_report(row.report, ReportStage.PUBLIC, published_on=on)
        tell_year(report=row.report, on=on, by=by)
    row.published_on = on
    row.save(update_fields=["published_on"])
    _keep_answers(row)
    record.wrote("item.published", on=row, by=by, fields={"on": on.isoformat()})
    tell_hearings(item=row, by=by)
    return row


@transaction.atomic
def note_decision(
    *, item: CommitteeItem, decision: Decision | str, text: str, decided_on: date, by: Asker, minutes_url: str = ""
) -> CommitteeItem:
    """Record what the committee decided, in its own words."""
    must(access.is_at_home(by, item.policy.municipality_id))
    must(access.may_note_decision(by))
    row = _locked(item, by)
    if row.sent_on is None:
        raise NotPossible(_("Udvalget har ikke fået punktet endnu. Send det først."))
    if row.decision:
        raise NotPossible(
            _("Punktet er allerede besluttet: %(decision)s.") % {"decision": label(Decision(row.decision))}
        )
    if not row.agenda_is_out and row.agenda_on is None:
        raise NotPossible(
            _("Dagsordenen er ikke ude endnu, og punktet har ingen dag for den."),
            _("Skriv, at dagsordenen er ude, før du skriver beslutningen."),
        )
    _require_happened(row, decided_on)
    if decided_on < row.sent_on:
        raise NotPossible(_("Udvalget kan ikke have besluttet noget, før punktet blev sendt."))
    if row.meeting_on and decided_on < row.meeting_on:
        raise NotPossible(
            _("Mødet er den %(day)s, og beslutningen kan ikke være ældre. Ret datoen.")
            % {"day": date_format(row.meeting_on, "j. F Y")}
        )
    row.decision, row.decision_text = Decision(decision), text
    row.decided_on, row.minutes_url = decided_on, minutes_url
    row.save(update_fields=["decision", "decision_text", "decided_on", "minutes_url"])
    record.wrote("item.decision_noted", on=row, by=by, fields={"decision": row.decision, "text": text})
    tell_hearings(item=row, by=by)
    return row


@transaction.atomic
def undo_decision(*, item: CommitteeItem, by: Asker) -> CommitteeItem:
    """Take a mistaken decision back within ten minutes; both it and its undoing stay in the record."""
    must(access.is_at_home(by, item.policy.municipality_id))
    must(access.may_note_decision(by))
    row = _locked(item, by)
    noted = reads.decision_noted(row)
    if not row.decision or noted is None:
        raise NotPossible(_("Der er ingen beslutning at fortryde."))
    if reads.has_follower(row):
        raise NotPossible(_("Sagen er allerede taget op igen."))
    if not rules.may_undo(noted.at, now=clock.now()):
        raise NotPossible(_("Man kan fortryde i ti minutter. Nu ligger beslutningen fast."))
    taken_back = row.decision
    row.decision, row.decision_text, row.decided_on, row.minutes_url = "", "", None, ""
    row.save(update_fields=["decision", "decision_text", "decided_on", "minutes_url"])
    record.wrote("item.decision_undone", on=row, by=by, fields={"decision": taken_back})
    tell_undone(item=row, by=by)
    return row


@transaction.atomic
def link_minutes(*, item: CommitteeItem, minutes_url: str, by: Asker) -> CommitteeItem:
    """Point to the published minutes, which often come days after the decision."""
    must(access.is_at_home(by, item.policy.municipality_id))
    must(access.may_note_decision(by))
    row = _locked(item, by)
    if not row.decision:
        raise NotPossible(_("Skriv beslutningen først, så kan referatet høre til den."))
    row.minutes_url = minutes_url
    row.save(update_fields=["minutes_url"])
    record.wrote("item.minutes_linked", on=row, by=by, fields={"minutes_url": minutes_url})
    return row


@transaction.atomic
def take_up_again(*, item: CommitteeItem, meeting_on: date, by: Asker) -> CommitteeItem:
    """Bring a postponed or returned item to a new meeting, as a new item that names the old one.

    A year that was opened again comes with its newest revision: what stems from its figures is filled anew.
    """
    must(access.is_at_home(by, item.policy.municipality_id))
    must(access.may_write_paper(by))
    old = _locked(item, by)
    if not rules.still_waits(old.decision, taken_up=reads.has_follower(old)):
        raise NotPossible(
            _("Det er kun punkter, der er udsat eller sendt tilbage, som kan tages op igen, og kun én gang.")
        )
    _require_plannable(meeting_on)
    report = reads.newest_revision(old.report) if old.report else None
    if report:
        _require_ready({"report": report})
    new = CommitteeItem.objects.create(
        policy=old.policy,
        title=old.title,
        committee=old.committee,
        report=report,
        plan=old.plan,
        policy_version=old.policy_version,
        evaluation=old.evaluation,
        case_number=old.case_number,
        meeting_on=meeting_on,
        follows=old,
    )
    _store_fields(new, _carried_texts(old, new))
    _keep_annex(new)
    record.wrote("item.taken_up_again", on=new, by=by, fields={"follows": str(old.uuid)})
    return new


def _carried_texts(old: CommitteeItem, new: CommitteeItem) -> list[tuple[str, str, str]]:
    texts = reads.fields(old)
    if old.report_id == new.report_id:
        return texts
    fresh = {key: text for key, _heading, text in prefilled(new)}
    return [(key, heading, fresh.get(key, text) if key in FROM_FIGURES else text) for key, heading, text in texts]


def _locked(item: CommitteeItem, by: Asker) -> CommitteeItem:
    """The row as it is now, held until the end. Its version counts its texts, so it does not move here."""
    must(access.is_at_home(by, item.policy.municipality_id))
    around = ("policy__municipality", "committee", "report", "plan", "policy_version", "evaluation")
    return CommitteeItem.objects.select_for_update(of=("self",)).select_related(*around).get(pk=item.pk)


def _keep_annex(row: CommitteeItem) -> None:
    """Keep what the item is about as it stands now. A file made before it moved is out of date from here."""
    _keep(row, to_keep(row))


def _keep_answers(row: CommitteeItem) -> None:
    """Keep what the councils had said when the agenda came out; the table stays as it was sent."""
    kept = to_keep(row)
    if kept and "heard" in kept:
        _keep(row, (row.annex or kept) | {"heard": kept["heard"]})


def _keep(row: CommitteeItem, annex: dict[str, Any] | None) -> None:
    if annex == row.annex:
        return
    if row.annex is not None:
        row.version += 1
    row.annex = annex
    row.save(update_fields=["annex", "version"])


def _require_happened(row: CommitteeItem, day: date) -> None:
    """What is said to have happened has happened, and not before what it rests on."""
    if day > clock.today():
        raise NotPossible(_("Datoen ligger i fremtiden. Skriv den dag, det skete."))
    approved_at = row.report.approved_at if row.report else None
    if approved_at:
        first = rules.not_before(timezone.localdate(approved_at))
    else:
        first = rules.not_before(None if row.policy_version else reads.in_force_since(row.policy))
    if day < first:
        raise NotPossible(
            _("Det kan ikke være sket før den %(day)s. Ret datoen.") % {"day": date_format(first, "j. F Y")}
        )


def _require_plannable(*days: date | None) -> None:
    if not all(rules.may_be_planned(day) for day in days):
        raise NotPossible(
            _("Datoen skal ligge fra %(first)s til %(last)s. Ret datoen.")
            % {"first": rules.EARLIEST.year, "last": rules.LATEST.year}
        )
