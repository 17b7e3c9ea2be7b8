"""The only writers of absences."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import record
from holdepunkt.people import access
from holdepunkt.people.access import NotPossible
from holdepunkt.people.actions.leads import leads_kept
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Absence, User
from holdepunkt.record.versions import take


@transaction.atomic
def note_absence(
    *, user: User, starts_on: date, by: Asker, ends_on: date | None = None, deputy: User | None = None
) -> Absence:
    """Somebody is away; the deputy does what waits for them. Without a last day it goes on until it is ended."""
    _require_may(by, user)
    _require_sound(user, deputy, starts_on, ends_on, by)
    _require_named_by_the_right_one(user, deputy, by)
    with leads_kept(user.municipality, by=by):
        made = Absence.objects.create(user=user, starts_on=starts_on, ends_on=ends_on, deputy=deputy)
    record.wrote("absence.noted", on=made, by=by, fields=_told(made))
    return made


@transaction.atomic
def change_absence(
    *,
    absence: Absence,
    starts_on: date,
    by: Asker,
    ends_on: date | None = None,
    deputy: User | None = None,
    version: int | None = None,
) -> Absence:
    """Change the days of an absence, or who stands in."""
    _require_may(by, absence.user)
    _require_sound(absence.user, deputy, starts_on, ends_on, by)
    with leads_kept(absence.user.municipality, by=by):
        row = take(absence, version=version)
        if deputy != row.deputy:
            _require_named_by_the_right_one(row.user, deputy, by)
        row.starts_on, row.ends_on, row.deputy = starts_on, ends_on, deputy
        row.save()
    record.wrote("absence.changed", on=row, by=by, fields=_told(row))
    return row


@transaction.atomic
def call_off_absence(*, absence: Absence, by: Asker) -> None:
    """The person was not away after all."""
    _require_may(by, absence.user)
    record.wrote("absence.called_off", on=absence, by=by, fields=_told(absence))
    absence.delete()


def _require_may(by: Asker, user: User) -> None:
    access.require(access.may_note_absence(by, user))


def _require_sound(user: User, deputy: User | None, starts_on: date, ends_on: date | None, by: Asker) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise NotPossible(_("Den sidste dag ligger før den første. Vend dem om."))
    if deputy is None:
        return
    if deputy.pk == user.pk:
        raise NotPossible(_("Ingen kan være stedfortræder for sig selv. Vælg en anden."))
    if deputy.municipality_id != user.municipality_id:
        raise NotPossible(_("Den ene hører til i en anden kommune. Vælg én fra jeres egen."))
    if not access.may_set_up_in(by, user.municipality_id) and not _work_together(user, deputy):
        raise NotPossible(
            _(
                "Stedfortræderen skal arbejde i samme enhed. Skal det være en anden, så spørg tovholderen for politikken."
            )
        )


def _require_named_by_the_right_one(user: User, deputy: User | None, by: Asker) -> None:
    answer = access.may_name_deputy(by, user)
    if deputy is not None and isinstance(answer, access.Denied):
        raise NotPossible(f"{answer.reason} {answer.who_can_help}")


def _work_together(one: User, other: User) -> bool:
    """Whether both hold a post in the same unit today."""
    units = {unit for _role, unit in one.held_today}
    return not units.isdisjoint(unit for _role, unit in other.held_today)


def _told(row: Absence) -> dict[str, str]:
    """The days and the deputy's uuid; there is no reason to tell."""
    return {
        "from": row.starts_on.isoformat(),
        "to": row.ends_on.isoformat() if row.ends_on else "",
        "deputy": str(row.deputy.uuid) if row.deputy else "",
    }
