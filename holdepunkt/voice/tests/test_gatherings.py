"""Gatherings: seats, waiting lists, floods, notices in the chosen way, what was heard, and what waits."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.tests.builders import Town
from holdepunkt.record.models import Entry
from holdepunkt.voice import gathering_loose_ends
from holdepunkt.voice.actions import care
from holdepunkt.voice.actions import gathering as actions
from holdepunkt.voice.actions import heard as lines
from holdepunkt.voice.actions import sign_up as ups
from holdepunkt.voice.actions.notice import mark_notices_sent, remind
from holdepunkt.voice.actions.path import take_step
from holdepunkt.voice.actions.proposal import Contact
from holdepunkt.voice.gathering_words import body, short
from holdepunkt.voice.models import Flood, Gathering, SignUp, SignUpContact, SignUpNotice
from holdepunkt.voice.reads import gatherings as reads
from holdepunkt.voice.reads import sign_ups
from holdepunkt.voice.rules.gathering import FLOOD_FROM, NoticeKind, SignUpStage
from holdepunkt.voice.rules.proposal import StepKind, Way
from holdepunkt.voice.tests.builders_gatherings import BY_PHONE, LATER, SAID, a_gathering, heard, signed_up
from holdepunkt.voice.tests.builders_proposals import CODE, TODAY, a_town_that_listens

AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def town(db: None) -> Any:
    with clock.standing_at(TODAY):
        yield a_town_that_listens()


def stages(gathering: Gathering) -> list[str]:
    return list(gathering.sign_ups.order_by("number").values_list("stage", flat=True))


def told(way: str = "") -> list[str]:
    rows = SignUpNotice.objects.filter(given_up=False).order_by("pk")
    return [row.kind for row in (rows.filter(way=way) if way else rows)]


def test_a_full_gathering_has_a_waiting_list_and_whoever_waits_longest_moves_up(town: Town) -> None:
    row = a_gathering(town, seats=3)
    first = signed_up(town, row, companions=1)
    signed_up(town, row, companions=1, contact=BY_PHONE)
    signed_up(town, row)
    assert stages(row) == ["seat", "waiting", "waiting"]
    ups.cancel_with_code(sign_up=first, code=CODE, by=town.machine)
    assert stages(row) == ["cancelled", "seat", "seat"]
    assert told() == [NoticeKind.SIGNED_UP, NoticeKind.SEAT]
    with pytest.raises(NotPossible):
        ups.cancel_with_code(sign_up=first, code=CODE, by=town.machine)
    with pytest.raises(NotPossible):
        ups.cancel_with_code(sign_up=row.sign_ups.get(number=3), code="wrong", by=town.machine)


def test_more_seats_let_those_in_who_wait(town: Town) -> None:
    row = a_gathering(town, seats=1)
    signed_up(town, row)
    signed_up(town, row)
    actions.change_gathering(gathering=row, by=town.as_("sofie"), seats=None)
    assert stages(row) == ["seat", "seat"]


def test_a_flood_takes_no_seat_and_loses_nobody_until_a_person_looks(town: Town) -> None:
    row = a_gathering(town, seats=20)
    for _number in range(FLOOD_FROM + 2):
        signed_up(town, row, address="192.0.2.7")
    assert stages(row).count("held_back") == 2
    signed_up(town, row, address="192.0.2.8")
    assert sign_ups.persons_in(row)["seat"] == FLOOD_FROM + 1
    assert [end.kind for end in gathering_loose_ends.ends_for(town.as_("sofie"), TODAY)] == ["sign_ups_wait"]
    heap = Flood.objects.get(stage="waiting")
    with pytest.raises(NotPossible):
        care.drop_flood(flood=heap, why=" ", by=town.as_("sofie"))
    care.release_flood(flood=heap, by=town.as_("sofie"))
    assert "held_back" not in stages(row)


def test_one_address_never_takes_more_than_half_the_seats_however_big_its_parties_are(town: Town) -> None:
    row = a_gathering(town, seats=20)
    for _number in range(3):
        signed_up(town, row, address="192.0.2.7", companions=9)
    for number in range(10):
        signed_up(town, row, address=f"198.51.100.{number}")
    assert stages(row) == ["seat", "held_back", "held_back", *["seat"] * 10]
    small = a_gathering(town, seats=8)
    with clock.standing_at(TODAY + timedelta(days=1)):
        for _number in range(6):
            signed_up(town, small, on=clock.today(), address="192.0.2.7")
    assert stages(small).count("seat") == 4


def test_two_floods_are_two_heaps_and_one_that_was_put_aside_can_still_be_released(town: Town) -> None:
    row, sofie = a_gathering(town, seats=40), town.as_("sofie")
    for _number in range(FLOOD_FROM + 1):
        signed_up(town, row, address="192.0.2.7")
        asta = signed_up(town, row, address="192.0.2.9", contact=BY_PHONE)  # the library's
    spam, library = Flood.objects.filter(stage="waiting").order_by("pk")
    care.drop_flood(flood=spam, why="Reklame", by=sofie)
    assert (stages(row).count("dropped"), stages(row).count("held_back")) == (1, 1)
    own = f"/lundby/moeder/{row.number}/tilmelding/{row.sign_ups.get(stage='dropped').number}/"
    assert "fordi: Reklame" in Client().post(own, {"code": CODE}).content.decode()
    before = SignUpNotice.objects.count()
    care.release_flood(flood=library, by=sofie)
    care.release_flood(flood=spam, by=sofie)
    asta.refresh_from_db()
    assert (asta.stage, stages(row).count("seat"), SignUpNotice.objects.count()) == ("seat", 22, before + 1)
    with clock.standing_at(LATER), pytest.raises(NotPossible, match="afgjort"):
        care.release_flood(flood=spam, by=sofie)


def test_a_heap_is_released_in_the_order_they_came_as_far_as_the_seats_reach(town: Town) -> None:
    row = a_gathering(town, seats=13)
    for _number in range(9):
        signed_up(town, row, address="192.0.2.7")
    for number in range(6):
        signed_up(town, row, address=f"198.51.100.{number}")
    assert stages(row) == [*["seat"] * 6, *["held_back"] * 3, *["seat"] * 6]
    care.release_flood(flood=Flood.objects.get(stage="waiting"), by=town.as_("sofie"))
    assert stages(row)[6:9] == ["seat", "waiting", "waiting"]


def test_one_signs_up_until_the_last_day_and_staff_may_write_in_whoever_comes_later(town: Town) -> None:
    row = a_gathering(town, sign_up_until=TODAY - timedelta(days=1), planned=TODAY - timedelta(days=9))
    with pytest.raises(NotPossible):
        signed_up(town, row)
    made = ups.note_sign_up(gathering=row, code=CODE, name="Asta", by=town.as_("sofie"))
    assert made.on_paper
    with pytest.raises(Refused):
        ups.note_sign_up(gathering=row, code=CODE, by=town.as_("dan"))


def test_everybody_is_told_in_the_way_they_chose_and_nothing_is_told_twice(
    town: Town, django_capture_on_commit_callbacks: Any
) -> None:
    row = a_gathering(town)
    with override_settings(TASKS=AT_ONCE), django_capture_on_commit_callbacks(execute=True):
        signed_up(town, row, contact=Contact(way=Way.MAIL, mail="asta@lundby.example"))
        signed_up(town, row, contact=BY_PHONE)
        signed_up(town, row, contact=Contact(way=Way.LETTER, address="Asta\nLunden 4"))
        signed_up(town, row)
    assert [len(mail.outbox), mail.outbox[0].subject] == [1, "Besked fra Lundby Kommune"]
    assert "Lunden" not in mail.outbox[0].body
    assert CODE[:5] in mail.outbox[0].body
    letter = SignUpNotice.objects.get(way="letter")
    assert "8. december 2021 kl. 14.00-16.00" in body(letter)
    assert CODE[:5] in short(SignUpNotice.objects.get(way="sms"))
    mark_notices_sent(gathering=row, way=Way.LETTER, until=letter.pk, by=town.as_("sofie"))
    assert sign_ups.notice_counts(town.as_("sofie"), row) == {"sms": 1}
    letter.refresh_from_db()
    assert letter.sealed_code == ""


def test_a_reminder_comes_once_paper_first(town: Town) -> None:
    row = a_gathering(town)
    signed_up(town, row, contact=BY_PHONE)
    signed_up(town, row, contact=Contact(way=Way.PLACE, place="Værestedet"))
    for day, made in ((LATER - timedelta(days=8), 0), (LATER - timedelta(days=7), 1), (LATER - timedelta(days=1), 1), (LATER, 0)):  # fmt: skip
        with clock.standing_at(day):
            assert remind(municipality=town.municipality, today=day) == made, day
    assert told("sms").count(NoticeKind.REMINDER) == told("place").count(NoticeKind.REMINDER) == 1


def test_calling_off_tells_why_and_undoing_it_in_time_tells_only_those_who_heard(town: Town) -> None:
    row = a_gathering(town)
    signed_up(town, row, contact=BY_PHONE)
    signed_up(town, row, contact=Contact(way=Way.PLACE, place="Værestedet"))
    with pytest.raises(NotPossible):
        actions.call_off_gathering(gathering=row, because=" ", by=town.as_("sofie"))
    off = actions.call_off_gathering(gathering=row, because="Huset er lukket.", by=town.as_("sofie"))
    newest = SignUpNotice.objects.filter(way="sms").last()
    assert newest
    assert "Huset er lukket." in body(newest)
    mark_notices_sent(gathering=off, way=Way.SMS, until=newest.pk, by=town.as_("sofie"))
    actions.call_gathering_on_again(gathering=off, by=town.as_("sofie"))
    assert told("sms")[-1] == NoticeKind.ON_AGAIN
    assert told("place") == [NoticeKind.SIGNED_UP]


def test_moving_the_day_tells_those_who_come_and_mending_a_word_does_not(town: Town) -> None:
    row = a_gathering(town)
    signed_up(town, row, contact=BY_PHONE)
    row = actions.change_gathering(gathering=row, by=town.as_("sofie"), purpose="Vi drikker kaffe.")
    assert told() == [NoticeKind.SIGNED_UP]
    actions.change_gathering(gathering=row, by=town.as_("sofie"), meets_on=LATER + timedelta(days=1))
    assert told() == [NoticeKind.SIGNED_UP, NoticeKind.MOVED]


def test_thirty_days_later_nobody_knows_who_came_and_how_many_is_still_known(town: Town) -> None:
    row = a_gathering(town)
    signed_up(town, row, name="Asta", companions=1, needs=["food"], other_needs="Stol med ryg", contact=BY_PHONE)
    for day, count in ((LATER + timedelta(days=29), 0), (LATER + timedelta(days=30), 1), (LATER + timedelta(days=31), 0)):  # fmt: skip
        with clock.standing_at(day):
            assert ups.forget_sign_ups(municipality=town.municipality, today=day) == count
    left = SignUp.objects.get()
    assert [left.name, left.needs, left.other_needs, left.persons] == ["", [], "", 2]
    assert not SignUpContact.objects.exists()
    assert Entry.objects.filter(verb="sign_ups.forgotten").count() == 1


def test_a_line_is_shown_only_when_a_helper_released_it_and_a_hidden_one_says_why(town: Town) -> None:
    row = a_gathering(town)
    with pytest.raises(NotPossible):
        lines.write_heard(gathering=row, words=SAID, by=town.as_("dan"))
    first, second = heard(town, row, shown=False), heard(town, row, "Der er koldt.")
    with clock.standing_at(LATER):
        assert [line.number for line in reads.on_the_wall(row)] == [second.number]
        lines.release_heard(line=first, by=town.as_("dan"))
        with pytest.raises(NotPossible):
            lines.change_heard(line=first, words="Noget andet", goes_on=False, theme_word="", by=town.as_("dan"))
        with pytest.raises(NotPossible):
            lines.hide_heard(line=second, because="", by=town.as_("dan"))
        lines.hide_heard(line=second, because="Et navn", by=town.as_("dan"))
        assert [line.words for line in reads.on_the_wall(row)] == [SAID]
        assert [line.hidden_because for line in reads.hidden_after_shown(row)] == ["Et navn"]
        with pytest.raises(Refused):
            lines.publish_heard(gathering=row, by=town.as_("dan"))
        assert lines.publish_heard(gathering=row, by=town.as_("sofie")).heard_public_on == LATER
        for name in ("eva", "gry"):
            with pytest.raises(Refused):
                lines.write_heard(gathering=row, words="Nej", by=town.as_(name))


def test_a_line_becomes_a_proposal_once_and_what_became_of_it_reaches_the_gathering(town: Town) -> None:
    row = a_gathering(town)
    line = heard(town, row, goes_on=True)
    with clock.standing_at(LATER):
        made = lines.make_proposal(line=line, kind="idea", by=town.as_("sofie"))
        assert [made.came_by, made.heard_at, made.heard_uuid, made.words] == ["gathering", row.title, line.uuid, SAID]
        with pytest.raises(NotPossible):
            lines.make_proposal(line=line, kind="idea", by=town.as_("sofie"))
        assert reads.became(row) == []
        take_step(proposal=made, kind=StepKind.READ, unit=town.units["social"], by=town.as_("sofie"))
        take_step(proposal=made, kind=StepKind.ANSWERED, words="Ja, fra marts.", by=town.as_("sofie"))
        assert [str(one.proposal) for one in reads.became(row)] == ["1-2021"]


def test_what_waits_after_a_gathering_is_a_loose_end_until_it_is_done(town: Town) -> None:
    sofie, later = town.as_("sofie"), LATER + timedelta(days=14)

    def kinds() -> list[str]:
        return [end.kind for end in gathering_loose_ends.ends_for(sofie, later)]

    row = a_gathering(town)
    with clock.standing_at(later):
        assert kinds() == ["heard_nothing"]
        line = heard(town, row, shown=False, goes_on=True)
        assert kinds() == ["heard_to_become", "heard_unseen"]
        line = lines.release_heard(line=line, by=sofie)
        assert kinds() == ["heard_to_become", "heard_untold"]
        lines.make_proposal(line=line, kind="idea", by=sofie)
        lines.publish_heard(gathering=row, by=sofie)
        assert kinds() == []
    assert gathering_loose_ends.ends_for(town.as_("dan"), date(2022, 1, 1)) == []


def test_a_meeting_that_cannot_be_is_refused_in_kind_words(town: Town) -> None:
    for wrong in (
        {"title": " "},
        {"ends_at": time(13)},
        {"begins_at": None},
        {"sign_up_until": LATER + timedelta(days=1)},
    ):
        with pytest.raises(NotPossible):
            a_gathering(town, **wrong)
    with pytest.raises(NotPossible):
        signed_up(town, a_gathering(town), companions=11)
    with pytest.raises(NotPossible):
        actions.write_outcome(gathering=a_gathering(town), came_of_it="Alt", by=town.as_("sofie"))
    assert SignUp.objects.filter(stage=SignUpStage.SEAT).count() == 0
