"""The year wheel, its calendar and the feed of changes."""

from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from icalendar import Calendar

from holdepunkt.pages.tests.builders import a_decision, a_locked_year
from holdepunkt.people.tests.builders import PEOPLE, Town, a_town
from holdepunkt.policy.actions import item as items
from holdepunkt.policy.models import PolicyVersion
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_items import an_item
from holdepunkt.policy.tests.builders_status import a_plan
from holdepunkt.voice.actions.council import set_rule
from holdepunkt.voice.actions.gathering import plan_gathering
from holdepunkt.voice.tests.builders_councils import Room, a_council, a_meeting

ATOM = "{http://www.w3.org/2005/Atom}"
DEADLINES = {"round_opens": "11-01", "status_due": "12-10"}


@pytest.fixture
def version(town: Town) -> PolicyVersion:
    return a_policy(town, deadlines=DEADLINES)


def entries(client: Client) -> list[ElementTree.Element]:
    answer = client.get("/lundby/aendringer.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def events(client: Client) -> list:
    answer = client.get("/lundby/aarshjul.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_the_wheel_is_a_picture_with_the_whole_list_behind_it(
    client: Client, town: Town, version: PolicyVersion
) -> None:
    a_plan(town, version)
    page = client.get("/lundby/aarshjul/").content.decode()
    assert "Det sker i 2021" in page
    assert page.count('<svg viewBox="0 0 400 400"') == 1
    picture = page.split('<svg viewBox="0 0 400 400"')[1].split("</svg>")[0]
    assert 'aria-hidden="true"' in picture
    assert "style=" not in picture
    for text in ("Handleplan 2021 begynder", "Handleplan 2021 slutter", "Sidste dag for at skrive status"):
        assert text in page


def test_another_year_is_one_click_away_and_nonsense_is_this_year(client: Client, version: PolicyVersion) -> None:
    assert "Plads til alle løber ud" in client.get("/lundby/aarshjul/?aar=2023").content.decode()
    for nonsense in ("x", "99999", "²²²²", "-1", "0000"):
        assert "Det sker i 2021" in client.get("/lundby/aarshjul/", {"aar": nonsense}).content.decode()


def test_a_year_without_days_says_so(client: Client, town: Town) -> None:
    a_policy(town)
    assert "Ingen datoer i 2022" in client.get("/lundby/aarshjul/?aar=2022").content.decode()


def test_a_town_without_a_policy_has_an_empty_wheel_calendar_and_feed(client: Client, town: Town) -> None:
    assert client.get("/lundby/aarshjul/").status_code == 200
    assert events(client) == []
    assert entries(client) == []


def test_a_second_policy_has_its_own_wheel(client: Client, town: Town, version: PolicyVersion) -> None:
    a_policy(town, "unge", period_from=date(2019, 1, 1), period_to=date(2021, 6, 30))
    page = client.get("/lundby/aarshjul/?politik=unge").content.decode()
    assert "30. juni" in page
    assert "politik=udsatte" in page


def test_the_wheel_asks_at_most_ten_questions(
    client: Client, town: Town, version: PolicyVersion, django_assert_max_num_queries
) -> None:
    a_decision(town, version)
    with django_assert_max_num_queries(10):
        client.get("/lundby/aarshjul/")


def where_people_meet(town: Town) -> Room:
    """A public and a closed gathering, an open council meeting; the council's meetings close in 2022."""
    room = a_council(town)
    more: dict[str, Any]
    for title, more in (("Café på torvet", {}), ("Dialog bag døren", {"is_public": False})):
        plan_gathering(
            municipality=town.municipality, kind="cafe", title=title, meets_on=date(2021, 12, 3), by=room.jette, **more
        )
    for value, since in (("open", None), ("closed", date(2022, 1, 1))):
        set_rule(council=room.council, key="openness", value=value, since=since, source="Vedtægten", by=room.jette)
    a_meeting(room, date(2021, 12, 8), place="Biblioteket")
    a_meeting(room, date(2022, 2, 9), place="Rådhuset")
    return room


def test_gatherings_and_open_meetings_are_in_the_wheel_and_closed_ones_never(client: Client, town: Town) -> None:
    room = where_people_meet(town)
    page = client.get("/lundby/aarshjul/").content.decode()
    assert "Café på torvet" in page
    assert "Åbent møde i Udsatterådet" in page
    assert page.split('<svg viewBox="0 0 400 400"')[1].split("</svg>")[0].count("<circle") >= 2
    told = {str(event["summary"]): event["dtstart"].dt for event in events(client)}
    assert told == {"Café på torvet": date(2021, 12, 3), "Åbent møde i Udsatterådet": date(2021, 12, 8)}
    inside = Client()
    inside.force_login(room.town.people["jette"])
    for one in (client, inside):
        assert "bag døren" not in one.get("/lundby/aarshjul/").content.decode()
        assert "Åbent møde" not in one.get("/lundby/aarshjul/?aar=2022").content.decode()


def test_gatherings_and_open_meetings_are_found_and_closed_ones_never(client: Client, town: Town) -> None:
    where_people_meet(town)
    assert "Café på torvet, 3. december 2021" in client.get("/lundby/soeg/?q=torvet").content.decode()
    found = client.get("/lundby/soeg/?q=biblioteket").content.decode()
    assert "Udsatterådet, 8. december 2021" in found
    assert "/lundby/raad/udsatteraad/" in found
    for asked, told in (("døren", "bag døren"), ("rådhuset", "Udsatterådet, 9.")):
        assert told not in client.get(f"/lundby/soeg/?q={asked}").content.decode()


def test_the_calendar_has_whole_days_of_this_year_and_the_next_with_ids_that_stay(
    client: Client, town: Town, version: PolicyVersion
) -> None:
    a_decision(town, version)
    first, again = events(client), events(client)
    assert [e["uid"] for e in first] == [e["uid"] for e in again]
    assert len({e["uid"] for e in first}) == len(first)
    assert {e["dtstart"].dt.year for e in first} == {2021, 2022}
    assert all((e["dtend"].dt - e["dtstart"].dt).days == 1 and type(e["dtstart"].dt) is date for e in first)
    assert all(str(e["url"]).startswith("http") for e in first)


def test_no_employee_is_named_in_calendar_or_feed(client: Client, town: Town, version: PolicyVersion) -> None:
    a_decision(town, version)
    told = client.get("/lundby/aarshjul.ics").content.decode() + client.get("/lundby/aendringer.atom").content.decode()
    assert not [name for name, _, _ in PEOPLE.values() if name in told]


def test_the_feed_is_valid_atom_with_ids_that_stay(client: Client, town: Town, version: PolicyVersion) -> None:
    a_decision(town, version)
    found = entries(client)
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in found]
    assert titles[0] == "Socialudvalget: Status 2021: taget til efterretning"
    assert "Plads til alle blev godkendt af Byrådet" in titles
    ids = [entry.findtext(f"{ATOM}id") for entry in found]
    assert ids == [entry.findtext(f"{ATOM}id") for entry in entries(client)]
    assert len(set(ids)) == len(ids)
    assert all(str(id).startswith("urn:uuid:") for id in ids)
    assert found[0].findtext(f"{ATOM}updated") == "2021-11-22T12:00:00+00:00"
    feed = ElementTree.fromstring(client.get("/lundby/aendringer.atom").content)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Lundby Kommune"


def test_what_is_sent_but_not_out_is_in_no_feed(client: Client, town: Town, version: PolicyVersion) -> None:
    item = an_item(town, a_locked_year(town, version), title="Hemmelig endnu")
    items.send_item(item=item, on=date(2021, 11, 10), by=town.as_("hanne"))
    told = client.get("/lundby/aarshjul.ics").content + client.get("/lundby/aendringer.atom").content
    assert b"Hemmelig" not in told
    assert b"Hemmelig" not in client.get("/lundby/aarshjul/").content


def test_one_town_never_sees_anothers_days(client: Client, town: Town, version: PolicyVersion) -> None:
    a_town("oerby", "Ørby Kommune")
    assert b"Plads til alle" not in client.get("/oerby/aendringer.atom").content
    assert client.get("/findes-ikke/aarshjul.ics").status_code == 404


def test_a_year_that_is_no_number_shows_this_year(client: Client, version: PolicyVersion) -> None:
    for asked in ("²²²²", "9" * 4301, "-1", "0000", "9999", ""):
        answer = client.get("/lundby/aarshjul/", {"aar": asked})
        assert answer.status_code == 200
        assert "Det sker i 2021" in answer.content.decode(), asked[:9]
