"""The municipalities of this installation with their policies in force: public, for the start page."""

from dataclasses import dataclass

from holdepunkt.people import reads as people
from holdepunkt.people.models import Municipality
from holdepunkt.policy.models import CommitteeItem, PolicyVersion
from holdepunkt.policy.reads.public import LONG_AGO
from holdepunkt.policy.rules.kinds import VersionStage


@dataclass(frozen=True)
class Place:
    """A municipality, and its approved versions with the newest policy first."""

    municipality: Municipality
    versions: list[PolicyVersion]


def places() -> list[Place]:
    """Every municipality in alphabetical order; two queries however many there are."""
    by_municipality: dict[int, list[PolicyVersion]] = {}
    found = PolicyVersion.objects.filter(stage=VersionStage.APPROVED).select_related("policy")
    for version in sorted(found, key=lambda v: (v.period_from or v.approved_on or LONG_AGO, v.pk), reverse=True):
        by_municipality.setdefault(version.policy.municipality_id, []).append(version)
    return [Place(town, by_municipality.get(town.pk, [])) for town in people.municipalities()]


def slug_to_walk_in() -> str | None:
    """Where the guided walk is worth most: where a committee has decided on a status last."""
    return (
        CommitteeItem.objects.filter(
            published_on__isnull=False, decided_on__isnull=False, report__published_on__isnull=False
        )
        .order_by("-decided_on", "pk")
        .values_list("policy__municipality__slug", flat=True)
        .first()
    )
