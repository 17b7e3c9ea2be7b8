"""Who came to a meeting and whether enough did: as it is noted, and after the approval as it was approved."""

from collections.abc import Iterable
from dataclasses import dataclass

from holdepunkt.people.models import Municipality
from holdepunkt.voice.models import ApprovedAttendance, Attendance, CouncilMeeting, CouncilMember
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads.meetings import LEADERS, attendance, gathered, seats_taken, votes
from holdepunkt.voice.rules.council import RuleKey, Rules, YesNo, needed
from holdepunkt.voice.rules.meetings import Came, Gathered, MeetingStage
from holdepunkt.voice.rules.members import MemberPost, public_name

# What a member was on the meeting's day; a correction changes who came, not that.
KEPT_AS_IT_WAS = ("substitute", "leads", "votes")
FROZEN = (MeetingStage.APPROVED, MeetingStage.PUBLISHED)


@dataclass(frozen=True)
class Attended:
    """One member: the name that day, the name everybody may read, how they came, and for whom."""

    name: str
    public: str
    came: Came
    sits_in: str


@dataclass(frozen=True)
class Stands:
    """Who came and whether enough did, and what was corrected since the approval, oldest first."""

    rows: tuple[Attended, ...]
    gathered: Gathered
    corrected: tuple[ApprovedAttendance, ...] = ()


def attended(meeting: CouncilMeeting, known: Rules | None = None) -> Stands:
    """What stands: the newest of what was approved, or what is noted so far. `known` are the rules of that day."""
    kept = list(meeting.approved_attendance.order_by("pk")) if meeting.stage in FROZEN else []
    return _approved(kept) if kept else _noted(meeting, known or rules_then(meeting))


def rules_then(meeting: CouncilMeeting) -> Rules:
    """The council's rules on the meeting's day, as far as they are known now."""
    return councils.rules(meeting.council, meeting.meets_on)


def _noted(meeting: CouncilMeeting, known: Rules) -> Stands:
    rows = attendance(meeting)
    seats, least = on_that_day(meeting, known)
    told = (
        Attended(
            row.member.name, public_name(row.member.name, row.member.shown_as), Came(row.came),
            row.sits_in_for.name if row.sits_in_for else "",
        )
        for row in rows
    )  # fmt: skip
    return Stands(tuple(told), gathered(meeting, rows, seats=seats, needed=least, leader=must_be_led(known)))


def on_that_day(meeting: CouncilMeeting, known: Rules) -> tuple[int, int | None]:
    """How many seats were taken on the meeting's day, and how many had to come."""
    seats = seats_taken(meeting.council, meeting.meets_on)
    return seats, needed(known, seats)


def must_be_led(known: Rules) -> bool:
    """Whether the rules say that a chair or deputy has to be there."""
    return known.says(RuleKey.QUORUM_CHAIR, YesNo.YES)


def _approved(kept: list[ApprovedAttendance]) -> Stands:
    newest = kept[-1]
    shown = dict(
        CouncilMember.objects.filter(pk__in=[one["member"] for one in newest.who]).values_list("pk", "shown_as")
    )
    told = (
        Attended(one["name"], public_name(one["name"], shown[one["member"]]), Came(one["came"]), one["for"])
        for one in newest.who
    )
    found = Gathered(newest.present, newest.seats, newest.needed, leader_missing=newest.leader_missing)
    return Stands(tuple(told), found, tuple(kept[1:]))


def newest(meeting: CouncilMeeting) -> ApprovedAttendance | None:
    """What counts of what was approved; None when nothing is."""
    return meeting.approved_attendance.order_by("-pk").first()


def who(rows: Iterable[Attendance]) -> list[dict[str, object]]:
    """The rows as they are kept."""
    return [
        {
            "member": row.member_id, "name": row.member.name, "came": row.came,
            "for": row.sits_in_for.name if row.sits_in_for else "",
            "substitute": row.member.post == MemberPost.SUBSTITUTE, "leads": row.member.post in LEADERS,
            "votes": votes(row.member) and (row.sits_in_for is None or votes(row.sits_in_for)),
        }
        for row in rows
    ]  # fmt: skip


def may_be_corrected(meeting: CouncilMeeting) -> list[CouncilMember]:
    """Whom a correction may speak of: those who sat that day, and those who stand in what was approved."""
    there = {member.pk: member for member in councils.sitting(meeting.council, meeting.meets_on)}
    kept = newest(meeting)
    also = CouncilMember.objects.filter(
        council=meeting.council, pk__in=[one["member"] for one in kept.who] if kept else []
    )
    return sorted((there | {one.pk: one for one in also}).values(), key=lambda one: (one.sort_key, one.pk))


def not_kept(municipality: Municipality) -> list[CouncilMeeting]:
    """Meetings whose minutes were approved before what was true then was kept."""
    rows = CouncilMeeting.objects.filter(
        council__municipality=municipality, stage__in=FROZEN, approved_attendance=None
    )  # fmt: skip
    return list(rows.select_related("council__unit", "council__municipality").order_by("pk"))
