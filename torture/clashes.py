"""SEC-11: sixteen people change one row at the same moment; one wins, the others see both texts side by side."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import repeat

from holdepunkt.ui.jinja import danish_date
from torture.house import House
from torture.progress import Tell, silent
from torture.visitor import Answer, Form, Visitor, crawl, kind_of

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
    "policy:status_dates": ("due_on",),
    "policy:item_write": ("title",),
}
"""The rows that two people may change at once, and a field of each that takes any words."""
ALSO = {"policy:status_note": {"draft": ["1"]}, "policy:status_dates": {"meeting_on": [""]}}
"""What else is sent, so that any words are taken."""
TEXT = frozenset(("policy:draft", "policy:draft_section", "policy:parts", "policy:part"))
ANY = frozenset[str]()
NOUNS = ("tekst/afsnit/", "tekst/maal/", "tekst/forpligtelser/", "tekst/nationale-maal/")
"""Of a policy's text: passages, goals, promises, national goals. Each is a row of its own kind behind one address."""


@dataclass(frozen=True)
class Race:
    """How so many people were answered, and how many merge pages showed both the own words and the winner's."""

    kind: str
    people: int
    statuses: Counter[int]
    kept: int

    @property
    def one_winner(self) -> bool:
        """One is saved, everybody else sees the merge page with both texts in it."""
        return self.statuses == Counter({302: 1, 409: self.people - 1}) and self.kept == self.people - 1


def name_of(form: Form) -> str:
    """What kind of row the form changes."""
    noun = next((one.strip("/") for one in NOUNS if f"/{one}" in form.action), "")
    return kind_of(form.action) + (f" {noun}" if noun else "")


def begin_a_draft(visitor: Visitor) -> str:
    """Begin a new version of a policy's text; returns its address."""
    for page in crawl(visitor, visitor.home, only=frozenset(("pages:mine", "policy:drafting", "policy:draft_next"))):
        for form in page.forms():
            if kind_of(form.action) == "policy:draft_next":
                return visitor.send(form).location
    raise LookupError("no policy of which a new version could be begun")


def rows_to_change(visitor: Visitor) -> Iterator[tuple[Form, str]]:
    """Yield one form with a version for each kind of row, and the field to write in."""
    seen = set()
    draft = begin_a_draft(visitor)
    for start in (visitor.home, draft, *(draft + noun for noun in NOUNS)):
        home = start == visitor.home
        for page in crawl(visitor, start, most=300, each_kind=1 if home else 3, only=ANY if home else TEXT):
            for form in page.forms():
                name, names = name_of(form), {field.name for field in form.fields}
                wanted = [one for one in ROWS.get(kind_of(form.action), ()) if one in names]
                has_version = any(one.name == "_version" and any(one.values) for one in form.fields)
                if name not in seen and wanted and has_version:
                    seen.add(name)
                    yield form, wanted[0]


def race(people: list[Visitor], form: Form, name: str) -> Race:
    """Let the people open the form, wait for each other, and save different words."""
    together = threading.Barrier(len(people))
    with ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(lambda number: _save(people[number], form, name, number, together), range(len(people))))
    statuses = Counter(answer.status for _words, answer in answers)
    theirs = next((_shown(words) for words, answer in answers if answer.status == 302), "")
    texts = [(words, answer.text()) for words, answer in answers if answer.status == 409]
    return Race(name_of(form), len(people), statuses, sum(words in text and theirs in text for words, text in texts))


def _shown(words: str) -> str:
    """How the page says it: a day is written out."""
    return danish_date(date.fromisoformat(words)) if "-" in words else words


def _save(person: Visitor, form: Form, name: str, number: int, together: threading.Barrier) -> tuple[str, Answer]:
    mine = next(one for one in person.open(form.page).forms() if one.kind == form.kind)
    words = f"2021-12-{number + 1:02d}" if name.endswith("_on") else f"12 34 56 {number:02d}"
    sent = mine.sent() | {name: [words]} | ALSO.get(kind_of(form.action), {})
    together.wait(timeout=120)
    return words, person.send(mine, sent)


def torture(house: House, tell: Tell = silent, *, crowds: Iterable[int] = repeat(PEOPLE)) -> list[Race]:
    """Race for one row of each kind: by so many people for each, at most sixteen, while there are crowds."""
    lead = Visitor(house.address).sign_in(WHO, TOWN)
    people = [Visitor(house.address).sign_in(WHO, TOWN) for _ in range(PEOPLE)]
    races = []
    for many, (form, name) in zip(crowds, rows_to_change(lead), strict=False):
        tell(f"{many} people at {name_of(form)}")
        races.append(race(people[:many], form, name))
    return races
