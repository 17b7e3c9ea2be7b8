"""Invariant 2: whoever leaves or is away, everything they held has exactly one who answers for it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.pages.rules.waiting import is_mine
from holdepunkt.people import actions as people
from holdepunkt.people.asker import Asker
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.people.models import Post, User
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.policy import access
from holdepunkt.policy.loose_ends import ends_for
from holdepunkt.policy.models import Effort
from holdepunkt.policy.reads.status_notes import receivers
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import TITLES, TODAY, a_plan, a_round

YESTERDAY = TODAY - timedelta(days=1)
OF_DAN, OF_CARLA = TITLES[0], TITLES[1]


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    """Lundby with a running plan; Dan leads one effort in Social, Carla one in Job, which lies under Social."""
    with clock.standing_at(TODAY):
        town = a_town()
        people.change_unit(unit=town.units["job"], parent=town.units["social"], by=town.machine)
        version = a_policy(town)
        a_plan(town, version, efforts=2)
        a_round(town, version)
        yield town


def somebody(town: Town, name: str, unit: str, role: Role) -> User:
    user = people.add_user(municipality=town.municipality, username=f"{name}@ny", name=name, by=town.machine)
    people.start_post(user=user, unit=town.units[unit], role=role, starts_on=LONG_AGO, by=town.machine)
    town.people[name] = user
    return user


def leaves(town: Town, name: str, ends_on: date = YESTERDAY) -> None:
    people.end_post(post=Post.objects.get(user=town.people[name]), ends_on=ends_on, by=town.machine)


def who(town: Town, title: str) -> User | None:
    return receivers(town.municipality).of(Effort.objects.get(title=title))


def waits_on(by: Asker) -> list[LooseEnd]:
    return [end for end in ends_for(by, clock.today()) if is_mine(end, user_id=by.user_id, unit_ids=by.unit_ids)]


def test_what_one_who_left_held_waits_for_the_leader_of_the_unit_with_the_name(town: Town) -> None:
    leader = somebody(town, "Bo Bech", "job", Role.UNIT_LEADER)
    leaves(town, "carla")
    assert who(town, OF_CARLA) == leader
    told = {(end.kind, end.about): end.why for end in waits_on(town.as_("Bo Bech"))}
    assert "Carla Carlsen" in told["effort_without_post", OF_CARLA]
    assert "Carla Carlsen" in told["status_due", OF_CARLA]
    assert set(told) == {("effort_without_post", OF_CARLA), ("status_due", OF_CARLA)}


def test_without_a_leader_it_waits_for_the_one_above_then_the_head_then_the_policy_lead(town: Town) -> None:
    leaves(town, "carla")
    assert who(town, OF_CARLA) == town.people["ib"]
    above = somebody(town, "Bo Bech", "social", Role.UNIT_LEADER)
    assert who(town, OF_CARLA) == above
    leaves(town, "Bo Bech")
    leaves(town, "ib")
    assert who(town, OF_CARLA) == town.people["finn"]


def test_the_leader_hands_it_over_to_somebody_else_on_screen(town: Town) -> None:
    somebody(town, "Bo Bech", "social", Role.UNIT_LEADER)
    leaves(town, "carla")
    client, effort = Client(), Effort.objects.get(title=OF_CARLA)
    client.force_login(town.people["Bo Bech"])
    assert "Carla Carlsen" in client.get("/lundby/mit/").content.decode()
    place = reverse("policy:effort_hand", kwargs={"slug": "lundby", "pk": effort.pk})
    assert client.get(place).status_code == 200
    answer = client.post(place, {"to": town.people["dan"].pk, "why": "Carla er rejst", "_version": effort.version})
    assert answer.status_code == 302
    assert who(town, OF_CARLA) == town.people["dan"]
    assert not [end for end in waits_on(town.as_("Bo Bech")) if end.kind == "effort_without_post"]


def test_who_moves_to_another_unit_leaves_the_efforts_behind(town: Town) -> None:
    leaves(town, "carla")
    people.start_post(
        user=town.people["carla"], unit=town.units["social"], role=Role.EFFORT_LEAD, starts_on=TODAY, by=town.machine
    )
    assert who(town, OF_CARLA) == town.people["ib"]
    assert "effort_without_post" in {end.kind for end in waits_on(town.as_("ib"))}


def test_who_follows_the_unit_into_its_successor_keeps_them(town: Town) -> None:
    new = people.add_unit(
        municipality=town.municipality, key="job-2", kind="department", name="Job og Uddannelse", by=town.machine
    )
    people.change_unit(unit=town.units["job"], valid_until=YESTERDAY, successor=new, by=town.machine)
    leaves(town, "carla")
    people.start_post(user=town.people["carla"], unit=new, role=Role.EFFORT_LEAD, starts_on=TODAY, by=town.machine)
    assert who(town, OF_CARLA) == town.people["carla"]
    assert "effort_without_post" not in {end.kind for end in ends_for(town.as_("finn"), TODAY)}


def test_the_deputy_sees_and_does_what_waits_for_one_who_is_away(town: Town) -> None:
    gry = somebody(town, "Bo Bech", "job", Role.PROFESSIONAL)
    effort = Effort.objects.get(title=OF_CARLA)
    assert not access.may_run_effort(town.as_("Bo Bech"), effort)
    people.note_absence(user=town.people["carla"], starts_on=TODAY, deputy=gry, by=town.machine)
    assert who(town, OF_CARLA) == gry
    assert access.may_run_effort(town.as_("Bo Bech"), effort)
    ends = waits_on(town.as_("Bo Bech"))
    assert [(end.kind, end.about) for end in ends] == [("status_due", OF_CARLA)]
    assert "på vegne af Carla Carlsen" in ends[0].why
    assert waits_on(town.as_("carla")) == []


def test_the_committees_secretary_who_is_away_has_the_turn_taken_by_the_deputy(town: Town) -> None:
    people.note_absence(user=town.people["finn"], starts_on=TODAY, deputy=town.people["carla"], by=town.machine)
    found = receivers(town.municipality)
    assert found.first(Role.POLICY_LEAD) == town.people["carla"]


def test_a_lead_without_any_post_runs_nothing_any_more(town: Town) -> None:
    effort = Effort.objects.get(title=OF_DAN)
    assert access.may_run_effort(town.as_("dan"), effort)
    leaves(town, "dan")
    assert not access.may_run_effort(town.as_("dan"), effort)
    people.start_post(
        user=town.people["dan"], unit=town.units["social"], role=Role.PROFESSIONAL, starts_on=TODAY, by=town.machine
    )
    assert not access.may_run_effort(town.as_("dan"), effort)


def test_an_effort_of_a_closed_unit_waits_until_somebody_says_who_took_over(town: Town) -> None:
    job = people.change_unit(unit=town.units["job"], valid_until=YESTERDAY, by=town.machine)
    ends = [end for end in waits_on(town.as_("finn")) if end.kind == "effort_without_unit"]
    assert [(end.about, end.since) for end in ends] == [(OF_CARLA, TODAY)]
    people.change_unit(unit=job, successor=town.units["social"], by=town.machine)
    assert "effort_without_unit" not in {end.kind for end in ends_for(town.as_("finn"), TODAY)}
