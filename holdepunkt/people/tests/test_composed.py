"""Queries composed once answer as those composed each time, within the walls they are asked in."""

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, models
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from django_scopes.exceptions import ScopeError

from holdepunkt import tenancy
from holdepunkt.people.models import Municipality, Unit, User
from holdepunkt.people.tests.builders import a_town
from holdepunkt.record import versions
from holdepunkt.record.composed import composed
from holdepunkt.record.models import Entry
from holdepunkt.record.versions import take

pytestmark = pytest.mark.django_db


@composed(pk=models.BigAutoField())
def user_with_place(pk: Any) -> QuerySet[User]:
    return User.objects.filter(pk=pk).select_related("municipality")


@composed(about=models.UUIDField(), verb=models.CharField())
def entries(about: Any, verb: Any) -> QuerySet[Entry]:
    return Entry.objects.filter(about_uuid=about, verb=verb).order_by("pk")


@composed(name=models.CharField())
def units(name: Any) -> QuerySet[Unit]:
    return Unit.objects.filter(name=name)


def test_each_call_gets_the_rows_of_its_own_values() -> None:
    town = a_town()
    for _turn in range(2):
        for person in (town.people["finn"], town.people["dan"]):
            (found,) = user_with_place(pk=person.pk)
            assert (found, found.name, found.municipality.name) == (person, person.name, "Lundby Kommune")


def test_a_row_stands_for_its_number_and_none_equals_nothing() -> None:
    town = a_town()
    assert user_with_place(pk=town.people["finn"]) == [town.people["finn"]]
    assert user_with_place(pk=None) == []


def test_related_rows_come_in_the_same_statement() -> None:
    town = a_town()
    with CaptureQueriesContext(connection) as sent:
        assert user_with_place(pk=town.people["finn"].pk)[0].municipality.slug == "lundby"
    assert len(sent) == 1


def test_values_and_rows_are_converted_as_ever() -> None:
    town = a_town()
    rows = entries(about=town.people["finn"].uuid, verb="user.added")
    expected = list(Entry.objects.filter(about_uuid=town.people["finn"].uuid, verb="user.added"))
    assert rows == expected
    assert [(row.uuid, row.at, row.fields) for row in rows] == [(row.uuid, row.at, row.fields) for row in expected]
    assert len(rows) == 1


@composed(place=models.BigAutoField())
def names_and_kinds(place: Any) -> QuerySet[Unit, tuple[str, str]]:
    return Unit.objects.filter(municipality=place).order_by("pk").values_list("name", "kind")


@composed(place=models.BigAutoField())
def uuids(place: Any) -> QuerySet[Unit, uuid.UUID]:
    return Unit.objects.filter(municipality=place).order_by("pk").values_list("uuid", flat=True)


@composed(place=models.BigAutoField())
def places_with_units(place: Any) -> QuerySet[Municipality]:
    return Municipality.objects.filter(pk=place).prefetch_related("units")


def test_tuples_single_values_and_what_is_read_besides_come_as_from_django() -> None:
    place = a_town().municipality
    here = Unit.objects.filter(municipality=place).order_by("pk")
    assert names_and_kinds(place=place) == list(here.values_list("name", "kind"))
    assert uuids(place=place) == list(here.values_list("uuid", flat=True))
    (found,) = places_with_units(place=place)
    with CaptureQueriesContext(connection) as sent:
        assert set(found.units.all()) == set(here)
    assert len(sent) == 1  # the other side's own


@pytest.mark.parametrize(
    "rows", [lambda: Unit.objects.values("name"), lambda: a_town().municipality.units.all()], ids=["dicts", "of a row"]
)
def test_what_cannot_be_composed_says_so(rows: Any) -> None:
    with pytest.raises(TypeError, match="a composed query"):
        composed()(rows)()


def test_a_relation_is_read_whole_or_glanced_at() -> None:
    with pytest.raises(ValueError, match="municipality in around and in glance"):
        take(a_town().units["social"], version=None, around=("municipality",), glance=("municipality__slug",))


def test_nothing_is_found_where_nothing_is() -> None:
    assert entries(about=uuid.uuid4(), verb="user.added") == []


@pytest.mark.parametrize("pk", [2**63, -(2**70), 10**30])
def test_a_number_without_room_in_the_column_finds_nothing(pk: int) -> None:
    assert user_with_place(pk=pk) == []


def test_a_row_that_is_gone_is_missing() -> None:
    with pytest.raises(Municipality.DoesNotExist):
        take(Municipality(pk=10**9), version=None)


def test_a_locked_row_brings_the_columns_glanced_at_and_saves_its_own() -> None:
    unit = a_town().units["social"]
    with CaptureQueriesContext(connection) as sent:
        row = take(unit, version=1, glance=("municipality__slug",))
        assert (row.municipality.slug, row.name) == ("lundby", unit.name)
        assert len(sent) == 1
        assert row.municipality.name == "Lundby Kommune"  # not glanced at: a statement more
        assert len(sent) == 2
    row.name = "Socialforvaltningen"
    row.save()
    unit.refresh_from_db()
    assert (unit.name, unit.version) == ("Socialforvaltningen", 2)


def test_outside_a_transaction_nothing_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    town = a_town()
    monkeypatch.setattr(versions, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(TransactionManagementError):
        take(town.units["social"], version=None)


def test_a_statement_composed_in_one_municipality_never_answers_in_another(walls_up: None) -> None:
    with tenancy.unscoped(because="the test builds two towns"):
        one, other = a_town(), a_town("strandby", "Strandby Kommune")
    for town in (one, other, one):
        with tenancy.within(town.municipality):
            (found,) = units(name="Socialudvalget")
            assert found == town.units["socialudvalg"]


def test_outside_every_municipality_it_raises_as_ever(walls_up: None) -> None:
    with pytest.raises(ScopeError):
        units(name="Socialudvalget")
