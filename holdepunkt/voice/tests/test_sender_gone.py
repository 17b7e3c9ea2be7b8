"""A reason to delete a sender who is gone already: the words come back, and nothing is deleted twice."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people.tests.builders import Town
from holdepunkt.record.models import Entry
from holdepunkt.voice.tests import builders_hearings as life
from holdepunkt.voice.tests.builders_councils import a_council
from holdepunkt.voice.tests.builders_proposals import AT_THE_CENTRE, TODAY, a_proposal, a_town_that_listens, read_by

pytestmark = pytest.mark.django_db
AGAIN = "Hun bad om det igen."


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.standing_at(TODAY):
        yield


def signed_in(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def test_the_sender_of_a_proposal() -> None:
    town = a_town_that_listens()
    row = read_by(town, a_proposal(town, contact=AT_THE_CENTRE))
    there = reverse("voice:proposal_sender", kwargs={"slug": "lundby", "pk": row.pk})
    sofie = signed_in(town, "sofie")
    assert sofie.post(there, {"why": "Hun bad om det."}).status_code == 302
    answer = sofie.post(there, {"why": AGAIN})
    assert (answer.status_code, AGAIN in answer.content.decode()) == (409, True)
    assert Entry.objects.filter(verb="proposal.sender_forgotten").count() == 1


def test_the_sender_of_an_answer_to_a_hearing() -> None:
    room = a_council()
    row, _body = life.an_open_hearing(room)
    asked = {"slug": "lundby", "pk": row.pk, "answer": life.an_answer(room.town, row).pk}
    answer = signed_in(room.town, "hanne").post(reverse("voice:hearing_answer_sender", kwargs=asked), {"why": AGAIN})
    assert (answer.status_code, AGAIN in answer.content.decode()) == (409, True)


def test_whoever_may_see_a_sender_but_not_delete_one_is_told_so() -> None:
    town = a_town_that_listens()
    row = read_by(town, a_proposal(town, contact=AT_THE_CENTRE))
    there = reverse("voice:proposal_sender", kwargs={"slug": "lundby", "pk": row.pk})
    ib = signed_in(town, "ib")
    assert ib.get(there).status_code == 200
    answer = ib.post(there, {"why": AGAIN})
    assert (answer.status_code, AGAIN in answer.content.decode()) == (403, True)
    assert Entry.objects.filter(verb="proposal.sender_forgotten").count() == 0
