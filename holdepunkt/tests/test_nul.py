"""The sign NUL, which PostgreSQL cannot keep, breaks no page."""

import pytest
from django.test import Client

from holdepunkt.people.tests.builders import Town, a_town


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def test_a_question_with_nul_in_it_is_asked_without_it(town: Town) -> None:
    answer = Client().get("/lundby/soeg/", {"q": "bo\x00lig"})
    assert answer.status_code == 200
    assert "bolig" in answer.content.decode()


def test_an_address_with_nul_in_it_is_missing(town: Town) -> None:
    lead = Client()
    lead.force_login(town.people["finn"])
    path = "/lundby/arbejde/punkter/nyt/%00/00000000-0000-0000-0000-000000000000/"
    assert lead.get(path).status_code == 404
    assert Client().get("/%00/").status_code == 404


def test_a_form_with_nul_in_it_says_so_and_keeps_the_words(town: Town) -> None:
    lead = Client()
    lead.force_login(town.people["finn"])
    sent = {"name": "Lundby Kommune", "council_name": "by\x00råd", "accent": "#1f5a4b", "case_system": "Sagen her"}
    answer = lead.post("/lundby/arbejde/kommunen/navn-og-farve/", sent)
    assert answer.status_code == 200
    assert "Sagen her" in answer.content.decode()
