"""Each hole that a hostile reader found in the voice loop stays closed."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.test import Client

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.asker import visitor
from holdepunkt.people.tests.builders import Town
from holdepunkt.voice.actions import gathering as gatherings
from holdepunkt.voice.actions import heard as lines
from holdepunkt.voice.actions import story as stories
from holdepunkt.voice.actions.care import release_flood
from holdepunkt.voice.actions.clockwork import forget_senders
from holdepunkt.voice.actions.hearing_answer import hide_in_answer
from holdepunkt.voice.actions.sign_up import cancel_with_code
from holdepunkt.voice.codes import code_from, print_of_address
from holdepunkt.voice.models import Flood, HearingAnswer, SignUp, SignUpNotice, Story
from holdepunkt.voice.reads.proposals import Wish, at_work
from holdepunkt.voice.reads.stories import to_lapse
from holdepunkt.voice.rules.uploads import ODT, kind_of
from holdepunkt.voice.tests.builders_councils import a_council
from holdepunkt.voice.tests.builders_gatherings import LATER, a_gathering, heard, signed_up
from holdepunkt.voice.tests.builders_hearings import AFTER, an_ended_hearing
from holdepunkt.voice.tests.builders_proposals import CODE, TODAY, a_proposal, a_town_that_listens
from holdepunkt.voice.tests.builders_stories import a_story, a_yes

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Iterator[Town]:
    with clock.standing_at(TODAY):
        yield a_town_that_listens()


def test_other_words_under_a_forgotten_key_open_nothing_and_the_same_words_twice_are_one_code() -> None:
    key = UUID("7f3ad7a4-0000-4000-8000-000000000001")
    assert code_from(key, "a") == code_from(key, "a")
    assert code_from(key, "a") != code_from(key, "b")


def test_a_home_is_one_address_however_many_it_has() -> None:
    prints = [print_of_address(one, "2021-11-22") for one in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")]
    assert prints[0] == prints[1] != prints[2]
    assert print_of_address("192.0.2.1", "a") != print_of_address("192.0.2.2", "a")


def test_the_wall_hangs_on_the_day_and_afterwards_only_while_what_we_heard_is_public(town: Town) -> None:
    row = a_gathering(town)
    heard(town, row)
    wall = f"/{town.municipality.slug}/moeder/{row.number}/vaeg/"

    def status(on: object) -> int:
        with clock.standing_at(on):  # type: ignore[arg-type]
            return Client().get(wall).status_code

    assert [status(LATER), status(LATER + timedelta(days=1))] == [200, 404]
    with clock.standing_at(LATER):
        lines.publish_heard(gathering=row, by=town.as_("sofie"))
    assert status(LATER + timedelta(days=1)) == 200


def test_a_helper_cannot_show_what_was_hidden_and_published_words_stay(town: Town) -> None:
    row = a_gathering(town)
    line, other = heard(town, row), heard(town, row, "Der er koldt.")
    with clock.standing_at(LATER):
        hidden = lines.hide_heard(line=line, because="Et navn", by=town.as_("sofie"))
        for act in (lines.release_heard, lines.take_heard_down):
            with pytest.raises(Refused):
                act(line=hidden, by=town.as_("dan"))
        lines.publish_heard(gathering=row, by=town.as_("sofie"))
        other.refresh_from_db()
        with pytest.raises(NotPossible, match="offentlige side"):
            lines.take_heard_down(line=other, by=town.as_("sofie"))


def test_a_yes_is_to_the_words_the_person_saw(town: Town) -> None:
    row = a_story(town)
    page = f"/{town.municipality.slug}/fortaellinger/{row}/"
    seen = row.words_hash
    stories.mask_words(story=row, words="Kortere.", why="Et navn", by=town.as_("sofie"))
    Client().post(page, {"code": CODE, "ja": "1", "ord": seen})
    row.refresh_from_db()
    assert not hasattr(row, "yes")
    with pytest.raises(NotPossible, match="rettet"):
        _a_paper_signed_the_day_before(town, row)
    Client().post(page, {"code": CODE, "ja": "1", "ord": row.words_hash})
    assert Story.objects.get(pk=row.pk).yes


def _a_paper_signed_the_day_before(town: Town, row: Story) -> None:
    """A paper signed yesterday, of a text mended today."""
    Story.objects.filter(pk=row.pk).update(told_on=TODAY - timedelta(days=5))
    row.refresh_from_db()
    stories.note_paper_yes(story=row, given_on=TODAY - timedelta(days=1), kept_at="27-21", by=town.as_("sofie"))


def test_a_story_whose_yes_fits_no_more_goes_after_ninety_days_too(town: Town) -> None:
    row = a_yes(town, a_story(town))
    stories.mask_words(story=row, words="Kortere.", why="Et navn", by=town.as_("sofie"))
    assert to_lapse(town.municipality, TODAY + timedelta(days=80)) == []
    assert to_lapse(town.municipality, TODAY + timedelta(days=100)) == [row]


def test_somebody_who_is_named_in_an_answer_is_taken_out_after_the_end_too(town: Town) -> None:
    hearing = an_ended_hearing(a_council(town))
    answer = HearingAnswer.objects.filter(hearing=hearing, body=None)[0]
    with clock.standing_at(AFTER):
        assert (
            hide_in_answer(answer=answer, words="Uden navn.", why="Et navn", by=town.as_("finn")).words == "Uden navn."
        )


def test_a_meeting_that_is_called_off_gives_nobody_a_seat(town: Town) -> None:
    row = a_gathering(town, seats=1)
    first, _second = signed_up(town, row), signed_up(town, row)
    gatherings.call_off_gathering(gathering=row, because="Vi er syge", by=town.as_("sofie"))
    before = SignUpNotice.objects.count()
    cancel_with_code(sign_up=SignUp.objects.get(pk=first.pk), code=CODE, by=visitor(town.municipality))
    assert SignUpNotice.objects.count() == before
    assert {one.stage for one in SignUp.objects.all()} == {"cancelled", "waiting"}


def test_a_heap_knows_tomorrow_no_more_from_where_it_came(town: Town) -> None:
    now = clock.now()
    heap = Flood.objects.create(
        municipality=town.municipality, fingerprint="a" * 64, began_at=now, newest_at=now, count=12, stage="waiting"
    )
    with clock.standing_at(TODAY + timedelta(days=1)):
        forget_senders(municipality=town.municipality, today=TODAY + timedelta(days=1))
    heap.refresh_from_db()
    assert (heap.fingerprint, heap.count) == ("", 12)


def test_a_paper_with_spoilt_bytes_is_no_paper() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as odt:
        odt.writestr("mimetype", ODT)
    whole = file.getvalue()
    assert kind_of(whole) == "odt"
    begins = whole.index(b"mimetype") + len("mimetype")  # the packed bytes follow the member's name
    assert kind_of(whole[:begins] + b"\xff" * 6 + whole[begins + 6 :]) is None


def test_a_heap_with_answers_to_a_hearing_that_has_ended_is_not_released(town: Town) -> None:
    hearing = an_ended_hearing(a_council(town))
    now = clock.now()
    heap = Flood.objects.create(
        municipality=town.municipality, fingerprint="a", began_at=now, newest_at=now, count=1, stage="dropped",
        hearing=hearing,
    )  # fmt: skip
    HearingAnswer.objects.filter(hearing=hearing, body=None).update(flood=heap, held_back=True)
    with pytest.raises(NotPossible, match="er slut"):
        release_flood(flood=heap, by=town.as_("finn"))
    assert HearingAnswer.objects.filter(held_back=True).exists()


def test_a_member_of_a_unit_that_reads_first_is_nobody_who_reads_first(town: Town) -> None:
    row = a_proposal(town)
    type(row).objects.update(reader=town.units["udsatteraad"])
    assert list(at_work(town.as_("eva"), Wish(), today=TODAY)) == []
    type(row).objects.update(reader=town.units["social"])
    assert list(at_work(town.as_("dan"), Wish(), today=TODAY)) == [row]
