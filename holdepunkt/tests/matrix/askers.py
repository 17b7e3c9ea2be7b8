"""Everybody who can ask: each role in each relation to the thing, as people with posts in the world."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.test import Client

from holdepunkt.people import actions as people
from holdepunkt.people import reads
from holdepunkt.people.asker import Asker, visitor
from holdepunkt.people.models import Post, User
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town
from holdepunkt.tests.matrix.book import Standing
from holdepunkt.tests.matrix.world import TODAY

COMMITTEE = {Role.COMMITTEE_MEMBER, Role.COMMITTEE_SECRETARY}
COUNCIL = {Role.ADVISORY_COUNCIL_MEMBER, Role.ADVISORY_COUNCIL_SECRETARY}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Person:
    """One who asks: how they stand, who they are, and their browser."""

    standing: Standing
    user: User | None
    asker: Asker
    client: Client


def everybody(standings: list[Standing], here: Town, elsewhere: Town) -> dict[Standing, Person]:
    """A person for each standing; those who lead get Dan's number, so that the effort is theirs. Dan is away today."""
    _away(here.people["dan"], here)
    return {one: _person(one, here, elsewhere) for one in standings}


def _person(standing: Standing, here: Town, elsewhere: Town) -> Person:
    if not standing.role:
        return Person(standing, None, visitor(here.municipality), Client())
    town = elsewhere if standing.relation == "elsewhere" else here
    # Read anew: a post that was ended ends the sessions there were, and this one begins afterwards.
    user = User.objects.get(pk=somebody(standing, town).pk)
    asker = reads.asker_of(user)
    if standing.relation == "leads":
        asker = replace(asker, user_id=here.people["dan"].pk)
    client = Client()
    client.force_login(user)
    return Person(standing, user, asker, client)


def somebody(standing: Standing, town: Town) -> User:
    """Somebody who holds the one post that the standing tells of, or stands in for whoever holds it."""
    role, relation = Role(standing.role), standing.relation
    if relation in ("deputy", "was_deputy"):
        return _deputy(role, relation, town)
    user = _colleague(f"{role}-{relation}", town)
    starts_on = TODAY + DAY if relation == "not_begun" else LONG_AGO
    post = _post(user, role, _unit(role, relation), town, starts_on=starts_on)
    if relation == "ended":
        people.end_post(post=post, ends_on=TODAY - DAY, by=town.machine)
    if relation == "deputy_of_lead":
        held = town.people["dan"].posts.get(deputy_of=None)
        people.start_deputy(post=held, user=user, starts_on=LONG_AGO, by=town.machine)
    return user


def _deputy(role: Role, relation: str, town: Town) -> User:
    """A professional of another unit, who stands in for somebody with the role: today, or until yesterday."""
    holder, user = _colleague(f"{role}-{relation}-away", town), _colleague(f"{role}-{relation}", town)
    _post(holder, role, _unit(role, "own"), town)
    _post(user, Role.PROFESSIONAL, "job", town)
    _away(holder, town, deputy=user, ends_on=TODAY if relation == "deputy" else TODAY - DAY)
    return user


def _away(holder: User, town: Town, *, deputy: User | None = None, ends_on: date = TODAY) -> None:
    starts_on = TODAY - 7 * DAY
    people.note_absence(user=holder, starts_on=starts_on, ends_on=ends_on, deputy=deputy, by=town.machine)


def _colleague(username: str, town: Town) -> User:
    """Somebody who answers the same phone as Dan, so that whoever stands in for him can be called."""
    phone = town.people["dan"].phone
    return people.add_user(
        municipality=town.municipality, username=username, name="Asta Ask", phone=phone, by=town.machine
    )


def _post(user: User, role: Role, unit: str, town: Town, *, starts_on: date = LONG_AGO) -> Post:
    return people.start_post(user=user, unit=town.units[unit], role=role, starts_on=starts_on, by=town.machine)


def _unit(role: Role, relation: str) -> str:
    """The unit of the post: the one that the world's things belong to, one above, another, or the effort's partner."""
    if relation == "partner":
        return "boligforening"
    if relation in ("other", "leads", "deputy_of_lead"):
        return "kulturudvalg" if role in COMMITTEE else "job"
    if relation == "above":
        return "byraad" if role in COMMITTEE | COUNCIL else "velfaerd"
    if role in COMMITTEE:
        return "socialudvalg"
    return "udsatteraad" if role in COUNCIL else "social"
