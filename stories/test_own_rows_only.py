"""Two municipalities in one database: every row that a page reads is of the municipality in its address.

The wall of PostgreSQL would hide a foreign row; here the rows themselves are watched, so SQLite proves it too.
"""

from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from holdepunkt import clock, tenancy
from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.tests.builders_status import TODAY
from holdepunkt.tenancy.tests.as_the_site import as_the_site
from holdepunkt.tenancy.tests.builders import a_whole_town
from stories.steps import every_page
from stories.walking import Person

pytestmark = pytest.mark.django_db

HOOKS = import_module("holdepunkt.policy.migrations.0010_one_municipality").ROWS | {
    "Post": "unit",
    "Unit": "",
    "User": "",
}
IS_WALLED = connection.vendor == "postgresql"  # what is read there has passed the database's own wall besides
PEOPLE = ("", "finn", "hanne") if IS_WALLED else ("", "finn", "dan", "hanne", "gry")


@pytest.fixture(scope="module")
def towns(told_as_owner: None, app_role: str) -> Iterator[tuple[Town, Town]]:
    """Lundby and Aaby with a row in every table."""
    found = a_whole_town("lundby"), a_whole_town("aaby")
    with as_the_site(app_role):
        yield found


def way_home(model: type[models.Model]) -> str:
    """The lookup from a row to its municipality."""
    hook = HOOKS[model.__name__]
    if not hook or hook == "municipality":
        return "municipality"
    above: Any = model._meta.get_field(hook)
    return f"{hook}__{way_home(above.related_model)}"


@pytest.fixture
def come_out(monkeypatch: pytest.MonkeyPatch) -> dict[type[models.Model], set[int]]:
    """The numbers of all rows of municipalities that are read from now on, by model."""
    found: dict[type[models.Model], set[int]] = defaultdict(set)
    read = models.Model.from_db.__func__  # type: ignore[attr-defined]

    def watched(cls: type[models.Model], *words: Any) -> Any:
        row = read(cls, *words)
        if tenancy.is_tenant(cls) and cls.__name__ in HOOKS:
            found[cls].add(row.pk)
        return row

    monkeypatch.setattr(models.Model, "from_db", classmethod(watched))
    return found


def foreign(read: dict[type[models.Model], set[int]], town: Town) -> list[str]:
    """Name the rows that are not of this town."""
    return [
        f"{model.__name__} {row.pk}"
        for model, numbers in read.items()
        for row in model._base_manager.filter(pk__in=numbers).exclude(**{way_home(model): town.municipality})
    ]


@pytest.mark.parametrize("name", PEOPLE)
def test_every_row_that_a_page_reads_is_of_the_municipality_in_its_address(
    name: str, towns: tuple[Town, Town], come_out: dict[type[models.Model], set[int]]
) -> None:
    for town in towns:
        with clock.standing_at(TODAY), tenancy.within(town.municipality):
            person = Person(town.municipality.slug, town.people[name] if name else None)
        come_out.clear()
        with clock.standing_at(TODAY):
            pages = every_page(person, of_a_kind=1, of_a_name=1)
        read = {model: set(numbers) for model, numbers in come_out.items()}
        assert len(pages) > 8
        assert read[apps.get_model("policy", "PolicyVersion")]
        with tenancy.unscoped(because="the test looks whose the rows are that came out"):
            assert not foreign(read, town)


def test_the_watch_sees_a_foreign_row(towns: tuple[Town, Town], come_out: dict[type[models.Model], set[int]]) -> None:
    here, there = towns
    efforts = apps.get_model("policy", "Effort").objects
    with tenancy.within(there.municipality):
        assert list(efforts.filter(plan__policy__municipality=there.municipality))
        assert not foreign(come_out, there)
        assert foreign(come_out, here)
