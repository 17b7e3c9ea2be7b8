"""The municipalities of this installation with their policies in force: public, for the start page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from holdepunkt import tenancy
from holdepunkt.people import reads as people
from holdepunkt.people.models import Municipality
from holdepunkt.policy.models import CommitteeItem, PolicyVersion
from holdepunkt.policy.reads.public import LONG_AGO
from holdepunkt.policy.rules.kinds import VersionStage


@dataclass(frozen=True)
class Place:
    """A municipality, its approved versions with the newest policy first, and the last decision on a status."""

    municipality: Municipality
    versions: list[PolicyVersion]
    decided_on: date | None


def places() -> list[Place]:
    """Every municipality in alphabetical order; two queries each, since nobody reads across their walls."""
    return [_place(town) for town in people.municipalities()]


def _place(town: Municipality) -> Place:
    with tenancy.within(town):
        found = PolicyVersion.objects.filter(policy__municipality=town, stage=VersionStage.APPROVED)
        versions = sorted(found, key=lambda v: (v.period_from or v.approved_on or LONG_AGO, v.pk), reverse=True)
        return Place(town, versions, _last_decision(town) if versions else None)


def _last_decision(town: Municipality) -> date | None:
    items = CommitteeItem.objects.filter(
        policy__municipality=town, published_on__isnull=False, report__published_on__isnull=False
    )
    return items.aggregate(last=Max("decided_on"))["last"]


def slug_to_walk_in(places: list[Place]) -> str | None:
    """Where the guided walk is worth most: where a committee has decided on a status last."""
    decided = [place for place in places if place.decided_on]
    if decided:
        return max(decided, key=lambda place: place.decided_on or LONG_AGO).municipality.slug
    return next((place.municipality.slug for place in places if place.versions), None)
