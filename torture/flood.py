"""A flood at the public forms: fifty posts a second from one address, and as many people from addresses of their own.

Afterwards nothing was refused or lost, the flood waits in one heap that a person puts aside and releases as a whole,
and nobody else's words are in it.
"""

import socket
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from requests.adapters import HTTPAdapter

from holdepunkt.voice.rules.proposal import FLOOD_FROM
from torture.house import House
from torture.progress import Tell, silent
from torture.tables import Tables
from torture.visitor import Answer, Form, Visitor, crawl, kind_of

TOWN, SLUG, WHO = "Faxe", "faxe", "Finn"
A_SECOND, POSTS, AT_ONCE = 50, 1000, 8
HEAPS = f"/{SLUG}/arbejde/forslag/bunker/"


@dataclass(frozen=True)
class Door:
    """A public form: where one meets it, the field for words, and the table and column they must reach."""

    kind: str
    start: str
    field: str
    table: str
    column: str
    held: str = "held_back"
    ways: frozenset[str] = frozenset()


DOORS = (
    Door("voice:proposal_new", f"/{SLUG}/forslag/nyt/", "words", "voice_proposal", "words"),
    Door("voice:story_new", f"/{SLUG}/fortaellinger/ny/", "words", "voice_story", "words"),
    Door(
        "voice:hearing_answer_new", f"/{SLUG}/hoeringer/", "words", "voice_hearinganswer", "words",
        ways=frozenset(("voice:hearings", "voice:hearing")),
    ),
    Door(
        "voice:sign_up_new", f"/{SLUG}/moeder/", "name", "voice_signup", "name",
        held="stage IN ('held_back', 'dropped')", ways=frozenset(("voice:gatherings", "voice:gathering")),
    ),
)  # fmt: skip


class _From(HTTPAdapter):
    """Connections from an address of one's own: all of 127.0.0.0/8 is this machine's."""

    def __init__(self, address: str) -> None:
        self.own = address
        super().__init__()

    def init_poolmanager(self, *words: Any, **more: Any) -> None:
        """Bind each connection to the address."""
        super().init_poolmanager(*words, source_address=(self.own, 0), **more)


def why_not() -> str:
    """Why this machine cannot come from several addresses; empty when it can."""
    with socket.socket() as door:
        try:
            door.bind(("127.0.9.9", 0))
        except OSError as error:
            return f"this machine has only one address of its own ({error})"
    return ""


def somebody(house: House, address: str) -> Visitor:
    """A browser at an address of its own."""
    visitor = Visitor(house.address)
    visitor.session.mount("http://", _From(address))
    return visitor


@dataclass
class Outcome:
    """What one form met."""

    door: Door
    statuses: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    held: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def told(self) -> str:
        """In a line."""
        times = sorted(self.times)
        half, most = times[len(times) // 2], times[len(times) * 99 // 100]
        return (
            f"{self.door.kind.partition(':')[2]}: {len(times):,} posts in {self.seconds:.0f} s "
            f"(half within {half * 1000:.0f} ms, 99 of 100 within {most * 1000:.0f} ms), {self.held:,} in one heap"
        )


def _form_at(visitor: Visitor, door: Door) -> Form:
    """The form, found as a visitor finds it."""
    for page in crawl(visitor, door.start, most=40, each_kind=9, only=door.ways | {door.kind}):
        for form in page.forms():
            if kind_of(form.action) == door.kind and any(one.name == door.field for one in form.fields):
                return form
    raise LookupError(f"no open form of the kind {door.kind} in {TOWN}")


def _sent(visitor: Visitor, form: Form, door: Door, words: str) -> Answer:
    told = form.sent() | {door.field: [words]}
    return visitor.send(form, told | ({"part": ["0"]} if "part" in told else {}))


def _flooding(house: House, door: Door, form: Form, number: int, connections: int) -> Callable[[int], Answer]:
    """One address with several connections; each opens the form once and then only posts."""
    senders = [somebody(house, f"127.0.9.{number}") for _ in range(connections)]
    forms = [next(one for one in sender.open(form.page).forms() if one.kind == form.kind) for sender in senders]

    def send(place: int) -> Answer:
        return _sent(senders[place % connections], forms[place % connections], door, f"flod {place}")

    return send


def _person(house: House, door: Door, form: Form, place: int) -> Answer:
    """Somebody at home: opens the page, and writes once."""
    with (visitor := somebody(house, f"127.{10 + place // 250}.1.{1 + place % 250}")).session:
        own = next(one for one in visitor.open(form.page).forms() if one.kind == form.kind)
        return _sent(visitor, own, door, f"folk {place}")


def _at_pace(pool: ThreadPoolExecutor, send: Callable[[int], Answer], posts: int, found: Outcome) -> list[Any]:
    """So many a second; each begins on its time, or as soon as a connection is free."""
    began = time.monotonic()

    def one(place: int) -> int:
        time.sleep(max(0.0, began + place / A_SECOND - time.monotonic()))
        begin = time.monotonic()
        status = send(place).status
        found.times.append(time.monotonic() - begin)
        return status

    return [pool.submit(one, place) for place in range(posts)]


def at_door(house: House, door: Door, number: int, posts: int, people: int, tell: Tell) -> Outcome:
    """Flood one form, while people write there."""
    found, form = Outcome(door), _form_at(Visitor(house.address), door)
    flooding = _flooding(house, door, form, number, min(AT_ONCE, max(2, posts // 8)))
    began = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as first, ThreadPoolExecutor(AT_ONCE) as second:
        waiting = _at_pace(first, flooding, posts, found)
        waiting += _at_pace(second, lambda place: _person(house, door, form, place), people, found)
        for place, one in enumerate(waiting):
            found.statuses[one.result()] += 1  # here alone: two threads that count at once may count one
            tell(f"{door.kind}: {place + 1:,} of {posts + people:,}")
    found.seconds = time.monotonic() - began
    if set(found.statuses) != {302}:
        found.wrong.append(f"{door.kind}: answered {dict(found.statuses)}")
    return found


def _look(house: House, lead: Visitor, posts: int, people: int, found: Outcome) -> None:
    """Everything is there once, the flood in one heap, and the heap goes as a whole."""
    door, tables, wrong = found.door, Tables(house), found.wrong
    asked = f"SELECT {door.column}, flood_id, {door.held} FROM {door.table} WHERE {door.column} LIKE 'fl%' OR {door.column} LIKE 'fo%'"
    rows = [row for row in tables.rows(asked) if row[0].split()[0] in ("flod", "folk")]
    stored = Counter(row[0] for row in rows)
    sent = [*(f"flod {n}" for n in range(posts)), *(f"folk {n}" for n in range(people))]
    wrong += [f"{door.kind}: {stored[words]} × {words}" for words in sent if stored[words] != 1]
    heaps = {flood for _words, flood, _held in rows if flood is not None}
    held = [words for words, flood, _held in rows if flood is not None]
    found.held = len(held)
    wrong += [f"{door.kind}: {len(heaps)} heaps"] if len(heaps) != 1 else []
    wrong += [f"{door.kind}: only {len(held)} wait"] if len(held) < posts - FLOOD_FROM else []
    wrong += [f"{door.kind}: in the heap: {words}" for words in held if not words.startswith("flod")]
    lying = [bool(is_held) for _words, flood, is_held in rows if flood is not None]
    wrong += [] if all(lying) else [f"{door.kind}: {lying.count(False)} of the heap went their way"]
    for heap in heaps:
        wrong += _decide(house, lead, door, heap, len(held))


def _decide(house: House, lead: Visitor, door: Door, heap: int, count: int) -> list[str]:
    """A person finds the heap, puts it aside, and lets it go after all."""
    there, wrong = f"{HEAPS}{heap}/", []
    if there not in lead.open(HEAPS).links():
        wrong.append(f"{door.kind}: the heap is not on the list")
    for what, left in (("drop", count), ("release", 0)):
        form = next(one for one in lead.open(there).forms() if any(field.name == "what" for field in one.fields))
        answer = lead.send(form, form.sent() | {"what": [what], "why": ["Det var en prøve."]})
        asked = f"SELECT count(*) FROM {door.table} WHERE flood_id = {heap} AND {door.held}"
        waits = Tables(house).rows(asked)[0][0]
        if (answer.status, waits) != (302, left):
            wrong.append(f"{door.kind}: {what} answered {answer.status}, {waits} of {count} wait")
    return wrong


def torture(house: House, posts: int = POSTS, people: int = POSTS, tell: Tell = silent) -> list[Outcome]:
    """Flood each public form, one after the other."""
    lead, outcomes = Visitor(house.address).sign_in(WHO, TOWN), []
    for number, door in enumerate(DOORS, start=1):
        found = at_door(house, door, number, posts, people, tell)
        _look(house, lead, posts, people, found)
        outcomes.append(found)
    return outcomes
