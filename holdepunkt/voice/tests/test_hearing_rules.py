"""A council's own rules steer who answers a hearing for it, when, and how long its members have."""

from datetime import date, timedelta
from typing import Any

import pytest

from holdepunkt import clock
from holdepunkt.people import actions as people
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.actions import hearing_body as bodies
from holdepunkt.voice.hearing_loose_ends import ends_for
from holdepunkt.voice.models import CouncilRule
from holdepunkt.voice.rules.hearing import BodyState
from holdepunkt.voice.tests import builders_hearings as life
from holdepunkt.voice.tests.builders_councils import Room, a_council, a_held_meeting
from holdepunkt.voice.tests.builders_hearings import ASKED, DUE

pytestmark = pytest.mark.django_db
OWN = ("hearing_comment", "hearing_draft", "hearing_send")
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def room(db: None) -> Any:
    with clock.standing_at(ASKED):
        yield a_council()


def ruled(room: Room, **rules: str) -> None:
    for key, value in rules.items():
        councils.set_rule(council=room.council, key=key, value=value, source="Vedtægten § 7", by=room.jette)


def with_a_chair(room: Room, name: str = "eva") -> None:
    room.members[name].post = "chair"
    room.members[name].save()
    ruled(room, chair="one")


def test_a_chair_who_alone_answers_drafts_and_the_secretary_does_not(room: Room) -> None:
    with_a_chair(room)
    ruled(room, hearing_answers_by="chair")
    _row, body = life.an_open_hearing(room)
    for who in ("jette", "finn"):
        with pytest.raises(Refused, match="det formanden, der skriver svaret"):
            bodies.save_draft(body=body, texts={"": "Ja."}, by=room.town.as_(who))
    assert bodies.save_draft(body=body, texts={"": "Ja."}, by=room.town.as_("eva")).state == BodyState.DRAFTED


def test_a_chair_without_sign_in_has_the_secretary_write_it_in(room: Room) -> None:
    with_a_chair(room, "asta")
    ruled(room, hearing_answers_by="chair")
    _row, body = life.an_open_hearing(room)
    assert bodies.save_draft(body=body, texts={"": "Ja."}, by=room.jette).state == BodyState.DRAFTED


def test_a_chair_who_is_away_has_the_secretary_write_it_in_until_she_is_back(room: Room) -> None:
    with_a_chair(room)
    ruled(room, hearing_answers_by="chair")
    _row, body = life.an_open_hearing(room)
    people.note_absence(user=room.town.people["eva"], starts_on=ASKED, ends_on=ASKED, by=room.town.machine)
    assert bodies.save_draft(body=body, texts={"": "Ja."}, by=room.jette).state == BodyState.DRAFTED
    with clock.standing_at(ASKED + timedelta(days=1)), pytest.raises(Refused, match="det formanden, der skriver"):
        bodies.save_draft(body=body, texts={"": "Nej."}, by=room.jette)


def test_a_secretary_who_answers_for_the_council_writes_and_the_chair_does_not(room: Room) -> None:
    with_a_chair(room)
    ruled(room, hearing_answers_by="secretary")
    _row, body = life.an_open_hearing(room)
    with pytest.raises(Refused, match="det sekretæren, der skriver svaret"):
        bodies.save_draft(body=body, texts={"": "Ja."}, by=room.town.as_("eva"))
    assert bodies.save_draft(body=body, texts={"": "Ja."}, by=room.jette).state == BodyState.DRAFTED


@pytest.mark.parametrize("rules", [{"hearing_answers_by": "meeting"}, {"hearing_between": "no"}])
def test_a_council_that_answers_at_meetings_sends_what_a_meeting_decided(room: Room, rules: dict[str, str]) -> None:
    ruled(room, **rules)
    _row, body = life.an_open_hearing(room)
    with pytest.raises(NotPossible, match="bliver svaret bestemt på et møde"):
        life.the_council_answers(room, body)
    a_held_meeting(room, ASKED)
    assert life.the_council_answers(room, body).state == BodyState.ANSWERED


def test_members_have_their_days_before_an_answer_between_meetings_is_sent(room: Room) -> None:
    ruled(room, hearing_between="yes", hearing_comment_days="7", days_are="calendar")
    _row, body = life.an_open_hearing(room)
    assert body.comments_due_on == date(2021, 11, 29)
    with pytest.raises(NotPossible, match=r"til og med 29\. november 2021"):
        life.the_council_answers(room, body)
    for name, member in room.members.items():
        bodies.comment(body=body, member=member, words="Ja.", by=room.town.as_("eva") if name == "eva" else room.jette)
    assert life.the_council_answers(room, body).state == BodyState.ANSWERED


def test_the_members_days_are_over_and_the_answer_is_sent_without_those_who_said_nothing(room: Room) -> None:
    ruled(room, hearing_comment_days="7", days_are="calendar")
    _row, body = life.an_open_hearing(room)
    with clock.standing_at(date(2021, 11, 30)):
        assert life.the_council_answers(room, body).state == BodyState.ANSWERED


def waits(room: Room, name: str, today: date = ASKED) -> list[tuple[str, date | None]]:
    with clock.standing_at(today):
        return [(end.kind, end.due) for end in ends_for(room.town.as_(name), today) if end.kind in OWN]


def test_a_members_comment_waits_until_it_is_said_or_its_day_is_over(room: Room) -> None:
    _row, body = life.an_open_hearing(room)
    until = body.comments_due_on
    assert until is not None
    assert waits(room, "eva") == [("hearing_comment", until)]
    assert waits(room, "eva", until) == [("hearing_comment", until)]
    assert waits(room, "eva", date(2021, 12, 19)) == []
    assert waits(room, "jette") == waits(room, "gry") == []
    bodies.comment(body=body, member=room.members["eva"], words="Ja.", by=room.town.as_("eva"))
    assert waits(room, "eva") == []
    seat = councils.add_seats(council=room.council, kind="professionals", answers_hearings=False, by=room.jette)
    body.comments.all().delete()
    room.members["eva"].seat = seat
    room.members["eva"].save()
    assert waits(room, "eva") == []


def test_the_draft_waits_for_the_chair_and_then_the_sending(room: Room) -> None:
    with_a_chair(room)
    _row, body = life.an_open_hearing(room)
    assert waits(room, "eva") == [("hearing_draft", body.comments_due_on)]
    body = bodies.save_draft(body=body, texts={"": "Ja."}, by=room.town.as_("eva"))
    assert waits(room, "eva") == []
    assert waits(room, "eva", date(2021, 12, 17)) == [("hearing_send", DUE)]
    ruled(room, hearing_answers_by="secretary")
    assert waits(room, "eva") == [("hearing_comment", body.comments_due_on)]


def test_ten_times_as_many_hearings_cost_a_member_no_statement_more(
    room: Room, django_assert_max_num_queries: Any
) -> None:
    with_a_chair(room)
    life.an_open_hearing(room)
    eva = room.town.as_("eva")
    for count in (1, 10):
        with django_assert_max_num_queries(7):
            assert len(ends_for(eva, ASKED)) == count
        for _number in range(9 if count == 1 else 0):
            life.an_open_hearing(room)


def test_words_from_before_the_choices_stay_and_steer_nothing(room: Room) -> None:
    CouncilRule.objects.create(
        council=room.council, key="hearing_answers_by", value="Foreninger svarer.", source="V", noted_on=ASKED
    )
    _row, body = life.an_open_hearing(room)
    assert life.the_council_answers(room, body).state == BodyState.ANSWERED
    with pytest.raises(NotPossible, match="passer ikke"):
        ruled(room, hearing_answers_by="Foreninger svarer.")
