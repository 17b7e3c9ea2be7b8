"""The measuring works from end to end on a tiny town. Nothing here looks at a time."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from bench.ceilings import SINGLE
from bench.pages import Page, Places
from bench.run import PRICE, Visitors, measure_all, measure_page
from bench.visit import kept_connection
from bench.years import THIS_YEAR, YEARS, build, know_the_rows
from holdepunkt import clock
from holdepunkt.policy.models import Effort, LockedStatus, StatusNote
from holdepunkt.policy.rules.kinds import NoteStage
from holdepunkt.record.models import Entry

N = 10


@pytest.fixture(scope="module")
def built_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Ten efforts a year, built for the whole file; what a test does to them is undone when it ends."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.standing_at(date(THIS_YEAR, 11, 22)):
        build(N)
        know_the_rows()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def tiny_town(built_once: None, db: None) -> Iterator[None]:
    """The town, on the day the measuring stands at."""
    with clock.standing_at(date(THIS_YEAR, 11, 22)), kept_connection():
        yield


@pytest.mark.usefixtures("tiny_town")
def test_the_generated_town_has_three_years_and_the_last_is_open() -> None:
    ours = Effort.objects.filter(plan__policy__municipality__slug="storby")
    assert ours.count() == N * len(YEARS)
    assert ours.values("thread").distinct().count() == N
    locked = LockedStatus.objects.filter(kind="effort", report__policy__municipality__slug="storby")
    assert sorted(set(locked.values_list("report__year", flat=True))) == list(YEARS[:-1])
    notes = StatusNote.objects.filter(report__year=THIS_YEAR, report__policy__municipality__slug="storby")
    assert {note.stage for note in notes} == set(NoteStage)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it measures the same way on both: once is enough")
@pytest.mark.usefixtures("tiny_town")
def test_every_page_and_work_is_measured_or_says_that_it_has_no_address() -> None:
    recorded = Entry.objects.count()
    rows = measure_all(seconds=0, turns=1)["rows"]
    assert not [row for row in rows if row["missing"].startswith("broken")]
    assert all(row["calls"] for row in rows if not row["missing"])
    assert all(row["sql"] for row in rows if not row["missing"] and row["title"] != PRICE)
    assert Entry.objects.count() > recorded, "saves are real"


@pytest.mark.usefixtures("tiny_town")
def test_a_page_without_an_address_is_skipped_with_a_line() -> None:
    row = measure_page(Page("nowhere", "policy:nowhere", "", SINGLE, "single"), Places(), Visitors(), 0)
    assert row.missing == "skipped: there is no address policy:nowhere yet"


@pytest.mark.usefixtures("tiny_town")
def test_a_page_that_answers_with_an_error_is_named_and_not_measured() -> None:
    closed = Page("closed to visitors", "policy:plans", "", SINGLE, "list")
    row = measure_page(closed, Places(), Visitors(), 0)
    assert row.missing.startswith("broken: WrongAnswer")
    assert row.ms == 0
