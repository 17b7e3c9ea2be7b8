"""The only writers of units."""

from typing import Any

from django.db import transaction

from holdepunkt import record
from holdepunkt.people import access
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.people.rules import UnitKind, sort_key
from holdepunkt.record.versions import take


@transaction.atomic
def add_unit(*, municipality: Municipality, key: str, kind: UnitKind, name: str, by: Asker, **more: Any) -> Unit:
    """Add a council, committee, department or external party."""
    if by.kind != "machine":
        access.require(access.may_set_up(by))
    unit = Unit.objects.create(
        municipality=municipality, key=key, kind=kind, name=name, sort_key=sort_key(name), **more
    )
    record.wrote("unit.added", on=unit, by=by)
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, by: Asker, version: int | None = None, **changes: Any) -> Unit:
    """Change a unit: its name, dates, parent or successor."""
    if by.kind != "machine":
        access.require(access.may_set_up(by))
    row = take(unit, version=version)
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    row.sort_key = sort_key(row.name)
    row.save()
    record.wrote("unit.changed", on=row, by=by, fields={"changed": sorted(changed)})
    return row
