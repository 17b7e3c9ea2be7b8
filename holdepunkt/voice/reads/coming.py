"""What the secretaries wrote down as on its way to the committees."""

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.people.rules import UnitKind
from holdepunkt.record.rows import sole
from holdepunkt.voice import council_access as access
from holdepunkt.voice.models import AdvisoryCouncil, ComingMatter, MatterAsked


def matters(by: Asker) -> QuerySet[ComingMatter]:
    """Everything on the list, the nearest first."""
    require(access.may_note_coming(by))
    rows = ComingMatter.objects.filter(municipality=by.municipality, dropped_on=None)
    return rows.select_related("committee", "unit").order_by("expected_on", "pk")


def matter(by: Asker, pk: int) -> ComingMatter:
    """One matter on its way; another municipality's is missing."""
    rows = ComingMatter.objects.filter(municipality=by.municipality, pk=pk, dropped_on=None)
    found = sole(rows.select_related("committee", "unit"))
    if found is None:
        raise Http404(str(pk))
    return found


def ahead(council: AdvisoryCouncil, today: date, until: date) -> list[ComingMatter]:
    """What is expected between two days, each with when this council was asked."""
    rows = ComingMatter.objects.filter(
        municipality=council.municipality_id, dropped_on=None, expected_on__gte=today, expected_on__lte=until
    )
    asked = Prefetch("asked", MatterAsked.objects.filter(council=council))
    return list(rows.select_related("committee", "unit").prefetch_related(asked).order_by("expected_on", "pk")[:200])


def committees(by: Asker) -> QuerySet[Unit]:
    """Where a matter can go: the committees and the city council."""
    kinds = (UnitKind.COMMITTEE, UnitKind.CITY_COUNCIL)
    return Unit.objects.filter(municipality=by.municipality, kind__in=kinds).order_by("sort_key", "pk")
