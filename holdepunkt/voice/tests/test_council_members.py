"""Members: named as they wish, with a period, successors, and contact data that go when they have left."""

from collections.abc import Iterator
from datetime import date

import pytest

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.record.models import Entry
from holdepunkt.voice.actions import member as actions
from holdepunkt.voice.models import MemberContact
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.reads import meetings
from holdepunkt.voice.tests.builders_councils import TODAY, Room, a_council, a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Iterator[Room]:
    with clock.standing_at(TODAY):
        yield a_council()


def test_a_member_leaves_without_a_reason_and_another_follows(room: Room) -> None:
    left = actions.note_leaving(member=room.members["bo"], last_day=date(2021, 11, 30), by=room.jette)
    after = a_member(room, "Carla Carlsen", starts_on=date(2021, 12, 1), succeeds=left)
    names = [[m.name for m in reads.sitting(room.council, on)] for on in (date(2021, 11, 30), date(2021, 12, 1))]
    assert names == [["Asta Ask", "Bo Birk", "Eva Ek"], ["Asta Ask", "Carla Carlsen", "Eva Ek"]]
    assert after.succeeds == left
    assert Entry.objects.get(verb="council.member_left").fields == {"last_day": "2021-11-30"}


def test_nobody_leaves_before_they_came(room: Room) -> None:
    with pytest.raises(NotPossible, match="før den første"):
        actions.note_leaving(member=room.members["bo"], last_day=date(2019, 1, 1), by=room.jette)


def test_a_substitute_belongs_to_somebody_of_the_same_council(room: Room) -> None:
    asta = room.members["asta"]
    substitute = a_member(room, "Ib Iversen", post="substitute", substitute_for=asta)
    assert meetings.seats_taken(room.council, TODAY) == 3
    with pytest.raises(NotPossible, match="Kun en suppleant"):
        actions.change_member(member=substitute, post="member", by=room.jette)


def test_contact_data_never_stand_in_the_record(room: Room) -> None:
    actions.change_member(member=room.members["asta"], phone="12 34 56 78", address="Skolevej 2", by=room.jette)
    told = str(list(Entry.objects.values_list("fields", "why", "about_name")))
    assert "Skolevej" not in told
    assert "12 34 56 78" not in told
    assert room.members["asta"].contact.__class__.objects.get(member=room.members["asta"]).address == "Skolevej 2"


def test_contact_data_go_half_a_year_after_the_last_day(room: Room) -> None:
    actions.note_leaving(member=room.members["bo"], last_day=date(2021, 5, 31), by=room.jette)
    town = room.town
    for today, left in ((date(2021, 11, 28), 3), (date(2021, 11, 29), 2), (date(2021, 12, 1), 2)):
        with clock.standing_at(today):
            actions.forget_contacts(municipality=town.municipality, today=today, by=town.machine)
        assert MemberContact.objects.count() == left, today
    assert Entry.objects.get(verb="council.contact_deleted").about_name == "Bo Birk"


def test_somebody_who_still_sits_keeps_their_contact(room: Room) -> None:
    with pytest.raises(NotPossible, match="et halvt år"):
        actions.forget_contact(member=room.members["asta"], by=room.jette)


def test_a_member_cannot_see_to_the_others_themselves(room: Room) -> None:
    with pytest.raises(Refused):
        actions.change_member(member=room.members["asta"], name="X", by=room.town.as_("eva"))


def test_whoever_has_no_mail_or_wants_paper_gets_the_papers_by_post(room: Room) -> None:
    actions.change_member(member=room.members["asta"], by_post=True, by=room.jette)
    assert [m.name for m in meetings.on_paper(room.council, TODAY)] == ["Asta Ask", "Bo Birk"]
    assert [m.name for m in meetings.by_mail(room.council, TODAY)] == ["Eva Ek"]
