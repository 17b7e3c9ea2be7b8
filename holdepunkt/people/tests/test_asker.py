"""Who asks: the user of a session with the posts held today, read in one statement."""

from datetime import date, timedelta
from typing import Any

import pytest

from holdepunkt import clock
from holdepunkt.people import actions, reads
from holdepunkt.people.models import Post, User
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


def also(town: Town, unit: str, role: Role, starts_on: date = LONG_AGO) -> Post:
    """Dan holds one more post."""
    return actions.start_post(
        user=town.people["dan"], unit=town.units[unit], role=role, starts_on=starts_on, by=town.machine
    )


def test_somebody_with_two_posts_is_one_asker_with_both(town: Town, django_assert_num_queries: Any) -> None:
    also(town, "job", Role.DEPARTMENT_HEAD)
    with django_assert_num_queries(1):
        found = reads.user_to_sign_in(town.people["dan"].pk)
        assert found is not None
        user, asker = found
        assert (user.municipality, asker.municipality) == (town.municipality, town.municipality)
    assert user == town.people["dan"]
    held = [(post.role, post.unit_id, post.unit_name) for post in asker.posts]
    assert held == [
        (Role.EFFORT_LEAD, town.units["social"].pk, "Social og Psykiatri"),
        (Role.DEPARTMENT_HEAD, town.units["job"].pk, "Job og Ydelser"),
    ]


def test_a_post_that_has_ended_or_not_begun_gives_no_role(town: Town) -> None:
    Post.objects.filter(user=town.people["dan"]).update(ends_on=clock.today() - timedelta(days=1))
    also(town, "job", Role.DEPARTMENT_HEAD, clock.today() + timedelta(days=1))
    asker = town.as_("dan")
    assert (asker.posts, asker.name) == ((), "Dan Dam")


def test_a_post_holds_on_its_last_day(town: Town) -> None:
    Post.objects.filter(user=town.people["dan"]).update(ends_on=clock.today())
    assert town.as_("dan").has(Role.EFFORT_LEAD)


def test_somebody_without_any_post_signs_in_and_has_no_role(town: Town) -> None:
    asta = actions.add_user(municipality=town.municipality, username="asta@lundby", name="Asta Ask", by=town.machine)
    found = reads.user_to_sign_in(asta.pk)
    assert found is not None
    assert found[1].posts == ()


def test_somebody_who_has_been_closed_is_not_signed_in(town: Town) -> None:
    User.objects.filter(pk=town.people["dan"].pk).update(is_active=False)
    assert reads.user_to_sign_in(town.people["dan"].pk) is None
