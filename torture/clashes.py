"""SEC-11: sixteen people change one row at the same moment; one wins, the others see both texts side by side."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from torture.house import House
from torture.visitor import Form, Visitor, crawl, kind_of

TOWN, WHO, PEOPLE = "Rødovre", "Finn", 16
ROWS = {
    "policy:plan_edit": ("plain", "title"),
    "policy:effort_edit": ("plain", "title"),
    "people:setup_person": ("phone",),
    "people:setup_unit": ("note", "phone"),
    "people:setup_municipality": ("case_system",),
    "policy:part": ("plain", "text", "title", "heading", "original"),
    "policy:draft_section": ("title", "plain", "source_note"),
    "policy:status_note": ("happened",),
    "policy:item_write": ("title",),
}
"""The rows that two people may change at once, and a field of each that takes any words."""


@dataclass(frozen=True)
class Race:
    """How the sixteen were answered, and how many of the merge pages showed the person's own words."""

    kind: str
    statuses: Counter[int]
    kept: int

    @property
    def one_winner(self) -> bool:
        """One is saved, everybody else sees the merge page with the own words in it."""
        return self.statuses == Counter({302: 1, 409: PEOPLE - 1}) and self.kept == PEOPLE - 1


def rows_to_change(visitor: Visitor) -> Iterator[tuple[Form, str]]:
    """Yield one form with a version for each kind of row, and the field to write in."""
    seen = set()
    for page in crawl(visitor, visitor.home, most=300, each_kind=3):
        for form in page.forms():
            kind, names = kind_of(form.action), {field.name for field in form.fields}
            wanted = [name for name in ROWS.get(kind, ()) if name in names]
            if kind not in seen and wanted and any(one.name == "_version" and any(one.values) for one in form.fields):
                seen.add(kind)
                yield form, wanted[0]


def race(house: House, form: Form, name: str) -> Race:
    """Let sixteen people open the form, wait for each other, and save different words."""
    together = threading.Barrier(PEOPLE)
    with ThreadPoolExecutor(PEOPLE) as pool:
        answers = list(pool.map(lambda number: _save(house, form, name, number, together), range(PEOPLE)))
    statuses = Counter(status for status, _ in answers)
    return Race(kind_of(form.action), statuses, sum(kept for status, kept in answers if status == 409))


def _save(house: House, form: Form, name: str, number: int, together: threading.Barrier) -> tuple[int, bool]:
    person = Visitor(house.address).sign_in(WHO, TOWN)
    mine = next(one for one in person.open(form.page).forms() if one.kind == form.kind)
    words = f"12 34 56 {number:02d}"
    sent = mine.sent() | {name: [words]}
    if kind_of(form.action) == "policy:status_note":
        sent["draft"] = ["1"]
    together.wait(timeout=120)
    answer = person.send(mine, sent)
    return answer.status, words in answer.text()


def torture(house: House) -> list[Race]:
    """Race for one row of each kind."""
    lead = Visitor(house.address).sign_in(WHO, TOWN)
    return [race(house, form, name) for form, name in rows_to_change(lead)]
