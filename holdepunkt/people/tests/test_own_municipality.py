"""Invariant 12 in every writer of people: a lead, and the machine, write in their own municipality only."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from holdepunkt.people import actions
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.asker import Asker
from holdepunkt.people.models import Absence, IdentityProvider, Municipality, Post, ProviderRole, Unit, User
from holdepunkt.people.rules import Role, UnitKind
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.people.town_file.reads import town_of
from holdepunkt.record.models import Entry

pytestmark = pytest.mark.django_db

TODAY = date(2021, 11, 22)
LEAD = Role.POLICY_LEAD
WRITTEN = (Absence, IdentityProvider, Municipality, Post, ProviderRole, Unit, User, Entry)
Try = Callable[[Town, Town, Asker], Any]

# What is tried with rows of Skovby (`there`) by somebody of Lundby (`here`).
WITH_THEIR_ROWS: dict[str, Try] = {
    "add_unit": lambda _here, there, by: actions.add_unit(
        municipality=there.municipality, key="ny", kind=UnitKind.DEPARTMENT, name="Ny", by=by
    ),
    "change_unit": lambda _here, there, by: actions.change_unit(unit=there.units["job"], name="Vores nu", by=by),
    "change_municipality": lambda _here, there, by: actions.change_municipality(
        municipality=there.municipality, name="Vores nu", by=by
    ),
    "add_user": lambda _here, there, by: actions.add_user(
        municipality=there.municipality, username="asta", name="Asta", by=by
    ),
    "change_user": lambda _here, there, by: actions.change_user(user=there.people["dan"], is_active=False, by=by),
    "set_password": lambda _here, there, by: actions.set_password(
        user=there.people["dan"], password="Tre ord mere", by=by
    ),
    "end_sessions": lambda _here, there, by: actions.end_sessions(user=there.people["dan"], by=by),
    "start_post": lambda _here, there, by: actions.start_post(
        user=there.people["dan"], unit=there.units["social"], role=LEAD, starts_on=TODAY, by=by
    ),
    "end_post": lambda _here, there, by: actions.end_post(post=their_post(there), ends_on=TODAY, by=by),
    "start_deputy": lambda _here, there, by: actions.start_deputy(
        post=their_post(there), user=there.people["carla"], starts_on=TODAY, by=by
    ),
    "note_absence": lambda _here, there, by: actions.note_absence(user=there.people["dan"], starts_on=TODAY, by=by),
    "change_absence": lambda _here, there, by: actions.change_absence(absence=their_absence(), starts_on=TODAY, by=by),
    "call_off_absence": lambda _here, there, by: actions.call_off_absence(absence=their_absence(), by=by),
    "load_people": lambda here, there, by: actions.load_people(
        municipality=there.municipality, told=town_of(here.municipality), present=town_of(there.municipality), by=by
    ),
    "add_provider": lambda _here, there, by: actions.provider.add_provider(
        municipality=there.municipality, key="egen", by=by, name="Egen"
    ),
}
# What is tried with a row of one's own and one of Skovby's beside it.
MIXED: dict[str, Try] = {
    "add_unit": lambda here, there, by: actions.add_unit(
        municipality=here.municipality, key="ny", kind=UnitKind.DEPARTMENT, name="Ny", parent=there.units["job"], by=by
    ),
    "change_unit": lambda here, there, by: actions.change_unit(
        unit=here.units["job"], successor=there.units["job"], by=by
    ),
    "start_post": lambda here, there, by: actions.start_post(
        user=here.people["dan"], unit=there.units["social"], role=LEAD, starts_on=TODAY, by=by
    ),
    "start_post the other way": lambda here, there, by: actions.start_post(
        user=there.people["dan"], unit=here.units["social"], role=LEAD, starts_on=TODAY, by=by
    ),
    "start_deputy": lambda here, there, by: actions.start_deputy(
        post=here.people["dan"].posts.get(), user=there.people["dan"], starts_on=TODAY, by=by
    ),
    "note_absence": lambda here, there, by: actions.note_absence(
        user=here.people["dan"], starts_on=TODAY, deputy=there.people["dan"], by=by
    ),
}


def their_post(there: Town) -> Post:
    return there.people["dan"].posts.get()


def their_absence() -> Absence:
    return Absence.objects.get()


def everything() -> list[Any]:
    """All that can be written here, row for row."""
    return [list(model.objects.order_by("pk").values()) for model in WRITTEN]


@pytest.fixture
def here() -> Town:
    return a_town()


@pytest.fixture
def there() -> Town:
    there = a_town("skovby", "Skovby Kommune")
    actions.note_absence(user=there.people["dan"], starts_on=LONG_AGO, by=there.machine)
    return there


@pytest.mark.parametrize("who", ["finn", "machine"])
@pytest.mark.parametrize("what", sorted(WITH_THEIR_ROWS))
def test_nobody_writes_in_another_municipality(here: Town, there: Town, what: str, who: str) -> None:
    by, before = here.machine if who == "machine" else here.as_(who), everything()
    with pytest.raises(Refused):
        WITH_THEIR_ROWS[what](here, there, by)
    assert everything() == before


@pytest.mark.parametrize("what", sorted(MIXED))
def test_nobody_ties_a_row_of_their_own_to_one_of_another_municipality(here: Town, there: Town, what: str) -> None:
    before = everything()
    with pytest.raises((Refused, NotPossible), match="anden kommune"):
        MIXED[what](here, there, here.as_("finn"))
    assert everything() == before


def test_a_group_at_the_provider_means_a_role_at_home_only(here: Town, there: Town) -> None:
    own = actions.provider.add_provider(municipality=here.municipality, key="egen", by=here.machine, name="Egen")
    before = everything()
    with pytest.raises(Refused):
        actions.provider.map_role(provider=own, value="alle", role=LEAD, unit=there.units["job"], by=here.machine)
    assert everything() == before


def test_a_unit_added_under_another_keeps_its_own_name(here: Town) -> None:
    made = actions.add_unit(
        municipality=here.municipality, key="ny", kind=UnitKind.DEPARTMENT, name="Ny enhed", by=here.as_("finn"),
        parent=here.units["job"],
    )  # fmt: skip
    assert (made.name, made.parent) == ("Ny enhed", here.units["job"])
