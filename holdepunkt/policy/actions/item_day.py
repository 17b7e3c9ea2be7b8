"""The committee's meeting moved after the agenda was out: the item gets the new day, with the reason."""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible
from holdepunkt.people.access import require as must
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import CommitteeItem
from holdepunkt.policy.rules import item as rules
from holdepunkt.record.versions import take
from holdepunkt.ui.jinja import danish_date


@transaction.atomic
def move_meeting(
    *, item: CommitteeItem, meeting_on: date, why: str, by: Asker, version: int | None = None
) -> CommitteeItem:
    """Note that the meeting was moved, forward or back. The texts stay as they are; files of before are out of date."""
    must(access.is_at_home(by, item.policy.municipality_id))
    must(access.may_send(by))
    row = take(item, version=version)
    if not row.agenda_is_out or row.sent_on is None:
        raise NotPossible(_("Dagsordenen er ikke ude endnu. Ret dagen på punktet selv."))
    if row.decision:
        raise NotPossible(_("Punktet er besluttet. Mødet er holdt."))
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor mødet er flyttet. Det står i protokollen."))
    if meeting_on == row.meeting_on:
        raise NotPossible(_("Mødet er allerede den dag."))
    if meeting_on < row.sent_on or not rules.may_be_planned(meeting_on):
        raise NotPossible(
            _("Udvalget fik punktet den %(day)s, så mødet kan ikke være før. Ret dagen.")
            % {"day": date_format(row.sent_on, "j. F Y")}
        )
    before, row.meeting_on = row.meeting_on, meeting_on
    row.annex = (row.annex or {}) | {"corrected_on": clock.today().isoformat()}
    row.save(update_fields=["meeting_on", "annex", "version"])
    fields = {"from": danish_date(before) if before else "–", "to": danish_date(meeting_on)}
    record.wrote("item.meeting_moved", on=row, by=by, why=why.strip(), fields=fields)
    return row
