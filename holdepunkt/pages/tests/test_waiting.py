"""Waiting for you: what it shows to each role, in which order, and with how few questions."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client

from holdepunkt.pages.rules.waiting import Circle, in_circle, most_urgent_first
from holdepunkt.pages.tests.builders import a_decision, a_locked_year
from holdepunkt.people.loose_ends import LooseEnd
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import item as items
from holdepunkt.policy.actions.heard import ask_body
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_items import an_item, on_the_agenda
from holdepunkt.policy.tests.builders_plans import a_plan as a_draft_plan
from holdepunkt.policy.tests.builders_status import a_plan, a_round

ME, UNIT, OTHER = 1, 10, 99


def an_end(
    about: str = "Noget", *, user: int | None = ME, unit: int | None = UNIT, weight: int = 40, due: date | None = None
) -> LooseEnd:
    return LooseEnd(
        kind="x",
        about=about,
        holder="Dan Dam",
        since=date(2021, 10, 1),
        due=due,
        why="",
        where="/",
        action="Svar",
        weight=weight,
        holder_user_id=user,
        holder_unit_id=unit,
    )


def circle(ends: list[LooseEnd], which: Circle) -> list[str]:
    return [end.about for end in in_circle(ends, which, user_id=ME, unit_ids=frozenset({UNIT}))]


def test_mine_is_what_i_hold_and_what_nobody_holds_in_my_unit() -> None:
    ends = [
        an_end("min"),
        an_end("kollegas", user=2),
        an_end("ingens", user=None),
        an_end("en andens", user=3, unit=OTHER),
    ]
    assert circle(ends, Circle.MINE) == ["min", "ingens"]
    assert circle(ends, Circle.UNIT) == ["min", "kollegas", "ingens"]
    assert circle(ends, Circle.MUNICIPALITY) == ["min", "kollegas", "ingens", "en andens"]


def test_what_hurts_most_comes_first_then_the_nearest_date_and_no_date_last() -> None:
    ends = [
        an_end("uden dato"),
        an_end("sen", due=date(2021, 12, 1)),
        an_end("tidlig", due=date(2021, 11, 1)),
        an_end("værst", weight=70),
    ]
    assert [end.about for end in most_urgent_first(ends)] == ["værst", "tidlig", "sen", "uden dato"]


def mine(client: Client, town: Town, who: str, query: str = "") -> str:
    client.force_login(town.people[who])
    answer = client.get(f"/{town.municipality.slug}/mit/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_nobody_sees_what_waits_without_signing_in(client: Client, town: Town) -> None:
    assert client.get("/lundby/mit/").headers["Location"].startswith("/lundby/log-ind/")


def test_an_effort_lead_sees_the_own_status_with_days_turn_and_one_door(client: Client, town: Town) -> None:
    version = a_policy(town)
    a_plan(town, version, efforts=2)
    a_round(town, version)
    page = mine(client, town, "dan")
    assert "1 ting venter på dig" in page
    assert "Fælles spisning" in page
    assert "En vej til egen bolig" not in page
    assert "dage tilbage" in page
    assert "Din tur" in page
    assert page.count("Svar på to minutter") == 1
    assert "I kommunen" not in page


def test_late_is_told_in_days(client: Client, town: Town, settings) -> None:
    version = a_policy(town)
    a_plan(town, version, efforts=1)
    a_round(town, version)
    settings.HOLDEPUNKT_TODAY = date(2021, 12, 6)
    page = mine(client, town, "dan")
    assert "dage for sent" in page
    assert '<span class="hp-row-figure">3</span>' in page


def test_the_policy_lead_sees_the_whole_municipality_and_whom_to_call(client: Client, town: Town) -> None:
    version = a_policy(town)
    a_plan(town, version, efforts=2)
    a_round(town, version)
    page = mine(client, town, "finn", "?vis=kommunen")
    assert "Fælles spisning" in page
    assert "En vej til egen bolig" in page
    assert "Tur: Carla Carlsen" in page
    assert "ring til Carla Carlsen 12 34 56 78" in page
    assert "Svar på to minutter" not in page


def test_others_cannot_ask_for_the_whole_municipality(client: Client, town: Town) -> None:
    version = a_policy(town)
    a_plan(town, version, efforts=2)
    a_round(town, version)
    assert "Fælles spisning" not in mine(client, town, "carla", "?vis=kommunen")


def test_at_most_seven_are_shown_and_the_rest_is_one_click_away(client: Client, town: Town) -> None:
    version = a_policy(town)
    a_plan(town, version, efforts=20)
    a_round(town, version)
    page = mine(client, town, "dan")
    assert "10 ting venter på dig" in page
    assert page.count('<li class="hp-row">') == 7
    assert mine(client, town, "dan", "?vis=mine&side=2").count('<li class="hp-row">') == 3


def test_when_nothing_waits_the_page_is_quiet(client: Client, town: Town) -> None:
    a_policy(town)
    page = mine(client, town, "dan")
    assert "Intet venter på dig" in page
    assert "ved vejs ende" in page


def test_a_committee_member_sees_the_newest_item_once_it_is_sent(client: Client, town: Town) -> None:
    item = an_item(town, a_locked_year(town, a_policy(town)), title="Status til jer")
    before = mine(client, town, "gry")
    assert "Goddag, Gry Grøn" in before
    assert "Udvalget har ikke fået en sag" in before
    assert "ved vejs ende" not in before
    items.send_item(item=item, on=date(2021, 11, 10), by=town.as_("hanne"))
    page = mine(client, town, "gry")
    assert "Status til jer" in page
    assert f"/lundby/sager/{item.uuid}/" in page


def test_a_council_member_sees_what_the_council_is_asked_and_what_is_on_its_way(client: Client, town: Town) -> None:
    version = a_policy(town)
    plan = a_draft_plan(town, version, "hjem", title="Plan 2022")
    ask_body(
        unit=town.units["udsatteraad"],
        asked_on=date(2021, 11, 1),
        due_on=date(2021, 12, 1),
        plan=plan,
        by=town.as_("finn"),
    )
    page = mine(client, town, "eva")
    assert "Plan 2022" in page
    assert "1. dec. 2021" in page
    assert "ingen sager om politikken på en dagsorden" in page
    item = on_the_agenda(town, an_item(town, a_locked_year(town, version), meeting_on=date(2021, 12, 8)))
    assert f"/lundby/sager/{item.uuid}/" in mine(client, town, "eva")


def test_a_council_member_never_sees_an_item_before_the_agenda_is_out(client: Client, town: Town) -> None:
    item = an_item(town, a_locked_year(town, a_policy(town)), title="Ikke ude endnu")
    items.send_item(item=item, on=date(2021, 11, 10), by=town.as_("hanne"))
    assert "Ikke ude endnu" not in mine(client, town, "eva")


def test_one_towns_people_cannot_open_anothers_page(client: Client, town: Town) -> None:
    a_town("oerby", "Ørby Kommune")
    client.force_login(town.people["finn"])
    assert client.get("/oerby/mit/").status_code == 302


# Those who answer for the year's course are asked for by more small reads: every kind of loose end is one.
CEILINGS = [("dan", 10), ("gry", 10), ("eva", 10), ("hanne", 16), ("ib", 16), ("finn", 16)]


@pytest.mark.parametrize(("who", "most"), CEILINGS)
def test_the_page_asks_a_fixed_number_of_questions(
    client: Client, town: Town, who: str, most: int, django_assert_max_num_queries
) -> None:
    version = a_policy(town)
    a_decision(town, version)
    client.force_login(town.people[who])
    walls = 2 if connection.vendor == "postgresql" else 0  # the database is told where we are, and that we left
    with django_assert_max_num_queries(most + walls):
        client.get("/lundby/mit/")


@pytest.mark.django_db
def test_ten_times_as_much_that_waits_takes_no_more_questions(client: Client, django_assert_max_num_queries) -> None:
    counts = []
    for slug, efforts in (("lillely", 3), ("storely", 30)):
        town = a_town(slug, slug.title())
        version = a_policy(town)
        a_plan(town, version, efforts=efforts)
        a_round(town, version)
        client.force_login(town.people["finn"])
        with django_assert_max_num_queries(40) as asked:
            client.get(f"/{slug}/mit/?vis=kommunen")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_policy_lead_in_an_empty_house_is_shown_where_to_begin(client: Client, town: Town) -> None:
    shown = mine(client, town, "finn")
    assert "Her er huset tomt endnu" in shown
    assert '<a href="/lundby/arbejde/kommunen/">Sæt kommunen op</a>' in shown
    assert "Her er huset tomt endnu" not in mine(client, town, "hanne"), "only who can begin is asked to"
    a_policy(town)
    assert "Her er huset tomt endnu" not in mine(client, town, "finn")
