"""The leak scan: two hundred known words are written inside the house; afterwards nobody outside may find one.

Outside is: the log, addresses, subjects of mails, every error page, every public page, feed and file.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.header import decode_header, make_header
from itertools import chain

from torture.house import House
from torture.progress import Tell, silent
from torture.visitor import TOKEN, Answer, Form, Visitor, crawl, kind_of

TOWN, SLUG = "Rødovre", "roedovre"
MARK = re.compile(r"lækprøve(\d{3})|laekproeve(\d{3})")
INSIDE = ("Finn", "Dan", "Carla", "Jon", "Kaja", "Lone", "Ib", "Hanne")
IN_TOWN = (f"/{SLUG}/", f"/{SLUG}/sager/", f"/{SLUG}/aendringer.atom", f"/{SLUG}/aarshjul.ics", f"/{SLUG}/det-vil-vi/")
IN_PUBLIC = (
    "policy:item_",
    "people:setup_municipality",
    "people:setup_words",
    "people:setup_unit",
    "policy:label_words",
    "people:setup_label_words",
    "policy:effort_proposals",
    "policy:proposal_",
    "voice:council_",
    "voice:proposal_hide",
    "voice:proposal_step",
    "voice:proposal_theme",
    "voice:seats_",
    "voice:theme",
    "voice:work_proposal_new",
)
"""Forms that write what everybody may read: the committee's papers, names of units, the municipality's own words,
what a council says about itself, and proposals with our answers."""
ENDS = ("_password", "_post_end", "_post_add", "person_add")
"""Forms that would shut out the people who write."""


@dataclass
class Scan:
    """Which marked words were taken in, and where one was found outside."""

    written: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    looked_at: Counter[str] = field(default_factory=Counter)

    def look(self, where: str, words: str) -> None:
        """Search one text."""
        self.looked_at[where.split(" ")[0]] += 1
        for one in set(MARK.findall(words)):
            self.found.append(f"{''.join(one)} in {where}")


class Marker:
    """Makes words that nobody else writes: sentences, names, e-mails, phones, file names."""

    def __init__(self) -> None:
        self.number = 0

    def word(self, name: str) -> str:
        """The next marked word, in a form that the field takes."""
        self.number += 1
        if "mail" in name or name == "username":
            return f"laekproeve{self.number:03d}@eksempel.example"
        return f"Asta lækprøve{self.number:03d} bor hos en ven"


def _inside_forms(visitor: Visitor) -> Iterator[Form]:
    """Forms that write what stays inside."""
    seen: Counter[object] = Counter()
    for page in crawl(visitor, visitor.home, most=160, each_kind=2):
        for form in page.forms():
            kind = kind_of(form.action)
            if (
                form.method == "post"
                and not kind.startswith(IN_PUBLIC)
                and not kind.endswith(ENDS)
                and "log-" not in form.action
            ):
                seen[form.kind] += 1
                if seen[form.kind] <= 3 and any(one.kind in ("text", "textarea", "email") for one in form.fields):
                    yield form


def write_inside(house: House, scan: Scan, marker: Marker, enough: int = 200) -> None:
    """Let everybody inside write marked words in every form that stays inside, saved or refused."""
    people = [Visitor(house.address).sign_in(who, TOWN) for who in INSIDE]
    while len(scan.written) < enough:
        before = len(scan.written)
        for visitor in people:
            for form in _inside_forms(visitor):
                if len(scan.written) >= enough:
                    return
                _write(visitor, form, scan, marker)
        if len(scan.written) == before:
            raise AssertionError("nobody could write anything more")


def _write(visitor: Visitor, form: Form, scan: Scan, marker: Marker) -> None:
    fields = [one for one in form.fields if one.kind in ("text", "textarea", "email") and one.name != TOKEN]
    words = {
        one.name: marker.word(one.name) for one in fields if not one.name.startswith(("due", "figure_date", "slug"))
    }
    chosen = {one.name: [one.offers[-1]] for one in form.fields if one.offers and not one.values}
    draft = {"draft": ["1"]} if kind_of(form.action) == "policy:status_note" else {}
    answer = visitor.send(form, form.sent() | chosen | {name: [word] for name, word in words.items()} | draft)
    scan.look("address of an answer", answer.location)
    scan.written += words.values()
    scan.refused["saved" if answer.status == 302 else "refused"] += 1


def _error_pages(visitor: Visitor, word: str) -> Iterator[Answer]:
    """One answer of each kind of error, asked with a marked word where a form would have it."""
    body = {"source": word, "words": word, "title": word}
    yield visitor.ask("POST", f"/{SLUG}/sager/", data=body)
    yield visitor.open(f"/{SLUG}/findes-ikke/")
    yield visitor.open(f"/{SLUG}/arbejde/")
    yield visitor.ask("PUT", f"/{SLUG}/")
    yield visitor.ask("GET", f"/{SLUG}/", headers={"Host": "ond.example"})


def look_outside(house: House, scan: Scan, each_kind: int) -> None:
    """Read everything that somebody outside, or somebody with the logs, can read; of each kind of page so many."""
    visitor = Visitor(house.address)
    nearly_all = crawl(visitor, *IN_TOWN, most=1000, each_kind=each_kind)
    one_of_each = crawl(visitor, "/", most=160, each_kind=1)  # the house and its other towns
    for page in chain(nearly_all, one_of_each):
        if page.path == "/demo/":  # the made-up people stand there by name; outside a demo the page does not exist
            continue
        scan.look(f"public {page.path}", page.text() + page.location)
        scan.look(f"link on {page.path}", " ".join(page.links()))
    for answer in _error_pages(visitor, "intet"):
        scan.look(f"error {answer.status} {answer.path}", answer.text())
    scan.look("log of the server", house.log.read_text(errors="replace"))
    for mail in sorted((house.folder / "mail").glob("*")) if (house.folder / "mail").exists() else ():
        scan.look(f"mail {mail.name}", _subjects(mail.read_bytes()))
    for path in house.folder.rglob("*"):
        scan.look("name of a file", path.name)


def _subjects(content: bytes) -> str:
    raw = message_from_bytes(content).get_all("Subject", [])
    return " ".join(str(make_header(decode_header(one))) for one in raw)


def torture(house: House, enough: int = 200, tell: Tell = silent, *, each_kind: int = 30) -> Scan:
    """Write inside, let the machine send its mails, and look outside."""
    scan, marker = Scan(), Marker()
    write_inside(house, scan, marker, enough)
    tell(f"{len(scan.written)} words written")
    house.run("tick")
    house.run("db_worker", "--batch", "--no-reload", "-v0")
    look_outside(house, scan, each_kind)
    return scan
