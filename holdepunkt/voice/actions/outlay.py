"""The writers of what members are owed for a meeting: noted, paid, and deleted by a rule."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, is_at_home, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.voice import council_access as access
from holdepunkt.voice.models import CouncilMeeting, CouncilMember, Outlay
from holdepunkt.voice.reads import outlays as reads
from holdepunkt.voice.rules.outlays import OutlayKind


@transaction.atomic
def note_outlay(
    *,
    meeting: CouncilMeeting,
    member: CouncilMember,
    kind: OutlayKind | str,
    amount: Decimal,
    asked_on: date,
    by: Asker,
) -> Outlay:
    """Note what a member asks to have paid for coming. The record keeps neither name nor amount."""
    require(access.may_run_council(by, meeting.council))
    if member.council_id != meeting.council_id:
        raise NotPossible(_("Medlemmet sidder i et andet råd."))
    if amount <= 0:
        raise NotPossible(_("Beløbet skal være mere end nul."))
    if asked_on > clock.today():
        raise NotPossible(_("Dagen skal være i dag eller før. Ret dagen."))
    made = Outlay.objects.create(
        meeting=meeting, member=member, kind=OutlayKind(kind), amount=amount, asked_on=asked_on
    )
    record.wrote("outlay.noted", on=made, by=by)
    return made


@transaction.atomic
def note_paid(*, outlay: Outlay, by: Asker) -> Outlay:
    """It was paid today; said twice, the first day stays."""
    require(access.may_run_council(by, outlay.meeting.council))
    row = Outlay.objects.select_for_update().get(pk=outlay.pk)
    if row.paid_on is None:
        row.paid_on = clock.today()
        row.save(update_fields=["paid_on"])
        record.wrote("outlay.paid", on=row, by=by)
    return row


@transaction.atomic
def remove_outlay(*, outlay: Outlay, by: Asker) -> None:
    """It was a mistake. What is paid stays until its year is over."""
    require(access.may_run_council(by, outlay.meeting.council))
    row = Outlay.objects.select_for_update(of=("self",)).get(pk=outlay.pk)
    if row.paid_on is not None:
        raise NotPossible(_("Det er betalt og bliver slettet af sig selv om et år."))
    record.wrote("outlay.removed", on=row, by=by)
    row.delete()


@transaction.atomic
def delete_old_outlays(*, municipality: Municipality, today: date, by: Asker) -> int:
    """Delete what was paid a year ago; the accounts keep their own."""
    require(is_at_home(by, municipality.pk))
    rows = reads.to_delete(municipality, today)
    for row in rows:
        record.wrote("outlay.deleted", on=row, by=by)
        row.delete()
    return len(rows)
