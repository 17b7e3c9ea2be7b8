"""What waits in the voice loop: an answer past its deadline, what nobody has read, what nobody was told."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt.people.asker import Asker
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.people.rules import HOLDERS
from holdepunkt.voice import access
from holdepunkt.voice.heap_access import may_see_heaps
from holdepunkt.voice.heap_words import counted
from holdepunkt.voice.models import Proposal
from holdepunkt.voice.reads import heaps
from holdepunkt.voice.reads import waiting as reads
from holdepunkt.voice.rules.proposal import DAYS_UNTIL_READ

WEIGHTS = {
    "proposal_unanswered": 62, "heap_waits": 56, "proposals_unread": 54, "stories_wait": 52, "proposals_untold": 48,
}  # fmt: skip


def ends_for(by: Asker, today: date) -> list[LooseEnd]:
    """Everything that waits and that the asker may see: all for those who handle proposals, else the unit's."""
    handles = by.has(*access.HANDLERS)
    if by.municipality is None or not (handles or by.has(*HOLDERS)):
        return []
    late = reads.overdue(by, today=today)
    ends = [_unanswered(row, by) for row in late[: reads.MOST]] + [_more(row, by) for row in late[reads.MOST :]]
    if may_see_heaps(by):
        ends += [_heap(row, by) for row in heaps.waiting(by)]
    if handles:
        found = reads.unread(by)
        ends += _unread(by, *found["proposals"]) + _stories(by, *found["stories"]) + _untold(by, today)
    return ends


def _unanswered(row: Proposal, by: Asker) -> LooseEnd:
    """Invariant 9: every proposal gets an answer. It is the reading unit's turn; without one, the handlers'."""
    unit = row.reader.successor or row.reader if row.reader else None
    return LooseEnd(
        kind="proposal_unanswered", weight=WEIGHTS["proposal_unanswered"],
        about=_("Forslag %(number)s") % {"number": row},
        holder=unit.name if unit else by.name,
        holder_unit_id=unit.pk if unit else None,
        holder_user_id=None if unit else by.user_id,
        call=" ".join(filter(None, [unit.name, unit.phone])) if unit else "",
        since=row.received_on, due=row.answer_due, why=_("Ingen har svaret"), action=_("Svar på forslaget"),
        where=reverse("voice:work_proposal", args=[by.municipality_slug, row.pk]),
    )  # fmt: skip


def _more(row: Proposal, by: Asker) -> LooseEnd:
    """One end for all that are left, so that a page of ends stays a page."""
    about = _("Og flere end %(most)s forslag uden svar") % {"most": reads.MOST}
    where = reverse("voice:work_proposals", args=[by.municipality_slug]) + "?late=on"
    return _own(
        by, "proposal_unanswered", about=about, since=row.received_on, due=row.answer_due, why=_("Ingen har svaret"),
        action=_("Se dem alle"), where=where,
    )  # fmt: skip


def _own(
    by: Asker, kind: str, *, about: str, since: date, due: date | None, why: str, action: str, where: str
) -> LooseEnd:
    return LooseEnd(
        kind=kind, weight=WEIGHTS[kind], about=about, holder=by.name, holder_user_id=by.user_id, since=since,
        due=due, why=why, action=action, where=where,
    )  # fmt: skip


def _heap(row: Any, by: Asker) -> LooseEnd:
    about = ": ".join(filter(None, [_("En bunke"), counted(row, row.held), str(row.hearing or "")]))[:200]
    return _own(
        by, "heap_waits", about=about, since=row.began_at.date(), due=None, why=_("De kom fra samme sted på kort tid"),
        action=_("Se bunken"), where=reverse("voice:flood", args=[by.municipality_slug, row.pk]),
    )  # fmt: skip


def _unread(by: Asker, count: int, oldest: date | None) -> list[LooseEnd]:
    if oldest is None:
        return []
    about = ngettext("%(count)s forslag er ikke læst", "%(count)s forslag er ikke læst", count) % {"count": count}
    where = reverse("voice:work_proposals", args=[by.municipality_slug]) + "?standing=received"
    return [
        _own(
            by, "proposals_unread", about=about, since=oldest, due=oldest + timedelta(days=DAYS_UNTIL_READ),
            why=_("Ingen har læst dem endnu"), action=_("Læs dem"), where=where,
        )
    ]  # fmt: skip


def _stories(by: Asker, count: int, oldest: date | None) -> list[LooseEnd]:
    """Somebody said yes to their story, and nobody of us has read it."""
    if oldest is None:
        return []
    about = ngettext("%(count)s fortælling har fået et ja", "%(count)s fortællinger har fået et ja", count)
    return [
        _own(
            by, "stories_wait", about=about % {"count": count}, since=oldest, due=oldest + timedelta(days=7),
            why=_("Ingen har læst dem endnu"), action=_("Læs dem"),
            where=reverse("voice:work_stories", args=[by.municipality_slug]),
        )
    ]  # fmt: skip


def _untold(by: Asker, today: date) -> list[LooseEnd]:
    count, oldest = reads.untold(by, made_before=today)
    if oldest is None:
        return []
    about = ngettext("%(count)s besked er ikke sendt", "%(count)s beskeder er ikke sendt", count) % {"count": count}
    return [
        _own(
            by, "proposals_untold", about=about, since=oldest, due=oldest + timedelta(days=7),
            why=_("Dem, der skrev, ved ikke, hvad der skete"), action=_("Send dem"),
            where=reverse("voice:messages", args=[by.municipality_slug]),
        )
    ]  # fmt: skip
