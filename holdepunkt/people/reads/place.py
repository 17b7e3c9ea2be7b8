"""Reading municipalities, units, people and posts."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise, product
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Prefetch, Q, QuerySet

from holdepunkt import clock, tenancy
from holdepunkt.people import rules
from holdepunkt.people.access import may_name_deputy, may_note_absence, may_set_up
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import (
    Absence,
    Authenticator,
    IdentityProvider,
    Municipality,
    Post,
    ProviderAccount,
    RecoveryCode,
    Unit,
    User,
)
from holdepunkt.people.rules import HOLDERS, Days, Role, first_day_without, sort_key
from holdepunkt.record.composed import composed
from holdepunkt.record.reads import Pulse
from holdepunkt.record.rows import one_or_404, sole

Spans = dict[int, list[Days]]


def municipalities() -> QuerySet[Municipality]:
    """All municipalities of this installation, in alphabetical order."""
    return Municipality.objects.order_by("sort_key")


def municipality(slug: str) -> Municipality | None:
    """The municipality with this short name, or None."""
    return next(iter(_municipality(slug=slug)), None)


@composed(slug=models.SlugField())
def _municipality(slug: Any) -> QuerySet[Municipality]:
    return Municipality.objects.filter(slug=slug)


def place_with_pulse(slug: str) -> Any:
    """The municipality with `pulse`, the newest changes of its record; or None."""
    with tenancy.unscoped(because="the address names the municipality whose pulse is read, before anybody is known"):
        return next(iter(_with_pulse(slug=slug)), None)


@composed(slug=models.SlugField())
def _with_pulse(slug: Any) -> QuerySet[Municipality]:
    return Municipality.objects.filter(slug=slug).annotate(pulse=Pulse(slug))  # because it is its own pulse


def place_of(slug: str) -> Municipality:
    """The municipality in which a job was ordered."""
    return Municipality.objects.get(slug=slug)


def _held(today: Any, post: str = "") -> Q:
    """Posts that hold on a day; `post` is the way to them from another row."""
    begun = Q(**{f"{post}starts_on__lte": today})
    return begun & (Q(**{f"{post}ends_on": None}) | Q(**{f"{post}ends_on__gte": today}))


def providers(municipality: Municipality) -> QuerySet[IdentityProvider]:
    """The municipality's sign-in providers, by name."""
    return IdentityProvider.objects.filter(municipality=municipality, is_active=True).order_by("name", "pk")


def provider(municipality: Municipality, uuid: UUID) -> IdentityProvider:
    """One provider of this municipality; another's is missing."""
    found = providers(municipality).select_related("municipality").filter(uuid=uuid)
    return one_or_404(found)


def provider_of(municipality: Municipality, uuid: str) -> IdentityProvider | None:
    """The provider through which a session was opened, while it is in use."""
    return sole(providers(municipality).select_related("municipality").filter(uuid=uuid))


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


def still_holds(user_id: int | None, family: Sequence[int]) -> bool:
    """Invariant 2: whether somebody still holds what a unit answers for; `family` is the unit and its heirs."""
    today, now, before = clock.today(), set[int](), set[int]()
    posts = Post.objects.filter(user=user_id, deputy_of=None, starts_on__lte=today)
    for role, unit, ends_on in posts.values_list("role", "unit", "ends_on"):
        if ends_on is not None and ends_on < today:
            before.add(unit)
        elif role in HOLDERS:
            now.add(unit)
    first = next(iter(family), None)
    return rules.still_holds(first, now=now, before=before, seats=rules.Seats(after=dict(pairwise(family))))


def units(by: Asker, *, today: date | None = None, q: str = "") -> QuerySet[Unit]:
    """The municipality's units in alphabetical order; in force on `today`, with `q` in the name, when given."""
    found = Unit.objects.filter(municipality=by.municipality, sort_key__contains=sort_key(q)).order_by("sort_key", "pk")
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
    posts = Post.objects.filter(_held(clock.today()), unit__municipality=by.municipality, deputy_of=None)
    if roles:
        posts = posts.filter(role__in=roles)
    there = Q(pk__in=posts.values("user"))
    return users(by).filter(there | Q(pk=besides.pk) if besides else there)


def colleagues(by: Asker, user: User, *, besides: User | None = None) -> QuerySet[User]:
    """Those who can stand in for somebody: for whoever sets the house up all who work there, else the same unit's."""
    others = at_work(by, besides=besides).exclude(pk=user.pk)
    if may_set_up(by):
        return others
    if not may_name_deputy(by, user):
        return others.filter(pk=besides.pk) if besides else others.none()
    units = [unit for _role, unit in user.held_today]
    near = Post.objects.filter(_held(clock.today()), unit__in=units).values("user")
    return others.filter(Q(pk__in=near) | Q(pk=besides.pk) if besides else Q(pk__in=near))


def whose_absence(by: Asker) -> list[User]:
    """The asker, and those whose absence the asker notes as the leader of their unit; with absences not over yet."""
    led = [post.unit_id for post in by.posts if post.role is Role.UNIT_LEADER]
    ahead = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    coming = Prefetch("absences", Absence.objects.filter(ahead).select_related("deputy").order_by("starts_on", "pk"))
    there = Post.objects.filter(_held(clock.today()), unit__in=led).values("user")
    rows = everybody(by).filter(Q(pk=by.user_id) | Q(pk__in=there)).prefetch_related(coming)
    return sorted((row for row in rows if may_note_absence(by, row)), key=lambda row: row.pk != by.user_id)


def holders(municipality: Municipality, *roles: Role, unit: Unit | None = None) -> QuerySet[User]:
    """Those who hold one of the roles today (in this unit, when given)."""
    held = _held(clock.today())
    posts = Post.objects.filter(held, role__in=roles, unit__municipality=municipality, deputy_of=None)
    if unit is not None:
        posts = posts.filter(unit=unit)
    return User.objects.filter(pk__in=posts.values("user"), is_active=True).order_by("sort_key")


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
    return one_or_404(Unit.objects.select_related("parent", "successor").filter(municipality=by.municipality, pk=pk))


def hanging_on(unit: Unit, *, after: date) -> list[tuple[str, int]]:
    """What still points at a unit, by its Danish name and how many; of posts those that go on after the day."""
    found = []
    for link in Unit._meta.related_objects:
        rows: QuerySet[Any] = link.related_model._default_manager.filter(**{link.field.name: unit})
        if link.related_model is Post:
            rows = rows.filter(Q(ends_on=None) | Q(ends_on__gt=after))
        if link.field.name != "successor" and (count := rows.count()):
            found.append((str(link.related_model._meta.verbose_name_plural), count))
    return found


def everybody(by: Asker, *, q: str = "") -> QuerySet[User]:
    """Everybody of the municipality (with `q` in name or user name), those too who no longer sign in, with posts."""
    held = Prefetch("posts", Post.objects.select_related("unit", "deputy_of__user").order_by("-starts_on", "-pk"))
    named = Q(sort_key__contains=sort_key(q)) | Q(username__icontains=q)
    return User.objects.filter(named, municipality=by.municipality).prefetch_related(held).order_by("sort_key", "pk")


def user(by: Asker, pk: int) -> User:
    """One person of the asker's municipality, with all posts."""
    return one_or_404(everybody(by).filter(pk=pk).order_by())


def post(by: Asker, pk: int, *, of: int) -> Post:
    """One post of the person `of` in the asker's municipality; another person's is missing."""
    posts = Post.objects.select_related("user", "unit").filter(unit__municipality=by.municipality, user__pk=of, pk=pk)
    return one_or_404(posts)


def username_is_taken(username: str) -> bool:
    """Whether somebody signs in with this name already, anywhere in the house."""
    with tenancy.outside(because="user names are one list for the whole house; only yes or no comes back"):
        return User.objects.filter(username__iexact=username).exists()


def first_day_without_a_lead(municipality: Municipality, *, since: date) -> date | None:
    """The first day, from `since` on, on which no policy lead is at work and nobody stands in; None when never."""
    lives = Q(ends_on=None) | Q(ends_on__gte=since)
    posts = Post.objects.filter(lives, unit__municipality=municipality, user__is_active=True)
    leads = posts.filter(role=Role.POLICY_LEAD, deputy_of=None)
    away = Absence.objects.filter(lives, user__municipality=municipality)
    held, off = _days_of(leads), _days_of(away)
    named = away.filter(user__in=leads.values("user")).exclude(deputy=None)
    offered = list(named.values_list("user", "deputy", "starts_on", "ends_on"))
    offered += posts.filter(deputy_of__in=leads).values_list("deputy_of__user", "user", "starts_on", "ends_on")
    works = _days_of(posts.filter(user__in=[deputy for _user, deputy, *_days in offered]))
    covered = _days_covered(offered, held, off, works)
    return first_day_without(
        {who: [*held.get(who, []), *covered.get(who, [])] for who in {*held, *covered}}, off, since=since
    )


def _days_of(rows: QuerySet[Any]) -> Spans:
    """The days of these rows, by user."""
    found: Spans = {}
    for user, starts, ends in rows.values_list("user", "starts_on", "ends_on"):
        found.setdefault(user, []).append(Days(starts, ends))
    return found


def _days_covered(offered: Iterable[tuple[Any, ...]], held: Spans, off: Spans, works: Spans) -> Spans:
    """The days on which deputies lead: while the lead has the post and is away, and the deputy works here."""
    found: Spans = {}
    for user, deputy, starts, ends in offered:
        for all_of_them in product(held.get(user, []), off.get(user, []), works.get(deputy, [])):
            days: Days | None = Days(starts, ends)
            for span in all_of_them:
                days = days.also(span) if days is not None else None
            if days is not None:
                found.setdefault(deputy, []).append(days)
    return found


def absence(by: Asker, pk: int, *, of: int) -> Absence:
    """One absence of the person `of` in the asker's municipality."""
    rows = Absence.objects.filter(user__municipality=by.municipality, user=of, pk=pk)
    return one_or_404(rows.select_related("user", "deputy"))


def absences(user: User) -> QuerySet[Absence]:
    """When a person is or will be away, and who stands in; what is over last."""
    return Absence.objects.filter(user=user).select_related("deputy").order_by("-starts_on", "-pk")
