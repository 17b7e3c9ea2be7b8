"""What waits about councils: meetings without an agenda, minutes without approval, tasks, seats that run out."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from holdepunkt import clock
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Post, User
from holdepunkt.people.rules import Role, UnitKind
from holdepunkt.voice.models import (
    AdvisoryCouncil,
    ComingMatter,
    CouncilMeeting,
    CouncilMember,
    CouncilRule,
    MinuteLine,
)
from holdepunkt.voice.reads.council import councils, in_force
from holdepunkt.voice.rules.council import RuleKey, Rules, chair_ends
from holdepunkt.voice.rules.meetings import AHEAD, LineKind, MeetingStage
from holdepunkt.voice.rules.members import MemberPost

SOON, NEAR_THE_END = timedelta(days=14), timedelta(days=60)
SOON_AT_THE_COMMITTEE = timedelta(days=42)


def set_up(by: Asker) -> list[AdvisoryCouncil]:
    """The councils of the municipality, those that speak for citizens at the edge before those of other laws."""
    return sorted(councils(by), key=lambda row: row.unit.kind != UnitKind.ADVISORY_COUNCIL)


def meetings(of: Iterable[AdvisoryCouncil], today: date) -> QuerySet[CouncilMeeting]:
    """Meetings on which somebody's turn it is: an agenda that is due, a day that has passed, minutes not approved."""
    ahead = Q(stage=MeetingStage.PLANNED, agenda_due_on__lte=today + SOON)
    passed = Q(stage__in=AHEAD, meets_on__lt=today)
    found = CouncilMeeting.objects.filter(ahead | passed | Q(stage=MeetingStage.HELD), council__in=of)
    return found.select_related("council__unit").order_by("meets_on", "pk")


def tasks(of: Iterable[AdvisoryCouncil], today: date) -> QuerySet[MinuteLine]:
    """Tasks whose day has passed."""
    late = MinuteLine.objects.filter(kind=LineKind.TASK, done_on=None, due_on__lt=today, item__council__in=of)
    return late.select_related("item__meeting", "item__council__unit", "held_by_member", "held_by_unit").order_by(
        "due_on"
    )


def watched(of: Iterable[AdvisoryCouncil], today: date) -> list[CouncilMember]:
    """Members whose period ends soon and whom nobody follows yet, and those who lead since a day; one statement."""
    near = Q(ends_on__gte=today, ends_on__lte=today + NEAR_THE_END, followed=False)
    leads = Q(post=MemberPost.CHAIR, post_since__isnull=False) & (Q(ends_on=None) | Q(ends_on__gte=today))
    followed = Exists(CouncilMember.objects.filter(succeeds=OuterRef("pk")))
    found = CouncilMember.objects.filter(council__in=of).annotate(followed=followed).filter(near | leads)
    return list(found.select_related("council__unit").order_by("ends_on", "pk"))


def ending(of: Iterable[CouncilMember], today: date) -> list[CouncilMember]:
    """Those of them whose period ends soon, and whom nobody follows yet."""
    return [
        row for row in of
        if row.ends_on and row.ends_on <= today + NEAR_THE_END and not row.followed  # type: ignore[attr-defined]
    ]  # fmt: skip


def chairs_ending(of: Iterable[CouncilMember], today: date) -> list[tuple[CouncilMember, date]]:
    """Those of them whose time as chair, by the council's own rule, ends soon or is over."""
    leading = [row for row in of if row.post == MemberPost.CHAIR and row.post_since]
    if not leading:
        return []
    told = CouncilRule.objects.filter(council__in=[row.council_id for row in leading], key=RuleKey.CHAIR_YEARS)
    rows = sorted(told, key=lambda row: (row.since or date.min, row.pk), reverse=True)
    found = []
    for member in leading:
        held = in_force([row for row in rows if row.council_id == member.council_id], today)
        day = chair_ends(member.post_since or today, Rules({key: row.value for key, row in held.items()}))
        if day is not None and day <= today + NEAR_THE_END:
            found.append((member, day))
    return found


def not_asked(by: Asker, today: date) -> list[ComingMatter]:
    """Matters that a committee takes up soon, and about which no council was asked."""
    near = ComingMatter.objects.filter(municipality=by.municipality, dropped_on=None, asked=None)
    return list(
        near.filter(expected_on__gte=today, expected_on__lte=today + SOON_AT_THE_COMMITTEE).order_by("expected_on")[:5]
    )


def secretaries(by: Asker) -> dict[int | None, User]:
    """Who keeps each council, by its unit; under None a policy lead, who keeps those that have no secretary."""
    today = clock.today()
    held = Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))
    roles = (Role.ADVISORY_COUNCIL_SECRETARY, Role.POLICY_LEAD)
    posts = Post.objects.filter(held, role__in=roles, unit__municipality=by.municipality, user__is_active=True)
    rows = posts.filter(deputy_of=None).select_related("user").order_by("role", "pk").annotate(at=F("unit"))
    found: dict[int | None, User] = {}
    for post in rows:
        if post.role == Role.ADVISORY_COUNCIL_SECRETARY:
            found.setdefault(post.unit_id, post.user)
        else:
            found.setdefault(None, post.user)
    return found
