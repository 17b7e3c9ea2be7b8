"""The first wall, on both databases: outside a municipality every question raises, inside only its rows answer."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django_scopes import ScopeError

from holdepunkt import tenancy
from holdepunkt.people import reads
from holdepunkt.people.models import Municipality, Post, Unit, User
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import LONG_AGO, Town, a_town
from holdepunkt.policy.models import Policy
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.record import reads as record
from holdepunkt.record.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("walls_up")]

TENANTS = [model for model in apps.get_models() if tenancy.is_tenant(model)]
QUESTIONS: dict[str, Callable[[Any], Any]] = {
    "list": list,
    "all": lambda rows: list(rows.all()),
    "filter": lambda rows: rows.filter(pk=1),
    "exclude": lambda rows: rows.exclude(pk=1),
    "get": lambda rows: rows.get(pk=1),
    "first": lambda rows: rows.first(),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "in_bulk": lambda rows: rows.in_bulk([1]),
    "values": lambda rows: rows.values("pk"),
    "aggregate": lambda rows: rows.aggregate(models.Max("pk")),
    "select_for_update": lambda rows: rows.select_for_update(),
    "select_related": lambda rows: rows.select_related(),
    "raw": lambda rows: rows.raw("SELECT 1 AS id"),
    "create": lambda rows: rows.create(),
    "get_or_create": lambda rows: rows.get_or_create(pk=1),
    "bulk_create": lambda rows: rows.bulk_create([]),
    "bulk_update": lambda rows: rows.bulk_update([], ["pk"]),
    "update": lambda rows: rows.update(),
    "delete": lambda rows: rows.get_queryset().delete(),
}


@pytest.fixture(scope="module")
def towns(walls_up: None, django_db_setup: None, django_db_blocker: Any) -> Any:
    """Lundby and Aaby, each with its people and a policy."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        with tenancy.unscoped(because="the test builds both towns, as their operator would"):
            found = a_town(), a_town("aaby", "Aaby Kommune")
            for town in found:
                a_policy(town)
        yield found
        transaction.set_rollback(True)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_outside_a_municipality_every_question_raises(question: Callable[[Any], Any]) -> None:
    assert len(TENANTS) > 90
    assert [model._meta.label for model in TENANTS if _is_answered(model, question)] == []


def _is_answered(model: Any, question: Callable[[Any], Any]) -> bool:
    try:
        question(model.objects if question is not list else model.objects.get_queryset())
    except ScopeError:
        return False
    return True


def test_what_hangs_on_a_row_raises_outside_too(towns: tuple[Town, Town]) -> None:
    with pytest.raises(ScopeError):
        list(towns[0].municipality.units.all())
    with pytest.raises(ScopeError):
        towns[0].people["finn"].posts.count()


def test_inside_only_the_own_rows_answer(towns: tuple[Town, Town]) -> None:
    here, there = towns
    with tenancy.within(here.municipality):
        for model in (Unit, User, Policy):
            assert set(model.objects.values_list("municipality", flat=True)) == {here.municipality.pk}
        assert not Unit.objects.filter(municipality=there.municipality).exists()
        assert not list(there.municipality.units.all())
        assert not Unit.objects.filter(pk=there.units["social"].pk).update(name="vores nu")


def test_the_record_tells_only_of_the_own_municipality(towns: tuple[Town, Town]) -> None:
    here, there = towns
    with tenancy.within(here.municipality):
        assert Entry.objects.exists()
        assert not record.about(there.municipality.slug, there.municipality.uuid).exists()


def test_nobody_is_found_by_a_user_name_of_another_municipality(towns: tuple[Town, Town]) -> None:
    here, there = towns
    with tenancy.within(here.municipality), pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(there.people["finn"].username)


def test_that_a_user_name_is_taken_elsewhere_is_known_and_nothing_else(towns: tuple[Town, Town]) -> None:
    here, there = towns
    with tenancy.within(here.municipality):
        assert reads.username_is_taken(there.people["finn"].username)
        assert not User.objects.filter(pk=there.people["finn"].pk).exists()


def test_a_row_with_another_municipalitys_parent_is_not_made(towns: tuple[Town, Town]) -> None:
    here, there = towns
    post = {"unit": there.units["social"], "role": Role.EFFORT_LEAD, "starts_on": LONG_AGO}
    with tenancy.within(here.municipality):
        with pytest.raises(tenancy.Crossing):
            Post.objects.create(user=here.people["dan"], **post)
        with pytest.raises(tenancy.Crossing):
            Post.objects.bulk_create([Post(user=here.people["dan"], **post)])
        with pytest.raises(tenancy.Crossing):
            here.people["dan"].posts.create(**post)
        with pytest.raises(tenancy.Crossing):
            Policy.objects.create(municipality=there.municipality, slug="ny", title="Ny")


def test_from_inside_one_municipality_no_way_leads_into_another(towns: tuple[Town, Town]) -> None:
    here, there = towns
    with tenancy.within(here.municipality):
        with tenancy.within(here.municipality):
            assert Unit.objects.exists()
        with pytest.raises(tenancy.Crossing), tenancy.within(there.municipality):
            pass
        assert Unit.objects.exists()


def test_a_scope_ends_with_its_block_also_after_an_error(towns: tuple[Town, Town]) -> None:
    with pytest.raises(ZeroDivisionError), tenancy.within(towns[0].municipality):
        _ = 1 / 0
    with pytest.raises(ScopeError):
        Unit.objects.count()


def test_a_thread_begins_outside_every_municipality(towns: tuple[Town, Town]) -> None:
    found: list[type] = []

    def look() -> None:
        try:
            Unit.objects.count()
        except ScopeError as error:
            found.append(type(error))

    with tenancy.within(towns[0].municipality):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert found == [ScopeError]


def test_the_clockwork_and_the_paper_go_into_each_municipality_by_themselves(towns: tuple[Town, Town]) -> None:
    call_command("tick", "--date", "2021-11-22")
    call_command("paper", "lundby", "--list")
    call_command("municipality_add", "byen", "Byen", "--lead", "Finn Falk", "--username", "finn@byen")
    assert Municipality.objects.filter(slug="byen").exists()
