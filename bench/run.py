"""Runs the pages and works of one database at one size and tells what each cost."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.urls import NoReverseMatch, reverse

from bench import pages, price, works
from bench.bare import bare
from bench.ceilings import ACCESS, LOCK, RECORD_ROW, REPORT_FILE, Ceiling
from bench.meter import Measured, measured, pace
from bench.pages import Page, Places
from bench.town import SLUG
from bench.visit import Answer, Visitor, kept_connection
from holdepunkt.people.models import User
from holdepunkt.record import kept

PRICE = "session and access, above the same page without"
OFTEN = 3  # a statement sent so often for one page is a loop; it is named


@dataclass
class Row:
    """One line of the table; `missing` says why nothing could be measured."""

    title: str
    max_ms: float
    max_sql: int
    grows: bool
    ms: float = 0.0
    sql: int = 0
    bytes: int = 0
    bare_ms: float = 0.0
    anew_ms: float = 0.0
    calls: int = 0
    repeated: list[str] = field(default_factory=list)
    missing: str = ""


def _row(title: str, ceiling: Ceiling) -> Row:
    return Row(title, ceiling.ms, ceiling.sql, ceiling.grows)


def measure_all(*, seconds: float, only: str = "") -> dict[str, Any]:
    """Measure everything whose title contains `only`; pages first, saves next, heavy works last.

    `pace` is the machine's own, before and after.
    """
    before = pace()
    with kept_connection():
        rows = [asdict(row) for row in _rows(seconds, only)]
    return {"rows": rows, "pace": [round(before, 2), round(pace(), 2)]}


def _rows(seconds: float, only: str) -> Iterator[Row]:
    places, visitors = Places(), Visitors()
    for page in pages.ALL:
        if only in page.title:
            yield _told(measure_page(page, places, visitors, seconds))
    if only in PRICE:
        yield _told(measure_access(places, visitors, seconds))
    for title, ceiling, make in (
        ("one row of the record", RECORD_ROW, price.of_a_record_row),
        ("lock the year", LOCK, works.lock_the_year),
        ("report file (xlsx), 100 efforts", REPORT_FILE, works.report_file),
    ):
        if only in title:
            yield _told(measure_work(title, ceiling, make, seconds))


def _told(row: Row) -> Row:
    sys.stderr.write(f"    {row.title}: {row.missing or f'{row.ms:.1f} ms, {row.sql} SQL'}\n")
    return row


class Visitors:
    """The people who open the pages, each signed in once."""

    def __init__(self, slug: str = SLUG) -> None:
        self.slug, self.known = slug, dict[str, Visitor]()

    def of(self, who: str) -> Visitor:
        """The visitor with this name; nobody signed in for an empty one."""
        if who not in self.known:
            user = User.objects.get(username=f"{who}@{self.slug}") if who else None
            self.known[who] = Visitor(user)
        return self.known[who]


def measure_page(page: Page, places: Places, visitors: Visitors, seconds: float) -> Row:
    """Measure one page, and the bare counterpart of its kind."""
    row, visitor = _row(page.title, page.ceiling), visitors.of(page.who)
    try:
        reverse(page.url, kwargs=places.arguments(page))
    except NoReverseMatch:
        row.missing = f"skipped: there is no address {page.url} yet"
        return row
    found = _try(row, anew(lambda: ask(page, places, visitor)), seconds)
    if found is not None and page.is_kept:
        row.anew_ms = row.ms
        row.ms = round(measured(lambda: ask(page, places, visitor), seconds=seconds / 4).ms, 3)
    if found is not None:
        row.bytes = len(found.answer.body)
        row.bare_ms = measured(bare(page.like, places, found.answer.body), seconds=seconds / 4).ms
    return row


def measure_access(places: Places, visitors: Visitors, seconds: float) -> Row:
    """Measure what a signed-in page costs more than the same page without."""
    row, front = _row(PRICE, ACCESS), pages.PUBLIC[0]
    row.ms, row.sql = price.of_access(lambda who: anew(lambda: ask(front, places, visitors.of(who)))(), seconds=seconds)
    row.ms, row.calls = round(row.ms, 3), price.TURNS
    return row


def measure_work(title: str, ceiling: Ceiling, make: Callable[[], Callable[[], Any]], seconds: float) -> Row:
    """Measure one of the heavy works."""
    row = _row(title, ceiling)
    found = _try(row, make(), seconds)
    if found is not None and isinstance(found.answer, bytes):
        row.bytes = len(found.answer)
    return row


def anew(work: Callable[[], Any]) -> Callable[[], Any]:
    """The work as it is after each change in the municipality: nothing is kept, all is asked and made."""

    def from_nothing() -> Any:
        for store in (kept.pages, kept.facts):
            store.clear()
        return work()

    return from_nothing


def ask(page: Page, places: Places, visitor: Visitor) -> Answer:
    """Open the page, or send its form; anything but the page itself is a mistake."""
    path = places.address(page)
    answer = visitor.post(path, page.form) if page.form else visitor.get(path)
    if answer.status != (302 if page.form else 200):
        raise WrongAnswer(f"{path} answered {answer.status}")
    return answer


class WrongAnswer(Exception):
    """A page did not answer as it should, so its cost means nothing."""


def _try(row: Row, work: Callable[[], Any], seconds: float) -> Measured | None:
    """Measure into the row; what breaks is told in the row, and the others go on."""
    try:
        found = measured(work, seconds=seconds)
    except Exception as error:
        row.missing = f"broken: {type(error).__name__}: {str(error)[:200]}"
        return None
    row.ms, row.calls, row.sql = round(found.ms, 3), found.calls, len(found.sql)
    row.repeated = [f"{count} × {sql[:300]}" for sql, count in Counter(found.sql).items() if count >= OFTEN]
    return found
