"""Reading who asks: the session, its user, and the posts held today."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from holdepunkt import clock, tenancy
from holdepunkt.people.asker import Asker, HeldPost, signed_in
from holdepunkt.people.models import Absence, Municipality, Post, SessionOfUser, User
from holdepunkt.people.reads.place import _held
from holdepunkt.people.rules import Role
from holdepunkt.record.composed import composed
from holdepunkt.record.reads import Pulse
from holdepunkt.record.rows import one_or_404, sole


def user_to_sign_in(pk: int) -> tuple[User, Asker] | None:
    """The active user of a session, and the asker; the demo's made-up people in demo mode only."""
    with tenancy.unscoped(because="the session names somebody; whose address it is, the caller compares"):
        rows = _with_posts(pk=pk, today=clock.today())
        return (rows[0], _asker(rows[0], rows)) if rows and _may_sign_in(rows[0]) else None


def user_at_home(pk: int) -> tuple[User, Asker] | None:
    """The same for an address that names no municipality: the user's own is asked."""
    home = Municipality.objects.filter(users=pk).first()  # because the session knows the user and nothing else
    if home is None:
        return None
    with tenancy.within(home):
        return user_to_sign_in(pk)


def asker_of(user: User) -> Asker:
    """The asker with the posts this user holds today."""
    rows = _with_posts(pk=user.pk, today=clock.today())
    return _asker(rows[0], rows)


def own_sessions(by: Asker) -> QuerySet[SessionOfUser]:
    """Where the asker is signed in, newest first."""
    return SessionOfUser.objects.filter(user=by.user_id or 0, ends_at__gt=timezone.now()).order_by("-seen_at", "pk")


def who_was_signed_in(key_hash: str, municipality: Municipality) -> int | None:
    """Whose session the key with this fingerprint opens or opened, while its row is there; only at home."""
    rows = SessionOfUser.objects.filter(key_hash=key_hash, user__municipality=municipality)
    return sole(rows.values_list("user_id", flat=True))


def own_session(by: Asker, uuid: UUID) -> SessionOfUser:
    """One session of the asker; somebody else's is missing."""
    return one_or_404(own_sessions(by).filter(uuid=uuid))


@composed(pk=models.BigAutoField(), today=models.DateField())
def _with_posts(pk: Any, today: Any) -> QuerySet[User]:
    """The user once for each post held on a day, and once without any."""
    return _told_of_posts(User.objects.filter(pk=pk).select_related("municipality"), "", today)


@composed(key=models.CharField(), now=models.DateTimeField(), today=models.DateField(), slug=models.SlugField())
def _session_with_posts(key: Any, now: Any, today: Any, slug: Any) -> QuerySet[SessionOfUser]:
    """A running session, its user once for each post, and the pulse of the municipality asked for."""
    # because the key names one session, and its user is the asker
    found = SessionOfUser.objects.filter(key_hash=key, ends_at__gt=now).select_related("user__municipality")
    return _told_of_posts(found, "user__", today).annotate(pulse=Pulse(slug))


def running_session(key_hash: str, slug: str) -> list[Any]:
    """The session under a fingerprint, once for each post of its user: one statement a request, nothing when ended."""
    with tenancy.unscoped(because="the session names somebody; whose address it is, the caller compares"):
        return _session_with_posts(key=key_hash, now=timezone.now(), today=clock.today(), slug=slug)


def user_of_session(rows: list[Any]) -> tuple[User, Asker] | None:
    """The active user of a running session, and the asker."""
    user = rows[0].user if rows else None
    if user is None or not _may_sign_in(user):
        return None
    user._last_ended = rows[0]._last_ended
    with tenancy.unscoped(because="the session names somebody; whose address it is, the caller compares"):
        return user, _asker(user, rows)


def _may_sign_in(user: User) -> bool:
    """The demo's made-up people sign in in demo mode only."""
    return user.is_active and (settings.HOLDEPUNKT_DEMO or not user.made_up)


def _told_of_posts(rows: QuerySet[Any], way: str, today: Any) -> QuerySet[Any]:
    """Each row once for each post its user holds on a day; `way` leads to the user."""
    who = OuterRef(f"{way}pk")
    over = Post.objects.filter(user=who, ends_on__lt=today).order_by("-ends_on")
    return (
        rows.annotate(held=FilteredRelation(f"{way}posts", condition=_held(today, f"{way}posts__")))
        .annotate(
            role=F("held__role"),
            unit_id=F("held__unit"),
            unit_name=F("held__unit__name"),
            held_for=F("held__deputy_of"),
            covers_today=Exists(Absence.objects.filter(_held(today), deputy=who)),
            **{"_last_ended": Subquery(over.values("ends_on")[:1])},
        )
        .order_by("held__pk")
    )


def _asker(user: User, rows: list[Any]) -> Asker:
    """The asker; the posts of those who are away are read only for somebody who may stand in."""
    here = [row for row in rows if row.role]
    held = [HeldPost(Role(row.role), row.unit_id, row.unit_name) for row in here if row.held_for is None]
    if here and any(row.covers_today or row.held_for for row in here):
        held += [
            HeldPost(Role(post.role), post.unit_id, post.unit.name, post.user_id, post.user.name)
            for post in _stood_in_for(user)
        ]
    return signed_in(user, tuple(held))


def away_today() -> QuerySet[Absence]:
    """Who is away today."""
    return Absence.objects.filter(_held(clock.today()))


def _stood_in_for(user: User) -> QuerySet[Post]:
    """The posts of those who are away today, and for whom this user stands in: this time, or always."""
    today = clock.today()
    away = away_today().filter(user__is_active=True)
    standing = Post.objects.filter(_held(today), user=user).exclude(deputy_of=None)
    this_time = Q(user__in=away.filter(deputy=user).values("user"))
    always = Q(pk__in=standing.values("deputy_of"), user__in=away.values("user"))
    posts = Post.objects.filter(_held(today), this_time | always, deputy_of=None)
    return posts.filter(unit__municipality=user.municipality_id).select_related("user", "unit").order_by("pk")
