"""Who has no e-mail gets the minutes by post, in time to say that something is wrong."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.record.models import Entry
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.actions import minutes
from holdepunkt.voice.models import PapersPosted
from holdepunkt.voice.reads import meetings as reads
from holdepunkt.voice.rules.council import RuleKey
from holdepunkt.voice.tests.builders_councils import TODAY, Room, a_council, a_held_meeting, a_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Iterator[Room]:
    with clock.standing_at(TODAY):
        yield a_council()


def as_(room: Room, who: str) -> Client:
    client = Client()
    client.force_login(room.town.people[who])
    return client


def at(room: Room, name: str, meeting: int) -> str:
    return reverse(f"voice:{name}", kwargs={"slug": "lundby", "pk": room.council.pk, "meeting": meeting})


def test_the_minutes_go_in_the_print_run_with_the_day_to_say_no(room: Room) -> None:
    councils.set_rule(council=room.council, key=RuleKey.OBJECT_DAYS, value="5", source="Vedtægten", by=room.jette)
    held, item = a_held_meeting(room)
    minutes.write_line(item=item, kind="decision", text="Varmestuen åbner om søndagen.", by=room.jette)
    minutes.note_minutes_sent(meeting=held, by=room.jette)
    jette = as_(room, "jette")
    assert "Bo Birk" in jette.get(at(room, "meeting", held.pk)).content.decode()
    page = jette.get(at(room, "minutes_run", held.pk)).content.decode()
    assert page.count("hp-sheet-alone") == 1  # Bo alone is on paper
    for words in ("Bo Birk", "Lunden 1", "Varmestuen åbner om søndagen.", "Referatet er ikke godkendt endnu."):
        assert words in page
    assert "Sig det til os senest" in page
    assert Entry.objects.get(verb="meeting.print_run_opened").fields == {"members": 1, "paper": "minutes"}


def test_that_the_minutes_were_posted_is_one_thing_and_the_agenda_another(room: Room) -> None:
    held, _item = a_held_meeting(room)
    minutes.note_minutes_sent(meeting=held, by=room.jette)
    jette = as_(room, "jette")
    for name in ("print_run_posted", "minutes_run_posted", "minutes_run_posted"):
        assert jette.post(at(room, name, held.pk)).status_code == 302
    assert sorted(PapersPosted.objects.values_list("paper", flat=True)) == ["agenda", "minutes"]
    assert reads.posted_to(held) == {room.members["bo"].pk: TODAY}
    assert Entry.objects.filter(verb="meeting.minutes_posted", about_uuid=held.uuid).exists()
    assert "Sendt 22. november 2021" in jette.get(at(room, "minutes_run", held.pk)).content.decode()


def test_minutes_that_are_not_sent_yet_are_not_printed_without_the_day_to_say_no(room: Room) -> None:
    held, _item = a_held_meeting(room)
    jette = as_(room, "jette")
    assert "Tryk referatet" not in jette.get(at(room, "meeting", held.pk)).content.decode()
    answer = jette.get(at(room, "minutes_run", held.pk))
    assert (answer.status_code, "Send først referatet til medlemmerne." in answer.content.decode()) == (409, True)
    minutes.note_minutes_sent(meeting=held, by=room.jette)
    assert "Tryk referatet" in jette.get(at(room, "meeting", held.pk)).content.decode()


def test_minutes_that_are_not_begun_are_not_printed(room: Room) -> None:
    planned = a_meeting(room, date(2021, 12, 6))
    jette = as_(room, "jette")
    for answer in (
        jette.get(at(room, "minutes_run", planned.pk)),
        jette.post(at(room, "minutes_run_posted", planned.pk)),
    ):
        assert answer.status_code == 409
        assert "Referatet er ikke begyndt endnu." in answer.content.decode()
    assert not PapersPosted.objects.exists()


def test_approved_minutes_ask_nobody_to_say_no(room: Room) -> None:
    held, _item = a_held_meeting(room)
    minutes.note_minutes_sent(meeting=held, by=room.jette)
    minutes.approve_minutes(meeting=held, how="in_writing", on=TODAY, by=room.jette)
    assert "Sig det til os senest" not in as_(room, "jette").get(at(room, "minutes_run", held.pk)).content.decode()
