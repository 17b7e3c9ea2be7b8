"""The writers of what is on its way to the committees, and of whether a council was asked about it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, is_at_home, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.record.versions import take
from holdepunkt.voice import council_access as access
from holdepunkt.voice.models import AdvisoryCouncil, ComingMatter, MatterAsked


@transaction.atomic
def add_matter(
    *, municipality: Municipality, title: str, committee: Unit, expected_on: date, by: Asker, unit: Unit | None = None,
    is_example: bool = False,
) -> ComingMatter:  # fmt: skip
    """Write down a matter that a committee is expected to take up. All councils' members read its title."""
    require(is_at_home(by, municipality.pk))
    require(access.may_note_coming(by))
    _require_whole(by, title, committee, unit)
    made = ComingMatter.objects.create(
        municipality=municipality, title=title.strip(), committee=committee, unit=unit, expected_on=expected_on,
        is_example=is_example or municipality.example_data,
    )  # fmt: skip
    record.wrote("matter.added", on=made, by=by)
    return made


def _require_whole(by: Asker, title: str, *units: Unit | None) -> None:
    if not title.strip():
        raise NotPossible(_("Skriv, hvad sagen handler om."))
    for unit in units:
        if unit is not None:
            require(is_at_home(by, unit.municipality_id))


@transaction.atomic
def change_matter(
    *, matter: ComingMatter, title: str, committee: Unit, expected_on: date, by: Asker, unit: Unit | None = None,
    version: int | None = None,
) -> ComingMatter:  # fmt: skip
    """Change a matter on its way: most often its day."""
    require(is_at_home(by, matter.municipality_id))
    require(access.may_note_coming(by))
    row = take(matter, version=version)
    _require_whole(by, title, committee, unit)
    row.title, row.committee, row.unit, row.expected_on = title.strip(), committee, unit, expected_on
    row.save()
    record.wrote("matter.changed", on=row, by=by)
    return row


@transaction.atomic
def drop_matter(*, matter: ComingMatter, by: Asker) -> ComingMatter:
    """Take a matter off the list: it was decided, or does not come."""
    require(is_at_home(by, matter.municipality_id))
    require(access.may_note_coming(by))
    row = take(matter, version=None)
    row.dropped_on = row.dropped_on or clock.today()
    row.save()
    record.wrote("matter.dropped", on=row, by=by)
    return row


@transaction.atomic
def note_asked(*, matter: ComingMatter, council: AdvisoryCouncil, by: Asker) -> MatterAsked:
    """Note that the council is asked about it today; noted twice, the first day stays."""
    require(access.may_run_council(by, council))
    require(is_at_home(by, matter.municipality_id))
    row, made = MatterAsked.objects.get_or_create(matter=matter, council=council, defaults={"asked_on": clock.today()})
    if made:
        record.wrote("matter.asked", on=matter, by=by, fields={"council": str(council)})
    return row
