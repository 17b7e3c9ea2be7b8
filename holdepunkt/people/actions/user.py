"""The only writers of users."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from holdepunkt import record
from holdepunkt.people import access
from holdepunkt.people.actions.leads import leads_kept
from holdepunkt.people.actions.signing_in import end_sessions, forget_tries
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, User
from holdepunkt.people.rules import sort_key
from holdepunkt.record.versions import take


@transaction.atomic
def add_user(
    *, municipality: Municipality, username: str, name: str, by: Asker, password: str | None = None, **more: Any
) -> User:
    """Add somebody who can sign in; a first password from somebody else must be changed at the first sign-in.

    Without a password only their provider, or the demo's one click, lets them in.
    """
    access.require(access.may_set_up_in(by, municipality.pk))
    user = User.objects.create(
        municipality=municipality,
        username=username,
        name=name,
        sort_key=sort_key(name),
        password=make_password(password),
        must_change_password=password is not None,
        **more,
    )
    record.wrote("user.added", on=user, by=by)
    return user


@transaction.atomic
def change_user(*, user: User, by: Asker, version: int | None = None, **changes: Any) -> User:
    """Change a person's name, mail, phone, or whether they can sign in; who no longer can is signed out."""
    access.require(access.may_set_up_in(by, user.municipality_id))
    with leads_kept(user.municipality, by=by):
        row = take(user, version=version)
        changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
        for name, value in changed.items():
            setattr(row, name, value)
        row.sort_key = sort_key(row.name)
        row.save()
    if changed.get("is_active") is False:
        end_sessions(user=row, by=by)
    record.wrote("user.changed", on=row, by=by, fields={"changed": sorted(changed)})
    return row


@transaction.atomic
def set_password(*, user: User, password: str, by: Asker) -> User:
    """Give somebody a new password (checked by the form); from somebody else it is a first password again."""
    if by.user_id != user.pk:
        access.require(access.may_set_up_in(by, user.municipality_id))
    user.password = make_password(password)
    user.must_change_password = by.user_id != user.pk
    user.save(update_fields=["password", "must_change_password"])
    forget_tries(user=user)
    if user.must_change_password:
        end_sessions(user=user, by=by)
    record.wrote("user.password_set", on=user, by=by)
    return user
