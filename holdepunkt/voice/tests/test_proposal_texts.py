"""What we say to whoever sends a proposal is short and easy to read (N12): LIX at most 35, page by page."""

from typing import Any

import pytest
from django.test import Client
from lxml import html

from holdepunkt import clock
from holdepunkt.people.tests.builders import Town
from holdepunkt.voice.message_words import body
from holdepunkt.voice.models import Message
from holdepunkt.voice.rules.proposal import StepKind
from holdepunkt.voice.tests.builders_proposals import (
    AT_THE_CENTRE,
    TODAY,
    a_proposal,
    a_town_that_listens,
    answered,
    read_by,
)

MOST = 35
LONG = 6


def lix(texts: list[str]) -> float:
    """Words for each sentence, and the share of long words in per cent."""
    sentences = [one for text in texts for one in text.replace("?", ".").replace(":", ".").split(".") if one.split()]
    words = [word for one in sentences for word in one.split()]
    return len(words) / len(sentences) + 100 * sum(len(word.strip(",;»«…")) > LONG for word in words) / len(words)


@pytest.fixture
def town(db: None) -> Any:
    with clock.standing_at(TODAY):
        yield a_town_that_listens()


def told(answer: Any) -> list[str]:
    """The sentences of a page, headings, hints and labels among them."""
    main = html.fromstring(answer.content.decode()).xpath("//main")[0]
    parts = main.xpath(".//p | .//h1 | .//h2 | .//label | .//legend | .//span[contains(@class, 'form-hint')]")
    return [" ".join(part.text_content().split()) for part in parts]


def test_the_form_is_easy_to_read(town: Town) -> None:
    assert lix(told(Client().get("/lundby/forslag/nyt/"))) <= MOST


def test_the_list_and_one_proposal_are_easy_to_read(town: Town) -> None:
    answered(town, read_by(town, a_proposal(town)), StepKind.NOT_NOW, "Ikke i år.")
    assert lix(told(Client().get("/lundby/forslag/"))) <= MOST
    assert lix(told(Client().get("/lundby/forslag/1-2021/"))) <= MOST


def test_every_message_is_easy_to_read(town: Town) -> None:
    row = answered(town, read_by(town, a_proposal(town, contact=AT_THE_CENTRE)))
    answered(town, row, StepKind.NOT_NOW, "Ikke i år.")
    answered(town, row, StepKind.PASSED_ON, "Det er sendt til byens parker.")
    for message in Message.objects.all():
        words = [line for line in body(message).split("\n\n") if "http" not in line and "kode" not in line]
        assert lix(words) <= MOST, words


def test_what_is_hard_to_read_would_be_found() -> None:
    assert lix(["Kommunalbestyrelsen sagsbehandler henvendelser vedrørende tilgængelighedsforanstaltninger."]) > MOST
