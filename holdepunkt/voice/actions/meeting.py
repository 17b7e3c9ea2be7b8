"""The only writers of meetings: planned, moved, agenda sent, held, called off; and papers sent by post."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.record.versions import take
from holdepunkt.voice import council_access as access
from holdepunkt.voice.actions.agenda import add_standing_items
from holdepunkt.voice.actions.council import count_deadlines
from holdepunkt.voice.actions.locks import lock_meeting
from holdepunkt.voice.models import AdvisoryCouncil, AgendaItem, CouncilMeeting, CouncilMember, PapersPosted
from holdepunkt.voice.reads import meetings as reads
from holdepunkt.voice.rules.meetings import AHEAD, ItemStage, MeetingStage, may_become
from holdepunkt.voice.rules.papers import PaperKind

AROUND = ("council__unit", "council__municipality")


@transaction.atomic
def plan_meeting(
    *,
    council: AdvisoryCouncil,
    meets_on: date,
    by: Asker,
    begins_at: time | None = None,
    ends_at: time | None = None,
    place: str = "",
    welcome: str = "",
    asked_for_on: date | None = None,
    is_example: bool = False,
) -> CouncilMeeting:
    """Plan a meeting, an extra one when it was asked for: its deadlines follow from the rules, its agenda begins from what is open."""
    require(access.may_run_council(by, council))
    _in_order(begins_at, ends_at)
    _asked_before(asked_for_on, meets_on)
    AdvisoryCouncil.objects.select_for_update(of=("self",)).get(pk=council.pk)  # two at once get two numbers
    made = CouncilMeeting(
        council=council, number=reads.newest_number(council) + 1, meets_on=meets_on, begins_at=begins_at,
        ends_at=ends_at, place=place, welcome=welcome, asked_for_on=asked_for_on, is_example=is_example,
    )  # fmt: skip
    count_deadlines(made, council)
    made.save()
    add_standing_items(made)
    record.wrote("meeting.planned", on=made, by=by, fields={"on": meets_on.isoformat()})
    return made


def _in_order(begins_at: time | None, ends_at: time | None) -> None:
    if begins_at is not None and ends_at is not None and ends_at <= begins_at:
        raise NotPossible(_("Mødet slutter, før det begynder. Ret et af klokkeslættene."))


def _asked_before(asked_on: date | None, meets_on: date) -> None:
    if asked_on is not None and asked_on > meets_on:
        raise NotPossible(_("Mødet kan ikke være bedt om efter sin egen dag. Ret en af dagene."))


@transaction.atomic
def change_meeting(*, meeting: CouncilMeeting, by: Asker, version: int | None = None, **changes: Any) -> CouncilMeeting:
    """Move a meeting, or change place and words; its deadlines are counted anew."""
    row = take(meeting, version=version, around=AROUND)
    require(access.may_run_council(by, row.council))
    if unknown := set(changes) - {"meets_on", "begins_at", "ends_at", "place", "welcome", "asked_for_on"}:
        raise TypeError(f"change_meeting: found {sorted(unknown)}")
    if row.stage not in AHEAD:
        raise NotPossible(_("Mødet er holdt eller aflyst. Det kan ikke flyttes."))
    for name, value in changes.items():
        setattr(row, name, value)
    _in_order(row.begins_at, row.ends_at)
    _asked_before(row.asked_for_on, row.meets_on)
    count_deadlines(row, row.council)
    row.save()
    record.wrote("meeting.changed", on=row, by=by, fields={"changed": sorted(changes)})
    return row


@transaction.atomic
def send_agenda(*, meeting: CouncilMeeting, by: Asker) -> CouncilMeeting:
    """The agenda is sent. Minutes that wait and open tasks come first on it, also those that came since."""
    row = _to(meeting, MeetingStage.SENT, by)
    if not AgendaItem.objects.filter(meeting=row).exists() and not add_standing_items(row):
        raise NotPossible(_("Dagsordenen er tom. Sæt mindst ét emne på."))
    add_standing_items(row)
    row.sent_on = clock.today()
    row.save()
    late = row.agenda_due_on is not None and row.sent_on > row.agenda_due_on
    record.wrote("meeting.agenda_sent", on=row, by=by, fields={"late": late})
    return row


@transaction.atomic
def hold_meeting(*, meeting: CouncilMeeting, by: Asker) -> CouncilMeeting:
    """The meeting is going on, or was held: from now on minutes are written."""
    row = _to(meeting, MeetingStage.HELD, by)
    if row.meets_on > clock.today():
        raise NotPossible(_("Mødet er ikke begyndt endnu. Flyt dagen, hvis I mødes før."))
    count_deadlines(row, row.council)
    add_standing_items(row)
    row.save()
    record.wrote("meeting.held", on=row, by=by)
    return row


@transaction.atomic
def call_off_meeting(*, meeting: CouncilMeeting, because: str, by: Asker) -> CouncilMeeting:
    """Call a meeting off, with the reason that members are told; its items wait for another meeting."""
    row = _to(meeting, MeetingStage.CALLED_OFF, by)
    if not because.strip():
        raise NotPossible(_("Skriv, hvorfor mødet er aflyst."))
    row.called_off_because = because
    row.save()
    AgendaItem.objects.filter(meeting=row, about_meeting=None).exclude(kind__in=("minutes", "tasks")).update(
        meeting=None, stage=ItemStage.PROPOSED, order=0
    )
    record.wrote("meeting.called_off", on=row, by=by)
    return row


def _to(meeting: CouncilMeeting, stage: MeetingStage, by: Asker) -> CouncilMeeting:
    """The meeting, locked and at its next stage, not saved yet."""
    row = take(meeting, version=None, around=AROUND)
    require(access.may_run_council(by, row.council))
    if not may_become(row.stage, stage):
        raise NotPossible(_("Mødet er: %(stage)s. Det kan ikke gå videre sådan.") % {"stage": row.get_stage_display()})
    row.stage = stage
    return row


@transaction.atomic
def note_posted(
    *, meeting: CouncilMeeting, members: Iterable[CouncilMember], by: Asker, paper: PaperKind = PaperKind.AGENDA
) -> int:
    """The print run went out by post to these members; those who had it already are not counted twice."""
    require(access.may_run_council(by, meeting.council))
    held = lock_meeting(meeting.pk)
    if paper is PaperKind.MINUTES:
        require_minutes(held)
    there = set(reads.posted_to(meeting, paper))
    made = [
        PapersPosted(meeting=meeting, member=member, posted_on=clock.today(), paper=paper)
        for member in members
        if member.pk not in there
    ]
    PapersPosted.objects.bulk_create(made)
    verb = "meeting.minutes_posted" if paper is PaperKind.MINUTES else "meeting.papers_posted"
    record.wrote(verb, on=meeting, by=by, fields={"members": len(made)})
    return len(made)


def require_minutes(meeting: CouncilMeeting) -> None:
    """Nobody gets minutes that nobody has begun to write, or without the day until which they can say no."""
    if meeting.stage not in (MeetingStage.HELD, MeetingStage.APPROVED, MeetingStage.PUBLISHED):
        raise NotPossible(_("Referatet er ikke begyndt endnu."))
    if meeting.stage == MeetingStage.HELD and meeting.minutes_sent_on is None:
        raise NotPossible(_("Send først referatet til medlemmerne. Så står dagen, de kan sige imod til, på papiret."))
