"""The year wheel: what happens when, from the policy's rhythm, its plans, papers and deadlines."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.people.asker import Asker
from holdepunkt.policy.models import ActionPlan, CommitteeItem, PolicyVersion
from holdepunkt.policy.reads import public
from holdepunkt.policy.reads.changes import Dated
from holdepunkt.policy.rules.kinds import RhythmKind


def dates(by: Asker, of: PolicyVersion, year: int) -> list[Dated]:
    """Every public day of the year that belongs to the policy, in order."""
    found = [
        *_deadlines(by, of, year),
        *_plans(by, of, year),
        *_meetings(by, of, year),
        *_evaluation(by, of, year),
        *_policy_ends(by, of, year),
    ]
    return sorted(found, key=lambda dated: (dated.day, dated.text))


def _policy_href(by: Asker, of: PolicyVersion) -> str:
    return reverse("policy:policy", kwargs={"slug": by.municipality_slug, "policy": of.policy.slug})


def _deadlines(by: Asker, of: PolicyVersion, year: int) -> list[Dated]:
    texts = {
        "round_opens": _("Status åbner: de ansvarlige bliver spurgt"),
        "status_due": _("Sidste dag for at skrive status"),
    }
    href = reverse("policy:keeps_word", kwargs={"slug": by.municipality_slug})
    found = []
    for name, text in texts.items():
        if month_day := of.deadlines.get(name):
            day = date.fromisoformat(f"{year}-{month_day}")
            found.append(Dated(day, text, href, f"{of.uuid}-{name}-{year}", "deadline"))
    return found


def _plans(by: Asker, of: PolicyVersion, year: int) -> list[Dated]:
    found = []
    for plan in ActionPlan.objects.filter(pk__in=public.plans(of).values("pk")):
        href = reverse("policy:plan", kwargs={"slug": by.municipality_slug, "uuid": plan.uuid})
        for day, text in (
            (plan.period_from, _("%(plan)s begynder")),
            (plan.period_to, _("%(plan)s slutter")),
        ):
            if day.year == year:
                found.append(
                    Dated(day, text % {"plan": plan.title}, href, f"{plan.uuid}-{day}", "plan")
                )
    return found


def _meetings(by: Asker, of: PolicyVersion, year: int) -> list[Dated]:
    items = CommitteeItem.objects.filter(
        policy=of.policy_id, published_on__isnull=False, meeting_on__year=year
    ).select_related("committee")
    return [
        Dated(
            item.meeting_on,
            f"{item.committee}: {item.title}",
            reverse("policy:item", kwargs={"slug": by.municipality_slug, "uuid": item.uuid}),
            str(item.uuid),
            "meeting",
        )
        for item in items
        if item.meeting_on
    ]


def _evaluation(by: Asker, of: PolicyVersion, year: int) -> list[Dated]:
    rows = of.rhythms.filter(kind=RhythmKind.EVALUATION_IN_YEAR, year=year)
    return [
        Dated(date(year, 12, 31), row.plain, _policy_href(by, of), str(row.uuid), "evaluation")
        for row in rows
    ]


def _policy_ends(by: Asker, of: PolicyVersion, year: int) -> list[Dated]:
    if of.period_to is None or of.period_to.year != year:
        return []
    text = _("%(title)s løber ud") % {"title": of.title}
    return [Dated(of.period_to, text, _policy_href(by, of), f"{of.uuid}-ends", "policy")]
