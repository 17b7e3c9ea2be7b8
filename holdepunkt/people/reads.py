"""Reading municipalities, units, people and posts."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, FilteredRelation, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from holdepunkt import clock, tenancy
from holdepunkt.people.asker import Asker, HeldPost, signed_in
from holdepunkt.people.models import (
    Authenticator,
    IdentityProvider,
    Municipality,
    Post,
    ProviderAccount,
    RecoveryCode,
    SessionOfUser,
    Unit,
    User,
)
from holdepunkt.people.rules import Role
from holdepunkt.record.rows import sole


def municipalities() -> QuerySet[Municipality]:
    """All municipalities of this installation, in alphabetical order."""
    return Municipality.objects.order_by("sort_key")


def municipality(slug: str) -> Municipality | None:
    """The municipality with this short name, or None."""
    return sole(Municipality.objects.filter(slug=slug))


def place_of(slug: str) -> Municipality:
    """The municipality in which a job was ordered."""
    return Municipality.objects.get(slug=slug)


def _held(today: date, post: str = "") -> Q:
    """Posts that hold on a day; `post` is the way to them from another row."""
    begun = Q(**{f"{post}starts_on__lte": today})
    return begun & (Q(**{f"{post}ends_on": None}) | Q(**{f"{post}ends_on__gte": today}))


def user_to_sign_in(pk: int) -> tuple[User, Asker] | None:
    """The active user of a session, and the asker; the demo's made-up people in demo mode only."""
    with tenancy.unscoped(because="the session names somebody; whose address it is, the caller compares"):
        found = User.objects.filter(pk=pk, is_active=True)
        rows = _with_posts(found if settings.HOLDEPUNKT_DEMO else found.filter(made_up=False))
    return (rows[0], _asker(rows)) if rows else None


def user_at_home(pk: int) -> tuple[User, Asker] | None:
    """The same for an address that names no municipality: the user's own is asked."""
    home = Municipality.objects.filter(users=pk).first()  # because the session knows the user and nothing else
    if home is None:
        return None
    with tenancy.within(home):
        return user_to_sign_in(pk)


def asker_of(user: User) -> Asker:
    """The asker with the posts this user holds today."""
    return _asker(_with_posts(User.objects.filter(pk=user.pk)))


def providers(municipality: Municipality) -> QuerySet[IdentityProvider]:
    """The municipality's sign-in providers, by name."""
    return IdentityProvider.objects.filter(municipality=municipality, is_active=True).order_by("name", "pk")


def provider(municipality: Municipality, uuid: UUID) -> IdentityProvider:
    """One provider of this municipality; another's is missing."""
    found = providers(municipality).select_related("municipality").filter(uuid=uuid)
    return _found(found)


def providers_of(by: Asker) -> QuerySet[IdentityProvider]:
    """The providers through which the asker signs in."""
    accounts = ProviderAccount.objects.filter(user=by.user_id)
    return IdentityProvider.objects.filter(pk__in=accounts.values("provider"), is_active=True).order_by("name", "pk")


def is_account_of(by: Asker, provider: IdentityProvider, subject: str) -> bool:
    """Whether this subject at the provider is the asker."""
    return ProviderAccount.objects.filter(provider=provider, subject=subject, user=by.user_id).exists()


def signing_in_user(pk: int, municipality: Municipality) -> User | None:
    """Somebody whose password was right, between the first step and the second."""
    return User.objects.filter(pk=pk, municipality=municipality, is_active=True).first()


def user_named(username: str) -> User | None:
    """Whoever signs in with this name, for the operator's commands."""
    return User.objects.select_related("municipality").filter(username=username).first()


def has_code_app(user_id: int | None) -> bool:
    """Whether somebody has a code app."""
    return Authenticator.objects.filter(user=user_id).exists()


def codes_left(by: Asker) -> int:
    """How many of the asker's recovery codes are unused."""
    return RecoveryCode.objects.filter(user=by.user_id, used_at=None).count()


def own_sessions(by: Asker) -> QuerySet[SessionOfUser]:
    """Where the asker is signed in, newest first."""
    return SessionOfUser.objects.filter(user=by.user_id or 0, ends_at__gt=timezone.now()).order_by("-seen_at", "pk")


def own_session(by: Asker, uuid: UUID) -> SessionOfUser:
    """One session of the asker; somebody else's is missing."""
    return _found(own_sessions(by).filter(uuid=uuid))


def _with_posts(users: QuerySet[User]) -> list[Any]:
    """The user once for each post held today, and once without any: one statement a request."""
    held = FilteredRelation("posts", condition=_held(clock.today(), "posts__"))
    return list(
        users.select_related("municipality")
        .annotate(held=held)
        .annotate(role=F("held__role"), unit_id=F("held__unit"), unit_name=F("held__unit__name"))
        .order_by("held__pk")
    )


def _asker(rows: list[Any]) -> Asker:
    held = (HeldPost(Role(row.role), row.unit_id, row.unit_name) for row in rows if row.role)
    return signed_in(rows[0], tuple(held))


def units(by: Asker, *, today: date | None = None) -> QuerySet[Unit]:
    """The municipality's units in alphabetical order; only those in force when `today` is given."""
    found = Unit.objects.filter(municipality=by.municipality).order_by("sort_key")
    if today is None:
        return found
    return found.filter(Q(valid_until=None) | Q(valid_until__gte=today), Q(valid_from=None) | Q(valid_from__lte=today))


def unit_by_key(municipality: Municipality, key: str) -> Unit | None:
    """One unit by its key in the pack."""
    return sole(Unit.objects.filter(municipality=municipality, key=key))


def users(by: Asker) -> QuerySet[User]:
    """The municipality's people who can sign in, in alphabetical order, with their posts."""
    return (
        User.objects.filter(municipality=by.municipality, is_active=True)
        .prefetch_related("posts__unit")
        .order_by("sort_key")
    )


def at_work(by: Asker, *roles: Role, besides: User | None = None) -> QuerySet[User]:
    """Those of `users` who hold a post today (in one of the roles, when given), and `besides`, who may have left."""
    posts = Post.objects.filter(_held(clock.today()), unit__municipality=by.municipality)
    if roles:
        posts = posts.filter(role__in=roles)
    there = Q(pk__in=posts.values("user"))
    return users(by).filter(there | Q(pk=besides.pk) if besides else there)


def holders(municipality: Municipality, *roles: Role, unit: Unit | None = None) -> QuerySet[User]:
    """Those who hold one of the roles today (in this unit, when given)."""
    posts = Post.objects.filter(_held(clock.today()), role__in=roles, unit__municipality=municipality)
    if unit is not None:
        posts = posts.filter(unit=unit)
    return User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("sort_key")


def posts_held(municipality: Municipality) -> QuerySet[Post]:
    """The posts held today with those who hold them, by name: whom one asks, and how to reach them."""
    reached = ("name", "sort_key", "email", "phone", "is_active")
    return (
        Post.objects.filter(_held(clock.today()), unit__municipality=municipality)
        .select_related("user")
        .only("role", "unit", *(f"user__{name}" for name in reached))
        .order_by("user__sort_key", "pk")
    )


def made_up_people(municipality: Municipality) -> list[User]:
    """The demo's people of one municipality with their posts, by name."""
    with tenancy.within(municipality):
        found = User.objects.filter(municipality=municipality, made_up=True, is_active=True)
        return list(found.prefetch_related("posts__unit").order_by("sort_key"))


def made_up_person(uuid: UUID) -> User | None:
    """One of the demo's people, of whichever municipality."""
    with tenancy.unscoped(because="the demo's list shows the people of every municipality"):
        return User.objects.select_related("municipality").filter(uuid=uuid, made_up=True, is_active=True).first()


def unit(by: Asker, pk: int) -> Unit:
    """One unit of the asker's municipality; another's is missing."""
    return _found(Unit.objects.select_related("parent", "successor").filter(municipality=by.municipality, pk=pk))


def everybody(by: Asker) -> QuerySet[User]:
    """Everybody of the municipality, those too who no longer sign in, with all their posts."""
    posts = Prefetch("posts", Post.objects.select_related("unit").order_by("-starts_on", "-pk"))
    return User.objects.filter(municipality=by.municipality).prefetch_related(posts).order_by("sort_key", "pk")


def user(by: Asker, pk: int) -> User:
    """One person of the asker's municipality, with all posts."""
    return _found(everybody(by).filter(pk=pk))


def post(by: Asker, pk: int, *, of: int) -> Post:
    """One post of the person `of` in the asker's municipality; another person's is missing."""
    posts = Post.objects.select_related("user", "unit").filter(unit__municipality=by.municipality, user=of, pk=pk)
    return _found(posts)


def username_is_taken(username: str) -> bool:
    """Whether somebody signs in with this name already, anywhere in the house."""
    with tenancy.outside(because="user names are one list for the whole house; only yes or no comes back"):
        return User.objects.filter(username__iexact=username).exists()


def leads_after(by: Asker, day: date, *, without: Post) -> bool:
    """Whether somebody else leads the policy on the day after `day`."""
    after = min(day, date.max - timedelta(days=1)) + timedelta(days=1)
    posts = Post.objects.filter(
        _held(after), role=Role.POLICY_LEAD, unit__municipality=by.municipality, user__is_active=True
    )
    return posts.exclude(pk=without.pk).exists()


def _found(rows: QuerySet[Any]) -> Any:
    row = rows.first()
    if row is None:
        raise Http404
    return row
