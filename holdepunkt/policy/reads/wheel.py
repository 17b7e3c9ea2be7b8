"""The year wheel: what happens when, from the policy's rhythm, its plans, papers and deadlines."""

from calendar import monthrange
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.people.asker import Asker
from holdepunkt.policy.models import ActionPlan, CommitteeItem, PolicyVersion
from holdepunkt.policy.reads import public
from holdepunkt.policy.reads.changes import Dated
from holdepunkt.policy.rules.kinds import RhythmKind


def dates(by: Asker, of: PolicyVersion, year: int, until_year: int | None = None) -> list[Dated]:
    """Every public day of the years that belongs to the policy, in order; three queries however many years."""
    years = range(year, (until_year or year) + 1)
    found = [
        *(dated for one in years for dated in _deadlines(by, of, one)),
        *_plans(by, of, years),
        *_meetings(by, of, years),
        *_evaluations(by, of, years),
        *_policy_ends(by, of, years),
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
            day = _day_in_year(month_day, year)
            found.append(Dated(day, text, href, f"{of.uuid}-{name}-{year}", "deadline"))
    return found


def _day_in_year(month_day: str, year: int) -> date:
    """The day of a yearly deadline; 29 February is the 28th in most years."""
    month, day = (int(part) for part in month_day.split("-"))
    return date(year, month, min(day, monthrange(year, month)[1]))


def _plans(by: Asker, of: PolicyVersion, years: range) -> list[Dated]:
    found = []
    touching = Q(period_from__year__in=years) | Q(period_to__year__in=years)
    for plan in ActionPlan.objects.filter(touching, pk__in=public.plans(of).values("pk")):
        href = reverse("policy:plan", kwargs={"slug": by.municipality_slug, "uuid": plan.uuid})
        for day, text in ((plan.period_from, _("%(plan)s begynder")), (plan.period_to, _("%(plan)s slutter"))):
            if day.year in years:
                found.append(Dated(day, text % {"plan": plan.title}, href, f"{plan.uuid}-{day}", "plan"))
    return found


def _meetings(by: Asker, of: PolicyVersion, years: range) -> list[Dated]:
    items = CommitteeItem.objects.filter(
        policy=of.policy_id, published_on__isnull=False, meeting_on__year__in=years
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


def _evaluations(by: Asker, of: PolicyVersion, years: range) -> list[Dated]:
    rows = of.rhythms.filter(kind=RhythmKind.EVALUATION_IN_YEAR, year__in=years)
    return [
        Dated(date(row.year, 12, 31), row.plain, _policy_href(by, of), str(row.uuid), "evaluation")
        for row in rows
        if row.year
    ]


def _policy_ends(by: Asker, of: PolicyVersion, years: range) -> list[Dated]:
    if of.period_to is None or of.period_to.year not in years:
        return []
    text = _("%(title)s løber ud") % {"title": of.title}
    return [Dated(of.period_to, text, _policy_href(by, of), f"{of.uuid}-ends", "policy")]
