"""The record on screen: who may read it, what one can look for, and that reading it is in it too."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from holdepunkt import clock, record, tenancy
from holdepunkt.people import actions as people
from holdepunkt.people.models import User
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.policy.actions import effort as efforts
from holdepunkt.policy.models import Effort, PolicyVersion
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_plans import a_plan, an_effort
from holdepunkt.record import keys, reads
from holdepunkt.record.actions import seal
from holdepunkt.record.append_only import lifted
from holdepunkt.record.models import Entry, Seal
from holdepunkt.record.rules import Sort
from holdepunkt.record.verifier import check_export

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(town: Town) -> User:
    """The data-protection officer of Lundby."""
    user = people.add_user(
        municipality=town.municipality, username="bo@lundby", name="Bo Birk", by=town.machine, email="bo@lundby.example"
    )
    unit = town.units["social"]
    people.start_post(user=user, unit=unit, role=Role.DATA_PROTECTION_OFFICER, starts_on=LONG_AGO, by=town.machine)
    return user


@pytest.fixture
def version(town: Town) -> PolicyVersion:
    return a_policy(town)


@pytest.fixture
def officer(client: Client, bo: User) -> Client:
    client.force_login(bo)
    return client


def page(client: Client, name: str = "record", *, status: int = 200, **query: Any) -> str:
    pk = {"pk": query.pop("pk")} if "pk" in query else {}
    answer = client.get(reverse(f"pages:{name}", kwargs={"slug": "lundby", **pk}), query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    with tenancy.visit():  # a file is fetched when the visit that began it is over
        return b"".join(answer).decode()  # type: ignore[arg-type]


def newest(sort: Sort) -> Entry:
    return Entry.objects.filter(sort=sort).latest("pk")


@pytest.mark.parametrize("name", ["record", "record_export", "record_table"])
@pytest.mark.parametrize("who", ["finn", "dan", "gry", "hanne", "ib", "eva"])
def test_nobody_but_the_officer_reads_the_record_and_is_told_who_can_help(
    client: Client, town: Town, who: str, name: str
) -> None:
    client.force_login(town.people[who])
    shown = page(client, name, status=403)
    assert "kun af kommunens databeskyttelsesrådgiver" in shown
    assert "Spørg databeskyttelsesrådgiveren" in shown
    address = reverse("pages:record_verify", kwargs={"slug": "lundby"})
    assert client.post(address).status_code == 403


def test_a_visitor_is_sent_to_sign_in(client: Client, town: Town) -> None:
    assert client.get(reverse("pages:record", kwargs={"slug": "lundby"})).status_code == 302


def test_a_refusal_is_itself_in_the_record_with_what_was_tried_and_why(client: Client, town: Town) -> None:
    client.force_login(town.people["dan"])
    page(client, status=403)
    row = newest(Sort.REFUSAL)
    assert (row.by_name, row.about_name) == ("Dan Dam", "GET /lundby/arbejde/protokol/")
    assert "databeskyttelsesrådgiver" in row.why


def test_the_officer_reads_what_happened_in_kind_sentences(officer: Client, town: Town) -> None:
    shown = page(officer)
    assert "Urværket gav en rolle: Bo Birk" in shown
    assert "tilføjede enheden »Byrådet«" in shown
    assert "Bo Birk" in shown
    assert 'href="/lundby/arbejde/protokol/"' in shown, "the way there is in the navigation"


def test_the_officer_finds_rows_by_sort_words_person_and_days(officer: Client, town: Town) -> None:
    with clock.standing_at(date(2020, 5, 1)):
        people.change_unit(unit=town.units["job"], by=town.as_("finn"), name="Job og Mad")
    record.looked(town.units["social"], by=town.as_("dan"), relation="Du har rollen i dag.")
    rettede = "Finn Falk rettede enheden »Job og Mad«"
    assert rettede in page(officer, words="mad job", person="finn", first="2020-05-01", last="2020-05-01")
    assert rettede not in page(officer, words="mad job", first="2020-05-02")
    assert rettede not in page(officer, words="mad job", last="2020-04-30")
    assert rettede not in page(officer, words="mad", person="dan")
    looks = page(officer, sort="look")
    assert "Du har rollen i dag." in looks
    assert rettede not in looks


def test_what_the_officer_looked_for_is_in_the_record(officer: Client) -> None:
    page(officer, person="dan")
    row = newest(Sort.SEARCH)
    assert (row.verb, row.by_name, row.fields) == ("record.searched", "Bo Birk", {"person": "dan"})


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"first": "2021-02-30"}, "Fra og med"),
        ({"first": "2021-05-01", "last": "2021-04-01"}, "Den sidste dag ligger før den første"),
        ({"sort": "alt"}, "Vælg en af mulighederne"),
        ({"words": "x" * 201}, "200"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_nothing_typed_is_lost(
    officer: Client, query: dict[str, str], said: str
) -> None:
    shown = page(officer, person="Dan Dam", **query)
    assert said in shown
    assert 'value="Dan Dam"' in shown
    assert "tilføjede enheden" not in shown
    page(officer, "record_table", person="Dan Dam", **query)


def test_fifty_are_shown_and_the_rest_is_one_click_away_without_a_count(officer: Client, town: Town) -> None:
    for number in range(60):
        people.change_unit(unit=town.units["job"], by=town.as_("finn"), name=f"Job {number}")
    first = page(officer, person="Finn")
    assert "»Job 59«" in first
    assert "»Job 9«" not in first
    assert "?person=Finn&amp;side=2" in first
    assert "Side 1 af" not in first
    second = page(officer, person="Finn", side="2")
    assert "»Job 9«" in second
    assert "side=3" not in second


def test_the_officer_checks_the_seals_and_is_told_how_it_went(officer: Client, town: Town) -> None:
    address = reverse("pages:record_verify", kwargs={"slug": "lundby"})
    assert "Protokollen er hel" in officer.post(address).content.decode()
    assert newest(Sort.CHANGE).verb == "record.verified"
    row = Seal.objects.get(municipality="lundby", position=3)
    with lifted("record_entry"):
        Entry.objects.filter(uuid=row.entry).update(by_name="En anden")
    shown = officer.post(address).content.decode()
    assert "Protokollen er brudt på plads 3" in shown
    assert str(row.entry) in shown


def test_the_whole_record_is_fetched_as_the_verifier_reads_it(officer: Client) -> None:
    seal("lundby")
    content = page(officer, "record_export").encode()
    outcome = check_export(io.BytesIO(content), keys.all_keys())
    assert (outcome.broken, outcome.rows) == (None, Seal.objects.filter(municipality="lundby").count())
    assert newest(Sort.EXPORT).verb == "record.exported"


def test_the_found_rows_are_fetched_as_a_table_that_runs_nothing(officer: Client, town: Town) -> None:
    people.change_unit(unit=town.units["job"], by=town.as_("finn"), name="=1+1")
    content = page(officer, "record_table", person="finn")
    rows = list(csv.reader(io.StringIO(content.removeprefix("\ufeff")), delimiter=";"))
    assert [row[5] for row in rows[1:]] == ["Finn Falk rettede enheden »=1+1«."]
    assert rows[1][7] == "'=1+1"
    assert newest(Sort.EXPORT).fields == {"person": "finn"}


def test_another_municipalitys_rows_are_never_among_them(officer: Client) -> None:
    other = a_town("aaby", "Aaby Kommune")
    people.change_unit(unit=other.units["job"], by=other.as_("finn"), name="Hemmelig afdeling")
    seal("aaby")
    seal("lundby")
    for name in ("record", "record_table", "record_export"):
        assert "Hemmelig afdeling" not in page(officer, name)


def _an_effort(town: Town, version: PolicyVersion) -> Effort:
    return an_effort(town, a_plan(town, version), "Fælles spisning")


def test_the_policy_lead_reads_what_happened_to_an_effort_and_finds_the_way(
    client: Client, town: Town, version: PolicyVersion
) -> None:
    effort = _an_effort(town, version)
    record.looked(effort, by=town.as_("dan"), relation="Du har rollen i dag.")
    client.force_login(town.people["finn"])
    shown = page(client, "record_effort", pk=effort.pk)
    assert f"skrev indsatsen »{effort.title}« ind i planen." in shown
    assert "Dan Dam læste" not in shown, "who reads is not for the policy lead"
    there = reverse("pages:record_effort", kwargs={"slug": "lundby", "pk": effort.pk})
    own = reverse("policy:effort_page", kwargs={"slug": "lundby", "pk": effort.pk})
    assert there in client.get(own).content.decode()
    client.force_login(town.people["dan"])
    assert there not in client.get(own).content.decode()
    assert "Spørg tovholderen" in page(client, "record_effort", status=403, pk=effort.pk)


def test_another_municipalitys_effort_is_missing(client: Client, town: Town) -> None:
    other = a_town("aaby", "Aaby Kommune")
    effort = _an_effort(other, a_policy(other))
    client.force_login(town.people["finn"])
    page(client, "record_effort", status=404, pk=effort.pk)


def test_an_efforts_history_outlives_the_effort(town: Town, version: PolicyVersion) -> None:
    effort = _an_effort(town, version)
    uuid, title = effort.uuid, effort.title
    efforts.remove_effort(effort=effort, by=town.as_("finn"))
    assert not Effort.objects.filter(uuid=uuid).exists()
    assert reads.about("lundby", uuid)[0].about_name == title
