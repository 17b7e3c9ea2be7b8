"""Somebody's own pages are kept for a minute: theirs alone, never old, and with forms that work as ever."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from bench.meter import sql_listed
from holdepunkt import clock
from holdepunkt.people import actions, kept_pages
from holdepunkt.people.models import Post, SessionOfUser
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.models import ActionPlan, StatusNote
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_plans import a_plan as a_draft_plan
from holdepunkt.policy.tests.builders_status import a_plan, a_round, note_of
from holdepunkt.record.kept import facts, pages
from holdepunkt.record.models import Entry
from holdepunkt.ui.middleware import COOKIE

pytestmark = pytest.mark.django_db
ROOM = 1_000_000
SECRETS = re.compile(r'name="(_key|csrfmiddlewaretoken)" value="([^"]*)"')


@pytest.fixture
def town() -> Iterator[Town]:
    """A town with an open round, and a worker that keeps pages."""
    with clock.standing_at(date(2021, 11, 22)):
        made = a_town()
        version = a_policy(made)
        a_plan(made, version)
        a_round(made, version)
        pages.room, facts.room = ROOM, 10
        yield made
        for store in (pages, facts):
            store.clear()
            store.room = 0


def as_(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def at(name: str = "desk", **more: object) -> str:
    return reverse(f"policy:{name}", kwargs={"slug": "lundby", **more})


def the_form(note: StatusNote) -> str:
    return at("status_note", year=note.report.year, note=note.uuid)


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def statements(client: Client, path: str) -> int:
    with sql_listed() as sql:
        client.get(path)
    return len(sql)


def a_draft(town: Town) -> ActionPlan:
    return a_draft_plan(town, town.municipality.policies.get().versions.get(), title="Udkast")


def test_a_page_seen_before_asks_for_the_session_and_nothing_else(town: Town) -> None:
    finn = as_(town, "finn")
    assert statements(finn, at()) > 5
    assert statements(finn, at()) == 1


def test_the_kept_page_is_the_page_but_for_the_secrets_of_its_forms(town: Town) -> None:
    finn, note = as_(town, "finn"), note_of(town.municipality.policies.get().reports.get())
    made, kept = body(finn, the_form(note)), body(finn, the_form(note))
    assert SECRETS.sub("", made) == SECRETS.sub("", kept)
    before, after = SECRETS.findall(made), SECRETS.findall(kept)
    assert [name for name, _value in before] == [name for name, _value in after]
    assert not {value for _name, value in before} & {value for _name, value in after}


def test_a_form_from_a_kept_page_is_saved_once_for_each_time_it_was_opened(town: Town) -> None:
    note = note_of(town.municipality.policies.get().reports.get())
    finn = Client(enforce_csrf_checks=True)
    finn.force_login(town.people["finn"])
    body(finn, the_form(note))
    sent = dict(SECRETS.findall(body(finn, the_form(note))))
    fields = {**sent, "_version": note.version, "stated": "on_track", "happened": "Vi har malet alle døre."}
    answers = [finn.post(the_form(note), fields) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert "Vi har malet alle døre." in body(finn, the_form(note))
    assert Entry.objects.filter(about_uuid=note.uuid, sort="change", by_name="Finn Falk").count() == 1


def test_two_people_never_share_a_page(town: Town) -> None:
    pages_of = {name: body(as_(town, name), at()) for name in ("finn", "dan")}
    again = {name: body(as_(town, name), at()) for name in ("finn", "dan")}
    assert "Finn Falk" in again["finn"]
    assert "Dan Dam" in again["dan"]
    assert len(pages_of["finn"]) != len(pages_of["dan"])


def test_a_change_by_a_colleague_is_seen_in_the_next_request(town: Town) -> None:
    finn = as_(town, "finn")
    body(finn, at())
    actions.change_municipality(municipality=town.municipality, by=town.machine, name="Nye Lundby Kommune")
    assert "Nye Lundby Kommune" in body(finn, at())


def test_a_post_that_is_ended_opens_nothing_in_the_next_request(town: Town) -> None:
    finn = as_(town, "finn")
    body(finn, at())
    actions.end_post(post=Post.objects.get(user=town.people["finn"]), ends_on=date(2021, 11, 21), by=town.machine)
    assert finn.get(at()).status_code in (302, 403)


def test_a_session_that_was_ended_opens_no_kept_page(town: Town) -> None:
    finn = as_(town, "finn")
    body(finn, at())
    SessionOfUser.objects.filter(user=town.people["finn"]).delete()
    assert finn.get(at()).status_code == 302


def test_a_look_at_a_draft_is_in_the_record_every_time_though_the_page_is_kept(town: Town) -> None:
    plan, finn = a_draft(town), as_(town, "finn")
    there = at("plan_page", pk=plan.pk)
    first = statements(finn, there)
    assert statements(finn, there) == 2  # the session, and the look
    assert first > 5
    body(finn, there)
    looks = Entry.objects.filter(about_uuid=plan.uuid, sort="look")
    rows = looks.values("verb", "by_name", "acting_as", "relation", "about_kind", "about_name", "fields").distinct()
    assert (looks.count(), rows.count()) == (3, 1)


def test_a_kept_page_whose_look_cannot_be_written_is_not_shown(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, finn = a_draft(town), as_(town, "finn")
    there = at("plan_page", pk=plan.pk)
    body(finn, there)

    def broken(*args: object, **kwargs: object) -> None:
        raise DatabaseError("the record is full")

    monkeypatch.setattr(Entry.objects, "create", broken)
    answer = finn.get(there)
    assert answer.status_code == 503
    assert plan.title not in answer.content.decode()


def test_each_language_and_each_day_has_its_page(town: Town) -> None:
    finn = as_(town, "finn")
    body(finn, at())
    finn.cookies[COOKIE] = "en"
    assert '<html lang="en">' in body(finn, at())
    with clock.standing_at(date(2021, 11, 23)):
        assert statements(finn, at()) > 5


def test_after_a_minute_the_page_is_made_anew(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    finn = as_(town, "finn")
    body(finn, at())
    monkeypatch.setattr(kept_pages, "A_MINUTE", 0.0)
    assert statements(finn, at()) > 5


def test_what_a_form_asks_is_never_answered_from_memory(town: Town) -> None:
    finn, note = as_(town, "finn"), note_of(town.municipality.policies.get().reports.get())
    body(finn, the_form(note))
    answer = finn.post(the_form(note), {"stated": "", "happened": "Halvt skrevet"})
    assert answer.status_code == 200
    assert "Halvt skrevet" in answer.content.decode()
    assert "Halvt skrevet" not in body(finn, the_form(note))
