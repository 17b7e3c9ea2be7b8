"""What waits around gatherings: nothing written, lines nobody looked through, a promise to carry something on."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt.people.asker import Asker
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.voice import access
from holdepunkt.voice.models import Gathering
from holdepunkt.voice.reads import gatherings as reads
from holdepunkt.voice.reads import sign_ups
from holdepunkt.voice.rules.gathering import DAYS_UNTIL_TOLD, DAYS_UNTIL_WRITTEN

WEIGHTS = {"sign_ups_wait": 57, "heard_to_become": 55, "heard_unseen": 50, "heard_nothing": 46, "heard_untold": 44}


def ends_for(by: Asker, today: date) -> list[LooseEnd]:
    """What waits for those who keep gatherings."""
    if by.municipality is None or not by.has(*access.HANDLERS):
        return []
    ends = [_sign_ups(by, row, count) for row, count in sign_ups.held_back(by)]
    ends += [_to_become(by, row, count) for row, count in reads.to_become(by)]
    for kind, found, why, action, days in (
        ("heard_unseen", reads.not_looked_through, _("Ingen har set linjerne igennem"), _("Se dem igennem"), DAYS_UNTIL_WRITTEN),
        ("heard_nothing", reads.nothing_written, _("Ingen har skrevet, hvad der blev hørt"), _("Skriv det"), DAYS_UNTIL_WRITTEN),
        ("heard_untold", reads.not_told, _("Det, vi hørte, er ikke offentligt endnu"), _("Gør det offentligt"), DAYS_UNTIL_TOLD),
    ):  # fmt: skip
        ends += [_held(by, kind, row, why=why, action=action, days=days) for row in found(by, today)]
    return ends


def _end(by: Asker, kind: str, row: Gathering, *, name: str, why: str, action: str, due: date | None) -> LooseEnd:
    return LooseEnd(
        kind=kind, weight=WEIGHTS[kind], about=row.title, holder=by.name, holder_user_id=by.user_id,
        since=min(row.meets_on, due or row.meets_on), due=due, why=why, action=action,
        where=reverse(f"voice:{name}", args=[by.municipality_slug, row.pk]),
    )  # fmt: skip


def _held(by: Asker, kind: str, row: Gathering, *, why: str, action: str, days: int) -> LooseEnd:
    return _end(by, kind, row, name="heard", why=why, action=action, due=row.meets_on + timedelta(days=days))


def _to_become(by: Asker, row: Gathering, count: int) -> LooseEnd:
    """Somebody was told that it would be carried on."""
    why = ngettext("%(n)s linje skal blive til et forslag", "%(n)s linjer skal blive til forslag", count) % {"n": count}
    due = row.meets_on + timedelta(days=DAYS_UNTIL_WRITTEN)
    return _end(by, "heard_to_become", row, name="heard", why=why, action=_("Lav forslaget"), due=due)


def _sign_ups(by: Asker, row: Gathering, count: int) -> LooseEnd:
    why = ngettext("%(n)s tilmelding venter på en af jer", "%(n)s tilmeldinger venter på en af jer", count) % {
        "n": count
    }
    return _end(by, "sign_ups_wait", row, name="sign_ups", why=why, action=_("Se dem"), due=row.meets_on)
