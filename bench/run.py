"""Runs the pages and works of one database at one size and tells what each cost."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
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
from holdepunkt.record.actions import seal_all

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


def measure_all(*, seconds: float, turns: int, only: str = "") -> dict[str, Any]:
    """Measure everything whose title contains `only`; pages first, saves next, heavy works last.

    Pages and saves are gone through `turns` times, each time for its share of `seconds`: a core that others slow
    down for a while is seldom slow in all of them.
    `pace` is the machine's own, before each turn and after the last work.
    """
    with kept_connection():
        places, visitors, paces = Places(), Visitors(), list[float]()
        found: dict[str, list[Row]] = {page.title: [] for page in pages.ALL if only in page.title}
        for turn in range(turns):
            sys.stderr.write(f"    all pages, turn {turn + 1} of {turns}\n")
            seal_all()  # as the clockwork does each minute
            paces.append(pace())
            for page in pages.ALL:
                if page.title in found:
                    found[page.title].append(measure_page(page, places, visitors, seconds / turns))
        rows = [_told(cheapest(times)) for times in found.values()]
        rows += _works(places, visitors, seconds, only)
    return {"rows": [asdict(row) for row in rows], "pace": [round(ms, 2) for ms in (*paces, pace())]}


def cheapest(times: list[Row]) -> Row:
    """What a page took in the cheapest of its turns, with the most statements of any; a turn that failed says so.

    >>> quiet, busy = Row("page", 6, 8, False, 1.0, 7, calls=40), Row("page", 6, 8, False, 2.0, 8, calls=20)
    >>> found = cheapest([busy, quiet])
    >>> found.ms, found.sql, found.calls
    (1.0, 8, 60)
    """
    for row in times:
        if row.missing:
            return row
    most = max(times, key=lambda row: row.sql)
    least = {name: min(getattr(row, name) for row in times) for name in ("ms", "anew_ms", "bare_ms")}
    return replace(most, **least, calls=sum(row.calls for row in times))


def _works(places: Places, visitors: "Visitors", seconds: float, only: str) -> Iterator[Row]:
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
    ms, row.sql, row.calls = price.of_access(
        lambda who: anew(lambda: ask(front, places, visitors.of(who)))(), seconds=seconds
    )
    row.ms = round(ms, 3)
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
