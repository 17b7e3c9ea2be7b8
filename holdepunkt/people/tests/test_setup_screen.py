"""Setting up a municipality on screen: name, colour, words, closing days, units, people, posts."""

import re
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from holdepunkt.people import actions, reads
from holdepunkt.people.access import NotPossible
from holdepunkt.people.asker import machine
from holdepunkt.people.models import Municipality, Post, Unit, User
from holdepunkt.people.rules import Role, UnitKind, sort_key
from holdepunkt.people.tests.builders import Town, a_town


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def signed_in(town: Town, name: str = "finn") -> Client:
    client = Client()
    client.force_login(town.people[name])
    return client


def address(name: str, **more: Any) -> str:
    return reverse(f"people:{name}", kwargs={"slug": "lundby", **more})


PAGES = (
    "setup",
    "setup_municipality",
    "setup_words",
    "setup_closing_days",
    "setup_units",
    "setup_unit_add",
    "setup_people",
    "setup_person_add",
)


@pytest.mark.parametrize("page", PAGES)
def test_the_policy_lead_opens_every_page_and_nobody_else(town: Town, page: str) -> None:
    assert signed_in(town).get(address(page)).status_code == 200
    for name in ("dan", "gry", "hanne", "ib", "eva"):
        assert signed_in(town, name).get(address(page)).status_code == 403
    assert Client().get(address(page)).status_code == 302


def municipality_form(**more: Any) -> dict[str, Any]:
    return {"name": "Lundby Kommune", "council_name": "byråd", "accent": "#1f5a4b", "case_system": ""} | more


def test_a_colour_that_cannot_be_read_is_refused_with_what_was_found_and_what_is_needed(town: Town) -> None:
    answer = signed_in(town).post(address("setup_municipality"), municipality_form(accent="#ffcc00"))
    body = answer.content.decode()
    assert "Kontrasten er 1.4" in body
    assert "mindst 4.5" in body
    assert signed_in(town).post(address("setup_municipality"), municipality_form(accent="grøn")).status_code == 200
    assert Municipality.objects.get().accent == "#1f5a4b"


def test_the_name_changes_and_sorts_anew(town: Town) -> None:
    sent = municipality_form(name="Ålund Kommune", case_system="Sag")
    assert signed_in(town).post(address("setup_municipality"), sent).status_code == 302
    row = Municipality.objects.get()
    assert row.name == "Ålund Kommune"
    assert row.sort_key == sort_key("Ålund Kommune")


def test_two_leads_at_once_get_the_merge_page(town: Town) -> None:
    actions.change_municipality(
        municipality=town.municipality, by=machine(town.municipality), council_name="kommunalbestyrelse"
    )
    sent = municipality_form(council_name="bystyre", _version=1)
    answer = signed_in(town).post(address("setup_municipality"), sent)
    assert answer.status_code == 409
    assert "kommunalbestyrelse" in answer.content.decode()


def test_words_replace_ours_and_empty_ones_give_ours_back(town: Town) -> None:
    client = signed_in(town)
    client.post(address("setup_words"), {"plan": "årsplan", "council": ""})
    assert Municipality.objects.get().words == {"plan": "årsplan"}
    client.post(address("setup_words"), {"plan": ""})
    assert Municipality.objects.get().words == {}


def test_every_wrong_closing_day_is_named_at_once(town: Town) -> None:
    client = signed_in(town)
    body = client.post(address("setup_closing_days"), {"days": "31-02\nsnart\n27-12"}).content.decode()
    assert "31-02, snart" in body
    assert client.post(address("setup_closing_days"), {"days": "27-12\n24-12-2021"}).status_code == 302
    assert Municipality.objects.get().closing_days == ["12-27", "2021-12-24"]
    assert "24-12-2021" in client.get(address("setup_closing_days")).content.decode()


def test_a_renamed_committee_ends_and_names_the_one_that_took_over(town: Town) -> None:
    client = signed_in(town)
    client.post(address("setup_unit_add"), {"name": "Udvalget for Ældre og Ø-liv", "kind": "committee"})
    new = Unit.objects.get(key="udvalget-for-aeldre-og-oe-liv")
    old = town.units["socialudvalg"]
    sent = {"name": old.name, "kind": "committee", "valid_until": "2021-12-31", "successor": new.pk, "_version": 1}
    assert client.post(address("setup_unit", pk=old.pk), sent).status_code == 302
    old.refresh_from_db()
    assert old.successor == new
    assert old.valid_until == date(2021, 12, 31)
    assert "afløst af Udvalget for Ældre" in client.get(address("setup_units")).content.decode()


def test_units_cannot_point_in_a_circle_or_run_backwards(town: Town) -> None:
    client, job, social = signed_in(town), town.units["job"], town.units["social"]
    actions.change_unit(unit=social, by=machine(town.municipality), parent=job)
    sent = {
        "name": "Job",
        "kind": "department",
        "parent": social.pk,
        "_version": 1,
        "valid_from": "2021-01-01",
        "valid_until": "2020-01-01",
    }
    body = client.post(address("setup_unit", pk=job.pk), sent).content.decode()
    assert "peger enhederne i ring" in body
    assert "slutter, før den begynder" in body


def test_the_unit_of_another_municipality_is_missing(town: Town) -> None:
    other = a_town("sundby", "Sundby Kommune")
    client = signed_in(town)
    assert client.get(address("setup_unit", pk=other.units["job"].pk)).status_code == 404
    assert client.get(address("setup_person", pk=other.people["finn"].pk)).status_code == 404
    post = Post.objects.filter(user=other.people["dan"]).get()
    assert client.get(address("setup_post_end", pk=town.people["dan"].pk, post=post.pk)).status_code == 404


def new_person(town: Town, **more: Any) -> dict[str, Any]:
    return {
        "name": "Jens Juhl",
        "username": "jens@lundby",
        "role": "effort_lead",
        "unit": town.units["job"].pk,
        "starts_on": "2021-01-01",
        "password": "klit-og-lyng-123",
    } | more


def test_a_new_person_has_a_role_and_signs_in_with_the_password_that_was_shown(town: Town) -> None:
    client = signed_in(town)
    shown = client.get(address("setup_person_add")).content.decode()
    assert re.search(r'name="password"[^>]*value="\w{4}-\w{4}-\w{4}-\w{4}"', shown)
    assert client.post(address("setup_person_add"), new_person(town)).status_code == 302
    jens = User.objects.get(username="jens@lundby")
    assert reads.asker_of(jens).has(Role.EFFORT_LEAD)
    answer = Client().post("/lundby/log-ind/", {"username": "jens@lundby", "password": "klit-og-lyng-123"})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("more", "word"),
    [({"password": "kort"}, "password"), ({"username": "FINN@lundby"}, "er taget"), ({"unit": ""}, "unit")],
)
def test_what_is_wrong_about_a_new_person_is_said(town: Town, more: dict[str, Any], word: str) -> None:
    body = signed_in(town).post(address("setup_person_add"), new_person(town, **more)).content.decode()
    assert word in body
    assert not User.objects.filter(name="Jens Juhl").exists()


def test_the_last_policy_lead_stays_until_another_has_the_role(town: Town) -> None:
    client, finn = signed_in(town), town.people["finn"]
    post = Post.objects.get(user=finn)
    end = address("setup_post_end", pk=finn.pk, post=post.pk)
    body = client.post(end, {"ends_on": "2031-12-31"}).content.decode()
    assert "ingen tovholder" in body
    client.post(
        address("setup_post_add", pk=town.people["carla"].pk),
        {"role": "policy_lead", "unit": town.units["job"].pk, "starts_on": "2021-01-01"},
    )
    assert client.post(end, {"ends_on": "2031-12-31"}).status_code == 302
    post.refresh_from_db()
    assert post.ends_on == date(2031, 12, 31)


def test_a_lead_cannot_lock_themselves_out(town: Town) -> None:
    finn = town.people["finn"]
    answer = signed_in(town).post(address("setup_person", pk=finn.pk), {"name": finn.name})
    assert "lukke dig selv ude" in answer.content.decode()


def test_the_list_of_people_costs_the_same_with_ten_times_the_people(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    client, by = signed_in(town), machine(town.municipality)

    def add(first: int, last: int) -> None:
        for n in range(first, last):
            user = actions.add_user(municipality=town.municipality, username=f"u{n}", name=f"U {n:03}", by=by)
            actions.start_post(
                user=user, unit=town.units["job"], role=Role.EFFORT_LEAD, starts_on=date(2020, 1, 1), by=by
            )

    add(0, 6)
    client.get(address("setup_people"))
    with django_assert_max_num_queries(10) as few:
        client.get(address("setup_people"))
    add(6, 100)
    with django_assert_max_num_queries(10) as many:
        assert "?side=2" in client.get(address("setup_people")).content.decode()
    assert len(few) == len(many)


def test_a_town_with_names_of_sixty_letters_and_hundreds_of_units_is_paged(town: Town) -> None:
    by = machine(town.municipality)
    for n in range(120):
        actions.add_unit(
            municipality=town.municipality, key=f"u-{n}", kind=UnitKind.EXTERNAL, name=f"Å{n:03} " + "x" * 60, by=by
        )
    body = signed_in(town).get(address("setup_units")).content.decode()
    assert "?side=3" in body


def test_the_operators_command_adds_one_municipality_and_refuses_what_is_taken(town: Town) -> None:
    told = StringIO()
    call_command(
        "municipality_add", "strandby", "Strandby Kommune", "--lead", "Gry Grøn", "--username", "g", stdout=told
    )
    password = told.getvalue().strip().rsplit(" ", 1)[-1]
    assert User.objects.get(username="g").check_password(password)
    for wrong in (["strandby", "X", "x"], ["Strand By", "X", "x"], ["ui", "X", "x"], ["nyby", "X", "g"]):
        slug, name, username = wrong
        with pytest.raises(CommandError):
            call_command("municipality_add", slug, name, "--lead", "A", "--username", username)


@pytest.mark.parametrize("day", ["9999-12-31", "2101-01-01", "1899-12-31"])
def test_a_role_that_ends_in_another_age_is_refused_with_the_years_one_can_write(town: Town, day: str) -> None:
    finn = town.people["finn"]
    end = address("setup_post_end", pk=finn.pk, post=Post.objects.get(user=finn).pk)
    answer = signed_in(town).post(end, {"ends_on": day})
    assert answer.status_code == 200
    assert "mellem 1900 og 2100" in answer.content.decode()
    assert Post.objects.get(user=finn).ends_on is None


def test_a_unit_or_a_role_cannot_begin_in_another_age(town: Town) -> None:
    client, job = signed_in(town), town.units["job"]
    unit = {"name": "Ny", "kind": "department", "valid_from": "9999-12-31"}
    role = {"role": "effort_lead", "unit": job.pk, "starts_on": "0001-01-01"}
    for page, sent in (
        (address("setup_unit_add"), unit),
        (address("setup_post_add", pk=town.people["dan"].pk), role),
        (address("setup_person_add"), new_person(town, starts_on="9999-12-31")),
    ):
        assert "mellem 1900 og 2100" in client.post(page, sent).content.decode()


def test_a_lead_until_the_last_day_there_is_leaves_no_day_open(town: Town) -> None:
    Post.objects.filter(user=town.people["finn"]).update(ends_on=date.max)
    assert reads.first_day_without_a_lead(town.municipality, since=date(2021, 1, 1)) is None


def test_a_role_is_ended_only_under_the_person_who_holds_it(town: Town) -> None:
    of_dan = Post.objects.get(user=town.people["dan"])
    end = address("setup_post_end", pk=town.people["carla"].pk, post=of_dan.pk)
    client = signed_in(town)
    assert client.get(end).status_code == 404
    assert client.post(end, {"ends_on": "2031-12-31"}).status_code == 404
    of_dan.refresh_from_db()
    assert of_dan.ends_on is None


@pytest.mark.parametrize(
    "line", ["27-²", "²-12", "27-12-²²²²", "27-" + "9" * 4301, "27-12-" + "9" * 4301, "27-12-9999"]
)
def test_a_closing_day_that_is_no_day_is_said_to_be_none(town: Town, line: str) -> None:
    answer = signed_in(town).post(address("setup_closing_days"), {"days": line})
    assert answer.status_code == 200
    assert "Det her er ikke dage" in answer.content.decode()


def test_two_leads_who_change_the_same_person_meet_on_the_merge_page(town: Town) -> None:
    dan = town.people["dan"]
    actions.change_user(user=dan, phone="87 65 43 21", by=machine(town.municipality))
    sent = {"name": "Dan Dahl", "email": dan.email, "phone": dan.phone, "is_active": "on", "_version": 1}
    answer = signed_in(town).post(address("setup_person", pk=dan.pk), sent)
    assert answer.status_code == 409
    assert "87 65 43 21" in answer.content.decode()
    dan.refresh_from_db()
    assert dan.name == "Dan Dam"


def test_a_role_that_another_has_ended_meanwhile_is_not_ended_again_unseen(town: Town) -> None:
    post = Post.objects.get(user=town.people["dan"])
    actions.end_post(post=post, ends_on=date(2030, 1, 31), by=machine(town.municipality))
    place = address("setup_post_end", pk=town.people["dan"].pk, post=post.pk)
    answer = signed_in(town).post(place, {"ends_on": "2030-06-30", "_version": 1})
    assert answer.status_code == 409
    assert Post.objects.get(pk=post.pk).ends_on == date(2030, 1, 31)


def test_closing_a_unit_asks_who_took_over_and_says_what_still_hangs_on_it(town: Town) -> None:
    client, job = signed_in(town), town.units["job"]
    actions.change_unit(unit=town.units["boligforening"], parent=job, by=machine(town.municipality))
    sent = {"name": job.name, "kind": "department", "valid_until": "2021-12-31", "_version": 1}
    page = client.post(address("setup_unit", pk=job.pk), sent).content.decode()
    assert "enheder: 1" in page
    assert "poster: 1" in page
    assert Unit.objects.get(pk=job.pk).valid_until is None
    assert client.post(address("setup_unit", pk=job.pk), sent | {"nobody": "on"}).status_code == 302
    assert Unit.objects.get(pk=job.pk).valid_until == date(2021, 12, 31)


@pytest.mark.parametrize("name", ["parent", "successor"])
def test_units_in_a_ring_are_refused_by_the_action_too(town: Town, name: str) -> None:
    job, social, byraad = (town.units[key] for key in ("job", "social", "byraad"))
    by = town.as_("finn")
    actions.change_unit(unit=job, by=by, **{name: social})
    actions.change_unit(unit=social, by=by, **{name: byraad})
    with pytest.raises(NotPossible, match="i ring"):
        actions.change_unit(unit=byraad, by=by, **{name: job})
    with pytest.raises(NotPossible, match="i ring"):
        actions.change_unit(unit=job, by=by, **{name: job})
    with pytest.raises(NotPossible, match="anden kommune"):
        actions.change_unit(unit=job, by=by, **{name: a_town("nabo", "Nabo").units["job"]})


def test_lists_are_searched_and_the_next_page_keeps_what_one_looks_for(town: Town) -> None:
    for n in range(60):
        actions.add_unit(
            municipality=town.municipality,
            key=f"u{n}",
            kind=UnitKind.DEPARTMENT,
            name=f"Værested Å {n}",
            by=machine(town.municipality),
        )
    client = signed_in(town)
    page = client.get(address("setup_units"), {"q": "VÆRESTED å"}).content.decode()
    assert "q=V%C3%86RESTED+%C3%A5&amp;side=2" in page
    assert "Socialudvalget" not in page
    assert "Dan Dam" in client.get(address("setup_people"), {"q": "dan"}).content.decode()
    assert "Intet passer" in client.get(address("setup_people"), {"q": "findes\x00ikke%_"}).content.decode()


def test_lists_take_as_many_statements_for_three_hundred_units_as_for_seven(
    town: Town, django_assert_max_num_queries: Any
) -> None:
    row = town.units["social"]
    Unit.objects.bulk_create(
        Unit(
            municipality=row.municipality,
            key=f"n{n}",
            kind=row.kind,
            name=f"Enhed {n}",
            sort_key=f"enhed {n}",
            parent=row,
        )
        for n in range(300)
    )
    client = signed_in(town)
    for page in ("setup_units", "setup_people", "setup"):
        with django_assert_max_num_queries(7):
            assert client.get(address(page)).status_code == 200


def test_the_lead_writes_the_kind_words_and_an_empty_list_brings_ours_back(town: Town) -> None:
    finn, path = signed_in(town), "/lundby/arbejde/kommunen/venlige-ord/"
    assert path in finn.get("/lundby/arbejde/kommunen/").content.decode()
    assert "misbruger: mennesker" in finn.get(path).content.decode()
    finn.post(path, {"words": "kunde: borger"})
    town.municipality.refresh_from_db()
    assert town.municipality.label_words == [{"word": "kunde", "instead": "borger"}]
    finn.post(path, {"words": ""})
    assert "misbruger: mennesker" in finn.get(path).content.decode()
