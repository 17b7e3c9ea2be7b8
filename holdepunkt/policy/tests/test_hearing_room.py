"""Who is asked about a policy's text or a year's status, and what they said, written on screen."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt import clock
from holdepunkt.people.reads import asker_of
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions.heard import ask_body
from holdepunkt.policy.models import BodyHeard
from holdepunkt.policy.tests.builders import a_policy

ASKED = date(2019, 3, 1)


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def signed_in(town: Town, name: str = "finn") -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def asked(town: Town) -> BodyHeard:
    version = a_policy(town)
    return ask_body(
        unit=town.units["udsatteraad"],
        asked_on=ASKED,
        due_on=None,
        by=asker_of(town.people["finn"]),
        version_of=version,
    )


def words_page(heard: BodyHeard) -> str:
    return reverse("policy:heard_words", args=["lundby", heard.pk])


def test_whoever_was_heard_on_an_approved_text_is_written_down_afterwards(town: Town) -> None:
    version = a_policy(town)
    page = reverse("policy:draft_ask", args=["lundby", version.policy.slug, version.number])
    client = signed_in(town)
    assert client.get(page).status_code == 200
    answer = client.post(page, {"unit": town.units["udsatteraad"].pk, "asked_on": "2019-03-01"})
    assert answer.status_code == 302
    heard = BodyHeard.objects.get()
    sent = {"said_on": "2019-03-20", "words": "Først et hjem.", "considered": "Det blev det første mål."}
    assert client.post(words_page(heard), sent).status_code == 302
    public = Client().get(reverse("policy:policy", args=["lundby", version.policy.slug])).content.decode()
    assert "Først et hjem." in public
    assert "Det blev det første mål." in public


def test_a_body_that_has_not_answered_is_no_voice_in_public(town: Town) -> None:
    heard = asked(town)
    public = Client().get(reverse("policy:policy", args=["lundby", heard.version_of.policy.slug]))
    assert "Sådan er den blevet til" not in public.content.decode()


def test_an_answer_from_before_the_question_is_refused_and_what_was_typed_stays(town: Town) -> None:
    heard = asked(town)
    sent = {"said_on": "2019-02-01", "words": "Det her skrev jeg.", "considered": ""}
    body = signed_in(town).post(words_page(heard), sent).content.decode()
    assert "før de blev spurgt" in body
    assert "Det her skrev jeg." in body


def test_only_those_who_may_write_the_text_write_who_was_heard(town: Town) -> None:
    heard = asked(town)
    version = heard.version_of
    page = reverse("policy:draft_ask", args=["lundby", version.policy.slug, version.number])
    for name in ("dan", "gry", "hanne", "ib", "eva"):
        assert signed_in(town, name).get(page).status_code == 403
    sent = {"said_on": clock.today().isoformat(), "words": "Nej", "considered": ""}
    body = signed_in(town, "dan").post(words_page(heard), sent)
    assert body.status_code == 403
    heard.refresh_from_db()
    assert heard.words == ""


def test_the_hearing_of_another_municipality_is_missing(town: Town) -> None:
    heard = asked(town)
    other = a_town("sundby", "Sundby Kommune")
    client = Client()
    client.force_login(other.people["finn"])
    assert client.get(reverse("policy:heard_words", args=["sundby", heard.pk])).status_code == 404
