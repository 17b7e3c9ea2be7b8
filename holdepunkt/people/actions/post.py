"""The only writers of posts."""

from datetime import date

from django.db import transaction

from holdepunkt import record
from holdepunkt.people import access
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Post, Unit, User
from holdepunkt.people.rules import Role


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
