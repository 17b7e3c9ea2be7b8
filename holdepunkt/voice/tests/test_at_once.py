"""Two people at once, for real: what one ends, the other finds ended. One order of things, and nobody waits in a circle.

SQLite lets one write after the other, and nobody queue: who could not begin waits a second turn.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Timer
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from holdepunkt import clock, tenancy
from holdepunkt.people.access import NotPossible
from holdepunkt.record.append_only import lifted
from holdepunkt.record.models import Entry, Unsealed
from holdepunkt.record.tests.together import all_at_once
from holdepunkt.voice.actions import agenda, heard, hearing, hearing_body, hearing_theme, meeting, minutes
from holdepunkt.voice.actions.proposal import send_proposal
from holdepunkt.voice.models import Flood, MinuteLine, Proposal, Story
from holdepunkt.voice.tests import builders_hearings as life
from holdepunkt.voice.tests.builders_councils import Room, a_council, a_held_meeting, a_meeting, an_item
from holdepunkt.voice.tests.builders_gatherings import a_gathering
from holdepunkt.voice.tests.builders_proposals import CODE, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
in_turn = pytest.mark.skipif(IS_SQLITE, reason="SQLite's writers come one after the other")
A_MOMENT = 0.15


@pytest.fixture
def room(transactional_db: None) -> Iterator[Room]:
    """A council; what is really written goes away before the tables are emptied: append-only tables refuse that."""
    with clock.standing_at(TODAY):
        yield a_council()
    with lifted("record_entry"):
        for model in (Entry, Unsealed):
            model.objects.all().delete()


def met(room: Room, first: Callable[[], Any], then: Callable[[], Any]) -> str:
    """`then` begins while `first` is done but not kept yet; what `then` was told, or nothing when it was done."""
    done, told = Event(), []

    def begins() -> None:
        with transaction.atomic():
            first()
            done.set()
            Event().wait(A_MOMENT)

    def follows() -> None:
        done.wait(10)
        try:
            then()
        except NotPossible as error:
            told.append(str(error))

    _in_threads(room, begins, follows)
    return "".join(told)


@contextmanager
def _in_the_town(room: Room) -> Iterator[None]:
    with tenancy.within(room.town.municipality), clock.standing_at(TODAY):
        yield


def _in_threads(room: Room, *acts: Callable[[], Any]) -> None:
    all_at_once(*acts, inside=lambda: _in_the_town(room))


@in_turn
def test_what_is_approved_or_called_off_meanwhile_is_found_so(room: Room) -> None:
    jette = room.jette
    held, item = a_held_meeting(room)
    line = minutes.write_line(item=item, kind="said", text="Vi talte.", by=jette)
    approves = {"meeting": held, "how": "next_meeting", "on": TODAY, "by": jette}
    told = met(
        room, lambda: minutes.approve_minutes(**approves), lambda: agenda.change_item(item=item, title="Nyt", by=jette)
    )
    assert "godkendt" in told
    with pytest.raises(NotPossible, match="godkendt"):
        agenda.move_item(item=item, up=True, by=jette)
    planned = a_meeting(room)
    other = an_item(room, on=planned)
    told = met(
        room,
        lambda: meeting.call_off_meeting(meeting=planned, because="Sygdom", by=jette),
        lambda: agenda.add_paper(item=other, title="Bilag", by=jette),
    )
    assert "flyttet" in told
    assert MinuteLine.objects.get(pk=line.pk).text == "Vi talte."


@in_turn
def test_an_agenda_is_sent_with_the_item_that_was_added_before_it_or_without_the_one_after(room: Room) -> None:
    planned, jette = a_meeting(room), room.jette
    an_item(room, on=planned)
    waits = an_item(room, "Bussen")
    added = met(
        room,
        lambda: meeting.send_agenda(meeting=planned, by=jette),
        lambda: agenda.put_on_agenda(item=waits, meeting=planned, by=jette),
    )
    assert added == ""
    waits.refresh_from_db()
    sent = Entry.objects.get(verb="meeting.agenda_sent").pk
    assert Entry.objects.get(verb="agenda_item.put_on", about_uuid=waits.uuid).pk > sent


@in_turn
def test_a_hearing_that_ends_meanwhile_takes_no_draft_no_theme_and_no_answer(room: Room) -> None:
    finn, jette = room.town.as_("finn"), room.jette
    row, body = life.an_open_hearing(room)
    for then in (
        lambda: hearing_body.save_draft(body=body, texts={"seng": "Ja."}, by=jette),
        lambda: hearing_theme.add_hearing_theme(hearing=row, name="Hunde", by=finn),
        lambda: life.an_answer(room.town, row),
    ):
        told = met(room, lambda: hearing.cancel_hearing(hearing=row, why="Pengene er brugt.", by=finn), then)
        assert told
        type(row).objects.filter(pk=row.pk).update(stage="open", ended_on=None)


@in_turn
def test_words_that_become_public_meanwhile_stay(room: Room) -> None:
    town = room.town
    town.people["sofie"] = town.people["jette"]
    with clock.standing_at(TODAY):
        row = a_gathering(town, on=TODAY)
        line = heard.write_heard(gathering=row, words="Der er koldt.", by=room.jette)
        heard.release_heard(line=line, by=room.jette)
    told = met(
        room,
        lambda: heard.publish_heard(gathering=row, by=room.jette),
        lambda: heard.take_heard_down(line=line, by=room.jette),
    )
    assert "offentlige side" in told


@in_turn
def test_sixteen_first_posts_at_the_same_moment_from_one_address_are_one_heap(room: Room) -> None:
    home = room.town.municipality
    sends = [
        lambda: send_proposal(
            municipality=home, kind="idea", words="Køb", code=CODE, by=room.town.as_("eva"), address="192.0.2.7"
        )
    ] * 16
    _in_threads(room, *sends)
    heap = Flood.objects.get()
    assert (heap.count, heap.stage, Proposal.objects.filter(flood=heap, held_back=True).count()) == (16, "waiting", 6)


@pytest.mark.skipif(not IS_SQLITE, reason="PostgreSQL's writers queue")
def test_somebody_whom_others_kept_from_writing_past_the_limit_waits_a_second_turn(room: Room) -> None:
    form = "/lundby/fortaellinger/ny/"
    Client().post(form, {"words": ""})  # what a first request does once is done
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=600")
    door = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None, check_same_thread=False)
    door.execute("BEGIN IMMEDIATE")
    lets_go = Timer(0.75, door.rollback)
    lets_go.start()
    sent = {"named_as": "no_name", "name": "", "reach": "", "words": "En nat bankede en på."}
    answer = Client().post(form, sent)
    lets_go.join()
    door.close()
    connection.close()
    assert (answer.status_code, Story.objects.count()) == (302, 1)
