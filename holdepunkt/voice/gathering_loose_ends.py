"""What waits around gatherings: nothing written, lines nobody looked through, a promise to carry something on."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt.people.asker import Asker
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.voice import access
from holdepunkt.voice.models import Gathering
from holdepunkt.voice.reads import gatherings as reads
from holdepunkt.voice.rules.gathering import DAYS_UNTIL_TOLD, DAYS_UNTIL_WRITTEN

WEIGHTS = {"sign_ups_wait": 57, "heard_to_become": 55, "heard_unseen": 50, "heard_nothing": 46, "heard_untold": 44}


def ends_for(by: Asker, today: date) -> list[LooseEnd]:
    """What waits for those who keep gatherings."""
    if by.municipality is None or not by.has(*access.HANDLERS):
        return []
    return [end for row in reads.waiting_around(by, today) for end in _ends(by, row, today)]


def _ends(by: Asker, row: Any, today: date) -> list[LooseEnd]:
    """What waits around one gathering."""
    age = (today - row.meets_on).days
    ends = [_sign_ups(by, row, row.held_back)] if row.held_back else []
    ends += [_to_become(by, row, row.to_become)] if row.to_become else []
    if row.unseen and age >= DAYS_UNTIL_WRITTEN:
        why = _("Ingen har set linjerne igennem")
        ends.append(_held(by, "heard_unseen", row, why=why, action=_("Se dem igennem"), days=DAYS_UNTIL_WRITTEN))
    if not row.lines_in and not row.came_of_it and age >= DAYS_UNTIL_WRITTEN:
        why = _("Ingen har skrevet, hvad der blev hørt")
        ends.append(_held(by, "heard_nothing", row, why=why, action=_("Skriv det"), days=DAYS_UNTIL_WRITTEN))
    if row.shown_in and row.heard_public_on is None and row.is_public and age >= DAYS_UNTIL_TOLD:
        why = _("Det, vi hørte, er ikke offentligt endnu")
        ends.append(_held(by, "heard_untold", row, why=why, action=_("Gør det offentligt"), days=DAYS_UNTIL_TOLD))
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
