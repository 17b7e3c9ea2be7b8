"""The only writers of municipalities, units, people and posts."""

from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from holdepunkt import record
from holdepunkt.people import access
from holdepunkt.people.asker import Asker, machine
from holdepunkt.people.models import Municipality, Post, Unit, User
from holdepunkt.people.rules import Role, UnitKind, sort_key
from holdepunkt.record.versions import take


@transaction.atomic
def add_municipality(*, slug: str, name: str, **more: Any) -> Municipality:
    """Set up a municipality; `more` are further fields of the model. An operator's job."""
    made = Municipality.objects.create(slug=slug, name=name, sort_key=sort_key(name), **more)
    record.wrote("municipality.added", on=made, by=machine(made, "Driften"))
    return made


@transaction.atomic
def change_municipality(
    *, municipality: Municipality, by: Asker, version: int | None = None, **changes: Any
) -> Municipality:
    """Change words, colour, closing days and other settings of the municipality."""
    if by.kind != "machine":
        access.require(access.may_set_up(by))
    row = take(municipality, version=version)
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    row.sort_key = sort_key(row.name)
    row.save()
    record.wrote("municipality.changed", on=row, by=by, fields={"changed": sorted(changed)})
    return row


@transaction.atomic
def add_unit(*, municipality: Municipality, key: str, kind: UnitKind, name: str, by: Asker, **more: Any) -> Unit:
    """Add a council, committee, department or external party."""
    if by.kind != "machine":
        access.require(access.may_set_up(by))
    unit = Unit.objects.create(
        municipality=municipality, key=key, kind=kind, name=name, sort_key=sort_key(name), **more
    )
    record.wrote("unit.added", on=unit, by=by)
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, by: Asker, version: int | None = None, **changes: Any) -> Unit:
    """Change a unit: its name, dates, parent or successor."""
    if by.kind != "machine":
        access.require(access.may_set_up(by))
    row = take(unit, version=version)
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    row.sort_key = sort_key(row.name)
    row.save()
    record.wrote("unit.changed", on=row, by=by, fields={"changed": sorted(changed)})
    return row


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


@transaction.atomic
def start_post(*, user: User, unit: Unit, role: Role, starts_on: date, by: Asker, ends_on: date | None = None) -> Post:
    """Let somebody work in a unit in a role, from a day on."""
    if by.kind != "machine":
        access.require(access.may_set_up(by))
    post = Post.objects.create(user=user, unit=unit, role=role, starts_on=starts_on, ends_on=ends_on)
    record.wrote("post.started", on=post, by=by)
    return post


@transaction.atomic
def end_post(*, post: Post, ends_on: date, by: Asker) -> Post:
    """End a post; `ends_on` is its last day. What the person held is a loose end from then on."""
    if by.kind != "machine":
        access.require(access.may_set_up(by))
    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    record.wrote("post.ended", on=post, by=by, fields={"ends_on": ends_on.isoformat()})
    return post
