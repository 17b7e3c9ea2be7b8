"""SEC-1 and SEC-2: people write while processes are killed; what was acknowledged must stand, once, with its record.

Each person repeats a form under the same key until the site has answered 302, as a patient person would.
So in the end every form must count exactly once: fewer is a lost promise, more is a form counted twice.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import requests

from torture.house import House
from torture.postgres import Postgres
from torture.progress import Tell, silent
from torture.tables import REACHED, UNDONE, Tables
from torture.visitor import TOKEN, Form, Visitor, crawl, kind_of

TOWN, WRITERS = "Rødovre", ("Finn", "Dan", "Carla", "Jon", "Kaja", "Lone")
WAYS = frozenset(
    f"policy:{name}"
    for name in (
        "desk",
        "status_missing",
        "status_note",
        "plans",
        "plan_page",
        "effort_page",
        "effort_figure",
        "milestone_reached",
    )
) | {"pages:mine"}
FIELDS = {"policy:effort_figure": "source", "policy:status_note": "happened", "policy:milestone_reached": "on"}
PATIENCE = 120.0
TODAY = "2021-11-22"


@dataclass
class Tally:
    """What the people were promised, and what they met on the way."""

    figures: list[str] = field(default_factory=list)
    drafts: dict[str, list[str]] = field(default_factory=dict)
    steps: dict[str, list[str]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    repeated: int = 0
    surprises: list[str] = field(default_factory=list)
    closes_at: float = float("inf")
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def acknowledged(self) -> int:
        """The number of forms that were answered with 302."""
        return len(self.keys)

    @property
    def written(self) -> Counter[str]:
        """How many forms of each kind."""
        drafts, steps = (sum(map(len, told.values())) for told in (self.drafts, self.steps))
        return Counter({"figure": len(self.figures), "draft": drafts, "milestone": steps})


class Writer(threading.Thread):
    """One person who writes figures, a draft and a milestone, again and again."""

    def __init__(self, number: int, visitor: Visitor, forms: dict[str, list[Form]], tally: Tally, enough: int) -> None:
        super().__init__(daemon=True)
        self.number, self.visitor, self.tally, self.enough = number, visitor, tally, enough
        self.figures = forms["policy:effort_figure"]
        self.drafts = forms["policy:status_note"][number:][:1]
        self.steps = forms["policy:milestone_reached"][number:][:1]
        self.chance = random.Random(number)
        self.turn = 0

    def run(self) -> None:
        """Write until everybody together has been answered often enough."""
        while self.tally.acknowledged < self.enough and time.monotonic() < self.tally.closes_at:
            self.turn += 1
            try:
                self._write()
            except Exception as error:
                self.tally.surprises.append(f"{self.visitor.who}: {error!r}"[:300])
                return

    def _write(self) -> None:
        if self.drafts and self.turn % 10 == 0:
            self._draft()
        elif self.steps and self.turn % 10 in (5, 6):
            self._step()
        else:
            self._figure()

    def _figure(self) -> None:
        form = self.chance.choice(self.figures)
        source = f"drab {self.number}-{self.turn}"
        self._until_answered(form, {"value": ["120"], "as_of": [TODAY], "source": [source]})
        with self.tally.lock:
            self.tally.figures.append(source)

    def _draft(self) -> None:
        form = self._fresh(self.drafts[0])
        words = f"drab {self.number}-{self.turn}"
        self._until_answered(form, {"happened": [words], "draft": ["1"]})
        with self.tally.lock:
            self.tally.drafts.setdefault(form.page, []).append(words)

    def _step(self) -> None:
        """Say that the own milestone is reached, and the next time that it is not."""
        form = self.steps[0]
        number = form.action.strip("/").rsplit("/", 1)[-1]
        was = self.tally.steps.get(number, [UNDONE])[-1]
        if was == UNDONE:
            self._until_answered(form, {"on": [TODAY]})
        else:
            self._until_answered(replace(form, action=f"{form.action}fortryd/"), {})
        with self.tally.lock:
            self.tally.steps.setdefault(number, []).append(UNDONE if was == REACHED else REACHED)

    def _fresh(self, form: Form) -> Form:
        page = self._patiently(lambda: self.visitor.open(form.page))
        return next(one for one in page.forms() if one.kind == form.kind)

    def _until_answered(self, form: Form, words: dict[str, list[str]]) -> None:
        sent = form.sent() | words | {"_key": [str(uuid4())]}
        answer = self._patiently(lambda: self.visitor.send(form, sent))
        if answer.status != 302 or "/log-ind/" in answer.headers.get("Location", ""):
            raise AssertionError(f"{form.action} answered {answer.status}: {answer.text()[-300:]}")
        with self.tally.lock:
            self.tally.keys.append(sent["_key"][0])

    def _patiently(self, ask: Callable[[], Any]) -> Any:
        """Ask again for as long as nobody answers, or the answer is that something broke."""
        limit = time.monotonic() + PATIENCE
        while True:
            with suppress(requests.RequestException):
                answer = ask()
                if answer.status < 500:
                    return answer
            if time.monotonic() > limit:
                raise TimeoutError("no answer in two minutes")
            self.tally.repeated += 1
            time.sleep(0.05)


def forms_to_write(visitor: Visitor) -> dict[str, list[Form]]:
    """The forms that the person can write in: figures of efforts, the year's answers, milestones."""
    found: dict[str, dict[str, Form]] = {kind: {} for kind in FIELDS}
    for page in crawl(visitor, visitor.home, each_kind=12, only=WAYS):
        for form in page.forms():
            kind = kind_of(form.action)
            if kind in found and "?" not in form.action and any(one.name == FIELDS[kind] for one in form.fields):
                found[kind].setdefault(form.action, form)
    return {kind: list(forms.values()) for kind, forms in found.items()}


def _writers(house: House, tally: Tally, clients: int, enough: int) -> list[Writer]:
    lead = Visitor(house.address).sign_in(WRITERS[0], TOWN)
    forms = forms_to_write(lead)
    missing = [kind for kind, some in forms.items() if not some]
    assert not missing, f"found no form of the kind {missing}"
    made = []
    for number in range(clients):
        visitor = Visitor(house.address).sign_in(WRITERS[0], TOWN)
        mine = {kind: [_with_token(visitor, one) for one in some] for kind, some in forms.items()}
        made.append(Writer(number, visitor, mine, tally, enough))
    return made


def _with_token(visitor: Visitor, form: Form) -> Form:
    """The form as this person's own browser would send it."""
    token = visitor.session.cookies.get("csrftoken") or next(iter(_tokens(visitor, form)), "")
    fields = tuple(
        type(one)(one.name, one.kind, (token,), one.offers) if one.name == TOKEN else one for one in form.fields
    )
    return Form(form.page, form.action, form.method, fields, form.buttons)


def _tokens(visitor: Visitor, form: Form) -> list[str]:
    return [one.values[0] for found in visitor.open(form.page).forms() for one in found.fields if one.name == TOKEN]


def _kill_something(house: House, postgres: Postgres | None, number: int) -> str:
    """A worker, a worker, the whole server; on PostgreSQL now and then a backend or the postmaster."""
    if postgres is not None and number % 5 == 3:
        postgres.kill_a_backend()
        return "backend"
    if postgres is not None and number % 5 == 4:
        postgres.kill()
        postgres.start()
        return "postmaster"
    if number % 3 == 2:
        house.kill()
        return "server"
    house.kill_a_worker(number)
    return "worker"


@dataclass
class Outcome:
    """What was killed, what was promised, and what was found afterwards."""

    kills: Counter[str]
    written: Counter[str]
    repeated: int
    seconds: float
    wrong: list[str]

    @property
    def acknowledged(self) -> int:
        """The number of forms that were answered with 302."""
        return self.written.total()


def torture(
    house: House,
    *,
    kills: int,
    enough: int,
    clients: int = 6,
    postgres: Postgres | None = None,
    seconds: float = float("inf"),
    tell: Tell = silent,
) -> Outcome:
    """Let people write until `enough` forms are acknowledged (or `seconds` are over), with the kills spread over them."""
    began = time.monotonic()
    tally = Tally(closes_at=began + seconds)
    before = Tables(house).counts()
    writers = _writers(house, tally, clients, enough)
    for writer in writers:
        writer.start()
    killed: Counter[str] = Counter()
    while any(writer.is_alive() for writer in writers):
        if sum(killed.values()) < kills and tally.acknowledged >= (sum(killed.values()) + 0.5) * enough / kills:
            killed[_kill_something(house, postgres, sum(killed.values()))] += 1
        house.revive()
        tell(f"{tally.acknowledged:,} of {enough:,} acknowledged, {sum(killed.values())} of {kills} killed")
        time.sleep(0.02)
    wrong = tally.surprises + Tables(house).compare(tally, before)
    return Outcome(killed, tally.written, tally.repeated, time.monotonic() - began, wrong)
