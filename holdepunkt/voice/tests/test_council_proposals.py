"""Everybody reads all that a council has proposed and where it stands, finds it by a word, and follows it by feed."""

from collections.abc import Iterator

import pytest
from django.test import Client

from bench.meter import sql_listed
from holdepunkt import clock
from holdepunkt.voice.actions.care import hide_words
from holdepunkt.voice.actions.path import About, end_adoption, note_adopted, take_step
from holdepunkt.voice.actions.proposal import note_proposal
from holdepunkt.voice.models import Proposal
from holdepunkt.voice.rules.proposal import StepKind
from holdepunkt.voice.tests.builders_councils import Room, a_council
from holdepunkt.voice.tests.builders_proposals import TODAY, a_proposal, a_town_that_listens, answered, read_by

pytestmark = pytest.mark.django_db
PAGE = "/lundby/raad/udsatteraad/forslag/"


@pytest.fixture
def room() -> Iterator[Room]:
    with clock.standing_at(TODAY):
        yield a_council(a_town_that_listens())


def ours(room: Room, words: str = "Åbent om søndagen.") -> Proposal:
    row = note_proposal(
        municipality=room.town.municipality, kind="idea", words=words, came_by="council", received_on=TODAY,
        code="abcdefghjk", council=room.council, by=room.jette,
    )  # fmt: skip
    return read_by(room.town, row)


def text(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_councils_own_proposals_stand_apart_from_those_it_was_asked_about(room: Room) -> None:
    ours(room)
    asked = read_by(room.town, a_proposal(room.town, "Lad døren stå åben."))
    take_step(proposal=asked, kind=StepKind.WITH_COUNCIL, unit=room.council.unit, by=room.jette)
    assert "Åbent om søndagen." in text(PAGE)
    assert "Lad døren" not in text(PAGE)
    assert "Lad døren" in text(f"{PAGE}?vis=spurgt")


def test_a_link_that_ended_is_shown_with_the_day_and_the_reason(room: Room) -> None:
    row, about = ours(room), About("effort", room.council.uuid, "Søndagscafé")
    note_adopted(proposal=row, about=about, words="Vi prøver.", by=room.jette)
    end_adoption(proposal=row, about_uuid=about.uuid, why="Huset blev solgt.", by=room.jette)
    assert "Trukket tilbage 22. november 2021: Huset blev solgt." in text(PAGE)


def test_ten_times_as_many_cost_no_more_statements(room: Room) -> None:
    counts = []
    for many in (2, 20):
        for number in range(many):
            answered(room.town, ours(room, f"Forslag {number}"))
        with sql_listed() as sql:
            text(PAGE)
        counts.append(len(sql))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("asked", ["søndagen", "SONDAGEN", "aabent sondag"])
def test_a_proposal_is_found_by_folded_letters(room: Room, asked: str) -> None:
    ours(room)
    ours(room, "Noget andet.")
    found = text(f"/lundby/forslag/?q={asked}")
    assert "Åbent om søndagen." in found
    assert "Noget andet." not in found


def test_removed_and_hidden_words_are_not_found(room: Room) -> None:
    row = ours(room, "Køb billige ure.")
    take_step(proposal=row, kind=StepKind.REMOVED, words="Reklame", by=room.jette)
    masked = ours(room, "Ida Holm skal have en nøgle.")
    hide_words(proposal=masked, words="En skal have en nøgle.", why="Et navn", by=room.jette)
    assert "Vi fandt ikke noget" in text("/lundby/forslag/?q=billige")
    assert "Vi fandt ikke noget" in text("/lundby/forslag/?q=holm")
    assert "En skal have en nøgle." in text("/lundby/forslag/?q=nogle")


def test_the_feed_says_where_each_stands_and_never_its_words(room: Room) -> None:
    answered(room.town, ours(room))
    feed = text("/lundby/forslag.atom")
    assert "Nummer 1-2021: besvaret" in feed
    assert "søndagen" not in feed
