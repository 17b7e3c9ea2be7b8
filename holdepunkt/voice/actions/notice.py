"""Notices to those who signed up, in the way they chose: mail by a job, the others printed or listed for SMS."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from django.db import transaction

from holdepunkt import clock, record
from holdepunkt.people import sealing
from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker, machine
from holdepunkt.people.models import Municipality
from holdepunkt.voice import gathering_access as access
from holdepunkt.voice.codes import PURPOSE
from holdepunkt.voice.models import Gathering, SignUp, SignUpContact, SignUpNotice
from holdepunkt.voice.reads.sign_ups import to_remind, waiting_notices
from holdepunkt.voice.rules.gathering import COMING, NoticeKind, SignUpStage
from holdepunkt.voice.rules.proposal import Way


def make_notice(*, sign_up: SignUp, kind: NoticeKind, code: str = "") -> bool:  # because its caller records
    """Make one notice, when there is a way to reach whoever signed up; whether there was."""
    contact = SignUpContact.objects.filter(sign_up=sign_up).first()
    if contact is None or sign_up.stage == SignUpStage.HELD_BACK:
        return False
    sealed = sealing.seal(code, purpose=PURPOSE) if code else ""
    row = SignUpNotice.objects.create(
        sign_up=sign_up, kind=kind, way=contact.way, made_on=clock.today(), sealed_code=sealed
    )
    if row.way == Way.MAIL:
        _post(row, sign_up.gathering.municipality)
    return True


def _post(row: SignUpNotice, municipality: Municipality) -> None:
    from holdepunkt.voice.actions.notice_mailing import mail_notice  # because the job imports this module

    transaction.on_commit(partial(mail_notice.enqueue, municipality.slug, row.pk))


def tell_all(*, gathering: Gathering, kind: NoticeKind, but: Iterable[int] = ()) -> None:  # because its caller records
    """Tell everybody who has a seat or waits for one."""
    rows = SignUp.objects.filter(gathering=gathering, stage__in=COMING).exclude(pk__in=list(but))
    for row in rows.order_by("number"):
        row.gathering = gathering
        make_notice(sign_up=row, kind=kind)


def call_back_notices(*, gathering: Gathering) -> list[int]:  # because its caller records
    """What has not been sent is not sent any more; returns who had not been told of a calling off."""
    rows = SignUpNotice.objects.filter(sign_up__gathering=gathering, done_on=None, given_up=False)
    untold = list(rows.filter(kind=NoticeKind.CALLED_OFF).values_list("sign_up", flat=True))
    rows.exclude(kind=NoticeKind.SIGNED_UP).update(given_up=True)
    return untold


@transaction.atomic
def mark_notices_sent(*, gathering: Gathering, way: Way | str, until: int, by: Asker) -> int:
    """Say that the printed or listed notices up to a number have left; how many did."""
    require(access.may_keep_gathering(by, gathering))
    rows = waiting_notices(gathering).filter(way=Way(way), pk__lte=until)
    count = rows.update(done_on=clock.today(), sealed_code="")
    record.wrote("gathering.notices_sent", on=gathering, by=by, fields={"way": str(way), "count": count})
    return count


@transaction.atomic
def mark_mailed(*, notice: SignUpNotice, by: Asker) -> None:
    """A mail has left; the code in it is forgotten."""
    SignUpNotice.objects.filter(pk=notice.pk).update(done_on=clock.today(), sealed_code="")
    record.wrote("gathering.notice_mailed", on=notice.sign_up.gathering, by=by)


@transaction.atomic
def remind(*, municipality: Municipality, today: date) -> int:
    """Make the reminders that are due, each once, however late we come; how many."""
    count = 0
    by = machine(municipality)
    for gathering, rows in to_remind(municipality, today):
        for row in rows:
            count += make_notice(sign_up=row, kind=NoticeKind.REMINDER)
        record.wrote("gathering.reminded", on=gathering, by=by, fields={"count": len(rows)})
    return count
