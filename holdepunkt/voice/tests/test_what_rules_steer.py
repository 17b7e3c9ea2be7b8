"""What the house does by a council's rules, as those who work there meet it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people.access import NotPossible
from holdepunkt.people.rules import UnitKind
from holdepunkt.voice import council_jobs
from holdepunkt.voice.actions import attendance, clockwork, meeting, member, minutes
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.council_loose_ends import ends_for
from holdepunkt.voice.models import CouncilMeeting, CouncilMember
from holdepunkt.voice.reads import hearings
from holdepunkt.voice.rules.hearing import Ground
from holdepunkt.voice.tests.builders_councils import (
    TODAY,
    Room,
    a_council,
    a_held_meeting,
    a_meeting,
    a_member,
    an_item,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Iterator[Room]:
    with clock.standing_at(TODAY):
        yield a_council(rules={})


def says(room: Room, **rules: str) -> None:
    """Write rules as the secretary does."""
    for key, value in rules.items():
        councils.set_rule(council=room.council, key=key, value=value, source="Vedtægten", by=room.jette)


def page(room: Room, name: str, **more: Any) -> str:
    client = Client()
    client.force_login(room.town.people["jette"])
    answer = client.get(reverse(f"voice:{name}", kwargs={"slug": "lundby", "pk": room.council.pk} | more))
    assert answer.status_code == 200, name
    return answer.content.decode()


def test_an_observer_without_a_vote_is_neither_a_seat_nor_a_head(room: Room) -> None:
    says(room, quorum="majority")
    watching = councils.add_seats(council=room.council, kind="politicians", votes=False, by=room.jette)
    gry = a_member(room, "Gry Gran", seat=watching)
    held, _item = a_held_meeting(room)
    attendance.note_attendance(
        meeting=held, came={gry.pk: "present", room.members["asta"].pk: "present"}, by=room.jette
    )
    assert "1 af 3 er mødt. Der skal være 2" in page(room, "meeting", meeting=held.pk)


def test_without_the_chair_the_council_cannot_decide_where_its_rules_say_so(room: Room) -> None:
    says(room, quorum="half", quorum_chair="yes")
    held, _item = a_held_meeting(room)
    came = {one.pk: "present" for one in room.members.values()}
    attendance.note_attendance(meeting=held, came=came, by=room.jette)
    assert "Formanden eller næstformanden skal være mødt" in page(room, "meeting", meeting=held.pk)
    member.change_member(member=room.members["bo"], post="deputy_chair", by=room.jette)
    assert "3 af 3 er mødt. Rådet kan beslutte." in page(room, "meeting", meeting=held.pk)


def test_a_personal_substitute_comes_for_the_own_member_only(room: Room) -> None:
    says(room, substitutes="personal")
    asta, bo = room.members["asta"], room.members["bo"]
    ib = a_member(room, "Ib Iversen", post="substitute", substitute_for=asta)
    held, _item = a_held_meeting(room)
    with pytest.raises(NotPossible, match="Ib Iversen kan kun møde for sit eget medlem"):
        attendance.note_attendance(meeting=held, came={ib.pk: "present"}, sits_in={ib.pk: bo.pk}, by=room.jette)
    form = page(room, "attendance", meeting=held.pk).split("Ib Iversen kom for")[1].split("</select>")[0]
    assert "Asta Ask" in form
    assert "Bo Birk" not in form


def test_the_first_on_the_list_follows_who_leaves(room: Room) -> None:
    says(room, substitutes="list")
    a_member(room, "Carla Carlsen", post="substitute", list_number=2)
    a_member(room, "Dan Dam", post="substitute", list_number=1)
    assert "Efter rådets regler er det Dan Dam." in page(room, "member_leave", member=room.members["bo"].pk)
    assert "suppleant nummer 1" in page(room, "members")


def test_a_new_member_sits_the_rest_of_a_period_that_began_before(room: Room) -> None:
    says(room, term_years="2", term_counts="rest")
    bo = a_member(room, "Bo Bak", starts_on=date(2021, 1, 1))
    member.note_leaving(member=bo, last_day=date(2021, 11, 30), by=room.jette)
    dan = a_member(room, "Dan Dam", starts_on=date(2021, 12, 1), succeeds=CouncilMember.objects.get(pk=bo.pk))
    assert (bo.ends_on, dan.ends_on) == (date(2022, 12, 31), date(2022, 12, 31))


def test_a_common_period_ends_for_everybody_on_the_same_day_and_is_one_thing_to_do(room: Room) -> None:
    says(room, term_years="4", term_counts="common", term_began="2018-01-01")
    last = [a_member(room, name, starts_on=day).ends_on for name, day in (
        ("Dan Dam", date(2018, 1, 1)), ("Gry Gran", date(2020, 6, 1)), ("Hanne Holm", date(2021, 12, 31)),
    )]  # fmt: skip
    assert set(last) == {date(2021, 12, 31)}
    assert a_member(room, "Ib Iversen", starts_on=date(2022, 1, 1)).ends_on == date(2025, 12, 31)
    assert [end.kind for end in ends_for(room.jette, date(2021, 11, 22))] == ["seat_ends"]


def test_a_chair_elected_for_a_year_is_a_loose_end_two_months_before_it_is_over(room: Room) -> None:
    says(room, chair="one", chair_years="1")
    member.change_member(member=room.members["asta"], post="chair", post_since=date(2021, 1, 1), by=room.jette)
    kinds = [[end.kind for end in ends_for(room.jette, day)] for day in (date(2021, 10, 1), date(2021, 11, 22))]
    assert kinds == [[], ["chair_ends"]]
    assert "Formandens tid går ud: Asta Ask" in [end.why for end in ends_for(room.jette, date(2021, 11, 22))]
    member.change_member(member=room.members["asta"], post="member", by=room.jette)
    assert ends_for(room.jette, date(2021, 11, 22)) == []


def test_a_council_that_is_not_as_its_rules_say_is_told_on_the_members_page(room: Room) -> None:
    says(room, members_least="5", politicians="no", chair="one", substitutes="no")
    seats = councils.add_seats(council=room.council, kind="politicians", least=2, by=room.jette)
    member.change_member(member=room.members["asta"], seat=seats, by=room.jette)
    a_member(room, "Ib Iversen", post="substitute")
    told = page(room, "members")
    for words in (
        "Rådet har 3 medlemmer. Reglerne siger mindst 5.", "politikere: 1 sidder der. Reglerne siger mindst 2.",
        "En politiker er medlem.", "Der er valgt 0 formænd. Reglerne siger 1.", "Reglerne siger ingen suppleanter.",
    ):  # fmt: skip
        assert words in told
    assert "Se de 5 ting, der er anderledes" in page(room, "council_desk")


def test_two_rows_of_one_kind_have_two_names(room: Room) -> None:
    first, second = ({"name": name, "most": 2} for name in ("Landets", "Byens"))
    councils.add_seats(council=room.council, kind="associations", by=room.jette, **first)
    councils.add_seats(council=room.council, kind="associations", by=room.jette, **second)
    with pytest.raises(NotPossible, match="giv den nye række et navn"):
        councils.add_seats(council=room.council, kind="associations", by=room.jette, **second)


def test_an_extra_meeting_has_its_own_days_and_says_when_it_comes_too_late(room: Room) -> None:
    says(
        room, days_are="working", items_days="10", agenda_days="8", extra_agenda_days="3", extra_asked="third",
        extra_days="14 calendar",
    )  # fmt: skip
    row = a_meeting(room, date(2021, 12, 6), asked_for_on=date(2021, 11, 19))
    assert (row.items_due_on, row.agenda_due_on) == (None, date(2021, 12, 1))
    told = page(room, "meeting", meeting=row.pk)
    assert "Efter rådets regler skal 1 bede om det." in told
    assert "Det skal holdes senest 3. december 2021. Det er for sent." in told
    meeting.change_meeting(meeting=row, meets_on=date(2021, 12, 3), by=room.jette)
    assert "Det er for sent." not in page(room, "meeting", meeting=row.pk)
    with pytest.raises(NotPossible, match="bedt om efter sin egen dag"):
        a_meeting(room, date(2021, 12, 1), asked_for_on=date(2021, 12, 2))


def test_minutes_wait_from_the_day_the_rules_give_until_they_are_sent_and_the_mail_says_how_long_to_object(
    room: Room,
) -> None:
    says(room, minutes_days="5 working", object_days="1 weeks", approval="silence")
    held, _item = a_held_meeting(room, date(2021, 11, 15))
    (end,) = ends_for(room.jette, TODAY)
    assert (end.why, end.due) == ("Referatet er ikke sendt til medlemmerne", TODAY)
    sent = council_jobs.send_minutes(meeting=held, by=room.jette)
    assert "De får referatet på papir: Bo Birk." in page(room, "meeting", meeting=held.pk)
    council_jobs.mail_minutes.func("lundby", sent.pk, room.members["asta"].pk)
    assert "Er noget forkert? Sig det senest 29. november 2021." in str(mail.outbox[0].body)
    assert mail.outbox[0].attachments[0].content.startswith(b"%PDF")  # type: ignore[union-attr]
    (end,) = ends_for(room.jette, TODAY)
    assert (end.why, end.due) == ("Referatet er ikke godkendt", None)
    assert "sige imod til og med 29. november 2021" in page(room, "minutes_approve", meeting=held.pk)


def test_the_day_for_the_minutes_follows_a_closing_day_that_is_written_later(room: Room) -> None:
    says(room, minutes_days="5 working")
    held, _item = a_held_meeting(room, TODAY)
    room.town.municipality.closing_days = ["2021-11-26"]
    room.town.municipality.save()
    assert clockwork.recount_deadlines(municipality=room.town.municipality, by=room.town.machine) == 1
    assert CouncilMeeting.objects.get(pk=held.pk).minutes_due_on == date(2021, 11, 30)


def test_where_nobody_may_disagree_in_the_minutes_the_choice_is_not_there(room: Room) -> None:
    held, item = a_held_meeting(room)
    assert "uenighed" in page(room, "minutes_write", meeting=held.pk, item=item.pk)
    says(room, dissent="no", decisions="consensus")
    told = page(room, "minutes_write", meeting=held.pk, item=item.pk)
    assert 'value="dissent"' not in told
    assert "Sådan beslutter rådet: kun i enighed. Huset tæller ikke stemmer." in told


def test_what_a_council_does_not_pay_cannot_be_chosen(room: Room) -> None:
    held, _item = a_held_meeting(room)
    assert 'value="fee"' in page(room, "outlays", meeting=held.pk)
    says(room, pays_fees="no", pays_travel="no")
    told = page(room, "outlays", meeting=held.pk)
    assert [kind in told for kind in ('value="fee"', 'value="travel"', 'value="meal"')] == [False, False, True]


def test_the_years_meetings_are_counted_where_the_rules_say_how_many(room: Room) -> None:
    a_meeting(room)
    assert "Møder i 2021" not in page(room, "council_desk")
    says(room, meetings_a_year="4")
    assert "Møder i 2021: 1 af 4 er holdt eller planlagt. Der mangler 3." in page(room, "council_desk")
    says(room, meetings_as="needed")
    assert "Møder i 2021" not in page(room, "council_desk")


def test_a_council_heard_on_listed_topics_is_offered_and_one_that_may_be_asked_is_not(room: Room) -> None:
    says(room, hearing="listed", hearing_topics="Boliger", basis="by_law")
    finn = room.town.as_("finn")
    assert room.council.unit.kind == UnitKind.ADVISORY_COUNCIL
    assert [(unit, ground) for unit, ground, _source in hearings.grounds(finn, TODAY)] == [
        (room.council.unit, Ground.RULES)
    ]
    assert hearings.topics(finn, TODAY) == {room.council.unit_id: "Boliger"}
    says(room, hearing="may")
    assert hearings.grounds(finn, TODAY) == []


def test_minutes_are_sent_while_they_are_open_only(room: Room) -> None:
    planned = a_meeting(room)
    an_item(room, on=planned)
    with pytest.raises(NotPossible, match="ikke er godkendt endnu"):
        minutes.note_minutes_sent(meeting=planned, by=room.jette)


def test_a_period_that_is_common_but_began_on_no_known_day_says_so(room: Room) -> None:
    says(room, term_years="4", term_counts="common")
    assert a_member(room, "Dan Dam").ends_on is None
    assert "dagen, den begyndte, er ukendt" in page(room, "members")


def test_an_extra_meeting_is_none_of_the_years_plan(room: Room) -> None:
    says(room, meetings_a_year="1")
    a_meeting(room, asked_for_on=TODAY)
    assert "Møder i 2021: 0 af 1 er holdt" in page(room, "council_desk")


def test_a_number_that_no_gateway_takes_is_on_no_list_and_is_told(room: Room) -> None:
    row = a_meeting(room)
    member.change_member(member=room.members["asta"], by_sms=True, phone="ring bare", by=room.jette)
    assert "Ingen vil have en SMS om mødet" in page(room, "meeting", meeting=row.pk)
    assert "nummer til SMS mangler" in page(room, "members")
    assert page(room, "meeting_sms", meeting=row.pk).strip() == ""
    member.change_member(member=room.members["asta"], phone="12 34 56 78", by=room.jette)
    assert "Liste til SMS: 1 nummer" in page(room, "meeting", meeting=row.pk)


def test_substitutes_stand_last_in_the_order_of_their_list_and_the_chair_first(room: Room) -> None:
    a_member(room, "Anna Al", post="substitute", list_number=2, shown_as="full_name")
    a_member(room, "Berta Bæk", post="substitute", list_number=1, shown_as="full_name")
    a_member(room, "Åse Ås", post="chair", shown_as="full_name")
    public = Client().get("/lundby/raad/udsatteraad/").content.decode()
    assert public.index("Åse Ås") < public.index("Berta Bæk") < public.index("Anna Al")
    inside = page(room, "members")
    assert inside.index("Asta Ask") < inside.index("<h2>Suppleanter") < inside.index("Berta Bæk")


def test_what_was_approved_keeps_that_the_chair_was_missing_and_who_had_a_vote(room: Room) -> None:
    says(room, quorum="half", quorum_chair="yes")
    watching = councils.add_seats(council=room.council, kind="politicians", votes=False, by=room.jette)
    gry = a_member(room, "Gry Gran", seat=watching)
    held, _item = a_held_meeting(room)
    came = {one.pk: "present" for one in (*room.members.values(), gry)}
    attendance.note_attendance(meeting=held, came=came, by=room.jette)
    minutes.approve_minutes(meeting=held, how="in_writing", on=TODAY, by=room.jette)
    member.change_member(member=room.members["bo"], post="chair", by=room.jette)
    councils.change_seats(seat=watching, votes=True, by=room.jette)
    told = page(room, "meeting", meeting=held.pk)
    assert "3 af 3 er mødt. Formanden eller næstformanden skal være mødt" in told
