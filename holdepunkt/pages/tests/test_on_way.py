"""The council is asked in time: what is on its way to the committees, as each may see it (F1, R6)."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from bench.meter import sql_listed
from holdepunkt import clock
from holdepunkt.people.tests.builders import a_town
from holdepunkt.policy.actions.heard import ask_body
from holdepunkt.policy.models import ActionPlan, PolicyVersion
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.voice import council_loose_ends
from holdepunkt.voice.actions import coming
from holdepunkt.voice.models import ComingMatter, MatterAsked
from holdepunkt.voice.tests.builders_councils import Room, a_council, a_meeting

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 22)


@pytest.fixture
def room() -> Iterator[Room]:
    with clock.standing_at(TODAY):
        made = a_council(a_town())
        a_meeting(made, date(2021, 12, 13))
        yield made


def page(room: Room, who: str) -> str:
    client = Client()
    client.force_login(room.town.people[who])
    answer = client.get(reverse("pages:on_way", kwargs={"slug": "lundby", "pk": room.council.pk}))
    assert answer.status_code == 200
    return answer.content.decode()


def a_matter(room: Room, on: date, title: str = "Takst på madhuset") -> ComingMatter:
    committee = room.town.units["socialudvalg"]
    return coming.add_matter(
        municipality=room.town.municipality, title=title, committee=committee, expected_on=on, by=room.jette
    )


def a_plan(version: PolicyVersion) -> ActionPlan:
    period = {"period_from": date(2022, 1, 1), "period_to": date(2022, 12, 31)}
    return ActionPlan.objects.create(policy=version.policy, title="Hemmelig kladde", **period)


def test_there_is_time_until_the_items_of_the_last_meeting_before_the_committee_are_due(room: Room) -> None:
    a_matter(room, date(2022, 1, 5))
    assert "Send det senest 29. november 2021 til mødet 13. december 2021" in page(room, "eva")


def test_a_matter_that_no_meeting_reaches_is_warned_about(room: Room) -> None:
    a_matter(room, date(2021, 12, 8))
    assert "For sent til et møde i rådet" in page(room, "jette")


def test_asked_it_says_so_and_no_longer_waits(room: Room) -> None:
    row = a_matter(room, date(2021, 12, 20))
    waits = [end.about for end in council_loose_ends.ends_for(room.jette, TODAY) if end.kind == "not_asked"]
    assert waits == ["Takst på madhuset"]
    jette = Client()
    jette.force_login(room.town.people["jette"])
    where = reverse("pages:on_way", kwargs={"slug": "lundby", "pk": room.council.pk})
    assert jette.post(where, {"matter": row.pk}).status_code == 302
    jette.post(where, {"matter": row.pk})
    assert MatterAsked.objects.count() == 1
    assert "Rådet blev spurgt 22. november 2021" in page(room, "eva")
    assert not [end for end in council_loose_ends.ends_for(room.jette, TODAY) if end.kind == "not_asked"]


def test_the_house_reads_a_drafts_name_and_the_council_only_that_a_plan_is_coming(room: Room) -> None:
    plan = a_plan(a_policy(room.town))
    assert "Hemmelig kladde" in page(room, "finn")
    for who in ("eva", "jette"):
        told = page(room, who)
        assert "En ny plan" in told
        assert "Hemmelig kladde" not in told
    ask_body(unit=room.council.unit, asked_on=TODAY, due_on=None, plan=plan, by=room.town.as_("finn"))
    assert "Rådet blev spurgt 22. november 2021" in page(room, "eva")


def test_what_is_more_than_three_months_away_or_off_the_list_is_not_there(room: Room) -> None:
    a_matter(room, TODAY + timedelta(days=120), "Langt væk")
    coming.drop_matter(matter=a_matter(room, date(2021, 12, 20), "Afgjort"), by=room.jette)
    told = page(room, "eva")
    assert "Langt væk" not in told
    assert "Afgjort" not in told


def test_ten_times_as_many_matters_cost_no_more_statements(room: Room) -> None:
    version = a_policy(room.town)
    page(room, "finn")
    counts = []
    for many in (2, 20):
        for number in range(many):
            a_matter(room, date(2021, 12, 20), f"Sag {number}")
            a_plan(version)
        with sql_listed() as sql:
            page(room, "finn")
        counts.append(len(sql))
    assert counts[0] == counts[1]
