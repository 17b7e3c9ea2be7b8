"""The only writers of units."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import record
from holdepunkt.people import access
from holdepunkt.people.access import NotPossible
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.people.rules import UnitKind, comes_back, sort_key
from holdepunkt.record.versions import take

POINTERS = {"parent", "successor"}


@transaction.atomic
def add_unit(*, municipality: Municipality, key: str, kind: UnitKind, name: str, by: Asker, **more: Any) -> Unit:
    """Add a council, committee, department or external party."""
    access.require(access.may_set_up_in(by, municipality.pk))
    for pointer in POINTERS & more.keys():
        _require_home(more[pointer], municipality.pk)
    unit = Unit.objects.create(
        municipality=municipality, key=key, kind=kind, name=name, sort_key=sort_key(name), **more
    )
    record.wrote("unit.added", on=unit, by=by)
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, by: Asker, version: int | None = None, **changes: Any) -> Unit:
    """Change a unit: its name, dates, parent or successor."""
    access.require(access.may_set_up_in(by, unit.municipality_id))
    if POINTERS & changes.keys():
        Municipality.objects.select_for_update().get(pk=unit.municipality_id)
    row = take(unit, version=version)
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    _require_no_ring(row, changed)
    row.sort_key = sort_key(row.name)
    row.save()
    record.wrote("unit.changed", on=row, by=by, fields={"changed": sorted(changed)})
    return row


def _require_no_ring(row: Unit, changed: Collection[str]) -> None:
    """No unit stands under itself or takes over from itself, however many steps away; nor from another municipality."""
    for name in POINTERS.intersection(changed):
        other = getattr(row, name)
        _require_home(other, row.municipality_id)
        steps = dict(Unit.objects.filter(municipality=row.municipality_id).values_list("pk", name))
        if other is not None and comes_back(row.pk, steps | {row.pk: other.pk}):
            raise NotPossible(_("Så peger enhederne i ring. Vælg en anden."))


def _require_home(other: Unit | None, municipality_id: int) -> None:
    if other is not None and other.municipality_id != municipality_id:
        raise NotPossible(_("»%(name)s« hører til i en anden kommune.") % {"name": other})
