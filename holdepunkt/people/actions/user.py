"""The only writers of users."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from holdepunkt import record
from holdepunkt.people import access
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Municipality, User
from holdepunkt.people.rules import sort_key


@transaction.atomic
def add_user(
    *, municipality: Municipality, username: str, name: str, by: Asker, password: str | None = None, **more: Any
) -> User:
    """Add somebody who can sign in; without a password only the demo's one click lets them in."""
    if by.kind != "machine":
        access.require(access.may_set_up(by))
    user = User.objects.create(
        municipality=municipality,
        username=username,
        name=name,
        sort_key=sort_key(name),
        password=make_password(password),
        **more,
    )
    record.wrote("user.added", on=user, by=by)
    return user


@transaction.atomic
def change_user(*, user: User, by: Asker, **changes: Any) -> User:
    """Change a person's name, mail, phone, or whether they can sign in."""
    if by.kind != "machine":
        access.require(access.may_set_up(by))
    for name, value in changes.items():
        setattr(user, name, value)
    user.sort_key = sort_key(user.name)
    user.save()
    record.wrote("user.changed", on=user, by=by, fields={"changed": sorted(changes)})
    return user


@transaction.atomic
def set_password(*, user: User, password: str, by: Asker) -> User:
    """Give somebody a new password (checked by the form)."""
    if by.user_id != user.pk and by.kind != "machine":
        access.require(access.may_set_up(by))
    user.password = make_password(password)
    user.save(update_fields=["password"])
    record.wrote("user.password_set", on=user, by=by)
    return user
