"""What waits about hearings: a body that has not answered, one past its deadline, an answer nobody told of."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt.people.asker import Asker
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.voice import council_access
from holdepunkt.voice.hearing_access import KEEPERS
from holdepunkt.voice.reads import hearing_bodies as reads
from holdepunkt.voice.reads.hearing_bodies import Waits
from holdepunkt.voice.rules.hearing import HearingStage

WEIGHTS = {"hearing_unanswered": 58, "hearing_not_closed": 52, "hearing_unended": 50, "hearing_untold": 46}
UNTIL_ENDED = timedelta(days=14)


def ends_for(by: Asker, today: date) -> list[LooseEnd]:
    """What waits: for those who keep hearings all of it, for a council's secretary its own answers."""
    keeps = by.has(*KEEPERS)
    if by.municipality is None or not (keeps or by.has(*council_access.WORKS)):
        return []
    rows = reads.what_waits(by, today)
    late = [row for row in rows if row.body and row.stage == HearingStage.OPEN and (keeps or _is_own(row, by))]
    ends = [_unanswered(row, by, today) for row in late]
    if not keeps:
        return ends
    once = {row.pk: row for row in rows}.values()
    ends += [_unclosed(row, by) for row in once if row.stage == HearingStage.OPEN and row.due_on < today]
    ends += [_unended(row, by, today) for row in once if row.stage == HearingStage.CLOSED]
    return ends + [_untold(row, by, today) for row in once if row.untold]


def _is_own(row: Waits, by: Asker) -> bool:
    """Whether the body that is silent is a council that the asker keeps."""
    return row.council is not None and council_access.keeps(by, row.unit)


def _own(row: Waits, by: Asker, kind: str, *, page: str, **told: Any) -> LooseEnd:
    return LooseEnd(
        kind=kind, weight=WEIGHTS[kind], about=row.title[:200], holder=by.name, holder_user_id=by.user_id,
        since=row.due_on, where=reverse(f"voice:{page}", args=[by.municipality_slug, row.pk]), **told,
    )  # fmt: skip


def _unanswered(row: Waits, by: Asker, today: date) -> LooseEnd:
    """A body that was asked, near or past the deadline: it is its own turn."""
    enters = _is_own(row, by)
    return LooseEnd(
        kind="hearing_unanswered",
        weight=WEIGHTS["hearing_unanswered"],
        about=f"{row.body_name}: {row.title}"[:200],
        holder=row.body_name,
        holder_unit_id=row.unit,
        since=row.body_asked_on or row.due_on,
        due=row.due_on,
        call=row.phone,
        why=_("De har ikke svaret, og fristen er gået")
        if row.due_on < today
        else _("De har ikke svaret, og fristen er tæt på"),
        action=_("Gå til høringen"),
        where=reverse("voice:hearing_body", args=[by.municipality_slug, row.pk, row.body])
        if enters
        else reverse("voice:work_hearing", args=[by.municipality_slug, row.pk]),
    )


def _unclosed(row: Waits, by: Asker) -> LooseEnd:
    """Past its deadline, and open."""
    why, action = _("Fristen er gået, og høringen er åben endnu"), _("Luk høringen")
    return _own(row, by, "hearing_not_closed", page="work_hearing", due=row.due_on, why=why, action=action)


def _unended(row: Waits, by: Asker, today: date) -> LooseEnd:
    """Closed, and somebody who answered has no answer yet."""
    if row.unthemed:
        page, why = "hearing_answers", ngettext(
            "%(n)s svar har intet tema", "%(n)s svar har intet tema", row.unthemed
        ) % {"n": row.unthemed}  # fmt: skip
    elif row.unanswered:
        page, why = "hearing_themes", ngettext(
            "%(n)s tema mangler svar", "%(n)s temaer mangler svar", row.unanswered
        ) % {"n": row.unanswered}  # fmt: skip
    else:
        page, why = "work_hearing", _("Alt er besvaret. Høringen kan slutte")
    due = (row.closed_on or today) + UNTIL_ENDED
    return _own(row, by, "hearing_unended", page=page, due=due, why=why, action=_("Svar dem, der svarede"))


def _untold(row: Waits, by: Asker, today: date) -> LooseEnd:
    """Messages that wait to be sent."""
    count = ngettext("%(n)s besked er ikke sendt", "%(n)s beskeder er ikke sendt", row.untold) % {"n": row.untold}
    return _own(row, by, "hearing_untold", page="hearing_messages", due=today, why=count, action=_("Send dem"))
