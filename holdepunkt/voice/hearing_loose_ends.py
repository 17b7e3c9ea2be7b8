"""What waits about hearings: a body that has not answered, one past its deadline, an answer nobody told of."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt import clock
from holdepunkt.people.asker import Asker
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.people.rules import Role
from holdepunkt.voice import council_access
from holdepunkt.voice import hearing_access as access
from holdepunkt.voice.hearing_access import KEEPERS
from holdepunkt.voice.reads import hearing_bodies as reads
from holdepunkt.voice.reads.hearing_bodies import Turn, Waits
from holdepunkt.voice.rules.hearing import BodyState, HearingStage
from holdepunkt.voice.rules.members import MemberPost

WEIGHTS = {
    "hearing_unanswered": 58, "hearing_not_closed": 52, "hearing_unended": 50, "hearing_untold": 46,
    "hearing_draft": 57, "hearing_send": 57, "hearing_comment": 45}  # fmt: skip
UNTIL_ENDED = timedelta(days=14)


def ends_for(by: Asker, today: date) -> list[LooseEnd]:
    """What waits: for those who keep hearings all of it, for a secretary and for members their own council's answers."""
    if by.municipality is None:
        return []
    own = _turns(by, today) if by.has(Role.ADVISORY_COUNCIL_MEMBER) else []
    return own + (_kept(by, today) if by.has(*KEEPERS, *council_access.WORKS) else [])


def _kept(by: Asker, today: date) -> list[LooseEnd]:
    keeps, rows = by.has(*KEEPERS), reads.what_waits(by, today)
    late = [row for row in rows if row.body and row.stage == HearingStage.OPEN and (keeps or _is_own(row, by))]
    ends = [_unanswered(row, by, today) for row in late]
    if not keeps:
        return ends
    once = {row.pk: row for row in rows}.values()
    ends += [_unclosed(row, by) for row in once if row.stage == HearingStage.OPEN and row.due_on < today]
    ends += [_unended(row, by, today) for row in once if row.stage == HearingStage.CLOSED]
    return ends + [_untold(row, by, today) for row in once if row.untold]


def _turns(by: Asker, today: date) -> list[LooseEnd]:
    """R6: a member is to say something in time; whoever leads the council is to draft, and to send when all have."""
    found, writes = [], dict[int | None, bool]()
    for turn in reads.turns(by, today):
        body = turn.body
        if body.council_id not in writes:  # what the council's rules say of its chair is the same for each hearing
            chairs = turn.member.post == MemberPost.CHAIR
            writes[body.council_id] = chairs and bool(access.may_write_for(by, body))
        if writes[body.council_id]:
            found += _to_write(turn, by, today)
        elif not turn.has_said and today <= turn.comment_until:
            drafted = body.state == BodyState.DRAFTED
            why = _("Der er et udkast til rådets svar") if drafted else _("Rådet er spurgt om noget")
            action = _("Sig din mening")
            found.append(_turn(turn, by, "hearing_comment", due=turn.comment_until, why=why, action=action))
    return found


def _to_write(turn: Turn, by: Asker, today: date) -> list[LooseEnd]:
    if turn.body.state == BodyState.ASKED:
        why, action = _("Rådet er spurgt, og du skriver udkastet til svar"), _("Skriv et udkast")
        return [_turn(turn, by, "hearing_draft", due=turn.comment_until, why=why, action=action)]
    if today <= turn.comment_until:
        return []
    why, action = _("Medlemmernes dage er gået, og svaret er ikke sendt"), _("Send svaret")
    return [_turn(turn, by, "hearing_send", due=turn.body.hearing.due_on, why=why, action=action)]


def _turn(turn: Turn, by: Asker, kind: str, *, due: date | None, why: str, action: str) -> LooseEnd:
    hearing = turn.body.hearing
    return LooseEnd(
        kind=kind, weight=WEIGHTS[kind], about=f"{turn.body.name}: {hearing.title}"[:200], holder=by.name,
        holder_user_id=by.user_id, since=turn.body.asked_on or clock.today(), due=due, why=why, action=action,
        where=reverse("voice:hearing_body", args=[by.municipality_slug, hearing.pk, turn.body.pk]),
    )  # fmt: skip


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
