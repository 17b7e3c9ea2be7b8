"""A municipality of the demo: its pack, its made-up people, and shortcuts to what the story speaks of."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from holdepunkt import clock, tenancy
from holdepunkt.people import actions, reads
from holdepunkt.people.asker import Asker, machine
from holdepunkt.people.models import Municipality, Post, Unit, User
from holdepunkt.people.rules import Role, UnitKind
from holdepunkt.policy.actions.load import load_pack
from holdepunkt.policy.models import Effort, Goal, Policy, PolicyVersion, Promise
from holdepunkt.policy.pack.check import check

WITH_A_PHONE = (UnitKind.DEPARTMENT, UnitKind.ADVISORY_COUNCIL)


class BadPack(Exception):
    """A pack of ours has problems; the demo cannot be told."""


def day(text: str) -> date:
    """A day as the stories write it, 2021-11-22."""
    return date.fromisoformat(text)


@dataclass(frozen=True)
class Person:
    """A made-up person: key, name, unit, role, and the first (and last) day of the post."""

    key: str
    name: str
    unit: str
    role: Role
    since: str
    until: str = ""


@dataclass
class Town:
    """Everything a story of one municipality needs at hand."""

    municipality: Municipality
    policy: Policy
    version: PolicyVersion
    units: dict[str, Unit]
    users: dict[str, User]
    posts: dict[str, Post]
    goal: dict[str, Goal]
    promise: dict[str, Promise]
    effort: dict[str, Effort] = field(default_factory=dict)
    askers: dict[tuple[str, date], Asker] = field(default_factory=dict)

    def by(self, key: str) -> Asker:
        """One of the people as the one who acts, with the posts held at the clock's day."""
        known = (key, clock.today())
        if known not in self.askers:
            self.askers[known] = reads.asker_of(self.users[key])
        return self.askers[known]

    def goals(self, keys: str) -> list[Goal]:
        """Goals by their keys in the pack."""
        return [self.goal[key] for key in keys.split()]

    def promises(self, keys: str) -> list[Promise]:
        """Promises by their keys in the pack."""
        return [self.promise[key] for key in keys.split()]

    def partners(self, keys: str) -> list[Unit]:
        """Units by their keys in the pack."""
        return [self.units[key] for key in keys.split()]


def found(slug: str, *, on: str, people: tuple[Person, ...]) -> Town:
    """Load the municipality's pack, and let its made-up people begin."""
    checked = check(settings.PACKS / f"{slug}.toml")
    if checked.pack is None:
        raise BadPack(f"{slug}: " + " ".join(problem.text("da") for problem in checked.problems))
    with clock.standing_at(day(on)):
        version = load_pack(pack=checked.pack).version
        with tenancy.within(version.policy.municipality):
            return _settled(version, people)


def _settled(version: PolicyVersion, people: tuple[Person, ...]) -> Town:
    municipality = version.policy.municipality
    operator = machine(municipality, "Driften")
    municipality = actions.change_municipality(municipality=municipality, by=operator, example_data=True)
    units = {unit.key: unit for unit in municipality.units.all()}
    _give_phones(units, operator)
    users, posts = {}, {}
    for number, person in enumerate(people, start=1):
        users[person.key], posts[person.key] = _settle(municipality, units, person, number, operator)
    return Town(
        municipality,
        version.policy,
        version,
        units,
        users,
        posts,
        goal={goal.key: goal for goal in version.goals.all()},
        promise={promise.key: promise for promise in version.promises.all()},
    )


def _give_phones(units: dict[str, Unit], operator: Asker) -> None:
    having = [unit for unit in units.values() if unit.kind in WITH_A_PHONE]
    for number, unit in enumerate(having, start=1):
        units[unit.key] = actions.change_unit(unit=unit, by=operator, phone=f"12 34 50 {number:02d}")


def _settle(
    municipality: Municipality, units: dict[str, Unit], person: Person, number: int, operator: Asker
) -> tuple[User, Post]:
    user = actions.add_user(
        municipality=municipality,
        username=f"{person.key}@{municipality.slug}",
        name=person.name,
        by=operator,
        email=f"{person.key}@{municipality.slug}.example",
        phone=f"12 34 56 {number:02d}",
        made_up=True,
    )
    post = actions.start_post(
        user=user,
        unit=units[person.unit],
        role=person.role,
        starts_on=day(person.since),
        by=operator,
        ends_on=day(person.until) if person.until else None,
    )
    return user, post
