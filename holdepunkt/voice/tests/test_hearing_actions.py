"""What a hearing may become, who answers which part, and that nobody who answered is left without an answer."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.asker import visitor
from holdepunkt.record.versions import Clash
from holdepunkt.voice.actions import care
from holdepunkt.voice.actions import council as councils
from holdepunkt.voice.actions import hearing as hearings
from holdepunkt.voice.actions import hearing_answer as answers
from holdepunkt.voice.actions import hearing_body as bodies
from holdepunkt.voice.actions import hearing_theme as themes
from holdepunkt.voice.actions.clockwork import forget_senders
from holdepunkt.voice.actions.hearing import Part
from holdepunkt.voice.actions.proposal import Contact
from holdepunkt.voice.hearing_loose_ends import ends_for
from holdepunkt.voice.hearing_message_words import body as words_of
from holdepunkt.voice.models import AnswerSender, Flood, HearingAnswer, HearingMessage
from holdepunkt.voice.rules.hearing import BodyState
from holdepunkt.voice.rules.proposal import FLOOD_FROM, Way
from holdepunkt.voice.tests import builders_hearings as life
from holdepunkt.voice.tests.builders_councils import Room, a_council, a_member
from holdepunkt.voice.tests.builders_hearings import AFTER, ASKED, DUE

pytestmark = pytest.mark.django_db
OWN = ("hearing_comment", "hearing_draft", "hearing_send")
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def room(db: None) -> Any:
    with clock.standing_at(ASKED):
        yield a_council()


def test_a_hearing_keeps_its_own_copy_passage_by_passage_with_keys_of_their_own(room: Room) -> None:
    twice = [*life.PARTS, Part("seng", "Og en pude.")]
    row = hearings.begin_hearing(municipality=room.town.municipality, title="A", parts=twice, by=room.town.as_("finn"))
    assert [part.key for part in row.passages.all()] == ["seng", "mad", "seng-2"]


def test_what_touches_people_with_disabilities_is_not_sent_without_their_council_or_a_reason(room: Room) -> None:
    finn = room.town.as_("finn")
    row = life.a_draft_hearing(room.town, touches_disability=True)
    with pytest.raises(NotPossible, match="handicaprådet"):
        hearings.open_hearing(hearing=row, by=finn)
    life.a_disability_council(room.town)
    life.asks(room.town, row, "handicap")
    assert hearings.open_hearing(hearing=row, by=finn).asked_on == ASKED


def test_a_reason_to_leave_the_disability_council_out_stands_on_the_page(room: Room) -> None:
    row = life.a_draft_hearing(room.town, touches_disability=True)
    row = hearings.open_hearing(hearing=row, by=room.town.as_("finn"), why_anyway="De er hørt i maj.")
    assert row.steps.get().words == "De er hørt i maj."


def test_a_councils_own_days_are_kept_or_explained(room: Room) -> None:
    councils.set_rule(council=room.council, key="hearing_days", value="30", source="Vedtægten", by=room.jette)
    row = life.a_draft_hearing(room.town)
    life.asks(room.town, row)
    with pytest.raises(NotPossible, match="skal efter sine regler have tid til"):
        hearings.open_hearing(hearing=row, by=room.town.as_("finn"))


def test_the_question_goes_by_mail_to_members_and_names_nothing_in_the_subject(
    room: Room, django_capture_on_commit_callbacks: Any
) -> None:
    with override_settings(TASKS=AT_ONCE), django_capture_on_commit_callbacks(execute=True):
        _row, body = life.an_open_hearing(room)
    assert sorted(sent.to[0] for sent in mail.outbox) == ["asta@lundby.example", "eva@lundby.example"]
    assert {sent.subject for sent in mail.outbox} == {"Besked fra Lundby Kommune"}
    assert body.comments_due_on == date(2021, 12, 16), "two working days to write the answer together"


def test_staff_members_of_a_council_do_not_answer_when_its_rules_say_so(room: Room) -> None:
    seat = councils.add_seats(council=room.council, kind="professionals", answers_hearings=False, by=room.jette)
    carla = a_member(room, "Carla Carlsen", seat=seat)
    _row, body = life.an_open_hearing(room)
    with pytest.raises(NotPossible, match="svarer »medarbejdere og fagfolk« ikke på høringer"):
        bodies.comment(body=body, member=carla, words="Ja.", by=room.jette)


def test_members_comment_the_secretary_drafts_and_it_is_sent_with_who_decided_when(room: Room) -> None:
    row, body = life.an_open_hearing(room)
    passage = row.passages.get(key="seng")
    bodies.comment(body=body, member=room.members["eva"], words="Og hunde?", passage=passage, by=room.town.as_("eva"))
    body = bodies.save_draft(body=body, texts={"seng": "Ja."}, by=room.jette, version=body.version)
    late = bodies.comment(body=body, member=room.members["eva"], words="Godt.", by=room.town.as_("eva"))
    assert late.on_draft
    body = life.the_council_answers(room, body, "Ja, og hunde.")
    assert (body.state, body.words) == (BodyState.ANSWERED, "En seng:\nJa, og hunde.")
    step = row.steps.get(kind="body_answered")
    assert (step.who, step.words, step.taken_on) == ("Udsatterådet", "Rådet på mødet", ASKED)
    with pytest.raises(NotPossible, match="sendt"):
        bodies.save_draft(body=body, texts={"seng": "Nej."}, by=room.jette)


def test_a_sent_answer_is_corrected_until_somebody_has_answered_it_and_the_old_words_stay(room: Room) -> None:
    row, body = life.an_open_hearing(room)
    told: dict[str, Any] = {"decided_by": "Rådet", "decided_on": ASKED, "by": room.jette}
    with pytest.raises(NotPossible, match="ikke sendt"):
        bodies.correct_body_answer(body=body, texts={"seng": "Ja."}, **told)
    body = bodies.send_body_answer(body=body, texts={"": "Tak.", "seng": "Nej."}, **told)
    with pytest.raises(NotPossible, match="ikke rettet noget"):
        bodies.correct_body_answer(body=body, texts={"": "Tak.", "seng": "Nej."}, **told)
    body = bodies.correct_body_answer(body=body, texts={"": "Tak.", "seng": "Ja.", "mad": "Mere."}, **told)
    assert (body.words, body.said_on, body.corrected_on) == ("Tak.\n\nEn seng:\nJa.\n\nMad:\nMere.", ASKED, ASKED)
    kept = {(one.words, one.replaced_on) for one in HearingAnswer.objects.all()}
    assert kept == {("Tak.", None), ("Nej.", ASKED), ("Ja.", None), ("Mere.", None)}
    assert [step.kind for step in row.steps.all()][-1] == "body_corrected"
    with clock.standing_at(AFTER):
        row = hearings.close_hearing(hearing=row, by=room.town.as_("finn"))
        old = HearingAnswer.objects.get(words="Nej.")
        with pytest.raises(NotPossible, match="erstattet"):
            answers.gather_answer(answer=old, themes=[], by=room.town.as_("finn"))
        body = bodies.correct_body_answer(body=body, texts={"seng": "Ja tak."}, **told)
        theme = themes.add_hearing_theme(hearing=row, name="Senge", by=room.town.as_("finn"))
        new = HearingAnswer.objects.get(words="Ja tak.")
        answers.gather_answer(answer=new, themes=[theme], by=room.town.as_("finn"))
        themes.answer_hearing_theme(
            theme=theme, name="Senge", outcome="changed", words="Der kommer senge.", by=room.town.as_("finn")
        )
        with pytest.raises(NotPossible, match="skrevet svar"):
            bodies.correct_body_answer(body=body, texts={"seng": "Nej."}, **told)
        assert hearings.end_hearing(hearing=row, by=room.town.as_("finn")).ended_on == AFTER, (
            "what is replaced waits for nobody"
        )


def test_only_the_secretary_and_a_chair_write_for_a_council(room: Room) -> None:
    _row, body = life.an_open_hearing(room)
    with pytest.raises(Refused):
        bodies.save_draft(body=body, texts={"": "Ja."}, by=room.town.as_("eva"))
    councils.set_rule(council=room.council, key="chair", value="one", source="Vedtægten", by=room.jette)
    room.members["eva"].post = "chair"
    room.members["eva"].save()
    assert bodies.save_draft(body=body, texts={"": "Ja."}, by=room.town.as_("eva")).state == BodyState.DRAFTED


def test_two_who_write_the_draft_at_once_meet_each_other(room: Room) -> None:
    _row, body = life.an_open_hearing(room)
    bodies.save_draft(body=body, texts={"": "Ja."}, by=room.jette, version=body.version)
    with pytest.raises(Clash):
        bodies.save_draft(body=body, texts={"": "Nej."}, by=room.jette, version=body.version)


def test_a_part_for_the_invited_is_closed_to_others_and_opens_with_their_code(room: Room) -> None:
    finn = room.town.as_("finn")
    row = life.a_draft_hearing(room.town)
    part = hearings.change_passage(
        passage=row.passages.get(key="mad"), heading="Mad", text="Der er mad.", audience="invited", by=finn
    )
    invited, _code = bodies.invite(hearing=row, name="Foreningen Lys", by=finn)
    row = hearings.open_hearing(hearing=row, by=finn)
    with pytest.raises(NotPossible, match="Den del kan kun de svare på"):
        life.an_answer(room.town, row, passage=part)
    invited.refresh_from_db()
    life.an_answer(room.town, row, "Vi vil være med.", passage=part, invited=invited)
    invited.refresh_from_db()
    assert (invited.state, invited.words) == (BodyState.ANSWERED, "Mad:\n\nVi vil være med.")


def test_an_answer_after_the_deadline_is_met_with_another_way(room: Room) -> None:
    row, _body = life.an_open_hearing(room)
    with clock.standing_at(AFTER), pytest.raises(NotPossible, match="sende et forslag"):
        life.an_answer(room.town, row)


def test_a_hearing_cannot_end_with_an_answer_without_theme_or_a_theme_without_answer(room: Room) -> None:
    finn = room.town.as_("finn")
    row, _body = life.an_open_hearing(room)
    answer = life.an_answer(room.town, row)
    with clock.standing_at(AFTER):
        row = hearings.close_hearing(hearing=row, by=finn)
        with pytest.raises(NotPossible, match="1 svar, ingen har læst, 1 svar uden tema"):
            hearings.end_hearing(hearing=row, by=finn)
        theme = themes.add_hearing_theme(hearing=row, name="Hunde", by=finn)
        answers.gather_answer(answer=answer, themes=[theme], by=finn)
        with pytest.raises(NotPossible, match="1 temaer uden svar"):
            hearings.end_hearing(hearing=row, by=finn)
        themes.answer_hearing_theme(theme=theme, name="Hunde", outcome="changed", words="De må.", by=finn)
        assert hearings.end_hearing(hearing=row, by=finn).ended_on == AFTER


def test_it_closes_when_the_deadline_is_over_and_the_silent_are_shown_so(room: Room) -> None:
    row, body = life.an_open_hearing(room)
    with pytest.raises(NotPossible, match="Fristen er ikke gået"):
        hearings.close_hearing(hearing=row, by=room.town.as_("finn"))
    with clock.standing_at(AFTER):
        hearings.close_hearing(hearing=row, by=room.town.as_("finn"))
        body.refresh_from_db()
        assert body.state == BodyState.SILENT
        assert life.the_council_answers(room, body).state == BodyState.ANSWERED, "a late answer still counts"


def test_everybody_who_answered_is_told_in_the_way_they_chose(
    room: Room, django_capture_on_commit_callbacks: Any
) -> None:
    with clock.standing_at(ASKED):
        row, body = life.an_open_hearing(room)
        life.an_answer(room.town, row, contact=Contact(way=Way.MAIL, mail="asta@example.dk"))
        life.an_answer(room.town, row, contact=life.BY_LETTER)
        life.an_answer(room.town, row, "Uden navn.")
        life.the_council_answers(room, body)
    mail.outbox.clear()
    with override_settings(TASKS=AT_ONCE), clock.standing_at(AFTER), django_capture_on_commit_callbacks(execute=True):
        row = hearings.close_hearing(hearing=row, by=room.town.as_("finn"))
        life.gathered(room.town, row)
        hearings.end_hearing(hearing=row, by=room.town.as_("finn"))
    assert [sent.to for sent in mail.outbox] == [["asta@example.dk"]]
    assert "Hunde: ikke ændret, fordi. Huset må ikke." in mail.outbox[0].body
    waiting = HearingMessage.objects.get(done_on=None)
    assert waiting.way == Way.LETTER
    assert "Huset må ikke." in words_of(waiting)


def test_a_later_deadline_and_a_cancelled_hearing_tell_why(room: Room) -> None:
    finn = room.town.as_("finn")
    row, _body = life.an_open_hearing(room)
    life.an_answer(room.town, row, contact=life.BY_LETTER)
    row = hearings.extend_hearing(hearing=row, due_on=date(2022, 1, 10), why="Jul.", by=finn)
    row = hearings.cancel_hearing(hearing=row, why="Pengene er brugt.", by=finn)
    assert [step.words for step in row.steps.all()] == ["", "Jul.", "Pengene er brugt."]
    assert HearingMessage.objects.filter(answer__hearing=row).count() == 2
    with pytest.raises(NotPossible):
        life.an_answer(room.town, row)


def test_a_flood_waits_as_one_heap_and_is_released_or_dropped_as_a_whole(room: Room) -> None:
    row, _body = life.an_open_hearing(room)
    for number in range(FLOOD_FROM + 5):
        life.an_answer(room.town, row, f"Køb {number}", address="192.0.2.1")
    assert HearingAnswer.objects.filter(held_back=True).count() == 5
    care.release_flood(flood=Flood.objects.get(), by=room.town.as_("finn"))
    assert not HearingAnswer.objects.filter(held_back=True).exists()


def test_hidden_words_stand_apart_and_a_councils_own_words_are_never_changed(room: Room) -> None:
    finn = room.town.as_("finn")
    row, body = life.an_open_hearing(room)
    answer = life.an_answer(room.town, row, "Bo Hansen slog mig.")
    answer = answers.hide_in_answer(answer=answer, words="[En] slog mig.", why="Et navn", by=finn)
    assert (answer.words, answer.hidden.get().original) == ("[En] slog mig.", "Bo Hansen slog mig.")
    life.the_council_answers(room, body)
    with pytest.raises(NotPossible, match="egne ord"):
        answers.hide_in_answer(answer=row.answers.get(body=body), words="A", why="B", by=finn)


def test_a_sender_is_forgotten_when_the_time_is_over_and_at_once_when_they_say_so(room: Room) -> None:
    home = room.town.municipality
    row = life.an_ended_hearing(room)
    HearingMessage.objects.update(done_on=AFTER)
    assert forget_senders(municipality=home, today=date(2022, 6, 20)) == 0
    assert forget_senders(municipality=home, today=date(2022, 6, 21)) == 1
    assert not AnswerSender.objects.exists()
    other, _body = life.an_open_hearing(room, title="Igen")
    answer = life.an_answer(room.town, other, contact=life.BY_LETTER)
    answers.withdraw_answer_sender(answer=answer, code=life.CODE, by=visitor(home))
    assert not AnswerSender.objects.exists()
    assert row.number != other.number


def test_what_waits_is_a_loose_end_from_a_week_before_the_deadline_until_everybody_is_told(room: Room) -> None:
    finn = room.town.as_("finn")
    row, body = life.an_open_hearing(room)
    life.an_answer(room.town, row, contact=life.BY_LETTER)

    def kinds(day: date, by: Any = finn) -> list[str]:
        with clock.standing_at(day):
            return [end.kind for end in ends_for(by, day)]

    assert kinds(date(2021, 12, 1)) == []
    assert kinds(DUE) == ["hearing_unanswered"] == kinds(DUE, room.jette)
    assert kinds(AFTER) == ["hearing_unanswered", "hearing_not_closed"]
    with clock.standing_at(AFTER):
        the = life.the_council_answers(room, body)
        assert the.said_on == AFTER
        row = hearings.close_hearing(hearing=row, by=finn)
        assert "svar har intet tema" in ends_for(finn, AFTER)[0].why
        life.gathered(room.town, row)
        assert "kan slutte" in ends_for(finn, AFTER)[0].why
        hearings.end_hearing(hearing=row, by=finn)
    assert kinds(date(2021, 12, 23)) == ["hearing_untold"]


def test_only_those_who_keep_hearings_open_and_close_them(room: Room) -> None:
    row = life.a_draft_hearing(room.town)
    for name in ("jette", "eva", "dan", "gry"):
        with pytest.raises(Refused):
            hearings.open_hearing(hearing=row, by=room.town.as_(name))
    assert hearings.open_hearing(hearing=row, by=room.town.as_("hanne")).asked_on == ASKED
