"""Everybody who can ask: each role in each relation to the thing, as people with posts in the world."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.test import Client

from holdepunkt.people import actions as people
from holdepunkt.people import reads
from holdepunkt.people.asker import Asker, visitor
from holdepunkt.people.models import User
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
    """A person for each standing; those who lead get Dan's number, so that the effort is theirs."""
    return {one: _person(one, here, elsewhere) for one in standings}


def _person(standing: Standing, here: Town, elsewhere: Town) -> Person:
    if not standing.role:
        return Person(standing, None, visitor(here.municipality), Client())
    town = elsewhere if standing.relation == "elsewhere" else here
    # Read anew: a post that was ended ends the sessions there were, and this one begins afterwards.
    user = User.objects.get(pk=_somebody(standing, town).pk)
    asker = reads.asker_of(user)
    if standing.relation == "leads":
        asker = replace(asker, user_id=here.people["dan"].pk)
    client = Client()
    client.force_login(user)
    return Person(standing, user, asker, client)


def _somebody(standing: Standing, town: Town) -> User:
    """Somebody who holds the one post that the standing tells of."""
    role, relation = Role(standing.role), standing.relation
    user = people.add_user(
        municipality=town.municipality, username=f"{role}-{relation}", name="Asta Ask", by=town.machine
    )
    unit = town.units[_unit(role, relation)]
    starts_on = TODAY + DAY if relation == "not_begun" else LONG_AGO
    post = people.start_post(user=user, unit=unit, role=role, starts_on=starts_on, by=town.machine)
    if relation == "ended":
        people.end_post(post=post, ends_on=TODAY - DAY, by=town.machine)
    return user


def _unit(role: Role, relation: str) -> str:
    """The unit of the post: the one that the world's things belong to, another, or the effort's partner."""
    if relation == "partner":
        return "boligforening"
    if relation in ("other", "leads"):
        return "kulturudvalg" if role in COMMITTEE else "job"
    if role in COMMITTEE:
        return "socialudvalg"
    return "udsatteraad" if role in COUNCIL else "social"
