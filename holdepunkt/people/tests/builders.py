"""The same people everywhere, in a made-up municipality. All names are invented."""

from dataclasses import dataclass
from datetime import date

from holdepunkt.people import actions, reads
from holdepunkt.people.asker import Asker, machine
from holdepunkt.people.models import Municipality, Unit, User
from holdepunkt.people.rules import Role, UnitKind
from holdepunkt.record.tests.replayed import replayed

LONG_AGO = date(2015, 1, 1)
UNITS = {
    "byraad": (UnitKind.CITY_COUNCIL, "Byrådet"),
    "socialudvalg": (UnitKind.COMMITTEE, "Socialudvalget"),
    "kulturudvalg": (UnitKind.COMMITTEE, "Kulturudvalget"),
    "udsatteraad": (UnitKind.ADVISORY_COUNCIL, "Udsatterådet"),
    "social": (UnitKind.DEPARTMENT, "Social og Psykiatri"),
    "job": (UnitKind.DEPARTMENT, "Job og Ydelser"),
    "boligforening": (UnitKind.EXTERNAL, "Boligforeningen Lunden"),
}
PEOPLE = {
    "finn": ("Finn Falk", "social", Role.POLICY_LEAD),
    "dan": ("Dan Dam", "social", Role.EFFORT_LEAD),
    "carla": ("Carla Carlsen", "job", Role.EFFORT_LEAD),
    "gry": ("Gry Grøn", "socialudvalg", Role.COMMITTEE_MEMBER),
    "hanne": ("Hanne Holm", "socialudvalg", Role.COMMITTEE_SECRETARY),
    "ib": ("Ib Iversen", "social", Role.DEPARTMENT_HEAD),
    "eva": ("Eva Ek", "udsatteraad", Role.ADVISORY_COUNCIL_MEMBER),
}


@dataclass(frozen=True)
class Town:
    """A municipality with its units and people; `town.as_("finn")` is Finn as the one who asks."""

    municipality: Municipality
    units: dict[str, Unit]
    people: dict[str, User]

    def as_(self, name: str) -> Asker:
        """The asker for one of the people."""
        return reads.asker_of(self.people[name])

    @property
    def machine(self) -> Asker:
        """The clockwork as asker."""
        return machine(self.municipality)


@replayed
def a_town(slug: str = "lundby", name: str = "Lundby Kommune") -> Town:
    """Build a made-up municipality with units and the usual people."""
    municipality = actions.add_municipality(slug=slug, name=name)
    by = machine(municipality)
    units = {
        key: actions.add_unit(municipality=municipality, key=key, kind=kind, name=unit_name, by=by)
        for key, (kind, unit_name) in UNITS.items()
    }
    people = {}
    for key, (person, unit, role) in PEOPLE.items():
        user = actions.add_user(
            municipality=municipality,
            username=f"{key}@{slug}",
            name=person,
            by=by,
            email=f"{key}@{slug}.example",
            phone="12 34 56 78",
        )
        actions.start_post(user=user, unit=units[unit], role=role, starts_on=LONG_AGO, by=by)
        people[key] = user
    return Town(municipality, units, people)
