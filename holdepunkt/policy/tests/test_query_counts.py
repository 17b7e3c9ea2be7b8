"""A page sends as many statements for ten times the efforts. Counts only; times are for `make bench`."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import NoReverseMatch
from django.utils import timezone

from bench.ceilings import LOCK, REPORT_FILE
from bench.meter import sql_listed
from bench.pages import ALL, Page, Places
from bench.run import Visitors, ask
from bench.visit import kept_connection
from bench.works import lock_the_year, report_file
from bench.years import THIS_YEAR, build_town, know_the_rows
from holdepunkt import clock
from holdepunkt.people.models import SessionOfUser

SMALL, LARGE = ("lilleby", 30), ("storby", 300)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def two_towns(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, tuple[Places, Visitors]]]:
    """The same town in two sizes, made once for this file and rolled back at its end."""
    day = date(THIS_YEAR, 11, 22)
    with django_db_blocker.unblock(), clock.standing_at(day), kept_connection(), transaction.atomic():
        for slug, n in (SMALL, LARGE):
            build_town(slug, slug.capitalize(), n)
        know_the_rows()
        towns = {slug: (Places(slug), Visitors(slug)) for slug, _n in (SMALL, LARGE)}
        for _places, visitors in towns.values():
            for page in ALL:
                visitors.of(page.who)  # signed in here: what a test does itself is undone after it
        _let_nobody_be_seen_anew()
        connection.check_constraints()  # once for all rows; else PostgreSQL looks at each of them after every test
        yield towns
        transaction.set_rollback(True)


def _let_nobody_be_seen_anew() -> None:
    """Set every session's last use ahead: written once a minute, it would be in whichever test that minute ends."""
    ahead = timezone.now() + timedelta(hours=1)
    SessionOfUser.objects.update(seen_at=ahead, ends_at=ahead)


def statements(page: Page, town: tuple[Places, Visitors]) -> list[str]:
    """What the page sends to the database, transaction control left out."""
    places, visitors = town
    visitor = visitors.of(page.who)
    try:
        ask(page, places, visitor)
    except NoReverseMatch:
        pytest.skip(f"there is no address {page.url} yet")
    with sql_listed() as sql:
        ask(page, places, visitor)
    return sql


def told(sql: list[str]) -> str:
    """The statements, short enough to compare."""
    return "\n".join(f"  {statement[:300]}" for statement in sorted(sql))


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.title)
def test_a_page_sends_as_many_statements_for_ten_times_the_efforts(page: Page, two_towns: dict[str, Any]) -> None:
    few, many = (statements(page, two_towns[slug]) for slug, _n in (SMALL, LARGE))
    assert len(few) == len(many), f"found {len(few)} and {len(many)}:\n{told(few)}\nand\n{told(many)}"


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.title)
def test_a_page_keeps_its_ceiling_of_statements(page: Page, two_towns: dict[str, Any]) -> None:
    sql = statements(page, two_towns[LARGE[0]])
    assert len(sql) <= page.ceiling.sql, f"found {len(sql)}, expected at most {page.ceiling.sql}:\n{told(sql)}"


@pytest.mark.parametrize("page", [page for page in ALL if not page.form], ids=lambda page: page.title)
def test_a_page_that_is_opened_writes_nothing_but_the_record(page: Page, two_towns: dict[str, Any]) -> None:
    found = writes(statements(page, two_towns[SMALL[0]]))
    assert not found, f"a GET writes:\n{told(found)}"


def writes(sql: list[str]) -> list[str]:
    """The statements that change a row; that somebody has looked may be noted."""
    verbs = ("INSERT", "UPDATE", "DELETE")
    return [text for text in sql if text.startswith(verbs) and not text.startswith('INSERT INTO "record_entry"')]


def test_a_page_that_writes_is_found() -> None:
    noted, changed = 'INSERT INTO "record_entry" ("uuid") VALUES (1)', 'UPDATE "policy_effort" SET "title" = 1'
    assert writes(["SELECT 1", noted, changed]) == [changed]


@pytest.mark.usefixtures("two_towns")
def test_locking_a_year_takes_as_many_statements_for_ten_times_the_efforts() -> None:
    counts = []
    for slug, _n in (SMALL, LARGE):
        work = lock_the_year(slug)
        with sql_listed() as sql:
            work()
        counts.append(len(sql))
    assert counts[0] == counts[1] <= LOCK.sql


@pytest.mark.usefixtures("two_towns")
def test_the_report_file_takes_few_statements() -> None:
    work = report_file()
    with sql_listed() as sql:
        work()
    assert len(sql) <= REPORT_FILE.sql
