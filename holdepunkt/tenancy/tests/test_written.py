"""A row written by a kept statement is the row that Django would have written, and fails as it would have."""

import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import F, Value
from django.db.models.sql import UpdateQuery
from django.test.utils import CaptureQueriesContext

from holdepunkt.people.models import Unit
from holdepunkt.people.rules import UnitKind
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.record.models import Entry
from holdepunkt.tenancy import QuicklyWritten, written

OURS = [model for model in apps.get_models() if issubclass(model, QuicklyWritten)]


@pytest.fixture
def town(db: None) -> Town:
    """A town of its own for each test."""
    return a_town()


def a_unit(town: Town, key: str = "natcafe", **more: Any) -> Unit:
    """A unit that is not written yet."""
    return Unit(municipality=town.municipality, key=key, kind=UnitKind.DEPARTMENT, name="Natcaféen", **more)


def djangos_update(kind: type[models.Model], fields: list[Any]) -> str:
    """The UPDATE that Django writes for one row of this kind."""
    query = kind._base_manager.filter(pk=1).query.chain(UpdateQuery)
    query.add_update_fields([(field, None, Value(1)) for field in fields])
    return str(query.get_compiler(connection=connection).as_sql()[0])


def test_the_kept_update_of_every_kind_is_djangos_own() -> None:
    assert len(OURS) > 90
    for kind in OURS:
        fields = [field for field in kind._meta.local_concrete_fields if not field.primary_key]
        kept = written._update(kind, fields, connection.ops.quote_name)
        if any(isinstance(field, models.BinaryField) for field in fields):
            assert kept is None
        else:
            assert kept is not None
            assert kept[0] == djangos_update(kind, fields)


def test_a_row_is_read_back_as_it_was_written_the_first_time_and_the_second(town: Town) -> None:
    for key in ("natcafe", "cafe"):
        unit = a_unit(town, key, phone="5555 5555", is_example=True)
        unit.save(force_insert=True)
        found = Unit.objects.get(pk=unit.pk)
        assert unit.pk
        assert not unit._state.adding
        for field in Unit._meta.concrete_fields:
            assert getattr(found, field.attname) == getattr(unit, field.attname), field.name


def test_a_change_is_one_statement_and_touches_what_it_names_only(town: Town) -> None:
    unit = town.units["social"]
    for phone in ("5555 0001", "5555 0002"):
        unit.name, unit.phone = "Et andet navn", phone
        with CaptureQueriesContext(connection) as sent:
            unit.save(update_fields=["phone"])
        assert len(sent) == 1
        assert list(Unit.objects.filter(pk=unit.pk).values_list("name", "phone")) == [("Social og Psykiatri", phone)]


def test_what_the_database_works_out_is_worked_out_each_time(town: Town) -> None:
    for count in (2, 3):
        unit = Unit.objects.get(pk=town.units["social"].pk)
        unit.version = F("version") + 1
        unit.save(update_fields=["version"])
        assert Unit.objects.get(pk=unit.pk).version == count
    made = a_unit(town, phone=Value("5555"))
    made.save(force_insert=True)
    assert Unit.objects.get(pk=made.pk).phone == "5555"


def test_a_key_that_is_given_is_kept_and_two_of_one_are_refused(town: Town) -> None:
    a_unit(town, pk=70_001).save(force_insert=True)
    assert Unit.objects.get(key="natcafe").pk == 70_001
    with pytest.raises(IntegrityError), transaction.atomic():
        a_unit(town, "cafe", pk=70_001).save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_unit(town).save(force_insert=True)
    assert Unit.objects.filter(key="cafe").count() == 0


def test_a_row_that_is_gone_is_told_of(town: Town) -> None:
    with pytest.raises(DatabaseError, match="Forced update"), transaction.atomic():
        a_unit(town, pk=70_002).save(force_update=True)
    with pytest.raises(DatabaseError, match="update_fields"), transaction.atomic():
        a_unit(town, pk=70_003).save(update_fields=["name"])


def test_a_row_of_the_record_comes_with_what_the_database_has_set(db: None) -> None:
    for _turn in range(2):
        entry = Entry.objects.create(
            municipality="lundby", at="2021-11-22T08:00:00Z", by_kind="machine", verb="x", about_kind="y",
            about_name="z", about_uuid=uuid.uuid4(), fields={"a": [1, None]},
        )  # fmt: skip
        found = Entry.objects.get(pk=entry.pk)
        assert (found.sort, found.relation, found.fields) == (entry.sort, entry.relation, {"a": [1, None]})
