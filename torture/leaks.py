"""The leak scan: known words are written inside the house until two hundred stand in its tables; nobody outside may find one.

Outside is: the log, addresses, subjects of mails, every error page, every public page, feed and file. What a file holds
is unpacked, what an address holds is decoded. A word counts when it is found in a table, not when it was sent.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.header import decode_header, make_header
from html import unescape
from io import BytesIO
from itertools import chain
from urllib.parse import unquote_plus
from zipfile import ZipFile, is_zipfile

from torture.forms import TOWN, Cast, everybody, gather
from torture.house import House
from torture.progress import Tell, silent
from torture.tables import Tables
from torture.visitor import Answer, Form, Visitor, crawl, kind_of

DEMO_TOWN = "roedovre"
MARK = re.compile(r"l(?:ae|æ|\\u00e6)kpr(?:oe|ø|\\u00f8)ve(\d{4})", re.IGNORECASE)
IN_TOWN = ("", "sager/", "aendringer.atom", "aarshjul.ics", "det-vil-vi/")
PASSES = 6
DAYS = ("2021-11-22", "2021-12-13", "2021-12-21")
"""The clockwork goes on these days: deadlines come near and pass, and mails are sent."""
IN_PUBLIC = (
    "policy:item_",
    "people:setup_municipality",
    "people:setup_words",
    "people:setup_unit",
    "policy:hearing_cancel",
    "policy:label_words",
    "people:setup_label_words",
    "policy:effort_proposals",
    "policy:proposal_",
    "voice:council_",
    "voice:gathering_",
    "voice:proposal_hide",
    "voice:proposal_step",
    "voice:proposal_theme",
    "voice:seats_",
    "voice:theme",
    "voice:work_proposal_new",
)
"""Forms that write what everybody may read: the committee's papers, names of units, the municipality's own words,
what a council says about itself, where a gathering is, why a hearing was called off, and proposals with our answers."""
ENDS = ("_password", "_post_end", "_post_add", "person_add", "end_all_of", "deputy_add")
"""Forms that would shut out the people who write."""


@dataclass
class Scan:
    """Which marked words were sent, which of them stand in tables, and where one was found outside."""

    sent: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    by_form: dict[str, str] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    looked_at: Counter[str] = field(default_factory=Counter)

    def look(self, where: str, words: str | bytes) -> None:
        """Search one text or file."""
        self.looked_at[where.split(" ")[0]] += 1
        for one in sorted(numbers_in(words)):
            self.found.append(f"{one} in {where}")


def numbers_in(words: str | bytes) -> set[str]:
    """The numbers of the marked words in a text or file, also unpacked, decoded and unescaped."""
    text = words if isinstance(words, str) else unpacked(words)
    return {number for form in (text, unquote_plus(text), unescape(text)) for number in MARK.findall(form)}


def unpacked(content: bytes) -> str:
    """What a person can read in a file: of a document or sheet each part, of a PDF the text and what is said about it."""
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as found:
            return " ".join([*found.namelist(), *(unpacked(found.read(name)) for name in found.namelist())])
    if content.startswith(b"%PDF"):
        from pypdf import PdfReader

        read = PdfReader(BytesIO(content))
        return " ".join([*(page.extract_text() for page in read.pages), str(read.metadata)])
    return content.decode("utf-8", "replace").replace("\r\n ", "")


class Marker:
    """Makes words that nobody else writes: sentences, names, e-mails."""

    def __init__(self) -> None:
        self.number = 0

    def word(self, name: str, kind: str) -> str:
        """The next marked word, in a form that the field takes."""
        self.number += 1
        mark = f"lækprøve{self.number:04d}"
        if kind == "email" or "mail" in name or name == "username":
            return f"{mark.replace('æ', 'ae').replace('ø', 'oe')}@eksempel.example"
        return f"Asta {mark} bor hos en ven"


def kept_in_tables(house: House) -> dict[str, str]:
    """The number of each marked word in the tables of the work, and the table: not in the record, not in a session."""
    tables = Tables(house)
    found: dict[str, str] = {}
    for table in tables.names():
        if not table.startswith(NOT_WORK):
            for row in tables.rows(f'SELECT * FROM "{table}"'):
                found |= dict.fromkeys(MARK.findall(str(row)), table)
    return found


NOT_WORK = ("record_", "people_session", "django_", "sqlite_")
"""Tables that would hold a word though nothing was saved, or because something was."""


def _takes_words(form: Form) -> bool:
    kind = kind_of(form.action)
    return (
        form.method == "post"
        and not kind.startswith(IN_PUBLIC)
        and not kind.endswith(ENDS)
        and "log-" not in form.action
        and any(one.kind in WORDY for one in form.fields)
    )


WORDY = ("text", "textarea", "email")
NO_WORDS = re.compile(r"due|date|_on$|_at$|slug|number|count|amount|time|year|code|phone|value|figure")
"""Fields of this kind that take days, numbers and keys."""


def write_inside(house: House, scan: Scan, marker: Marker, enough: int = 200) -> list[Cast]:
    """Let everybody inside write marked words in every form that stays inside, until enough of them are kept."""
    people = [one for one in everybody(house) if one.town == TOWN and one.visitor.who]
    for _turn in range(PASSES):
        for one in people:
            one.forms.clear()
            gather(house, one, each_kind=0)
            for form in one.forms.values():
                if _takes_words(form):
                    _write(one, form, scan, marker)
        scan.kept |= kept_in_tables(house)
        if len(scan.kept) >= enough:
            return people
    raise AssertionError(f"{len(scan.kept)} words are kept; expected {enough}")


def _write(one: Cast, form: Form, scan: Scan, marker: Marker) -> None:
    wordy = [part for part in form.fields if part.kind in WORDY and not NO_WORDS.search(part.name)]
    words = {part.name: marker.word(part.name, part.kind) for part in wordy}
    chosen = {part.name: [part.offers[-1]] for part in form.fields if part.offers and not any(part.values)}
    sent = one.fresh(form) | chosen | {name: [word] for name, word in words.items()}
    answer = one.visitor.send(form, sent)
    scan.look("address of an answer", answer.location)
    scan.sent += words.values()
    scan.by_form |= dict.fromkeys(words.values(), kind_of(form.action))
    scan.answers[f"{'saved' if answer.status == 302 else 'refused'}"] += 1


def search_inside(people: list[Cast], scan: Scan, marker: Marker) -> None:
    """Look for marked words where there is something to search: they stand in the address, and may not in the log."""
    for one in people:
        for form in one.forms.values():
            for part in form.typed() if form.method == "get" else ():
                word = marker.word(part.name, part.kind)
                one.visitor.send(form, form.sent() | {part.name: [word]})
                scan.answers["searched"] += 1


def break_inside(people: list[Cast], scan: Scan, marker: Marker) -> None:
    """Send marked words where they are refused: the sender sees them again, the log does not."""
    for one in people[:3]:
        body = {"source": marker.word("source", "text"), "words": marker.word("words", "text")}
        for path in (f"/{DEMO_TOWN}/sager/", "/lundby/findes-ikke/", "/lundby/arbejde/", "/lundby/forslag/nyt/"):
            one.visitor.ask("POST", path, data=body)
            scan.answers["broken"] += 1


def _error_pages(visitor: Visitor) -> Iterator[Answer]:
    """One answer of each kind of error, as a stranger meets them."""
    body = {"source": "intet", "words": "intet", "title": "intet"}
    yield visitor.ask("POST", f"/{DEMO_TOWN}/sager/", data=body)
    yield visitor.open("/lundby/findes-ikke/")
    yield visitor.open("/lundby/arbejde/")
    yield visitor.ask("PUT", "/lundby/")
    yield visitor.ask("GET", "/lundby/", headers={"Host": "ond.example"})


def look_outside(house: House, scan: Scan, each_kind: int) -> None:
    """Read everything that somebody outside, or somebody with the logs, can read; of each kind of page so many."""
    visitor = Visitor(house.address)
    at_work = house.lundby
    asked_for = [visitor.open(path) for paths in at_work.paths.values() for path in paths]
    starts = [f"/{slug}/{path}" for slug in ("lundby", DEMO_TOWN) for path in IN_TOWN]
    nearly_all = crawl(visitor, *at_work.opens[""], *starts, most=1500, each_kind=each_kind)
    one_of_each = crawl(visitor, "/", most=160, each_kind=1)  # the house and its other towns
    for page in chain(asked_for, nearly_all, one_of_each):
        if page.path.startswith("/demo/"):  # the made-up people stand there by name; outside a demo it does not exist
            continue
        scan.look(f"public {page.path}", page.content)
        scan.look(f"header of {page.path}", str(dict(page.headers)))
        scan.look(f"link on {page.path}", " ".join(page.links()))
    for answer in _error_pages(visitor):
        scan.look(f"error {answer.status} {answer.path}", answer.text())
    for line in house.log.read_text(errors="replace").splitlines():
        scan.look("log of the server", _read_line(line))
    for mail in sorted((house.folder / "mail").glob("*")):
        for subject in subjects(mail.read_bytes()):
            scan.look(f"mail {mail.name}", subject)
    for path in house.folder.rglob("*"):
        scan.look("name of a file", path.name)


def _read_line(line: str) -> str:
    """A line as it stands, and what its JSON says."""
    try:
        return f"{line} {json.loads(line)}"
    except ValueError:
        return line


def subjects(content: bytes) -> list[str]:
    """The subjects of the mails in a file, and what else stands in their heads beside the addresses."""
    found = []
    for one in content.split(b"-" * 79 + b"\n"):
        head = message_from_bytes(one).items()
        said = [str(make_header(decode_header(value))) for name, value in head if name not in ("To", "Bcc", "Cc")]
        found += [" ".join(said)] if said else []
    return found


def torture(house: House, enough: int = 200, tell: Tell = silent, *, each_kind: int = 30) -> Scan:
    """Write inside, let the machine send its mails, and look outside; the log is the one of production, every line as JSON."""
    scan, marker = Scan(), Marker()
    house.close()
    house.env["HOLDEPUNKT_LOG"] = "json"
    house.open()
    people = write_inside(house, scan, marker, enough)
    tell(f"{len(scan.kept)} words kept of {len(scan.sent)} written")
    search_inside(people, scan, marker)
    break_inside(people, scan, marker)
    for day in DAYS:
        house.env["HOLDEPUNKT_TODAY"] = day
        house.run("tick")
        house.run("db_worker", "--batch", "--no-reload", "-v0")
    look_outside(house, scan, each_kind)
    return scan
