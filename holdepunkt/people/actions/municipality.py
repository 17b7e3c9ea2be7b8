"""The only writers of municipalities."""

from typing import Any

from django.db import transaction

from holdepunkt import record, tenancy
from holdepunkt.people import access
from holdepunkt.people.asker import Asker, machine
from holdepunkt.people.models import Municipality
from holdepunkt.people.rules import sort_key
from holdepunkt.record.versions import take


@transaction.atomic
def add_municipality(*, slug: str, name: str, **more: Any) -> Municipality:
    """Set up a municipality; `more` are further fields of the model. An operator's job."""
    made = Municipality.objects.create(slug=slug, name=name, sort_key=sort_key(name), **more)
    with tenancy.within(made):
        record.wrote("municipality.added", on=made, by=machine(made, "Driften"))
    return made


@transaction.atomic
def change_municipality(
    *, municipality: Municipality, by: Asker, version: int | None = None, **changes: Any
) -> Municipality:
    """Change words, colour, closing days and other settings of the municipality."""
    access.require(access.may_set_up_in(by, municipality.pk))
    row = take(municipality, version=version)
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    row.sort_key = sort_key(row.name)
    row.save()
    record.wrote("municipality.changed", on=row, by=by, fields={"changed": sorted(changed)})
    return row
