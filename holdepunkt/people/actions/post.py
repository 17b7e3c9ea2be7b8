"""The only writers of posts."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import record
from holdepunkt.people import access
from holdepunkt.people.access import NotPossible
from holdepunkt.people.actions.leads import leads_kept
from holdepunkt.people.actions.signing_in import end_sessions
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Post, Unit, User
from holdepunkt.people.rules import Role
from holdepunkt.record.versions import take
from holdepunkt.ui.jinja import danish_date


@transaction.atomic
def start_post(*, user: User, unit: Unit, role: Role, starts_on: date, by: Asker, ends_on: date | None = None) -> Post:
    """Let somebody work in a unit in a role, from a day on; the day may lie ahead. Their sessions end at once."""
    access.require(access.may_set_up_in(by, user.municipality_id))
    _require_home(user.municipality_id, unit.municipality_id)
    _require_in_order(starts_on, ends_on)
    post = Post.objects.create(user=user, unit=unit, role=role, starts_on=starts_on, ends_on=ends_on)
    end_sessions(user=user, by=by)
    record.wrote("post.started", on=post, by=by)
    return post


@transaction.atomic
def start_deputy(*, post: Post, user: User, starts_on: date, by: Asker, ends_on: date | None = None) -> Post:
    """Let somebody always stand in for a post while its holder is away. Their sessions end at once."""
    access.require(access.may_set_up_in(by, post.unit.municipality_id))
    _require_home(user.municipality_id, post.user.municipality_id)
    _require_in_order(starts_on, ends_on)
    if post.deputy_of_id is not None:
        raise NotPossible(_("Det er selv en stedfortræder. Vælg den, der har rollen."))
    if post.user_id == user.pk:
        raise NotPossible(_("Ingen kan være stedfortræder for sig selv. Vælg en anden."))
    made = Post.objects.create(
        user=user, unit=post.unit, role=post.role, starts_on=starts_on, ends_on=ends_on, deputy_of=post
    )
    end_sessions(user=user, by=by)
    record.wrote("post.deputy_started", on=made, by=by, fields={"deputy_of": str(post.uuid)})
    return made


@transaction.atomic
def end_post(*, post: Post, ends_on: date, by: Asker, version: int | None = None) -> Post:
    """End a post; `ends_on` is its last day. Sessions end at once; what the person held waits for who answers."""
    access.require(access.may_set_up_in(by, post.unit.municipality_id))
    if ends_on < post.starts_on:
        raise NotPossible(_("Rollen begyndte %(day)s. Den kan ikke slutte før.") % {"day": danish_date(post.starts_on)})
    with leads_kept(post.unit.municipality, by=by):
        row = take(post, version=version)
        row.ends_on = ends_on
        row.save(update_fields=["ends_on", "version"])
    end_sessions(user=row.user, by=by)
    record.wrote("post.ended", on=row, by=by, fields={"ends_on": ends_on.isoformat()})
    return row


def _require_home(one: int, other: int) -> None:
    if one != other:
        raise NotPossible(_("Den ene hører til i en anden kommune. Vælg én fra jeres egen."))


def _require_in_order(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise NotPossible(_("Den sidste dag ligger før den første. Vend dem om."))
