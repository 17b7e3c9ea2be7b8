"""The only writers of a policy and its versions: begin, change, send to hearing, approve."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.policy import access
from holdepunkt.policy.actions.copy_text import copy_text
from holdepunkt.policy.models import Evaluation, Policy, PolicyVersion
from holdepunkt.policy.pack.kinds import general_form
from holdepunkt.policy.reads.problems import digest_of, problems_of
from holdepunkt.policy.rules.kinds import VersionStage
from holdepunkt.policy.rules.next_policy import Learned, remarks
from holdepunkt.record.versions import take

STILL_WRITTEN = (VersionStage.DRAFT, VersionStage.HEARING)
FOLLOWS_ALONG = (
    "title",
    "kind_word",
    "edition",
    "owner",
    "committee",
    "approved_by",
    "values",
    "levels",
    "target_group",
    "deadlines",
    "paper_fields",
    "paper_note",
    "source_name",
    "source_note",
)


@transaction.atomic
def begin_policy(
    *, municipality: Municipality, slug: str, title: str, by: Asker, predecessor: Policy | None = None, **more: Any
) -> PolicyVersion:
    """Begin a policy with an empty first draft; the paper has our general form until it is changed."""
    require(access.is_at_home(by, municipality.pk))
    require(access.may_draft(by))
    try:
        with transaction.atomic():
            policy = Policy.objects.create(municipality=municipality, slug=slug, title=title, predecessor=predecessor)
    except IntegrityError as taken:
        raise NotPossible(
            _("Der er allerede en politik med det korte navn »%(slug)s«. Vælg et andet.") % {"slug": slug}
        ) from taken
    fields = {"paper_fields": general_form()} | more
    version = PolicyVersion.objects.create(policy=policy, number=1, stage=VersionStage.DRAFT, title=title, **fields)
    record.wrote("policy.begun", on=version, by=by)
    return version


@transaction.atomic
def begin_version(*, policy: Policy, by: Asker, from_evaluation: Evaluation | None = None) -> PolicyVersion:
    """Copy the newest version into a draft that will supersede it, or begin the next policy.

    From an evaluation: goals advised to drop stay behind, what should change is the draft's remark,
    and the period is open, for it is another one.
    """
    require(access.is_at_home(by, policy.municipality_id))
    require(access.may_draft(by))
    newest = policy.versions.order_by("-number").first()
    if newest is None or newest.stage in STILL_WRITTEN:
        raise NotPossible(_("Der er allerede et udkast. Skriv videre i det, eller godkend det først."))
    learned = _learned(from_evaluation)
    fields = {name: getattr(newest, name) for name in FOLLOWS_ALONG}
    if from_evaluation is None:
        fields |= {
            "period_from": newest.period_from,
            "period_to": newest.period_to,
            "in_use_after_period": newest.in_use_after_period,
        }
    version = PolicyVersion.objects.create(
        policy=policy,
        number=newest.number + 1,
        stage=VersionStage.DRAFT,
        supersedes=newest,
        began_from=from_evaluation,
        draft_remark=remarks(learned),
        **fields,
    )
    copy_text(old=newest, new=version, learned=learned, by=by)
    record.wrote("policy.version_begun", on=version, by=by, fields={"from": newest.number})
    return version


def _learned(evaluation: Evaluation | None) -> list[Learned]:
    if evaluation is None:
        return []
    rows = evaluation.conclusions.all()
    return [Learned(row.goal_key, row.goal_title, row.text, row.advice) for row in rows]


@transaction.atomic
def change_version(
    *, version_of: PolicyVersion, by: Asker, version: int | None = None, **changes: Any
) -> PolicyVersion:
    """Change the frame of a draft: title, period, bodies, words for goals, values, deadlines, paper."""
    require(access.may_change_text(by, version_of))
    row = take(version_of, version=version)
    _period_in_order(changes.get("period_from", row.period_from), changes.get("period_to", row.period_to))
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    row.digest = ""
    row.save()
    if "title" in changed and row.number == 1:
        Policy.objects.filter(pk=row.policy_id).update(title=row.title)
    record.wrote("policy.changed", on=row, by=by, fields={"changed": sorted(changed)})
    return row


def _period_in_order(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise NotPossible(
            _("Perioden slutter %(last)s og begynder først %(first)s. Den skal begynde, før den slutter.")
            % {"first": first, "last": last}
        )


@transaction.atomic
def send_to_hearing(*, version_of: PolicyVersion, until: date, by: Asker) -> PolicyVersion:
    """Send a draft to hearing until a day, or move the day of a hearing that runs."""
    require(access.may_change_text(by, version_of))
    if until < clock.today():
        raise NotPossible(_("Høringen kan ikke slutte %(until)s. Vælg en dag fra i dag og frem.") % {"until": until})
    row = take(version_of, version=None)
    row.stage = VersionStage.HEARING
    row.hearing_until = until
    row.digest = ""
    row.save()
    record.wrote("policy.sent_to_hearing", on=row, by=by, fields={"until": until.isoformat()})
    return row


@transaction.atomic
def approve_version(*, version_of: PolicyVersion, unit: Unit | None, on: date | None, by: Asker) -> PolicyVersion:
    """Record that the text is approved, by whom and when (each may be unknown, A6), and freeze it.

    The version approved until now is superseded in the same transaction.
    """
    require(access.may_change_text(by, version_of))
    if on is not None and on > clock.today():
        raise NotPossible(
            _("Godkendt den %(on)s: den dag er ikke kommet endnu. Skriv det, når det er sket.") % {"on": on}
        )
    row = take(version_of, version=None)
    row.approved_by, row.approved_on = unit, on
    _require_whole(row)
    older = PolicyVersion.objects.filter(policy=row.policy_id, stage=VersionStage.APPROVED).first()
    if older is not None:
        older.stage = VersionStage.SUPERSEDED
        older.save(update_fields=["stage"])
        row.supersedes = older
    row.stage = VersionStage.APPROVED
    row.save()
    row.digest = digest_of(row)
    row.save(update_fields=["digest"])
    Policy.objects.filter(pk=row.policy_id).update(title=row.title)
    record.wrote("policy.approved", on=row, by=by, fields={"on": on.isoformat() if on else "unknown"})
    return row


def _require_whole(row: PolicyVersion) -> None:
    """A text with holes in it cannot be frozen: they could never be mended."""
    problems = problems_of(row)
    if problems:
        raise NotPossible(
            _("Der er %(count)s ting, der skal på plads først: %(first)s")
            % {"count": len(problems), "first": " ".join(problem.text for problem in problems[:3])}
        )
