"""Whoever moved on leaves the effort to the unit: the same answer in what waits and in who may write (invariant 2)."""

from datetime import date, timedelta

import pytest

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.models import Post
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.policy import access
from holdepunkt.policy.loose_ends import ends_for
from holdepunkt.policy.models import Effort
from holdepunkt.policy.reads.status_notes import receivers
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import TODAY, a_plan

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def town() -> Town:
    """A town with one effort of the social department, led by Dan."""
    made = a_town()
    a_plan(made, a_policy(made), efforts=1)
    return made


def begins(town: Town, name: str, unit: str, *, role: Role = Role.EFFORT_LEAD, since: date = LONG_AGO) -> Post:
    user = town.people[name]
    return people.start_post(user=user, unit=town.units[unit], role=role, starts_on=since, by=town.machine)


def leaves(town: Town, name: str, unit: str, *, on: date = YESTERDAY) -> None:
    post = Post.objects.get(user=town.people[name], unit=town.units[unit], role=Role.EFFORT_LEAD, deputy_of=None)
    people.end_post(post=post, ends_on=on, by=town.machine)


def led_by(town: Town, name: str) -> Effort:
    Effort.objects.update(lead=town.people[name])
    return Effort.objects.select_related("plan__policy", "unit").get()


def waits(town: Town) -> list[date]:
    """Since when the effort waits for somebody new, as Finn sees it."""
    return [end.since for end in ends_for(town.as_("finn"), TODAY) if end.kind == "effort_without_post"]


def test_who_left_the_unit_that_took_over_has_left_the_effort(town: Town) -> None:
    with clock.standing_at(TODAY):
        effort = led_by(town, "carla")
        people.change_unit(unit=effort.unit, successor=town.units["job"], by=town.machine)
        begins(town, "carla", "boligforening")
        leaves(town, "carla", "job")
        effort = led_by(town, "carla")
        assert not receivers(town.municipality).has_lead(effort)
        assert not access.may_run_effort(town.as_("carla"), effort)
        assert waits(town) == [TODAY]


def test_who_stays_in_the_unit_without_leading_efforts_has_left_the_effort(town: Town) -> None:
    with clock.standing_at(TODAY):
        begins(town, "dan", "job")
        begins(town, "dan", "social", role=Role.PROFESSIONAL)
        leaves(town, "dan", "social")
        effort = led_by(town, "dan")
        assert not receivers(town.municipality).has_lead(effort)
        assert not access.may_run_effort(town.as_("dan"), effort)
        assert waits(town) == [TODAY]


def test_a_deputy_in_the_unit_does_not_keep_the_effort_of_a_lead_who_left_it(town: Town) -> None:
    with clock.standing_at(TODAY):
        begins(town, "carla", "social")
        effort = led_by(town, "carla")
        people.note_absence(
            user=town.people["carla"], starts_on=TODAY, ends_on=None, deputy=town.people["dan"], by=town.machine
        )
        assert access.may_run_effort(town.as_("dan"), effort)
        leaves(town, "carla", "social")
        assert not receivers(town.municipality).has_lead(effort)
        assert not access.may_run_effort(town.as_("dan"), effort)


def test_an_effort_waits_since_the_lead_left_not_since_a_day_to_come(town: Town) -> None:
    with clock.standing_at(TODAY):
        other = begins(town, "dan", "job")
        people.end_post(post=other, ends_on=TODAY + timedelta(days=400), by=town.machine)
        leaves(town, "dan", "social")
        assert waits(town) == [TODAY]
