"""The writers of who came: noted at the meeting, kept when the minutes are approved, corrected with a reason."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, is_at_home, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality
from holdepunkt.record.versions import take
from holdepunkt.voice import council_access as access
from holdepunkt.voice.actions.locks import lock_meeting
from holdepunkt.voice.models import ApprovedAttendance, Attendance, CouncilMeeting, CouncilMember
from holdepunkt.voice.reads import attended as reads
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads.meetings import attendance
from holdepunkt.voice.rules.council_gaps import may_sit_in
from holdepunkt.voice.rules.meetings import AHEAD, Came, MeetingStage, heads

AROUND = ("council__unit", "council__municipality")


@transaction.atomic
def note_attendance(
    *,
    meeting: CouncilMeeting,
    came: Mapping[int, Came | str],
    by: Asker,
    sits_in: Mapping[int, int | None] | None = None,
) -> int:
    """Note who came, by the members' numbers; `sits_in` says for whom a substitute came. Return how many are noted."""
    row = take(meeting, version=None, around=AROUND)
    require(access.may_run_council(by, row.council))
    if row.stage not in (*AHEAD, MeetingStage.HELD):
        raise NotPossible(_("Referatet er godkendt. Fremmødet kan kun rettes med en grund."))
    people = list(councils.sitting(row.council, row.meets_on))
    _own_substitutes(row, people, sits_in or {})
    _note_all(row, people, came, sits_in or {})
    row.save()
    record.wrote("meeting.attendance_noted", on=row, by=by, fields={"members": len(came)})
    return len(came)


def _own_substitutes(row: CouncilMeeting, people: list[CouncilMember], sits_in: Mapping[int, int | None]) -> None:
    """A personal substitute comes for nobody but the own member, where the rules say so."""
    rules = councils.rules(row.council, row.meets_on)
    for member in people:
        other = sits_in.get(member.pk)
        if other is not None and not may_sit_in(rules, own=member.substitute_for_id, wanted=other):
            raise NotPossible(
                _("%(name)s kan kun møde for sit eget medlem. Det siger rådets regler.") % {"name": member.name}
            )


def _note_all(
    row: CouncilMeeting, members: Iterable[CouncilMember], came: Mapping[int, Came | str],
    sits_in: Mapping[int, int | None],
) -> None:  # fmt: skip
    people = {member.pk: member for member in members}
    for pk, how in came.items():
        _note(row, people, pk, how, sits_in.get(pk))


def _note(row: CouncilMeeting, people: dict[int, CouncilMember], pk: int, how: str, other: int | None) -> None:
    """One member; an empty answer takes an earlier one away."""
    if pk not in people or (other is not None and other not in people):
        raise NotPossible(_("Der er et navn, som ikke sad i rådet den dag."))
    if not how:
        Attendance.objects.filter(meeting=row, member=people[pk]).delete()
        return
    told = {"came": Came(how), "sits_in_for": people[other] if other is not None else None}
    Attendance.objects.update_or_create(meeting=row, member=people[pk], defaults=told)


def keep_attendance(meeting: CouncilMeeting) -> ApprovedAttendance:  # because its callers record
    """Keep who came and whether enough did, as it is true now: whatever changes later, this stays."""
    seats, needed = reads.on_that_day(meeting, reads.rules_then(meeting))
    return _keep(meeting, reads.who(attendance(meeting)), seats, needed, "")


def _keep(
    meeting: CouncilMeeting, who: list[dict[str, object]], seats: int, needed: int | None, why: str
) -> ApprovedAttendance:
    voting = [one for one in who if one.get("votes", True)]
    present = heads((str(one["came"]), bool(one["substitute"]), bool(one["for"])) for one in voting)
    led = any(one["came"] == Came.PRESENT and one.get("leads") for one in who)
    return ApprovedAttendance.objects.create(
        meeting=meeting, noted_on=clock.today(), present=present, seats=seats, needed=needed, who=who, why=why,
        leader_missing=reads.must_be_led(reads.rules_then(meeting)) and not led,
    )  # fmt: skip


@transaction.atomic
def correct_attendance(
    *, meeting: CouncilMeeting, came: Mapping[int, Came | str], seats: int, needed: int | None, why: str, by: Asker,
    sits_in: Mapping[int, int | None] | None = None, version: int | None = None,
) -> ApprovedAttendance:  # fmt: skip
    """Correct who came after the approval. What was approved stays, and the reason stands beside the new."""
    row = take(meeting, version=version, around=AROUND)
    require(access.may_run_council(by, row.council))
    if row.stage not in reads.FROZEN:
        raise NotPossible(_("Referatet er ikke godkendt. Skriv bare fremmødet."))
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor fremmødet bliver rettet. Det står i referatet."))
    before = reads.newest(row) or keep_attendance(row)
    known = {one["member"]: {name: one[name] for name in reads.KEPT_AS_IT_WAS if name in one} for one in before.who}
    _note_all(row, reads.may_be_corrected(row), came, sits_in or {})
    who = [one | known.get(one["member"], {}) for one in reads.who(attendance(row))]
    row.save()
    made = _keep(row, who, seats, needed, why.strip())
    record.wrote("meeting.attendance_corrected", on=row, by=by, fields={"present": made.present, "seats": seats})
    return made


@transaction.atomic
def keep_approved(*, municipality: Municipality, by: Asker) -> int:
    """Keep what is known now of minutes that were approved before it was kept; how many."""
    require(is_at_home(by, municipality.pk))
    rows = reads.not_kept(municipality)
    for row in rows:
        lock_meeting(row.pk)
        keep_attendance(row)
        record.wrote("meeting.attendance_kept", on=row, by=by)
    return len(rows)
