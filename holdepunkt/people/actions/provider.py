"""The only writers of sign-in providers, their roles, and what they say about people."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import Q

from holdepunkt import clock, record
from holdepunkt.people.access import Denied, Refused, is_at_home, require
from holdepunkt.people.actions.post import end_post, start_post
from holdepunkt.people.asker import Asker, machine
from holdepunkt.people.models import (
    IdentityProvider,
    Municipality,
    Post,
    ProviderAccount,
    ProviderPost,
    ProviderRole,
    Unit,
    User,
)
from holdepunkt.people.oidc import NotTrusted, values_at
from holdepunkt.people.rules import Role, sort_key
from holdepunkt.record.actions import receive_form

LONGEST_NAME, LONGEST_USERNAME = 120, 150


@transaction.atomic
def add_provider(*, municipality: Municipality, key: str, by: Asker, **more: Any) -> IdentityProvider:
    """Add a sign-in provider, or change the one with this key. An operator's work."""
    _machine_only(by, municipality.pk)
    row, made = IdentityProvider.objects.update_or_create(municipality=municipality, key=key, defaults=more)
    record.wrote("provider.added" if made else "provider.changed", on=row, by=by, fields={"changed": sorted(more)})
    return row


@transaction.atomic
def map_role(*, provider: IdentityProvider, value: str, role: Role, unit: Unit, by: Asker) -> ProviderRole:
    """Say what a group or role at the provider means here."""
    _machine_only(by, provider.municipality_id)
    require(is_at_home(by, unit.municipality_id))
    row, _made = ProviderRole.objects.get_or_create(provider=provider, value=value, role=role, unit=unit)
    record.wrote("provider.role_mapped", on=provider, by=by, fields={"value": value, "role": role, "unit": unit.key})
    return row


@transaction.atomic
def unmap_role(*, provider: IdentityProvider, value: str, by: Asker) -> int:
    """Let a group or role at the provider mean nothing here any more; posts end at the next sign-in."""
    _machine_only(by, provider.municipality_id)
    count, _kinds = ProviderRole.objects.filter(provider=provider, value=value).delete()
    record.wrote("provider.role_unmapped", on=provider, by=by, fields={"value": value})
    return count


def _machine_only(by: Asker, municipality_id: int) -> None:
    require(is_at_home(by, municipality_id))
    if by.kind != "machine":
        raise Refused(Denied("Kun driften sætter login-tjenester op.", "Spørg den, der driver Holdepunkt."))


def take_state(*, provider: IdentityProvider, state: str) -> None:  # because the sign-in it belongs to is recorded
    """Use up the state of one sign-in; a second answer with the same state is refused."""
    digest = hashlib.sha256(state.encode()).hexdigest()
    try:
        with transaction.atomic():
            receive_form(key=_key_of(digest), digest=digest, answer=f"provider/{provider.uuid}")
    except IntegrityError:
        raise NotTrusted("replayed") from None


def _key_of(digest: str) -> UUID:
    return UUID(hex=digest[:32])


@transaction.atomic
def user_from_provider(*, provider: IdentityProvider, claims: dict[str, Any]) -> User:
    """The user this subject is here, with the posts the provider says; made when new and given a role.

    Raises NotTrusted("role") for a stranger without a role here, NotTrusted("closed") for one who was closed.
    """
    meant = _roles_meant(provider, claims)
    account = ProviderAccount.objects.select_related("user__municipality").filter(
        provider=provider, subject=claims["sub"]
    ).first()  # fmt: skip
    if account is None and not meant:
        raise NotTrusted("role")
    user = account.user if account else _new_user(provider, claims)
    if not user.is_active:
        raise NotTrusted("closed")
    _fit_posts(provider, user, meant)
    return user


def _roles_meant(provider: IdentityProvider, claims: dict[str, Any]) -> set[tuple[str, int]]:
    """The (role, unit) pairs that the provider's groups mean, in units that are still in force."""
    values = values_at(claims, provider.roles_claim)
    rows = ProviderRole.objects.filter(provider=provider, value__in=values).select_related("unit")
    today = clock.today()
    return {(row.role, row.unit_id) for row in rows if not row.unit.valid_until or row.unit.valid_until >= today}


def _new_user(provider: IdentityProvider, claims: dict[str, Any]) -> User:
    """Somebody who signs in for the first time; without a local password."""
    subject = str(claims["sub"])
    name = str(claims.get("name") or claims.get("preferred_username") or subject)[:LONGEST_NAME]
    email = claims.get("email")
    user = User.objects.create(
        municipality=provider.municipality,
        username=_username(provider, subject),
        name=name,
        sort_key=sort_key(name),
        email=email if isinstance(email, str) and len(email) <= 254 else "",
        password=make_password(None),
    )
    by = machine(provider.municipality, provider.name)
    ProviderAccount.objects.create(provider=provider, subject=subject, user=user)
    record.wrote("user.added", on=user, by=by, why="provider")
    return user


def _username(provider: IdentityProvider, subject: str) -> str:
    """A user name that nobody types: the provider's key and the subject's fingerprint."""
    digest = hashlib.sha256(f"{provider.uuid} {subject}".encode()).hexdigest()[:32]
    return f"{provider.municipality.slug}/{provider.key}/{digest}"[:LONGEST_USERNAME]


def _fit_posts(provider: IdentityProvider, user: User, meant: set[tuple[str, int]]) -> None:
    """Start and end the posts that came from the provider, so that they are those it says; others stay."""
    today, by = clock.today(), machine(provider.municipality, provider.name)
    came = Post.objects.filter(user=user, from_provider__provider=provider).filter(
        Q(ends_on=None) | Q(ends_on__gte=today)
    )
    held = {(post.role, post.unit_id): post for post in came}
    for pair, post in held.items():
        if pair not in meant:
            end_post(post=post, ends_on=max(post.starts_on, today - timedelta(days=1)), by=by)
    units = Unit.objects.in_bulk({unit for _role, unit in meant - held.keys()})
    for role, unit in sorted(meant - held.keys()):
        post = start_post(user=user, unit=units[unit], role=Role(role), starts_on=today, by=by)
        ProviderPost.objects.create(provider=provider, post=post)


@transaction.atomic
def link_account(*, provider: IdentityProvider, claims: dict[str, Any], user: User, by: Asker) -> ProviderAccount:
    """Tie somebody's account at the provider to the user who is signed in. Raises NotTrusted when it is taken."""
    row, _made = ProviderAccount.objects.get_or_create(
        provider=provider, subject=claims["sub"], defaults={"user": user}
    )
    if row.user_id != user.pk:
        raise NotTrusted("taken")
    record.wrote("user.provider_linked", on=user, by=by, fields={"provider": provider.key})
    return row
