"""A composed query tells what Django tells: every kind of column, a column beside the rows, a relation that is not there."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection, models
from django.db.models import F, QuerySet

from holdepunkt.people.tests.builders import a_town
from holdepunkt.policy.actions.effort import note_figure
from holdepunkt.policy.models import Figure, StatusNote
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.policy.tests.builders_status import TODAY, a_plan, a_round, note_of
from holdepunkt.record.composed import composed


def figures_of(effort: Any) -> QuerySet[Figure]:
    rows = Figure.objects.filter(effort=effort).select_related("effort__lead", "replaces").order_by("pk")
    return rows.annotate(of_unit=F("effort__unit__name"))


def notes_of(effort: Any) -> QuerySet[StatusNote]:
    return StatusNote.objects.filter(effort=effort).select_related("report", "figure", "answered_by")


@pytest.fixture
def note(db: None, settings: Any) -> StatusNote:
    settings.HOLDEPUNKT_TODAY = TODAY
    town = a_town()
    a_plan(town, version := a_policy(town))
    note = note_of(a_round(town, version))
    typed = {"effort": note.effort, "source": "Egen optælling", "by": town.as_("finn")}
    first = note_figure(as_of=date(2021, 6, 1), value=12.5, **typed)
    note_figure(as_of=date(2021, 6, 1), under_five=True, replaces=first, **typed)
    return note


@pytest.mark.parametrize("build", [figures_of, notes_of], ids=["decimals, days, truths, null", "JSON, times, null"])
def test_every_kind_of_column_and_relation_comes_as_from_django(note: StatusNote, build: Any) -> None:
    found, expected = composed(effort=models.BigAutoField())(build)(effort=note.effort_id), list(build(note.effort_id))
    assert len(found) == len(expected) > 0
    for row, other in zip(found, expected, strict=True):
        assert told(row) == told(other)


def told(row: models.Model) -> dict[str, Any]:
    """What a row holds, each value with its kind, and what the rows it hangs on hold."""
    held = {name: (type(value), value) for name, value in vars(row).items() if name != "_state"}
    names = [field.name for field in row._meta.concrete_fields if field.is_relation and field.is_cached(row)]
    around = {name: getattr(row, name) for name in names}
    return held | {name: told(one) if one is not None else None for name, one in around.items()}


@pytest.mark.django_db
def test_another_thread_asks_the_same_statement_over_its_own_connection() -> None:
    place = a_town().municipality
    asked = composed(pk=models.BigAutoField())(lambda pk: type(place).objects.filter(pk=pk))

    def ask() -> list[Any]:
        try:
            return asked(pk=place.pk)
        finally:
            connection.close()

    assert asked(pk=place.pk) == [place]
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(ask).result() == []  # what is not committed here is not there
    assert asked(pk=place.pk) == [place]
