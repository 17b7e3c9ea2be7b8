"""A story is its person's own: nothing is shown without their yes, and taken back it is gone (R20)."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.asker import machine, visitor
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.record.models import Entry
from holdepunkt.voice import loose_ends
from holdepunkt.voice.actions import care
from holdepunkt.voice.actions import story as actions
from holdepunkt.voice.models import Flood, Story, StoryContact
from holdepunkt.voice.reads import stories as reads
from holdepunkt.voice.rules.proposal import FLOOD_FROM
from holdepunkt.voice.tests.builders_stories import CODE, HERS, a_released_story, a_story, a_yes
from holdepunkt.voice.tests.test_proposal_texts import lix, told

pytestmark = pytest.mark.django_db
TODAY = date(2021, 11, 22)


@pytest.fixture
def town() -> Iterator[Town]:
    with clock.standing_at(TODAY):
        yield a_town()


def test_a_story_without_its_persons_yes_is_shown_to_nobody(town: Town) -> None:
    row = a_story(town)
    with pytest.raises(NotPossible, match="ikke sagt ja"):
        actions.release_story(story=row, by=town.as_("finn"))
    with pytest.raises(NotPossible, match="passer ikke"):
        actions.say_yes(story=row, code="forkert", by=visitor(town.municipality))
    assert not reads.public(visitor(town.municipality))


def test_a_story_with_a_yes_waits_for_us_until_somebody_shows_it(town: Town) -> None:
    row = a_yes(town, a_story(town))
    ends = [end.kind for end in loose_ends.ends_for(town.as_("finn"), TODAY)]
    assert "stories_wait" in ends
    actions.release_story(story=row, by=town.as_("finn"))
    assert "stories_wait" not in [end.kind for end in loose_ends.ends_for(town.as_("finn"), TODAY)]
    assert [one.shown_name for one in reads.public(visitor(town.municipality))] == ["Solsort"]


def test_a_yes_whose_page_cannot_be_shown_is_not_given_and_counts_when_it_is_pressed_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = a_story(town)
    page, pressed = f"/lundby/fortaellinger/{row}/", {"code": CODE, "ja": "1", "ord": row.words_hash}

    def broken(row: Story) -> None:
        raise OperationalError("the disk went away")

    with monkeypatch.context() as patch:
        patch.setattr(reads, "yes_of", broken)
        assert Client(raise_request_exception=False).post(page, pressed).status_code == 503
    assert not hasattr(Story.objects.get(pk=row.pk), "yes")
    assert not Entry.objects.filter(verb="story.yes_given").exists()
    assert Client().post(page, pressed).status_code == 200
    assert Story.objects.get(pk=row.pk).yes


def test_words_taken_out_ask_for_a_new_yes(town: Town) -> None:
    row = a_yes(town, a_story(town))
    row = actions.mask_words(story=row, words="En nat bankede en på.", why="Et sted", by=town.as_("finn"))
    with pytest.raises(NotPossible, match="som den står nu"):
        actions.release_story(story=row, by=town.as_("finn"))
    assert actions.release_story(story=a_yes(town, row), by=town.as_("finn")).is_public


def test_a_paper_yes_says_where_the_paper_lies(town: Town) -> None:
    row = a_story(town)
    with pytest.raises(NotPossible, match="hvilken sag"):
        actions.note_paper_yes(story=row, given_on=TODAY, kept_at=" ", by=town.as_("finn"))
    yes = actions.note_paper_yes(story=row, given_on=TODAY, kept_at="21/1234", by=town.as_("finn"))
    assert (yes.given_by, yes.kept_at) == ("paper", "21/1234")


def test_taken_back_it_is_blank_and_its_id_day_and_fingerprint_stay(town: Town) -> None:
    row = a_released_story(town)
    gone = actions.take_story_back(story=row, code=CODE, by=visitor(town.municipality))
    assert (gone.words, gone.shown_name, gone.newest_on) == ("", "", TODAY)
    assert (gone.uuid, gone.words_hash) == (row.uuid, row.words_hash)
    assert not StoryContact.objects.exists()
    entry = Entry.objects.get(verb="story.taken_back")
    assert (entry.about_uuid, entry.why, entry.fields) == (row.uuid, "", {})
    assert not Entry.objects.filter(fields__icontains="Solsort").exists()
    with pytest.raises(NotPossible, match="allerede væk"):
        actions.take_story_back(story=gone, by=town.as_("finn"))


def test_the_database_itself_refuses_words_in_a_story_that_was_taken_back(town: Town) -> None:
    row = actions.take_story_back(story=a_released_story(town), by=town.as_("finn"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=row.pk).update(words=HERS)


def test_only_those_who_handle_proposals_touch_a_story(town: Town) -> None:
    row = a_yes(town, a_story(town))
    for act in (actions.release_story, actions.take_story_back, actions.give_story_code):
        with pytest.raises(Refused):
            act(story=row, by=town.as_("dan"))
    with pytest.raises(Refused):
        reads.contact(town.as_("eva"), row)


def test_what_nobody_said_yes_to_goes_after_ninety_days_and_a_contact_after_half_a_year(town: Town) -> None:
    silent, shown = a_story(town), a_released_story(town)
    by = machine(town.municipality)
    assert actions.clear_stories(municipality=town.municipality, today=TODAY + timedelta(days=90), by=by) == 0
    with clock.standing_at(TODAY + timedelta(days=91)):
        actions.clear_stories(municipality=town.municipality, today=clock.today(), by=by)
    silent.refresh_from_db()
    assert (silent.stage, silent.words) == ("lapsed", "")
    with clock.standing_at(TODAY + timedelta(days=183)):
        assert actions.clear_stories(municipality=town.municipality, today=clock.today(), by=by) == 1
    shown.refresh_from_db()
    assert shown.words == HERS
    assert not StoryContact.objects.exists()


def test_a_story_is_named_as_its_person_wishes(town: Town) -> None:
    assert a_story(town, named_as="first_name", name="Asta Marie Ask").shown_name == "Asta"
    assert a_story(town, named_as="no_name", name="Asta Ask").shown_name == ""
    with pytest.raises(NotPossible, match="det navn"):
        a_story(town, name=" ")


def test_fifty_stories_in_a_second_from_one_address_are_kept_and_wait_as_one_heap(town: Town) -> None:
    sent = {"named_as": "no_name", "name": "", "reach": ""}
    for number in range(50):
        told_one = Client().post(
            "/lundby/fortaellinger/ny/", sent | {"words": f"Køb {number}"}, REMOTE_ADDR="192.0.2.7"
        )
        assert told_one.status_code == 302
    hers = a_yes(town, a_story(town, address="192.0.2.8"))
    heap, finn = Flood.objects.get(stage="waiting"), town.as_("finn")
    assert (Story.objects.count(), heap.stories.count(), hers.held_back) == (51, 40, False)
    assert list(reads.at_work(finn, "klar")) == [hers]
    assert reads.at_work(finn, "uden-ja").count() == 10
    last = heap.stories.last()
    with pytest.raises(NotPossible, match="bunke"):
        actions.put_story_aside(story=last, why="Reklame", by=finn)
    client = Client()
    client.force_login(town.people["finn"])
    assert "Køb 49" in client.get(f"/lundby/arbejde/forslag/bunker/{heap.pk}/").content.decode()
    care.release_flood(flood=heap, by=finn)
    assert reads.at_work(finn, "uden-ja").count() == 50


def test_stories_of_a_heap_put_aside_go_half_a_year_later_and_can_come_back_until_then(town: Town) -> None:
    for _number in range(FLOOD_FROM + 1):
        row = a_story(town, address="192.0.2.7")
    row, heap = a_yes(town, row), Flood.objects.get()
    care.drop_flood(flood=heap, why="Reklame", by=town.as_("finn"))
    own = Client().post(f"/lundby/fortaellinger/{row}/", {"code": CODE}).content.decode()
    assert "lagt til side sammen med andre, fordi: Reklame" in own
    assert row not in reads.to_lapse(town.municipality, TODAY + timedelta(days=182))
    assert row in reads.to_lapse(town.municipality, TODAY + timedelta(days=183))
    care.release_flood(flood=heap, by=town.as_("finn"))
    assert row not in reads.to_lapse(town.municipality, TODAY + timedelta(days=183))


def test_the_pages_before_the_yes_are_easy_to_read(town: Town) -> None:
    a_released_story(town)
    for path in ("/lundby/fortaellinger/", "/lundby/fortaellinger/ny/", "/lundby/fortaellinger/1-2021/"):
        assert lix(told(Client().get(path))) <= 35, path
    own = Client().post("/lundby/fortaellinger/1-2021/", {"code": CODE})
    assert lix(told(own)) <= 35
    assert "Er den sendt til udvalget, kan den ikke kaldes tilbage" not in own.content.decode()
    a_story(town)
    asked = Client().post("/lundby/fortaellinger/2-2021/", {"code": CODE})
    assert "Er den sendt til udvalget, kan den ikke kaldes tilbage" in asked.content.decode()
    assert lix(told(asked)) <= 35
