"""What waits about councils, computed from the rows: an agenda not sent, minutes nobody approved, a task forgotten."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.people.asker import Asker
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.people.models import User
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import council_access as access
from holdepunkt.voice.models import AdvisoryCouncil, ComingMatter, CouncilMeeting, CouncilMember, MinuteLine
from holdepunkt.voice.reads import council_reports as reports
from holdepunkt.voice.reads import council_waiting as reads
from holdepunkt.voice.rules.meetings import AHEAD, MeetingStage

WEIGHTS = {
    "task_late": 48,
    "not_asked": 46,
    "agenda_due": 44,
    "report_due": 40,
    "meeting_not_written": 42,
    "minutes_open": 34,
    "council_unkept": 30,
    "seat_ends": 24,
    "chair_ends": 22,
}


def ends_for(by: Asker, today: date) -> list[LooseEnd]:
    """What waits about the councils that the asker keeps; for the policy lead also a council that nobody keeps."""
    if by.municipality is None or not by.has(*access.WORKS):
        return []
    there = reads.set_up(by)
    councils = [council for council in there if access.keeps(by, council.unit_id)]
    if not councils:
        return []
    keepers, first, watched = reads.secretaries(by), there[0], reads.watched(councils, today)
    not_asked = reads.not_asked(by, today) if first in councils else []
    return [
        *(_meeting(row, keepers, by, today) for row in reads.meetings(councils, today)),
        *(_task(row, keepers, by) for row in reads.tasks(councils, today)),
        *_seats(reads.ending(watched, today), keepers, by, today),
        *(_chair(row, day, keepers, by, today) for row, day in reads.chairs_ending(watched, today)),
        *(_not_asked(row, first, keepers, by, today) for row in not_asked),
        *(_report(row, year, day, keepers, by) for row, year, day in reports.due(councils, today)),
        *(_unkept(row, keepers, by, today) for row in councils if row.unit_id not in keepers),
    ]


def _end(kind: str, council: AdvisoryCouncil, keepers: dict[int | None, User], **told: Any) -> LooseEnd:
    holder = keepers.get(council.unit_id) or keepers.get(None)
    return LooseEnd(
        kind=kind,
        weight=WEIGHTS[kind],
        holder=holder.name if holder else _("ingen endnu"),
        holder_user_id=holder.pk if holder else None,
        holder_unit_id=council.unit_id,
        call=" ".join(filter(None, [holder.name, holder.phone])) if holder else "",
        **told,
    )


def _meeting(row: CouncilMeeting, keepers: dict[int | None, User], by: Asker, today: date) -> LooseEnd:
    where = reverse("voice:meeting", kwargs={"slug": by.municipality_slug, "pk": row.council_id, "meeting": row.pk})
    about = _("%(council)s, mødet %(day)s") % {"council": row.council, "day": danish_date(row.meets_on)}
    if row.stage == MeetingStage.HELD:
        kind, why, action, due = "minutes_open", _("Referatet er ikke godkendt"), _("Gå til referatet"), None
        if row.minutes_due_on is not None and row.minutes_sent_on is None:
            why, due = _("Referatet er ikke sendt til medlemmerne"), row.minutes_due_on
    elif row.stage in AHEAD and row.meets_on < today:
        kind, due = "meeting_not_written", row.meets_on
        why, action = _("Mødets dag er gået, og der er intet referat"), _("Begynd referatet")
    else:
        kind, due = "agenda_due", row.agenda_due_on
        why, action = _("Dagsordenen er ikke sendt"), _("Gå til dagsordenen")
    since = row.meets_on if row.meets_on < today else today
    return _end(kind, row.council, keepers, about=about, since=since, due=due, why=why, where=where, action=action)


def _task(line: MinuteLine, keepers: dict[int | None, User], by: Asker) -> LooseEnd:
    council, meeting = line.item.council, line.item.meeting
    who = line.held_by_unit or line.held_by_member
    parts = {"slug": by.municipality_slug, "pk": council.pk, "meeting": meeting.pk if meeting else 0, "line": line.pk}
    return _end(
        "task_late",
        council,
        keepers,
        about=line.text[:80],
        since=meeting.meets_on if meeting else line.due_on,
        due=line.due_on,
        why=_("Opgaven fra rådet er ikke gjort: %(who)s") % {"who": who} if who else _("Ingen har opgaven fra rådet"),
        where=reverse("voice:task_done", kwargs=parts),
        action=_("Skriv, hvad der blev af den"),
    )


def _unkept(council: AdvisoryCouncil, keepers: dict[int | None, User], by: Asker, today: date) -> LooseEnd:
    """Nobody is secretary of this council today, so the policy lead does what there is to do."""
    return _end(
        "council_unkept", council, keepers, about=str(council), since=today, due=None,
        why=_("Rådet har ingen sekretær. Indtil da passer tovholderen for politikken det"),
        action=_("Find en sekretær"), where=reverse("people:setup_people", args=[by.municipality_slug]),
    )  # fmt: skip


def _not_asked(
    row: ComingMatter, council: AdvisoryCouncil, keepers: dict[int | None, User], by: Asker, today: date
) -> LooseEnd:
    """F1: the council gives early input, so somebody has to ask it early."""
    return _end(
        "not_asked", council, keepers, about=row.title, since=today, due=row.expected_on,
        why=_("Sagen er på vej til udvalget, og rådet er ikke spurgt"), action=_("Spørg rådet"),
        where=reverse("voice:matters", args=[by.municipality_slug]),
    )  # fmt: skip


def _report(council: AdvisoryCouncil, year: int, due: date, keepers: dict[int | None, User], by: Asker) -> LooseEnd:
    """The council's own rule says when its report is with the committee."""
    return _end(
        "report_due", council, keepers, about=_("%(council)s, årsberetning %(year)s") % {"council": council, "year": year},
        since=date(year + 1, 1, 1), due=due, why=_("Udvalget har ikke fået den"), action=_("Skriv den på rådets side"),
        where=reverse("voice:council_desk", kwargs={"slug": by.municipality_slug, "pk": council.pk}),
    )  # fmt: skip


def _chair(row: CouncilMember, day: date, keepers: dict[int | None, User], by: Asker, today: date) -> LooseEnd:
    """The council's own rule says for how long somebody leads it."""
    return _end(
        "chair_ends", row.council, keepers, about=str(row.council), since=today, due=day,
        why=_("Formandens tid går ud: %(name)s") % {"name": row.name}, action=_("Skriv den næste ind"),
        where=reverse("voice:members", kwargs={"slug": by.municipality_slug, "pk": row.council_id}),
    )  # fmt: skip


def _seats(found: list[CouncilMember], keepers: dict[int | None, User], by: Asker, today: date) -> Iterator[LooseEnd]:
    """One for each council and day: twelve seats that end together are one thing to do."""
    ending: dict[tuple[AdvisoryCouncil, date | None], list[CouncilMember]] = {}
    for member in found:
        ending.setdefault((member.council, member.ends_on), []).append(member)
    for (council, day), members in ending.items():
        where = reverse("voice:members", kwargs={"slug": by.municipality_slug, "pk": council.pk})
        why = _("Perioden slutter for %(count)s, og ingen kommer efter") % {"count": len(members)}
        yield _end(
            "seat_ends", council, keepers, about=str(council), since=today, due=day, why=why, where=where,
            action=_("Find de næste"),
        )  # fmt: skip
