"""Reading whom a council's question reaches, and what waits about hearings."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from holdepunkt import clock
from holdepunkt.people.asker import Asker
from holdepunkt.people.rules import Role
from holdepunkt.voice.models import (
    CouncilMeeting,
    CouncilMember,
    Hearing,
    HearingAnswer,
    HearingBody,
    HearingComment,
    HearingMessage,
    HearingTheme,
)
from holdepunkt.voice.reads.council import sitting
from holdepunkt.voice.rules.hearing import NEAR, BodyState, HearingStage
from holdepunkt.voice.rules.meetings import MeetingStage

MOST = 200


def who_comments(body: HearingBody, today: date) -> QuerySet[CouncilMember]:
    """The members whose seats answer hearings; one without a seat of a kind may."""
    assert body.council is not None
    return sitting(body.council, today).exclude(seat__answers_hearings=False)


def met_on(body: HearingBody, day: date) -> bool:
    """Whether the council held a meeting on this day."""
    stages = (MeetingStage.HELD, MeetingStage.APPROVED, MeetingStage.PUBLISHED)
    return CouncilMeeting.objects.filter(council=body.council_id, meets_on=day, stage__in=stages).exists()


def all_have_said(body: HearingBody, today: date) -> bool:
    """Whether every member who may has said something to this answer."""
    return not who_comments(body, today).exclude(pk__in=body.comments.values("member")).exists()


@dataclass(frozen=True)
class Turn:
    """A council that has not answered, as one of its members meets it."""

    body: HearingBody
    member: CouncilMember
    has_said: bool

    @property
    def comment_until(self) -> date:
        """The last day to say something to the others."""
        due: date = self.body.comments_due_on or self.body.hearing.due_on  # type: ignore[assignment]
        return due


def turns(by: Asker, today: date) -> list[Turn]:
    """What the asker's own councils are to answer, with whether the asker has said something; two statements."""
    units = {post.unit_id for post in by.posts if post.role == Role.ADVISORY_COUNCIL_MEMBER}
    if not units or by.user_id is None:
        return []
    held = Q(ends_on=None) | Q(ends_on__gte=today)
    seats = CouncilMember.objects.filter(held, starts_on__lte=today, user=by.user_id, council__unit__in=units)
    mine = {member.council_id: member for member in seats.exclude(seat__answers_hearings=False)}
    said = HearingComment.objects.filter(body=OuterRef("pk"), member__in=mine.values())
    rows = HearingBody.objects.filter(
        council__in=list(mine), asked_on__isnull=False, state__in=(BodyState.ASKED, BodyState.DRAFTED),
        hearing__stage=HearingStage.OPEN,
    )  # fmt: skip
    rows = rows.select_related("hearing", "council__unit", "council__municipality").annotate(said=Exists(said))
    listed = rows.order_by("hearing__due_on", "pk")[:MOST] if mine else []
    return [Turn(row, mine[row.council_id], row.said) for row in listed]  # type: ignore[index, attr-defined]


def by_mail(body: HearingBody, today: date) -> list[CouncilMember]:
    """Those of them who get their papers by e-mail."""
    return list(who_comments(body, today).filter(contact__by_post=False).exclude(contact__email=""))


def on_paper(body: HearingBody, today: date) -> list[CouncilMember]:
    """Those of them who get paper: they want it, or have no e-mail."""
    wants = Q(contact__by_post=True) | Q(contact__email="") | Q(contact=None)
    return list(who_comments(body, today).filter(wants))


def to_mail(body_pk: int, member_pk: int) -> tuple[HearingBody, str] | None:
    """A body that is still to answer, and a member's address; None when they have left or have none."""
    around = ("hearing__municipality", "council__unit")
    rows = HearingBody.objects.filter(pk=body_pk, council__isnull=False).select_related(*around)
    body = rows.exclude(state=BodyState.ANSWERED).first()
    if body is None:
        return None
    member = who_comments(body, clock.today()).filter(pk=member_pk).exclude(contact__email="").first()
    contact = getattr(member, "contact", None)
    return (body, contact.email) if contact is not None else None


@dataclass(frozen=True)
class Waits:
    """A hearing about which something waits; with it one body that has not answered, when there is one."""

    pk: int
    title: str
    stage: str
    due_on: date
    closed_on: date | None
    unthemed: int
    unanswered: int
    untold: int
    body: int | None
    body_name: str
    body_asked_on: date | None
    unit: int | None
    phone: str
    council: int | None


def what_waits(by: Asker, today: date) -> list[Waits]:
    """Everything that may wait about hearings, in one statement: a row for each, or for each body that is silent."""
    answers = HearingAnswer.objects.filter(hearing=OuterRef("pk"), held_back=False, replaced_on=None, themed=None)
    themes = HearingTheme.objects.filter(hearing=OuterRef("pk"), outcome="")
    messages = HearingMessage.objects.filter(
        answer__hearing=OuterRef("pk"), done_on=None, given_up=False, made_on__lt=today
    )
    near = Q(stage=HearingStage.OPEN, due_on__lte=today + NEAR)
    rows = Hearing.objects.filter(municipality=by.municipality, asked_on__isnull=False).annotate(
        silent=FilteredRelation("bodies", condition=~Q(bodies__state=BodyState.ANSWERED)),
        unthemed=_count(answers, "hearing"),
        unanswered=_count(themes, "hearing"),
        untold=_count(messages, "answer__hearing"),
    )
    rows = rows.filter(near | Q(stage=HearingStage.CLOSED) | Q(untold__gt=0)).order_by("due_on", "pk", "silent__pk")
    around = (
        "silent__pk",
        "silent__name",
        "silent__asked_on",
        "silent__unit",
        "silent__unit__phone",
        "silent__council",
    )
    own = ("pk", "title", "stage", "due_on", "closed_on", "unthemed", "unanswered", "untold")
    return [_waits(row) for row in rows.values_list(*own, *around)[:MOST]]


def _waits(row: tuple[Any, ...]) -> Waits:
    told = dict(zip(Waits.__dataclass_fields__, row, strict=True))
    return Waits(**told | {"body_name": told["body_name"] or "", "phone": told["phone"] or ""})


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many of the rows hang on the hearing outside."""
    return Coalesce(Subquery(rows.order_by().values(by).annotate(n=Count("pk")).values("n")), 0)
