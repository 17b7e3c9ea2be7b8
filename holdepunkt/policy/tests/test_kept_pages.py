"""Public pages are made once and read from memory until something changes; never somebody's own page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from bench.meter import sql_listed
from holdepunkt import clock
from holdepunkt.people import actions
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.record.kept import pages
from holdepunkt.ui.middleware import COOKIE

pytestmark = pytest.mark.django_db
ROOM = 1_000_000


@pytest.fixture
def town() -> Iterator[Town]:
    """A town with a policy, and a worker that keeps pages."""
    made = a_town()
    a_policy(made)
    pages.room = ROOM
    yield made
    pages.clear()
    pages.room = 0


def front(slug: str = "lundby") -> str:
    return reverse("policy:front", kwargs={"slug": slug})


def body(client: Client, path: str, **headers: str) -> str:
    return client.get(path, headers=headers).content.decode()


def statements(client: Client, path: str) -> int:
    with sql_listed() as sql:
        client.get(path)
    return len(sql)


def test_a_page_that_was_made_once_asks_only_the_record(client: Client, town: Town) -> None:
    assert statements(client, front()) > 5
    assert statements(client, front()) == 1


def test_the_kept_page_is_the_page_with_its_headers(client: Client, town: Town) -> None:
    made, kept = client.get(front()), client.get(front())
    assert made.content == kept.content
    own = {"X-Request-ID"}  # each request has its own
    assert {k: v for k, v in made.items() if k not in own} == {k: v for k, v in kept.items() if k not in own}
    assert made["X-Request-ID"] != kept["X-Request-ID"]
    assert "Content-Security-Policy" in kept.headers


def test_a_change_is_seen_in_the_next_request(client: Client, town: Town) -> None:
    body(client, front())
    actions.change_municipality(municipality=town.municipality, by=town.machine, name="Nye Lundby Kommune")
    assert "Nye Lundby Kommune" in body(client, front())


def test_a_change_in_another_municipality_leaves_the_page_kept(client: Client, town: Town) -> None:
    other = a_town("strandby", "Strandby Kommune")
    body(client, front())
    actions.change_municipality(municipality=other.municipality, by=other.machine, name="Nye Strandby")
    assert statements(client, front()) == 1


def test_two_municipalities_never_share_a_page(client: Client, town: Town) -> None:
    a_policy(a_town("strandby", "Strandby Kommune"))
    body(client, front())
    assert "Strandby Kommune" in body(client, front("strandby"))
    assert "Strandby Kommune" not in body(client, front())


def test_nobody_s_own_page_is_kept_for_others(client: Client, town: Town) -> None:
    colleague = Client()
    colleague.force_login(town.people["finn"])
    assert "Finn Falk" in body(colleague, front())
    assert "Finn Falk" not in body(client, front())
    assert "Finn Falk" in body(colleague, front()), "one who has signed in gets a page of their own"


def test_each_language_has_its_page(client: Client, town: Town) -> None:
    body(client, front())
    english = Client()
    english.cookies[COOKIE] = "en"
    assert '<html lang="en">' in body(english, front())
    assert '<html lang="da">' in body(client, front())


def test_a_new_day_makes_a_new_page(client: Client, town: Town) -> None:
    with clock.standing_at(date(2021, 11, 22)):
        body(client, front())
        assert statements(client, front()) == 1
    with clock.standing_at(date(2021, 11, 23)):
        assert statements(client, front()) > 1


def test_a_page_that_is_missing_is_not_kept(client: Client, town: Town) -> None:
    for _ in range(2):
        assert client.get(f"{front()}effekter/x/").status_code == 404
    assert len(pages) == 0


def test_a_page_with_a_form_of_one_s_own_is_not_kept(client: Client, town: Town) -> None:
    path = reverse("people:sign_in", kwargs={"slug": "lundby"})
    assert client.get(path).content != client.get(path).content
    assert len(pages) == 0


def test_a_visitor_with_a_form_token_from_before_is_served_too(town: Town) -> None:
    visitor = Client()
    visitor.get(reverse("people:sign_in", kwargs={"slug": "lundby"}))
    assert "csrftoken" in visitor.cookies
    body(visitor, front())
    assert statements(visitor, front()) == 1


def test_without_room_every_page_is_made_anew(client: Client, town: Town) -> None:
    pages.room = 0
    assert statements(client, front()) == statements(client, front()) > 5


def answering(within: URLResolver | None = None) -> list[Any]:
    """What answers at each address of the house."""
    found: list[Any] = []
    for one in (within or get_resolver()).url_patterns:
        found += answering(one) if isinstance(one, URLResolver) else [one.callback]
    return found


def test_only_pages_that_everybody_may_read_are_kept() -> None:
    kept = [view for view in answering() if getattr(view, "is_kept", False)]
    assert len(kept) > 10
    assert [view for view in kept if not getattr(view, "is_public", False)] == []


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_language_can_be_changed_from_a_kept_page(town: Town, language: str) -> None:
    visitor = Client(enforce_csrf_checks=True)
    body(visitor, front())
    answer = visitor.post("/sprog/", {"sprog": language, "next": front()})
    assert (answer.status_code, answer["Location"]) == (302, front())
    assert visitor.cookies[COOKIE].value == language
