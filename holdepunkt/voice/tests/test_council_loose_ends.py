"""What waits about councils: found from the rows, shown to those who keep them, asked in few statements."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.models import Post
from holdepunkt.voice.actions import meeting, minutes
from holdepunkt.voice.council_loose_ends import ends_for
from holdepunkt.voice.tests.builders_councils import (
    TODAY,
    Room,
    a_council,
    a_held_meeting,
    a_meeting,
    an_item,
    another_council,
)

pytestmark = pytest.mark.django_db


def kinds(room: Room, name: str, today: date) -> list[str]:
    with clock.standing_at(today):
        return sorted(end.kind for end in ends_for(room.town.as_(name), today))


@pytest.fixture
def room() -> Room:
    with clock.standing_at(TODAY):
        return a_council()


def test_an_agenda_waits_from_two_weeks_before_its_day_until_it_is_sent(room: Room) -> None:
    row = a_meeting(room)
    assert row.agenda_due_on == date(2021, 11, 24)
    assert kinds(room, "jette", date(2021, 11, 9)) == []
    assert kinds(room, "jette", date(2021, 11, 10)) == ["agenda_due"]
    an_item(room, on=row)
    meeting.send_agenda(meeting=row, by=room.jette)
    assert kinds(room, "jette", TODAY) == []
    assert kinds(room, "jette", date(2021, 12, 7)) == ["meeting_not_written"]


def test_minutes_wait_until_they_are_approved(room: Room) -> None:
    with clock.standing_at(TODAY):
        held, _item = a_held_meeting(room)
        assert kinds(room, "finn", TODAY) == ["minutes_open"]
        minutes.approve_minutes(meeting=held, how="in_writing", on=TODAY, by=room.jette)
    assert kinds(room, "finn", TODAY) == []


def test_a_task_waits_from_the_day_after_its_own(room: Room) -> None:
    with clock.standing_at(TODAY):
        held, item = a_held_meeting(room)
        line = minutes.write_line(item=item, kind="task", text="Skriv brevet.", due_on=TODAY, by=room.jette)
        minutes.approve_minutes(meeting=held, how="in_writing", on=TODAY, by=room.jette)
        assert kinds(room, "jette", TODAY) == []
        assert kinds(room, "jette", date(2021, 11, 23)) == ["task_late"]
        minutes.finish_task(line=line, by=room.jette)
    assert kinds(room, "jette", date(2021, 11, 23)) == []


def test_seats_that_end_together_are_one_thing_to_do(room: Room) -> None:
    assert kinds(room, "jette", date(2023, 11, 1)) == ["seat_ends"]
    assert kinds(room, "jette", date(2024, 1, 1)) == []


def test_who_keeps_no_council_meets_none_of_it(room: Room) -> None:
    a_meeting(room)
    assert [kinds(room, name, TODAY) for name in ("dan", "eva", "gry", "ib")] == [[], [], [], []]


def test_a_secretary_meets_what_waits_in_her_own_council_and_the_policy_lead_all(room: Room) -> None:
    another_council(room)
    a_meeting(room)
    assert [kinds(room, name, TODAY) for name in ("jette", "sofie", "finn")] == [["agenda_due"], [], ["agenda_due"]]


def test_a_council_that_nobody_keeps_waits_for_the_policy_lead(room: Room) -> None:
    people.end_post(post=Post.objects.get(user__name="Jette Juul"), ends_on=TODAY, by=room.town.machine)
    a_day_later = date(2021, 11, 23)
    assert (kinds(room, "finn", TODAY), kinds(room, "finn", a_day_later)) == ([], ["council_unkept"])
    with clock.standing_at(a_day_later):
        (end,) = ends_for(room.town.as_("finn"), a_day_later)
    assert end.holder == "Finn Falk"


def test_ten_times_as_many_meetings_cost_no_statement_more(room: Room, django_assert_max_num_queries: Any) -> None:
    a_meeting(room)
    jette = room.jette
    with django_assert_max_num_queries(7):
        ends_for(jette, TODAY)
    for _number in range(10):
        a_meeting(room)
    with django_assert_max_num_queries(7):
        assert len(ends_for(jette, TODAY)) == 11


def test_the_secretarys_first_page_shows_what_waits(room: Room) -> None:
    a_meeting(room)
    client = Client()
    client.force_login(room.town.people["jette"])
    with clock.standing_at(TODAY):
        page = client.get("/lundby/mit/").content.decode()
    assert "Dagsordenen er ikke sendt" in page
    assert "Gå til dagsordenen" in page
