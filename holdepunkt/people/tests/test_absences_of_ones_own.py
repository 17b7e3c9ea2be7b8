"""Whoever is away says so; the leader of a unit says it for those who work there, and opens nothing by it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from holdepunkt import clock
from holdepunkt.people import access, actions, reads
from holdepunkt.people.access import NotPossible, Refused
from holdepunkt.people.models import Absence, User
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.record.models import Entry

LIST = "/lundby/arbejde/fravaer/"


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def asta(town: Town) -> User:
    """The leader of Social og Psykiatri, where Dan and Ib work."""
    user = actions.add_user(municipality=town.municipality, username="asta@lundby", name="Asta Ask", by=town.machine)
    unit = town.units["social"]
    actions.start_post(user=user, unit=unit, role=Role.UNIT_LEADER, starts_on=LONG_AGO, by=town.machine)
    return user


def page_of(town: Town, name: str) -> str:
    """Where somebody's absence is written."""
    return f"/lundby/arbejde/kommunen/mennesker/{town.people[name].pk}/fravaer/ny/"


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_somebody_says_that_they_are_away_changes_it_and_calls_it_off(town: Town) -> None:
    dan = town.people["dan"]
    client, starts = as_(dan), clock.today() + timedelta(days=7)
    assert client.get(LIST).status_code == 200
    answer = client.post(page_of(town, "dan"), {"starts_on": starts.isoformat(), "ends_on": ""})
    assert answer["Location"] == LIST
    row = Absence.objects.get(user=dan)
    assert "stadig" in client.get(LIST).content.decode()
    here = f"/lundby/arbejde/kommunen/mennesker/{dan.pk}/fravaer/{row.pk}/"
    ends = starts + timedelta(days=2)
    sent = {"starts_on": starts.isoformat(), "ends_on": ends.isoformat(), "_version": row.version}
    assert client.post(here, sent).status_code == 302
    row.refresh_from_db()
    assert row.ends_on == ends
    assert client.post(f"{here}aflys/", {})["Location"] == LIST
    assert not Absence.objects.exists()
    rows = Entry.objects.filter(verb__startswith="absence.").order_by("pk")
    assert [(one.verb, one.by_name) for one in rows] == [
        ("absence.noted", "Dan Dam"),
        ("absence.changed", "Dan Dam"),
        ("absence.called_off", "Dan Dam"),
    ]


def test_the_leader_of_a_unit_says_it_for_those_who_work_there(town: Town, asta: User) -> None:
    client = as_(asta)
    page = client.get(LIST).content.decode()
    assert "Dan Dam" in page
    assert "Carla Carlsen" not in page
    sent = {"starts_on": "2021-11-22", "ends_on": "2099-01-01", "deputy": str(asta.pk)}
    assert client.post(page_of(town, "dan"), sent).status_code == 302
    assert Absence.objects.get().deputy == asta


@pytest.mark.parametrize("name", ["carla", "ib", "finn", "gry"])
def test_a_leader_says_nothing_of_other_units_of_heads_and_of_policy_leads(town: Town, asta: User, name: str) -> None:
    answer = as_(asta).post(page_of(town, name), {"starts_on": "2021-11-22"})
    assert answer.status_code == 403
    assert "Hvem kan hjælpe" in answer.content.decode()
    with pytest.raises(Refused):
        actions.note_absence(user=town.people[name], starts_on=date(2021, 11, 22), by=reads.asker_of(asta))
    assert not Absence.objects.exists()


def test_nobody_becomes_a_policy_lead_by_standing_in_for_one_of_their_own_people(town: Town, asta: User) -> None:
    dan = town.people["dan"]
    actions.start_post(user=dan, unit=town.units["social"], role=Role.POLICY_LEAD, starts_on=LONG_AGO, by=town.machine)
    assert not access.may_note_absence(reads.asker_of(asta), User.objects.get(pk=dan.pk))


def test_colleagues_and_those_who_are_gone_say_nothing_of_each_other(town: Town, asta: User) -> None:
    assert as_(town.people["carla"]).post(page_of(town, "dan"), {"starts_on": "2021-11-22"}).status_code == 403
    actions.end_post(post=asta.posts.get(), ends_on=clock.today() - timedelta(days=1), by=town.machine)
    assert as_(User.objects.get(pk=asta.pk)).post(page_of(town, "dan"), {}).status_code == 403
    assert not Absence.objects.exists()


def test_who_stands_in_works_in_the_same_unit_unless_the_policy_lead_says_otherwise(town: Town) -> None:
    dan, carla, ib = (town.people[name] for name in ("dan", "carla", "ib"))
    offered = as_(dan).get(page_of(town, "dan")).content.decode()
    assert "Ib Iversen" in offered
    assert "Carla Carlsen" not in offered
    with pytest.raises(NotPossible, match="samme enhed"):
        actions.note_absence(user=dan, starts_on=date(2021, 11, 22), deputy=carla, by=town.as_("dan"))
    actions.note_absence(user=dan, starts_on=date(2021, 11, 22), deputy=ib, by=town.as_("dan"))
    actions.note_absence(user=dan, starts_on=date(2022, 11, 22), deputy=carla, by=town.as_("finn"))
    assert Absence.objects.count() == 2


@pytest.mark.parametrize("starts_on", [LONG_AGO, date(2099, 1, 1)])
def test_a_data_protection_officer_names_nobody_to_read_the_whole_record(town: Town, starts_on: date) -> None:
    dan, ib, away = town.people["dan"], town.people["ib"], date(2021, 11, 22)
    role = Role.DATA_PROTECTION_OFFICER
    actions.start_post(user=dan, unit=town.units["social"], role=role, starts_on=starts_on, by=town.machine)
    assert "Ib Iversen" not in as_(dan).get(page_of(town, "dan")).content.decode()
    with pytest.raises(NotPossible, match=r"hele protokollen.*Tovholderen"):
        actions.note_absence(user=dan, starts_on=away, deputy=ib, by=reads.asker_of(dan))
    row = actions.note_absence(user=dan, starts_on=away, by=reads.asker_of(dan))
    with pytest.raises(NotPossible, match="hele protokollen"):
        actions.change_absence(absence=row, starts_on=away, deputy=ib, by=reads.asker_of(dan))
    row = actions.change_absence(absence=row, starts_on=away, deputy=ib, by=town.as_("finn"))
    ends = away + timedelta(days=3)
    row = actions.change_absence(absence=row, starts_on=away, ends_on=ends, deputy=ib, by=reads.asker_of(dan))
    assert (row.deputy, row.ends_on) == (ib, ends)


def test_another_towns_people_are_missing(town: Town) -> None:
    other = a_town("nabo", "Nabo Kommune")
    address = f"/lundby/arbejde/kommunen/mennesker/{other.people['dan'].pk}/fravaer/ny/"
    assert as_(town.people["finn"]).get(address).status_code == 404


def test_the_list_asks_as_much_for_many_as_for_few(
    town: Town, asta: User, django_assert_max_num_queries: object
) -> None:
    by = reads.asker_of(asta)
    for number in range(12):
        user = actions.add_user(municipality=town.municipality, username=f"p{number}", name="Bo Bæk", by=town.machine)
        actions.start_post(
            user=user, unit=town.units["social"], role=Role.PROFESSIONAL, starts_on=LONG_AGO, by=town.machine
        )
        actions.note_absence(user=user, starts_on=clock.today(), by=town.machine)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert sum(len(user.absences.all()) for user in reads.whose_absence(by)) == 12
