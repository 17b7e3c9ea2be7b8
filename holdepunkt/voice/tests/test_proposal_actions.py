"""Proposals from the first word to the answer, and what is told, hidden and forgotten on the way."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import override_settings

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.actions import change_municipality
from holdepunkt.people.asker import visitor
from holdepunkt.people.tests.builders import Town
from holdepunkt.record.models import Entry
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.actions import care, path
from holdepunkt.voice.actions import message as messages
from holdepunkt.voice.actions import proposal as actions
from holdepunkt.voice.actions.answer_due import recount_answers
from holdepunkt.voice.actions.clockwork import forget_senders
from holdepunkt.voice.actions.message import mark_sent
from holdepunkt.voice.actions.proposal import Contact
from holdepunkt.voice.loose_ends import ends_for
from holdepunkt.voice.message_words import body
from holdepunkt.voice.models import Flood, HiddenWords, Message, Proposal, Sender, Step
from holdepunkt.voice.reads import proposals as reads
from holdepunkt.voice.rules.proposal import StepKind, Way
from holdepunkt.voice.tests.builders_proposals import (
    AT_THE_CENTRE,
    CODE,
    TODAY,
    WORDS,
    a_proposal,
    a_town_that_listens,
    answered,
    read_by,
)

AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def town(db: None) -> Town:
    return a_town_that_listens()


def kinds(proposal: Proposal) -> list[str]:
    return list(proposal.steps.order_by("pk").values_list("kind", flat=True))


def test_numbers_follow_each_other_in_a_year_and_begin_again_in_the_next(town: Town) -> None:
    rows = [a_proposal(town, on=day) for day in (TODAY, TODAY, date(2022, 1, 3))]
    assert [str(row) for row in rows] == ["1-2021", "2-2021", "1-2022"]


def test_the_answer_is_due_in_working_days_of_the_town_hall(town: Town) -> None:
    assert a_proposal(town, on=date(2021, 12, 20)).answer_due == date(2022, 1, 19)


def test_a_proposal_without_contact_has_no_sender_at_all(town: Town) -> None:
    row = a_proposal(town)
    assert not Sender.objects.exists()
    answered(town, read_by(town, row))
    assert not Message.objects.exists()


def test_the_code_is_kept_as_a_fingerprint_only(town: Town) -> None:
    row = a_proposal(town, contact=AT_THE_CENTRE)
    kept = [str(value) for model in (Proposal, Message, Entry) for value in model.objects.values_list().iterator()]
    assert not [text for text in kept if CODE in text]
    assert reads.followed(visitor(town.municipality), "1-2021", "ABCDE fghjk") == row
    assert reads.followed(visitor(town.municipality), "1-2021", "abcdefghjx") is None


def test_nothing_of_the_words_or_the_sender_stands_in_the_record(town: Town) -> None:
    answered(town, read_by(town, a_proposal(town, contact=AT_THE_CENTRE)))
    kept = " ".join(str(row) for row in Entry.objects.values_list())
    assert "søndagen" not in kept
    assert "Asta" not in kept
    assert "Værestedet" not in kept


def test_the_path_is_rows_and_each_makes_a_message(town: Town) -> None:
    row = read_by(town, a_proposal(town, contact=AT_THE_CENTRE))
    path.take_step(proposal=row, kind=StepKind.WITH_COUNCIL, unit=town.units["udsatteraad"], by=town.as_("sofie"))
    answered(town, row, StepKind.NOT_NOW, "Der er ikke penge i år.")
    assert kinds(row) == ["received", "read", "with_council", "not_now"]
    assert Message.objects.filter(way=Way.PLACE, done_on=None).count() == 4


def test_a_step_that_may_not_follow_is_refused(town: Town) -> None:
    row = a_proposal(town)
    with pytest.raises(NotPossible, match="modtaget"):
        path.take_step(proposal=row, kind=StepKind.ANSWERED, words="Ja", by=town.as_("sofie"))


def test_a_no_without_a_reason_is_refused(town: Town) -> None:
    row = read_by(town, a_proposal(town))
    with pytest.raises(NotPossible, match="Skriv et par ord"):
        path.take_step(proposal=row, kind=StepKind.NOT_NOW, words="  ", by=town.as_("sofie"))


def test_steps_are_never_changed_or_removed(town: Town) -> None:
    row = a_proposal(town)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.steps.update(words="noget andet")
    with pytest.raises(DatabaseError), transaction.atomic():
        row.steps.all().delete()


def test_a_wrong_step_is_ended_with_a_reason_and_the_proposal_stands_where_it_stood(town: Town) -> None:
    row = answered(town, read_by(town, a_proposal(town)), StepKind.NOT_NOW, "Nej.")
    step = row.steps.get(kind="not_now")
    path.end_step(step=step, why="Det var et andet forslag.", by=town.as_("sofie"))
    row.refresh_from_db()
    assert row.standing == StepKind.READ
    assert step.end.why == "Det var et andet forslag."
    with pytest.raises(NotPossible, match="allerede"):
        path.end_step(step=step, why="Igen", by=town.as_("sofie"))


def test_the_unit_that_reads_answers_and_another_does_not(town: Town) -> None:
    row = read_by(town, a_proposal(town), "job")
    with pytest.raises(Refused):
        path.take_step(proposal=row, kind=StepKind.ANSWERED, words="Ja", by=town.as_("dan"))
    path.take_step(proposal=row, kind=StepKind.ANSWERED, words="Ja", by=town.as_("ulla"))
    assert kinds(row)[-1] == "answered"


@pytest.mark.parametrize("name", ["gry", "hanne", "eva", "dan"])
def test_who_sent_it_is_for_the_secretary_the_lead_and_the_answering_unit(town: Town, name: str) -> None:
    row = read_by(town, a_proposal(town, contact=AT_THE_CENTRE), "job")
    with pytest.raises(Refused):
        reads.sender(town.as_(name), row)
    for allowed in ("sofie", "finn", "ulla"):
        assert reads.sender(town.as_(allowed), row)


def test_a_mail_is_sent_by_a_job_with_the_code_and_a_neutral_subject(
    town: Town, django_capture_on_commit_callbacks: Any
) -> None:
    with override_settings(TASKS=AT_ONCE), django_capture_on_commit_callbacks(execute=True):
        row = a_proposal(town, contact=Contact(way=Way.MAIL, mail="asta@lundby.example"))
    sent = mail.outbox[-1]
    assert sent.subject == "Besked fra Lundby Kommune"
    assert sent.body.startswith("Der er nyt om det, du skrev til os.")
    assert "abcde-fghjk" in sent.body
    assert WORDS not in sent.body
    message = Message.objects.get()
    assert message.done_on
    assert message.sealed_code == ""
    assert kinds(row) == ["received"]


def test_an_answer_that_was_sent_has_been_told_back(town: Town) -> None:
    row = answered(town, read_by(town, a_proposal(town, contact=AT_THE_CENTRE)))
    run = messages.begin_run(municipality=town.municipality, way=Way.PLACE, by=town.as_("sofie"))
    messages.finish_run(run=run, by=town.as_("sofie"))
    assert kinds(row) == ["received", "read", "answered", "told"]
    row.refresh_from_db()
    assert row.standing == StepKind.ANSWERED
    with pytest.raises(NotPossible):
        messages.begin_run(municipality=town.municipality, way=Way.PLACE, by=town.as_("sofie"))


def test_masked_words_are_kept_apart_and_a_threat_is_not_shown(town: Town) -> None:
    row = read_by(town, a_proposal(town, "Bo fra nummer 7 råber."))
    row = care.hide_words(proposal=row, words="[En nabo] råber.", why="Et navn", by=town.as_("sofie"))
    assert row.words == "[En nabo] råber."
    assert HiddenWords.objects.get().original == "Bo fra nummer 7 råber."
    row = care.hide_words(proposal=row, words="", why="En trussel", is_threat=True, by=town.as_("sofie"))
    assert row.words == ""
    assert row.is_threat
    with pytest.raises(Refused):
        reads.hidden(town.as_("dan"), row)


def test_fifty_posts_in_a_second_from_one_address_are_all_kept_and_wait_as_one_heap(town: Town) -> None:
    for number in range(50):
        a_proposal(town, f"Køb nu {number}", address="192.0.2.7")
    a_proposal(town, "Mit eget forslag", address="192.0.2.8")
    assert Proposal.objects.count() == 51
    assert Proposal.objects.filter(held_back=True).count() == 40
    heap = Flood.objects.get(stage="waiting")
    assert heap.count == 50
    assert "192.0.2.7" not in str(list(Flood.objects.values_list()))
    assert "heap_waits" in {end.kind for end in ends_for(town.as_("sofie"), TODAY)}


def test_a_heap_is_released_as_a_whole_or_dropped_with_a_reason(town: Town) -> None:
    for _number in range(20):
        a_proposal(town, address="192.0.2.7", contact=Contact(way=Way.MAIL, mail="asta@lundby.example"))
    heap = Flood.objects.get()
    with pytest.raises(NotPossible):
        care.drop_flood(flood=heap, why=" ", by=town.as_("sofie"))
    care.drop_flood(flood=heap, why="Reklame", by=town.as_("sofie"))
    assert Proposal.objects.filter(held_back=True).count() == 10
    care.release_flood(flood=heap, by=town.as_("sofie"))
    assert not Proposal.objects.filter(held_back=True).exists()
    with pytest.raises(Refused):
        care.release_flood(flood=heap, by=town.as_("dan"))


def test_the_same_matter_said_many_times_gets_one_answer_each(town: Town) -> None:
    rows = [read_by(town, a_proposal(town, contact=AT_THE_CENTRE)) for _number in range(3)]
    late = a_proposal(town)
    theme = care.add_theme(municipality=town.municipality, name="Søndage", by=town.as_("sofie"))
    for row in (*rows, late):
        care.gather(proposal=row, theme=theme, by=town.as_("sofie"))
    assert care.answer_theme(theme=theme, kind="answered", words="Ja.", by=town.as_("sofie")) == (3, 1)
    assert Message.objects.filter(step__kind="answered").count() == 3


def test_an_unanswered_proposal_is_a_loose_end_from_its_deadline(town: Town) -> None:
    row = read_by(town, a_proposal(town), "job")
    after = row.answer_due + timedelta(days=1)
    assert "proposal_unanswered" not in {end.kind for end in ends_for(town.as_("ulla"), row.answer_due)}
    found = [end for end in ends_for(town.as_("ulla"), after) if end.kind == "proposal_unanswered"]
    assert [end.holder_unit_id for end in found] == [town.units["job"].pk]
    assert not [end for end in ends_for(town.as_("dan"), after) if end.kind == "proposal_unanswered"]
    answered(town, row)
    assert not [end for end in ends_for(town.as_("ulla"), after) if end.kind == "proposal_unanswered"]


def test_the_sender_is_forgotten_when_the_time_is_over_and_everything_is_told(town: Town) -> None:
    row = answered(town, read_by(town, a_proposal(town, contact=AT_THE_CENTRE)))
    much_later = date(2022, 6, 1)
    assert forget_senders(municipality=town.municipality, today=much_later) == 0
    with clock.standing_at(TODAY):
        run = messages.begin_run(municipality=town.municipality, way=Way.PLACE, by=town.as_("sofie"))
        messages.finish_run(run=run, by=town.as_("sofie"))
    assert forget_senders(municipality=town.municipality, today=date(2022, 5, 21)) == 0
    assert forget_senders(municipality=town.municipality, today=date(2022, 5, 22)) == 1
    assert not Sender.objects.exists()
    assert Entry.objects.filter(verb="proposal.sender_forgotten", about_uuid=row.uuid).count() == 1


def test_an_unanswered_proposal_keeps_its_sender_however_old(town: Town) -> None:
    read_by(town, a_proposal(town, contact=AT_THE_CENTRE))
    assert forget_senders(municipality=town.municipality, today=date(2031, 1, 1)) == 0


def test_a_sender_with_the_code_may_be_forgotten_at_once(town: Town) -> None:
    row = a_proposal(town, contact=AT_THE_CENTRE)
    with pytest.raises(NotPossible):
        actions.withdraw_sender(proposal=row, code="forkert", by=visitor(town.municipality))
    actions.withdraw_sender(proposal=row, code=CODE, by=visitor(town.municipality))
    assert not Sender.objects.exists()
    assert not Message.objects.filter(given_up=False).exists()


def test_a_card_keeps_its_number_and_code_and_is_written_in_once(town: Town) -> None:
    with clock.standing_at(TODAY):
        cards = actions.print_postcards(municipality=town.municipality, count=8, by=town.as_("sofie"))
        assert str(a_proposal(town)) == "9-2021"
        card = cards[2]
        told = {"postcard": card, "kind": "idea", "words": "Mere kaffe", "received_on": TODAY, "by": town.as_("sofie")}
        row = actions.note_postcard(**told)
        assert str(row) == "3-2021"
        with pytest.raises(NotPossible, match="allerede"):
            actions.note_postcard(**told)


def test_new_deadlines_count_what_waits_anew(town: Town) -> None:
    waits, done = a_proposal(town), answered(town, read_by(town, a_proposal(town)))
    actions.change_setting(
        municipality=town.municipality, answer_days=5, contact_months=3, reader=None, by=town.as_("sofie")
    )
    due = done.answer_due
    waits.refresh_from_db()
    done.refresh_from_db()
    assert waits.answer_due == date(2021, 11, 29)
    assert done.answer_due == due


def closed_on(town: Town, *days: str) -> int:
    """The town hall closes, and the clockwork comes by."""
    change_municipality(municipality=town.municipality, closing_days=list(days), by=town.machine)
    town.municipality.refresh_from_db()
    return recount_answers(municipality=town.municipality, by=town.machine)


def test_an_answers_deadline_follows_closing_days_that_are_entered_later(town: Town) -> None:
    waits, done = a_proposal(town), answered(town, read_by(town, a_proposal(town)))
    before, was = waits.answer_due, done.answer_due
    assert closed_on(town, "2021-12-01") == 1
    assert closed_on(town, "2021-12-01") == 0
    waits.refresh_from_db()
    done.refresh_from_db()
    assert (waits.answer_due > before, done.answer_due) == (True, was)
    assert Entry.objects.get(verb="proposal.deadline_recounted").fields["due"] == danish_date(waits.answer_due)
    assert kinds(waits) == ["received"], "nobody was told, so nobody is told anew"


def test_whoever_was_told_a_deadline_is_told_anew_only_when_it_becomes_later(town: Town) -> None:
    row = a_proposal(town, contact=Contact(way=Way.LETTER, address="Asta, Lunden 1"))
    first = row.answer_due
    letter = Message.objects.get()
    assert body(letter).count(danish_date(first)) == 1
    closed_on(town, "2021-12-01")
    assert Message.objects.count() == 1, "the first letter has not left: it says the new day by itself"
    mark_sent(message=letter, by=town.as_("sofie"))
    closed_on(town)
    row.refresh_from_db()
    assert (row.answer_due, Message.objects.count()) == (first, 1), "a sooner answer needs no letter"
    closed_on(town, "2021-12-01")
    assert Message.objects.count() == 1, "that day was told already"
    closed_on(town, "2021-12-01", "2021-12-02")
    row.refresh_from_db()
    newest = Message.objects.order_by("-pk")[0]
    assert danish_date(row.answer_due) in body(newest)
    closed_on(town, "2021-12-01", "2021-12-02", "2021-12-03")
    row.refresh_from_db()
    waiting = Message.objects.filter(done_on=None, given_up=False)
    assert [danish_date(row.answer_due) in body(one) for one in waiting] == [True], "one letter, with the last day"
    assert (row.standing, kinds(row)) == ("received", ["received", "due_moved", "due_moved"])
    path.take_step(proposal=row, kind=StepKind.READ, unit=town.units["social"], by=town.as_("sofie"))


def test_another_towns_secretary_touches_nothing_here(town: Town) -> None:
    row = read_by(town, a_proposal(town))
    other = a_town_that_listens("sundby", "Sundby Kommune").as_("sofie")
    for act in (
        lambda: path.take_step(proposal=row, kind=StepKind.ANSWERED, words="Ja", by=other),
        lambda: care.hide_words(proposal=row, words="x", why="y", by=other),
        lambda: actions.forget_sender(proposal=row, why="x", by=other),
        lambda: actions.give_new_code(proposal=row, by=other),
    ):
        with pytest.raises(Refused):
            act()
    assert Step.objects.count() == 2


def test_very_many_without_an_answer_wait_as_one_more_line(town: Town) -> None:
    for _number in range(103):
        a_proposal(town, on=date(2021, 1, 4))
    ends = [end for end in ends_for(town.as_("sofie"), TODAY) if end.kind == "proposal_unanswered"]
    assert len(ends) == 101
    assert ends[-1].where.endswith("?late=on")
