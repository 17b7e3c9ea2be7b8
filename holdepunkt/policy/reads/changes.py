"""What has changed that everybody may know: for the Atom feed, the front page and the year wheel."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.people.asker import Asker
from holdepunkt.policy.labels import label
from holdepunkt.policy.models import ActionPlan, CommitteeItem, Evaluation, PolicyVersion
from holdepunkt.policy.reads.public import APPROVED_PLANS
from holdepunkt.policy.rules.kinds import Decision, VersionStage


@dataclass(frozen=True)
class Dated:
    """Something public with a day: what, when, where to read it, and a stable id."""

    day: date
    text: str
    href: str
    id: str
    kind: str


def changes(by: Asker, *, most: int = 30) -> list[Dated]:
    """The newest public events, newest first."""
    found = [*_approved(by, most), *_plans(by, most), *_items(by, most), *_evaluations(by, most)]
    return sorted(found, key=lambda change: (change.day, change.id), reverse=True)[:most]


def _slug(by: Asker) -> str:
    return by.municipality_slug


def _approved(by: Asker, most: int) -> list[Dated]:
    rows = (
        PolicyVersion.objects.filter(
            policy__municipality=by.municipality,
            stage__in=(VersionStage.APPROVED, VersionStage.SUPERSEDED),
            approved_on__isnull=False,
        )
        .select_related("policy", "approved_by")
        .order_by("-approved_on")[:most]
    )
    return [
        Dated(
            row.approved_on,
            _("%(title)s blev godkendt af %(unit)s") % {"title": row.title, "unit": row.approved_by or _("kommunen")},
            reverse(
                "policy:policy_version", kwargs={"slug": _slug(by), "policy": row.policy.slug, "number": row.number}
            ),
            str(row.uuid),
            "policy",
        )
        for row in rows
        if row.approved_on
    ]


def _plans(by: Asker, most: int) -> list[Dated]:
    rows = (
        ActionPlan.objects.filter(
            policy__municipality=by.municipality, stage__in=APPROVED_PLANS, approved_on__isnull=False
        )
        .select_related("approved_by", "policy")
        .order_by("-approved_on")[:most]
    )
    return [
        Dated(
            row.approved_on,
            _("%(title)s blev godkendt") % {"title": row.title},
            reverse("policy:plan", kwargs={"slug": _slug(by), "uuid": row.uuid}),
            str(row.uuid),
            "plan",
        )
        for row in rows
        if row.approved_on
    ]


def _items(by: Asker, most: int) -> list[Dated]:
    rows = (
        CommitteeItem.objects.filter(policy__municipality=by.municipality, published_on__isnull=False)
        .select_related("committee")
        .order_by("-published_on")[:most]
    )
    return [_item(by, row) for row in rows if row.published_on]


def _item(by: Asker, row: CommitteeItem) -> Dated:
    href = reverse("policy:item", kwargs={"slug": _slug(by), "uuid": row.uuid})
    if row.decision and row.decided_on:
        text = _("%(committee)s: %(title)s: %(decision)s") % {
            "committee": row.committee,
            "title": row.title,
            "decision": label(Decision(row.decision)),
        }
        return Dated(row.decided_on, text, href, f"{row.uuid}-decided", "decision")
    text = _("%(title)s er på dagsordenen i %(committee)s") % {"title": row.title, "committee": row.committee}
    return Dated(row.published_on or date.min, text, href, str(row.uuid), "item")


def _evaluations(by: Asker, most: int) -> list[Dated]:
    rows = (
        Evaluation.objects.filter(policy__municipality=by.municipality, published_on__isnull=False)
        .select_related("policy")
        .order_by("-published_on")[:most]
    )
    return [
        Dated(
            row.published_on,
            _("Evalueringen %(year)s kan læses") % {"year": row.year},
            reverse("policy:evaluation", kwargs={"slug": _slug(by), "policy": row.policy.slug, "year": row.year}),
            str(row.uuid),
            "evaluation",
        )
        for row in rows
        if row.published_on
    ]
