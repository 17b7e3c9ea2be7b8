"""A meeting from the plan to the published minutes, and what begins the next one."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.record.models import Entry
from holdepunkt.voice.actions import agenda, attendance, meeting, member, minutes
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.models import AgendaItem, CouncilMeeting
from holdepunkt.voice.reads import meetings as reads
from holdepunkt.voice.reads.attended import attended
from holdepunkt.voice.reads.meeting_paper import sheet_of
from holdepunkt.voice.rules.meetings import Gathered, MeetingStage
from holdepunkt.voice.rules.papers import PaperKind
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
        yield a_council()


def approved(room: Room, row: CouncilMeeting) -> CouncilMeeting:
    return minutes.approve_minutes(meeting=row, how="next_meeting", on=TODAY, by=room.jette)


def test_a_member_proposes_and_the_secretary_puts_it_on_the_agenda(room: Room) -> None:
    made = an_item(room, "Toilettet på torvet", by=room.town.as_("eva"))
    assert made.proposed_by == room.members["eva"]
    on = agenda.put_on_agenda(item=made, meeting=a_meeting(room), by=room.jette)
    assert (on.stage, on.order) == ("on_agenda", 11)
    with pytest.raises(Refused, match="på dagsordenen"):
        agenda.change_item(item=on, title="Nyt", by=room.town.as_("eva"))


def test_who_does_not_sit_in_the_council_proposes_nothing(room: Room) -> None:
    with pytest.raises(Refused):
        an_item(room, by=room.town.as_("dan"))


def test_the_next_meeting_begins_from_unapproved_minutes_and_open_tasks(room: Room) -> None:
    _held, item = a_held_meeting(room)
    minutes.write_line(item=item, kind="task", text="Ring til varmestuen.", by=room.jette, due_on=TODAY)
    titles = [row.title for row in reads.items(a_meeting(room))]
    assert titles == ["Godkend referatet fra 15. november 2021", "Opgaver fra sidst"]


def test_what_opens_after_the_plan_is_on_the_agenda_when_it_is_sent(room: Room) -> None:
    planned = a_meeting(room)
    an_item(room, on=planned)
    a_held_meeting(room)
    sent = meeting.send_agenda(meeting=planned, by=room.jette)
    assert [row.kind for row in reads.items(sent)] == ["minutes", "talk"]
    assert sent.sent_on == TODAY
    assert Entry.objects.get(verb="meeting.agenda_sent").fields == {"late": False}


def test_an_empty_agenda_is_not_sent(room: Room) -> None:
    with pytest.raises(NotPossible, match="tom"):
        meeting.send_agenda(meeting=a_meeting(room), by=room.jette)


def test_minutes_are_written_live_with_decision_dissent_and_task(room: Room) -> None:
    _held, item = a_held_meeting(room)
    for kind, text in (("said", "Vi talte."), ("decision", "Vi siger ja."), ("dissent", "To var imod.")):
        minutes.write_line(item=item, kind=kind, text=text, by=room.jette)
    line = minutes.write_line(
        item=item, kind="task", text="Skriv brevet.", by=room.jette, held_by_member=room.members["asta"], due_on=TODAY
    )
    assert [row.kind for row in item.lines.all()] == ["said", "decision", "dissent", "task"]
    done = minutes.finish_task(line=line, outcome="Brevet er sendt.", by=room.jette)
    assert done.done_on == TODAY
    assert not reads.open_tasks(room.council).exists()


def test_a_decision_has_no_day(room: Room) -> None:
    _held, item = a_held_meeting(room)
    with pytest.raises(NotPossible, match="Kun en opgave"):
        minutes.write_line(item=item, kind="decision", text="Ja.", due_on=TODAY, by=room.jette)


def test_nothing_is_written_before_the_meeting_and_nothing_after_the_approval(room: Room) -> None:
    planned = a_meeting(room)
    early = an_item(room, on=planned)
    with pytest.raises(NotPossible, match="Begynd referatet"):
        minutes.write_line(item=early, kind="said", text="x", by=room.jette)
    held, item = a_held_meeting(room)
    line = minutes.write_line(item=item, kind="said", text="x", by=room.jette)
    approved(room, held)
    for act in (
        lambda: minutes.write_line(item=reads.item(room.council, item.pk), kind="said", text="y", by=room.jette),
        lambda: minutes.change_line(line=line, text="z", by=room.jette),
        lambda: minutes.remove_line(line=reads.line(held, line.pk), by=room.jette),
        lambda: agenda.change_item(item=item, title="Nyt", by=room.jette),
        lambda: attendance.note_attendance(meeting=held, came={}, by=room.jette),
    ):
        with pytest.raises(NotPossible, match="godkendt"):
            act()


def test_a_meeting_that_has_not_come_yet_is_not_held(room: Room) -> None:
    with pytest.raises(NotPossible, match="ikke begyndt"):
        meeting.hold_meeting(meeting=a_meeting(room), by=room.jette)


def test_minutes_are_public_only_when_the_rules_say_so(room: Room) -> None:
    held, _item = a_held_meeting(room)
    row = approved(room, held)
    councils.set_rule(council=room.council, key="minutes_public", value="no", source="Vedtægten", by=room.jette)
    with pytest.raises(NotPossible, match="ikke, at referater er offentlige"):
        minutes.publish_minutes(meeting=row, by=room.jette)
    councils.set_rule(council=room.council, key="minutes_public", value="yes", source="Vedtægten", by=room.jette)
    assert minutes.publish_minutes(meeting=row, by=room.jette).stage == MeetingStage.PUBLISHED


def test_unapproved_minutes_are_never_public(room: Room) -> None:
    held, _item = a_held_meeting(room)
    with pytest.raises(NotPossible, match="kan ikke gå videre"):
        minutes.publish_minutes(meeting=held, by=room.jette)


def test_half_the_seats_must_come_and_a_substitute_counts_for_somebody(room: Room) -> None:
    substitute = a_member(room, "Ib Iversen", post="substitute")
    held, _item = a_held_meeting(room)
    asta, bo = room.members["asta"], room.members["bo"]
    attendance.note_attendance(
        meeting=held, came={asta.pk: "present", bo.pk: "sent_regrets", substitute.pk: "present"}, by=room.jette
    )
    seats = reads.seats_taken(room.council, held.meets_on)
    found = reads.gathered(held, reads.attendance(held), seats=seats, needed=2)
    assert (found.present, found.seats, found.is_quorate) == (1, 3, False)
    attendance.note_attendance(
        meeting=held, came={substitute.pk: "present"}, sits_in={substitute.pk: bo.pk}, by=room.jette
    )
    assert reads.gathered(held, reads.attendance(held), seats=seats, needed=2).is_quorate


def test_an_item_about_a_person_goes_back_and_comes_again_as_a_principle(room: Room) -> None:
    eva = room.town.as_("eva")
    item = an_item(room, "Ida Holm fik nej", text="Ida Holm, 010203-1234.", by=eva)
    with pytest.raises(NotPossible, match="hvorfor"):
        agenda.hand_back_item(item=item, because=" ", by=room.jette)
    back = agenda.hand_back_item(item=item, because="Det handler om ét menneske.", right_place="Ring.", by=room.jette)
    assert (back.stage, back.handed_back_on) == ("handed_back", TODAY)
    again = agenda.change_item(item=back, title="Ventetid på bolig", text="Hvor længe venter man?", by=eva)
    assert again.stage == "proposed"
    assert "Ida" not in str(list(Entry.objects.filter(verb="agenda_item.proposed_again").values_list("fields")))


def test_items_of_a_meeting_that_is_called_off_wait_for_another(room: Room) -> None:
    planned = a_meeting(room)
    an_item(room, on=planned)
    meeting.call_off_meeting(meeting=planned, because="For mange er syge.", by=room.jette)
    assert [item.title for item in reads.waiting_items(room.council)] == ["Varmestuen"]


def test_items_move_up_and_down_below_the_standing_ones(room: Room) -> None:
    a_held_meeting(room)
    planned = a_meeting(room)
    an_item(room, "Et", on=planned)
    second = an_item(room, "To", on=planned)
    agenda.move_item(item=second, up=True, by=room.jette)
    agenda.move_item(item=second, up=True, by=room.jette)
    assert [row.title for row in reads.items(planned)][1:] == ["To", "Et"]
    agenda.put_off(item=AgendaItem.objects.get(pk=second.pk), by=room.jette)
    assert [row.title for row in reads.items(planned)][1:] == ["Et"]


def test_a_meeting_that_moves_counts_its_days_anew(room: Room) -> None:
    moved = meeting.change_meeting(meeting=a_meeting(room), meets_on=date(2021, 12, 13), version=1, by=room.jette)
    assert moved.agenda_due_on == date(2021, 12, 1)
    with pytest.raises(NotPossible, match="slutter, før"):
        meeting.change_meeting(meeting=moved, begins_at=time(12), ends_at=time(11), by=room.jette)


def test_papers_are_posted_once_to_each(room: Room) -> None:
    planned = a_meeting(room)
    people = reads.on_paper(room.council, planned.meets_on)
    assert meeting.note_posted(meeting=planned, members=people, by=room.jette) == 1
    assert meeting.note_posted(meeting=planned, members=people, by=room.jette) == 0


def test_the_agenda_and_the_minutes_are_the_same_number_of_statements_at_ten_times_as_many(
    room: Room, django_assert_num_queries: object
) -> None:
    held, item = a_held_meeting(room)
    minutes.write_line(item=item, kind="said", text="x", by=room.jette)
    with django_assert_num_queries(3):  # type: ignore[operator]
        reads.items(held)
    for number in range(10):
        more = an_item(room, f"Emne {number}", on=held)
        minutes.write_line(item=more, kind="said", text="x", by=room.jette)
    with django_assert_num_queries(3):  # type: ignore[operator]
        reads.items(held)


def test_what_was_true_at_the_approval_stays_whatever_changes_later(room: Room) -> None:
    councils.set_rule(council=room.council, key="quorum", value="half", source="Vedtægten", by=room.jette)
    held, _item = a_held_meeting(room)
    asta, bo = room.members["asta"], room.members["bo"]
    came = {asta.pk: "present", bo.pk: "present"}
    attendance.note_attendance(meeting=held, came=came, by=room.jette)
    before = attended(held)
    approved(room, held)
    a_member(room, "Gry Gren")
    member.change_member(member=asta, name="Asta Ask Birk", by=room.jette)
    councils.set_rule(council=room.council, key="quorum", value="majority", source="Vedtægten", by=room.jette)
    held.refresh_from_db()
    now = attended(held)
    assert (now.gathered, [row.name for row in now.rows]) == (Gathered(2, 3, 2), ["Asta Ask", "Bo Birk"])
    assert (before.gathered, before.rows) == (now.gathered, now.rows)


def test_a_correction_is_a_new_dated_row_with_a_reason_and_the_old_one_stays(room: Room) -> None:
    held, _item = a_held_meeting(room)
    asta, eva = room.members["asta"], room.members["eva"]
    attendance.note_attendance(meeting=held, came={asta.pk: "present"}, by=room.jette)
    approved(room, held)
    told: dict[str, Any] = {"meeting": held, "came": {eva.pk: "present"}, "seats": 3, "needed": 2, "by": room.jette}
    with pytest.raises(NotPossible, match="hvorfor"):
        attendance.correct_attendance(why=" ", **told)
    attendance.correct_attendance(why="Eva var med på telefon.", **told)
    assert [(row.present, row.why) for row in held.approved_attendance.all()] == [
        (1, ""),
        (2, "Eva var med på telefon."),
    ]
    held.refresh_from_db()
    assert attended(held).gathered == Gathered(2, 3, 2)
    facts = dict(sheet_of(held, PaperKind.MINUTES).facts)
    assert (facts["Mødt"], facts["Rettet 22. november 2021"]) == ("Asta Ask, Eva Ek", "Eva var med på telefon.")


def test_minutes_approved_before_it_was_kept_get_what_is_known_now_once(room: Room) -> None:
    held, _item = a_held_meeting(room)
    told = {"stage": MeetingStage.APPROVED, "approved_on": TODAY, "approved_how": "next_meeting"}
    CouncilMeeting.objects.filter(pk=held.pk).update(**told)
    by = room.town.machine
    assert [attendance.keep_approved(municipality=room.town.municipality, by=by) for _twice in range(2)] == [1, 0]
