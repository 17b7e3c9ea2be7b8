"""Councils are set up from what is known; what is not known stays unknown, and any council fits."""

from datetime import date

import pytest

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.tests.builders import a_town
from holdepunkt.record.models import Entry
from holdepunkt.voice.actions import council as actions
from holdepunkt.voice.models import CouncilMeeting, CouncilRule
from holdepunkt.voice.reads import council as reads
from holdepunkt.voice.rules.council import RuleKey, may_be_closed_by_law, needed
from holdepunkt.voice.tests.builders_councils import TODAY, Room, a_council, a_meeting, a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return a_council()


def test_a_new_council_knows_nothing_until_somebody_writes_it() -> None:
    room = a_council(rules={})
    rules = reads.rules(room.council, TODAY)
    assert [rules.text(key) for key in RuleKey] == [""] * len(RuleKey)
    assert a_meeting(room).agenda_due_on is None
    assert a_member(room, "Dan Dam").ends_on is None
    assert needed(rules, 3) is None


def test_a_council_without_chair_and_without_a_right_to_be_heard_fits(room: Room) -> None:
    rules = reads.rules(room.council, TODAY)
    assert (rules.text(RuleKey.CHAIR), rules.text(RuleKey.HEARING)) == ("none", "none")
    assert room.members["asta"].ends_on == date(2023, 12, 31)


def test_the_agenda_is_due_eight_working_days_before_holidays_and_closing_days_apart(room: Room) -> None:
    assert a_meeting(room, date(2021, 12, 6)).agenda_due_on == date(2021, 11, 24)
    room.town.municipality.closing_days = ["2021-12-01"]
    room.council.municipality.closing_days = ["2021-12-01"]
    assert a_meeting(room, date(2021, 12, 6)).agenda_due_on == date(2021, 11, 23)
    # Christmas Eve, both Christmas days at the weekend, New Year's Eve: closed.
    assert a_meeting(room, date(2022, 1, 5)).agenda_due_on == date(2021, 12, 22)


def test_a_rule_without_a_source_is_not_a_rule(room: Room) -> None:
    with pytest.raises(NotPossible, match="hvor reglen står"):
        actions.set_rule(council=room.council, key="chair", value="one", by=room.jette)


def test_an_answer_that_does_not_fit_is_refused(room: Room) -> None:
    with pytest.raises(NotPossible, match="passer ikke"):
        actions.set_rule(council=room.council, key="agenda_days", value="otte", source="x", by=room.jette)


def test_a_new_rule_holds_from_its_day_and_the_old_one_stays(room: Room) -> None:
    actions.set_rule(
        council=room.council, key="chair", value="one", since=date(2022, 1, 1), source="Ny vedtægt", by=room.jette
    )
    assert reads.rules(room.council, date(2021, 12, 31)).text(RuleKey.CHAIR) == "none"
    assert reads.rules(room.council, date(2022, 1, 1)).text(RuleKey.CHAIR) == "one"
    assert CouncilRule.objects.filter(key="chair").count() == 2
    assert Entry.objects.filter(verb="council.rule_set").latest("pk").fields["value"] == "one"


def test_what_was_known_can_be_unknown_again(room: Room) -> None:
    actions.set_rule(council=room.council, key="quorum", value="", by=room.jette)
    assert needed(reads.rules(room.council, TODAY), 12) is None


def test_deadlines_of_planned_meetings_follow_the_rule(room: Room) -> None:
    meeting = a_meeting(room)
    actions.set_rule(council=room.council, key="agenda_days", value="2", source="Vedtægten", by=room.jette)
    meeting.refresh_from_db()
    assert meeting.agenda_due_on == date(2021, 12, 2)
    assert CouncilMeeting.objects.get().items_due_on == date(2021, 11, 22)


def test_a_committee_that_is_set_open_is_warned_about(room: Room) -> None:
    for key, value in ((RuleKey.BASIS, "special_committee"), (RuleKey.OPENNESS, "open")):
        actions.set_rule(council=room.council, key=key, value=value, source="Vedtægten", by=room.jette)
    assert may_be_closed_by_law(reads.rules(room.council, TODAY))


def test_only_the_secretary_and_the_policy_lead_set_rules(room: Room) -> None:
    for name in ("dan", "eva", "gry"):
        with pytest.raises(Refused):
            actions.set_rule(council=room.council, key="chair", value="one", source="x", by=room.town.as_(name))
    actions.set_rule(council=room.council, key="chair", value="one", source="x", by=room.town.as_("finn"))


def test_a_department_is_no_council_and_a_council_is_set_up_once(room: Room) -> None:
    with pytest.raises(NotPossible, match="er ikke et råd"):
        actions.set_up_council(unit=room.town.units["social"], by=room.town.as_("finn"))
    with pytest.raises(NotPossible, match="allerede sat op"):
        actions.set_up_council(unit=room.town.units["udsatteraad"], by=room.jette)


def test_another_municipalitys_council_is_out_of_reach(room: Room) -> None:
    other = a_town("fjordby", "Fjordby Kommune")
    with pytest.raises(Refused):
        actions.change_council(council=room.council, about="Vores.", by=other.as_("finn"))


def test_seats_are_in_order_and_once_a_kind(room: Room) -> None:
    seat = actions.add_seats(council=room.council, kind="users", least=4, most=7, by=room.jette)
    with pytest.raises(NotPossible, match="allerede en række"):
        actions.add_seats(council=room.council, kind="users", by=room.jette)
    with pytest.raises(NotPossible, match="Byt dem om"):
        actions.change_seats(seat=seat, most=3, by=room.jette)


def test_the_public_page_says_what_the_secretary_wrote(room: Room) -> None:
    with clock.standing_at(TODAY):
        changed = actions.change_council(council=room.council, about="Vi mødes.", version=1, by=room.jette)
    assert (changed.about, changed.version) == ("Vi mødes.", 2)
