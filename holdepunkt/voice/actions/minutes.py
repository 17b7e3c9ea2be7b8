"""The only writers of minutes: lines as the meeting goes on, tasks done, approval, publication, files."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Unit
from holdepunkt.record.versions import take
from holdepunkt.voice import council_access as access
from holdepunkt.voice.actions.attendance import keep_attendance
from holdepunkt.voice.actions.council import touch
from holdepunkt.voice.actions.locks import lock_meeting
from holdepunkt.voice.models import AgendaItem, CouncilMeeting, CouncilMember, MeetingFile, MinuteLine
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.rules.council import Approved, RuleKey, YesNo
from holdepunkt.voice.rules.meetings import LineKind, MeetingStage, may_become
from holdepunkt.voice.rules.papers import FileFormat, PaperKind

OF_LINE = ("item__meeting", "item__council__unit", "item__council__municipality")


@transaction.atomic
def write_line(
    *,
    item: AgendaItem,
    kind: LineKind | str,
    text: str,
    by: Asker,
    held_by_member: CouncilMember | None = None,
    held_by_unit: Unit | None = None,
    due_on: date | None = None,
) -> MinuteLine:
    """Write one line under an item while the meeting goes on, or right after it."""
    require(access.may_run_council(by, item.council))
    _require_writing(item)
    told = {"held_by_member": held_by_member, "held_by_unit": held_by_unit, "due_on": due_on}
    _check(LineKind(kind), item, told)
    last = MinuteLine.objects.filter(item=item).aggregate(top=Max("order"))["top"] or 0
    made = MinuteLine.objects.create(item=item, kind=kind, text=text, order=last + 1, **told)
    touch(item.meeting_id or 0)
    record.wrote("minutes.line_written", on=made, by=by, fields={"kind": LineKind(kind).value})
    return made


def _require_writing(item: AgendaItem) -> None:
    """The meeting as it stands now, locked: an approval at the same moment comes before or after, never between."""
    meeting = lock_meeting(item.meeting_id) if item.meeting_id is not None else None
    if meeting is None or meeting.stage in (MeetingStage.PLANNED, MeetingStage.SENT, MeetingStage.CALLED_OFF):
        raise NotPossible(_("Mødet er ikke begyndt. Tryk først på »Begynd referatet«."))
    if meeting.stage != MeetingStage.HELD:
        raise NotPossible(_("Referatet er godkendt og bliver ikke ændret. Skriv en rettelse på næste møde."))


def _check(kind: LineKind, item: AgendaItem, told: dict[str, Any]) -> None:
    """Only a task has a holder and a day, and both belong here."""
    if kind is not LineKind.TASK and any(value is not None for value in told.values()):
        raise NotPossible(_("Kun en opgave har en dag og en, der gør den. Vælg »opgave«, eller tøm felterne."))
    member, unit = told["held_by_member"], told["held_by_unit"]
    if member is not None and member.council_id != item.council_id:
        raise NotPossible(_("Medlemmet sidder i et andet råd."))
    if unit is not None and unit.municipality_id != item.council.municipality_id:
        raise NotPossible(_("Enheden hører til en anden kommune."))


@transaction.atomic
def change_line(*, line: MinuteLine, by: Asker, version: int | None = None, **changes: Any) -> MinuteLine:
    """Change a line until the minutes are approved."""
    require(access.may_run_council(by, line.item.council))
    _require_writing(line.item)
    row = take(line, version=version, around=OF_LINE)
    if unknown := set(changes) - {"kind", "text", "held_by_member", "held_by_unit", "due_on"}:
        raise TypeError(f"change_line: found {sorted(unknown)}")
    for name, value in changes.items():
        setattr(row, name, value)
    told = {name: getattr(row, name) for name in ("held_by_member", "held_by_unit", "due_on")}
    _check(LineKind(row.kind), row.item, told)
    row.save()
    touch(row.item.meeting_id or 0)
    record.wrote("minutes.line_changed", on=row, by=by, fields={"changed": sorted(changes)})
    return row


@transaction.atomic
def remove_line(*, line: MinuteLine, by: Asker) -> None:
    """Take a line out again until the minutes are approved."""
    require(access.may_run_council(by, line.item.council))
    _require_writing(line.item)
    touch(line.item.meeting_id or 0)
    record.wrote("minutes.line_removed", on=line, by=by)
    line.delete()


@transaction.atomic
def finish_task(*, line: MinuteLine, by: Asker, outcome: str = "", done_on: date | None = None) -> MinuteLine:
    """A task is done; what became of it is told at the next meeting. Approved minutes do not stop that."""
    row = take(line, version=None, around=OF_LINE)
    require(access.may_run_council(by, row.item.council))
    if row.kind != LineKind.TASK:
        raise NotPossible(_("Det er ikke en opgave."))
    if row.done_on is not None:
        raise NotPossible(_("Opgaven er allerede gjort."))
    row.done_on, row.outcome = done_on or clock.today(), outcome
    if row.done_on > clock.today():
        raise NotPossible(_("Datoen ligger i fremtiden. Skriv den dag, det skete."))
    row.save()
    record.wrote("minutes.task_done", on=row, by=by)
    return row


@transaction.atomic
def note_minutes_sent(*, meeting: CouncilMeeting, by: Asker) -> CouncilMeeting:
    """The minutes went to the members as they stand, for them to say if something is wrong. Said again, it is anew."""
    row = take(meeting, version=None, around=("council__unit", "council__municipality"))
    require(access.may_run_council(by, row.council))
    if row.stage != MeetingStage.HELD:
        raise NotPossible(_("Kun et referat, der ikke er godkendt endnu, sendes til medlemmerne."))
    row.minutes_sent_on = clock.today()
    row.save(update_fields=["minutes_sent_on", "version"])
    late = row.minutes_due_on is not None and row.minutes_sent_on > row.minutes_due_on
    record.wrote("minutes.sent", on=row, by=by, fields={"late": late})
    return row


@transaction.atomic
def approve_minutes(
    *, meeting: CouncilMeeting, how: Approved | str, on: date, by: Asker, remarks: str = ""
) -> CouncilMeeting:
    """Note that the council approved the minutes, how, and with which remarks. From here they never change."""
    row = _to(meeting, MeetingStage.APPROVED, by)
    if on > clock.today():
        raise NotPossible(_("Datoen ligger i fremtiden. Skriv den dag, det skete."))
    if on < row.meets_on:
        raise NotPossible(_("Referatet kan ikke være godkendt, før mødet blev holdt."))
    row.approved_on, row.approved_how, row.remarks = on, Approved(how), remarks
    row.save()
    keep_attendance(row)
    record.wrote("minutes.approved", on=row, by=by, fields={"on": on.isoformat(), "how": str(how)})
    return row


@transaction.atomic
def publish_minutes(*, meeting: CouncilMeeting, by: Asker) -> CouncilMeeting:
    """Let everybody read approved minutes, when the council's rules say so."""
    row = _to(meeting, MeetingStage.PUBLISHED, by)
    if not reads.rules(row.council, clock.today()).says(RuleKey.MINUTES_PUBLIC, YesNo.YES):
        raise NotPossible(
            _("Rådets regler siger ikke, at referater er offentlige. Skriv reglen ind først, hvis de er.")
        )
    row.published_on = clock.today()
    row.save()
    record.wrote("minutes.published", on=row, by=by)
    return row


def _to(meeting: CouncilMeeting, stage: MeetingStage, by: Asker) -> CouncilMeeting:
    row = take(meeting, version=None, around=("council__unit", "council__municipality"))
    require(access.may_run_council(by, row.council))
    if not may_become(row.stage, stage):
        raise NotPossible(_("Mødet er: %(stage)s. Det kan ikke gå videre sådan.") % {"stage": row.get_stage_display()})
    row.stage = stage
    return row


@transaction.atomic
def ask_for_file(
    *, meeting: CouncilMeeting, paper: PaperKind | str, format: FileFormat | str, by: Asker
) -> MeetingFile:
    """Order a file of the agenda or the minutes as they stand now."""
    require(access.may_run_council(by, meeting.council))
    if paper not in set(PaperKind) or format not in set(FileFormat):
        raise NotPossible(_("Det papir kender vi ikke. Vælg et af dem på siden."))
    made = MeetingFile.objects.create(
        meeting=meeting, paper=paper, format=format, meeting_version=meeting.version, asked_at=clock.now()
    )
    record.wrote("meeting_file.asked", on=made, by=by, fields={"paper": str(paper), "format": str(format)})
    return made


@transaction.atomic
def keep_file(*, file: MeetingFile, by: Asker, content: bytes | None = None, problem: str = "") -> MeetingFile:
    """Store the finished file, or what went wrong for the person who waits."""
    require(access.may_run_council(by, file.meeting.council))
    file.problem = problem
    if content is not None:
        file.content, file.made_at = content, clock.now()
    file.save(update_fields=["content", "made_at", "problem"])
    verb = "meeting_file.made" if content is not None else "meeting_file.failed"
    record.wrote(verb, on=file, by=by, fields={"problem": problem} if problem else {"bytes": len(content or b"")})
    return file
