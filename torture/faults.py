"""SEC-3: the database fails after each statement of each form; then the change and its record row stand, or neither.

Loaded into pytest (`-p torture.faults stories`) it lets the people of the stories send every new kind of form
first with a fault after each of its statements, then with the record closed for writing, and then in earnest.
"""

import hashlib
import re
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from holdepunkt.ui.typed import not_typed
from torture.visitor import kind_of

RECORD = "record_entry"
BESIDE_RECORD = "record_unsealed"  # a trigger writes it with each row of the record; no statement does
OF_RECORD = {RECORD, BESIDE_RECORD}
ASIDE = ("django_session", "people_sessionofuser", "axes_accessattempt", "sqlite_sequence", "django_migrations")
TAG = re.compile(r"</?(?:p|br|div)\b[^>]*>")
WRITTEN = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
EVERY = 1000
NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK")


class Fault:
    """Breaks after the statement with number `at`; 0 breaks nothing and counts."""

    def __init__(self, at: int = 0) -> None:
        self.at, self.count = at, 0
        self.touched: set[str] = set()

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.touched |= set(WRITTEN.findall(sql))
        done = execute(sql, params, many, context)
        if not sql.startswith(NOT_COUNTED):
            self.count += 1
            if self.count == self.at:
                raise OperationalError("torture: the disk went away")
        return done


@dataclass
class Findings:
    """What was tried, and what was wrong."""

    most: int = EVERY
    kinds: set[Any] = field(default_factory=set)
    faults: int = 0
    actions: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    @property
    def is_thorough(self) -> bool:
        """Whether a form meets a fault after every statement."""
        return self.most == EVERY


FOUND = Findings()


def tables(only: set[str] | None = None) -> dict[str, str]:
    """A fingerprint of each table's rows; of those in `only`, where it is known what can have changed."""
    with connection.cursor() as cursor, _behind_no_wall(cursor):
        there = connection.introspection.table_names(cursor) if only is None else sorted(only)
        return {name: _print(cursor, name) for name in there if name not in ASIDE}


@contextmanager
def _behind_no_wall(cursor: Any) -> Iterator[None]:
    """Read as the database's owner: row-level security would hide the very rows we look for."""
    if connection.vendor != "postgresql":
        yield
        return
    cursor.execute("SELECT current_user, session_user")
    who, owner = cursor.fetchone()
    cursor.execute(f'SET LOCAL ROLE "{owner}"')
    yield
    cursor.execute(f'SET LOCAL ROLE "{who}"')


def _print(cursor: Any, name: str) -> str:
    cursor.execute(f'SELECT * FROM "{name}" ORDER BY 1')
    return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens to the rows inside is undone."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        connection.needs_rollback = False  # what failed outside a transaction of its own has marked the test's
        transaction.savepoint_rollback(before)


@contextmanager
def record_closed() -> Iterator[None]:
    """Nobody can write a record row inside."""
    with undone():
        with connection.cursor() as cursor, _behind_no_wall(cursor):
            for statement in CLOSED[connection.vendor]:
                cursor.execute(statement)
        yield


CLOSED = {
    "sqlite": (f"CREATE TRIGGER torture_closed BEFORE INSERT ON {RECORD} BEGIN SELECT RAISE(ABORT, 'closed'); END",),
    "postgresql": (
        "CREATE FUNCTION torture_closed() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'closed'; END $$",
        f"CREATE TRIGGER torture_closed BEFORE INSERT ON {RECORD} FOR EACH ROW EXECUTE FUNCTION torture_closed()",
    ),
}


class FaultyClient(Client):
    """A browser whose forms meet every fault before they are sent in earnest."""

    def post(self, path: str, data: Any = None, *args: Any, **more: Any) -> Any:
        """Try the faults on a kind of form that was not met before."""
        kind = (kind_of(path), *sorted(data or ()))
        if kind not in FOUND.kinds and connection.in_atomic_block:
            FOUND.kinds.add(kind)
            try_faults(self, path, data or {})
        return super().post(path, data, *args, **more)


def try_faults(client: Client, path: str, data: dict[str, Any]) -> None:
    """Send the form with a fault after each statement, and with the record closed; note what is wrong."""
    trial = _dry(client, path, data)
    if RECORD not in trial.changed:
        return
    for number in range(1, trial.statements + 1, -(-trial.statements // FOUND.most)):
        with undone():
            with connection.execute_wrapper(fault := Fault(number)):
                answer = _send(client, path, data)
            after = tables(trial.changed | fault.touched)
        told = f"{kind_of(path)} after statement {number} of {trial.statements}"
        _judge(told, trial, after, answer, data)
    with record_closed():
        with connection.execute_wrapper(fault := Fault()):
            answer = _send(client, path, data)
        after = tables(trial.changed | fault.touched)
    told = f"{kind_of(path)} with the record closed"
    _judge(told, trial, after, answer, data)
    if answer.status_code < 500:
        FOUND.wrong.append(f"{told} answered {answer.status_code}")


@dataclass
class Trial:
    """A form that was sent once and undone: its statements, the tables it changes, and how tables stand before."""

    statements: int
    changed: set[str]
    before: dict[str, str]

    @property
    def changes_something(self) -> bool:
        """Whether more comes of it than a row of the record, as when something is looked up or fetched."""
        return bool(self.changed - OF_RECORD)

    def as_before(self, after: Collection[str]) -> dict[str, str]:
        """How these tables stand when nothing is sent; whatever is tried is undone, so that they can be read later."""
        self.before |= tables(set(after) - self.before.keys())
        return self.before


def _dry(client: Client, path: str, data: dict[str, Any]) -> Trial:
    """Send the form as if all goes well, and undo it.

    Every table is looked at when every statement is broken; else those that the form's statements write in.
    """
    fault = Fault()
    everything = tables() if FOUND.is_thorough else {}
    with undone():
        with connection.execute_wrapper(fault), _watched():
            _send(client, path, data)
        after = tables(None if everything else fault.touched)
    trial = Trial(fault.count, set(), everything)
    before = trial.as_before(after)
    trial.changed = {name for name in after if after[name] != before[name]}
    if unseen := trial.changed - fault.touched - {BESIDE_RECORD}:
        FOUND.wrong.append(f"{kind_of(path)}: changed {sorted(unseen)}, in which no statement wrote")
    return trial


@contextmanager
def _watched() -> Iterator[None]:
    """Note which actions are called inside."""

    def called(frame: FrameType, event: str, _arg: Any) -> None:
        if event == "call" and (action := _action(frame.f_code)):
            FOUND.actions.add(action)

    sys.setprofile(called)
    try:
        yield
    finally:
        sys.setprofile(None)


@cache
def _action(code: CodeType) -> str:
    """The name of a function of ours that is an action; "" for every other."""
    place = Path(code.co_filename)
    is_one = "holdepunkt" in place.parts and "actions" in (place.stem, place.parent.name)
    return f"{place.parent.parent.name}/{place.stem}.{code.co_name}" if is_one else ""


def _send(client: Client, path: str, data: dict[str, Any]) -> Any:
    for one in (part for value in data.values() for part in (value if isinstance(value, list) else [value])):
        if isinstance(one, BytesIO):
            one.seek(0)
    cookies, raises = client.cookies.copy(), client.raise_request_exception
    client.raise_request_exception = False
    try:
        return Client.post(client, path, data)
    finally:
        connection.needs_rollback = False  # the house has no transaction around a request, as this test has
        client.cookies, client.raise_request_exception = cookies, raises
        for one in (part for value in data.values() for part in (value if isinstance(value, list) else [value])):
            if isinstance(one, BytesIO):
                one.seek(0)


def _judge(told: str, trial: Trial, after: dict[str, str], answer: Any, data: dict[str, Any]) -> None:
    """What a statement of the form wrote in, and what changed when all went well, can have changed; no other table."""
    FOUND.faults += 1
    before = trial.as_before(after)
    changed = {name for name in after if after[name] != before[name]}
    if trial.changes_something and bool(changed - OF_RECORD) != (RECORD in changed):
        FOUND.wrong.append(f"{told}: changed {sorted(changed)}")
    if answer.status_code >= 400 and changed:
        FOUND.wrong.append(f"{told}: answered {answer.status_code} and changed {sorted(changed)}")
    if answer.status_code >= 400:
        shown = " ".join(unescape(answer.content.decode()).replace("<br>", " ").split())
        FOUND.wrong += [f"{told}: answered {answer.status_code} and lost {word[:60]!r}" for word in _lost(data, shown)]


def _lost(data: dict[str, Any], shown: str) -> list[str]:
    """Words that were typed and are not shown again; a password never is."""
    kept = [value for name, value in data.items() if not not_typed(name)]
    sent = [part for value in kept for part in (value if isinstance(value, list) else [value])]
    sentences = [" ".join(one.split()) for one in sent if isinstance(one, str) and " " in one.strip()]
    return [one for one in sentences if one not in shown and one not in " ".join(TAG.sub(" ", shown).split())]


def pytest_addoption(parser: pytest.Parser) -> None:
    """How many faults a form meets at most, spread over its statements; all when nothing is said."""
    parser.addoption("--faults-most", type=int, default=FOUND.most)


def pytest_configure(config: pytest.Config) -> None:
    """As a plugin: the people of the stories use the faulty browser."""
    from stories import walking

    FOUND.most = config.getoption("--faults-most")
    walking.Client = FaultyClient  # type: ignore[misc]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what was tried, and everything that was wrong."""
    terminalreporter.write_line(
        f"FAULTS {FOUND.faults} in {len(FOUND.kinds)} kinds of forms; {len(FOUND.actions)} actions reached; "
        f"{len(FOUND.wrong)} wrong"
    )
    for one in FOUND.wrong[:60]:
        terminalreporter.write_line(f"WRONG {one}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Anything wrong fails the run, and so does a run that tried nothing."""
    if FOUND.wrong or not FOUND.faults:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
