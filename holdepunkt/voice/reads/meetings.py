"""Meetings of a council, what is on their agendas, and what was written; as the asker may see them."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404

from holdepunkt.people.asker import Asker
from holdepunkt.people.rules import Role
from holdepunkt.record.rows import one_or_404
from holdepunkt.voice import council_access as access
from holdepunkt.voice.models import (
    AdvisoryCouncil,
    AgendaItem,
    Attendance,
    CouncilMeeting,
    CouncilMember,
    CouncilRule,
    ItemPaper,
    MeetingFile,
    MinuteLine,
    PapersPosted,
)
from holdepunkt.voice.reads.council import council_by_key, of_units, rules, sitting, town_hall
from holdepunkt.voice.rules.council import Openness, RuleKey, Rules
from holdepunkt.voice.rules.council_days import due_within, open_until
from holdepunkt.voice.rules.meetings import AHEAD, Came, Gathered, ItemStage, LineKind, MeetingStage, heads
from holdepunkt.voice.rules.members import MemberPost
from holdepunkt.voice.rules.papers import PaperKind

LEADERS = (MemberPost.CHAIR, MemberPost.DEPUTY_CHAIR)


def meetings(council: AdvisoryCouncil) -> QuerySet[CouncilMeeting]:
    """All meetings of a council, the newest first."""
    found = CouncilMeeting.objects.filter(council=council)
    return found.select_related("council__unit", "council__municipality").order_by("-meets_on", "-pk")


def meeting(council: AdvisoryCouncil, pk: int) -> CouncilMeeting:
    """One meeting of this council."""
    return one_or_404(meetings(council).filter(pk=pk))


def ahead(council: AdvisoryCouncil, today: date) -> QuerySet[CouncilMeeting]:
    """Meetings from today on that are not called off, the next first."""
    return meetings(council).filter(stage__in=AHEAD, meets_on__gte=today).order_by("meets_on", "pk")


def published(council: AdvisoryCouncil) -> QuerySet[CouncilMeeting]:
    """Meetings whose minutes everybody may read, the newest first."""
    return meetings(council).filter(stage=MeetingStage.PUBLISHED)


def public_meeting(by: Asker, key: str, number: int) -> CouncilMeeting:
    """One meeting as a page: with published minutes, or somebody who works with the council asks; else 404."""
    found: CouncilMeeting = one_or_404(meetings(council_by_key(by, key)).filter(number=number))
    if not access.may_read_minutes(by, found):
        raise Http404(number)
    return found


def open_meetings(by: Asker) -> QuerySet[CouncilMeeting]:
    """Meetings that everybody may sit in at, by the rule that holds on their day; an unknown rule is not open."""
    held = CouncilRule.objects.filter(council=OuterRef("council"), key=RuleKey.OPENNESS)
    held = held.filter(Q(since=None) | Q(since__lte=OuterRef("meets_on")))
    newest = held.order_by(F("since").desc(nulls_last=True), "-pk").values("value")[:1]
    rows = CouncilMeeting.objects.filter(council__municipality=by.municipality)
    return rows.exclude(stage=MeetingStage.CALLED_OFF).alias(openness=Subquery(newest)).filter(openness=Openness.OPEN)


def open_between(by: Asker, first: date, last: date) -> QuerySet[CouncilMeeting]:
    """The same of a stretch of time, in order."""
    found = open_meetings(by).filter(meets_on__range=(first, last))
    return found.select_related("council__unit").order_by("meets_on", "pk")


def newest_number(council: AdvisoryCouncil) -> int:
    """The number of the newest meeting; 0 when there is none."""
    return CouncilMeeting.objects.filter(council=council).aggregate(top=Max("number"))["top"] or 0


def unapproved(council: AdvisoryCouncil, *, before: date) -> list[CouncilMeeting]:
    """Meetings that were held and whose minutes nobody has approved, the oldest first."""
    found = CouncilMeeting.objects.filter(council=council, stage=MeetingStage.HELD, meets_on__lt=before)
    return list(found.order_by("meets_on", "pk"))


def open_tasks(council: AdvisoryCouncil) -> QuerySet[MinuteLine]:
    """Tasks that nobody has finished, the nearest day first."""
    found = MinuteLine.objects.filter(item__council=council, kind=LineKind.TASK, done_on=None)
    return found.select_related("item__meeting", "held_by_member", "held_by_unit").order_by("due_on", "pk")


def items(meeting: CouncilMeeting) -> list[AgendaItem]:
    """The agenda in order, each item with its papers and lines."""
    lines = MinuteLine.objects.filter(item__meeting=meeting).order_by("order", "pk")
    papers = ItemPaper.objects.filter(item__meeting=meeting).select_related("upload").defer("upload__content")
    found = AgendaItem.objects.filter(meeting=meeting).select_related("proposed_by", "about_meeting")
    return list(
        found.prefetch_related(
            Prefetch("lines", lines.select_related("held_by_member", "held_by_unit")),
            Prefetch("papers", papers.order_by("pk")),
        ).order_by("order", "pk")
    )


def item(council: AdvisoryCouncil, pk: int) -> AgendaItem:
    """One item of this council."""
    found = AgendaItem.objects.filter(council=council, pk=pk)
    around = ("meeting__council__unit", "council__unit", "council__municipality", "proposed_by")
    return one_or_404(found.select_related(*around))


def item_of(meeting: CouncilMeeting, pk: int) -> AgendaItem:
    """One item of this meeting's agenda; another meeting's is missing."""
    found = item(meeting.council, pk)
    if found.meeting_id != meeting.pk:
        raise Http404(pk)
    return found


def waiting_items(council: AdvisoryCouncil) -> QuerySet[AgendaItem]:
    """Items that were proposed and are on no agenda yet, the oldest first."""
    found = AgendaItem.objects.filter(council=council, stage=ItemStage.PROPOSED)
    return found.select_related("proposed_by").order_by("proposed_on", "pk")


def own_items(member: CouncilMember | None) -> list[AgendaItem]:
    """What a member has proposed and still can change."""
    if member is None:
        return []
    stages = (ItemStage.PROPOSED, ItemStage.HANDED_BACK)
    return list(AgendaItem.objects.filter(proposed_by=member, stage__in=stages).order_by("-pk"))


def handed_back(council: AdvisoryCouncil) -> QuerySet[AgendaItem]:
    """Items that went back to the one who proposed them."""
    found = AgendaItem.objects.filter(council=council, stage=ItemStage.HANDED_BACK)
    return found.select_related("proposed_by").order_by("-handed_back_on", "-pk")


def line(meeting: CouncilMeeting, pk: int) -> MinuteLine:
    """One line of a meeting's minutes."""
    found = MinuteLine.objects.filter(item__meeting=meeting, pk=pk)
    around = ("item__meeting__council__unit", "item__council__unit", "item__council__municipality")
    return one_or_404(found.select_related(*around, "held_by_member", "held_by_unit"))


def attendance(meeting: CouncilMeeting) -> list[Attendance]:
    """Who was asked about at this meeting, by name."""
    found = Attendance.objects.filter(meeting=meeting).select_related("member__seat", "sits_in_for__seat")
    return list(found.order_by("member__sort_key", "pk"))


def gathered(
    meeting: CouncilMeeting, came: list[Attendance], *, seats: int, needed: int | None, leader: bool = False
) -> Gathered:
    """How many with a vote came, out of how many such seats, and whether somebody who had to lead was missing."""
    voting = [row for row in came if votes(row.member) and (row.sits_in_for is None or votes(row.sits_in_for))]
    present = heads(
        (row.came, row.member.post == MemberPost.SUBSTITUTE, row.sits_in_for_id is not None) for row in voting
    )
    leads = any(row.came == Came.PRESENT and row.member.post in LEADERS for row in came)
    return Gathered(present, seats, needed, leader_missing=leader and not leads)


def votes(member: CouncilMember) -> bool:
    """Whether a member has a vote; one without a seat of a kind has."""
    return member.seat is None or member.seat.votes


def seats_taken(council: AdvisoryCouncil, on: date) -> int:
    """How many sit in the council with a vote on a day, substitutes apart."""
    return sitting(council, on).exclude(post=MemberPost.SUBSTITUTE).exclude(seat__votes=False).count()


def met_in(council: AdvisoryCouncil, year: int) -> int:
    """How many meetings of a year are held or planned; an extra one is not of the plan."""
    found = CouncilMeeting.objects.filter(council=council, meets_on__year=year, asked_for_on=None)
    return found.exclude(stage=MeetingStage.CALLED_OFF).count()


def object_until(meeting: CouncilMeeting) -> date | None:
    """The last day on which members can say that the sent minutes are wrong; None when not sent, or not known."""
    if meeting.minutes_sent_on is None:
        return None
    days = rules(meeting.council, meeting.meets_on).days(RuleKey.OBJECT_DAYS)
    return open_until(meeting.minutes_sent_on, days, is_working_day=town_hall(meeting.council.municipality))


def extra_due(meeting: CouncilMeeting, known: Rules) -> date | None:
    """The last day for a meeting that was asked for; None when nobody asked, or nobody knows."""
    if meeting.asked_for_on is None:
        return None
    is_open = town_hall(meeting.council.municipality)
    return due_within(meeting.asked_for_on, known.days(RuleKey.EXTRA_DAYS), is_working_day=is_open)


def files(meeting: CouncilMeeting) -> list[MeetingFile]:
    """The files of a meeting without their content, the newest first."""
    return list(MeetingFile.objects.filter(meeting=meeting).defer("content").order_by("-pk"))


def file(meeting: CouncilMeeting, uuid: Any) -> MeetingFile:
    """One finished file of a meeting."""
    return one_or_404(MeetingFile.objects.filter(meeting=meeting, uuid=uuid, made_at__isnull=False))


def file_to_make(uuid: str) -> MeetingFile | None:
    """An ordered file that nobody has made yet."""
    found = MeetingFile.objects.filter(uuid=uuid, made_at=None)
    return found.select_related("meeting__council__unit", "meeting__council__municipality").first()


def posted_to(meeting: CouncilMeeting, paper: PaperKind = PaperKind.AGENDA) -> dict[int, date]:
    """To which members the papers (or the minutes) were sent by post, and when."""
    return dict(PapersPosted.objects.filter(meeting=meeting, paper=paper).values_list("member", "posted_on"))


def on_paper(council: AdvisoryCouncil, on: date) -> list[CouncilMember]:
    """Members who get their papers by post: they want it, or have no e-mail."""
    found = sitting(council, on).filter(Q(contact__by_post=True) | Q(contact__email="") | Q(contact=None))
    return list(found)


def by_mail(council: AdvisoryCouncil, on: date) -> list[CouncilMember]:
    """Members who get their papers by e-mail."""
    return list(sitting(council, on).filter(contact__by_post=False).exclude(contact__email=""))


def overview(by: Asker, today: date) -> QuerySet[AdvisoryCouncil]:
    """The councils that the asker keeps or sits in, with how many sit in each; one statement."""
    works = of_units(by, Role.ADVISORY_COUNCIL_SECRETARY, Role.ADVISORY_COUNCIL_MEMBER)
    sits = Q(members__starts_on__lte=today) & (Q(members__ends_on=None) | Q(members__ends_on__gte=today))
    found = AdvisoryCouncil.objects.filter(works, municipality=by.municipality).select_related("unit")
    return found.annotate(sitting=Count("members", filter=sits, distinct=True)).order_by("unit__sort_key", "pk")


def to_mail(meeting_pk: int, member_pk: int) -> tuple[CouncilMeeting, CouncilMember] | None:
    """A meeting, and a member with an e-mail address; None when they have left or have none."""
    found = CouncilMeeting.objects.select_related("council__unit", "council__municipality").filter(pk=meeting_pk)
    meeting = found.first()
    if meeting is None:
        return None
    member = sitting(meeting.council, meeting.meets_on).filter(pk=member_pk).exclude(contact__email="").first()
    return (meeting, member) if member is not None and getattr(member, "contact", None) is not None else None


def recent_and_ahead(council: AdvisoryCouncil, today: date) -> list[CouncilMeeting]:
    """The meetings of the last year and all that are planned, called off ones too: for a calendar."""
    return list(meetings(council).filter(meets_on__gte=today - timedelta(days=366)).order_by("meets_on", "pk"))
