"""SEC-3: the disk is full, truly. A form is saved with its record row or not at all, the person is told and keeps
every word, and when there is room again the same form with the same key counts once.

The disk is a small one of its own (tmpfs), which only root can mount. Elsewhere the server's processes may write
no file beyond a size, which SQLite meets in the same way; PostgreSQL is then left out, and says so.
"""

import os
import resource
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

import psutil

from torture.house import House
from torture.kills import TODAY, TOWN, WRITERS, Tally, forms_to_write
from torture.postgres import Postgres, durable_postgres
from torture.progress import Tell, silent
from torture.tables import Tables
from torture.visitor import Answer, Form, Visitor

MIB = 64
REFUSED, MOST = 20, 500
LITTLE = 128 * 1024


class Disk(Protocol):
    """Something that can be filled, and emptied again."""

    def fill(self) -> None:
        """Leave so little room that it is soon gone."""

    def make_room(self) -> None:
        """Leave room again."""


class SmallDisk:
    """A file system of its own with a file that takes all its room."""

    def __init__(self, folder: Path) -> None:
        self.ballast = folder / "ballast"

    def fill(self) -> None:
        """Write until nothing more is taken, to the last byte; then leave a little."""
        with self.ballast.open("ab", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while file.write(b"\0" * size) == size:
                        pass
                except OSError:
                    continue
            file.truncate(file.tell() - LITTLE)

    def make_room(self) -> None:
        """Take the file away."""
        self.ballast.unlink()


class ShortFiles:
    """No process of the house may write a file beyond where its log ends now, and a little."""

    def __init__(self, house: House) -> None:
        self.house = house

    def fill(self) -> None:
        """Set the limit on the server and its workers; those it starts later inherit it."""
        self._limit(self.house.log.stat().st_size + LITTLE)

    def make_room(self) -> None:
        """Lift the limit."""
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, size: int) -> None:
        for one in self.house.processes():
            one.rlimit(psutil.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@dataclass
class Outcome:
    """What was saved and refused on the full disk, and what was wrong."""

    way: str
    saved: int = 0
    refused: Counter[int] = field(default_factory=Counter)
    read: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def told(self) -> str:
        """In one sentence."""
        refused = ", ".join(f"{times} × {status}" for status, times in sorted(self.refused.items()))
        read = ", ".join(f"{times} × {status}" for status, times in sorted(self.read.items()))
        return (
            f"{self.way}: {self.saved} forms still found room, then refused with every word shown: {refused}; "
            f"pages read meanwhile: {read}; with room again each refused form was sent twice and counted once"
        )


def can_mount() -> bool:
    """Whether this machine lets us have a disk of our own."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    with tempfile.TemporaryDirectory(prefix="holdepunkt-torture-") as folder:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True)
        return done.returncode == 0 and subprocess.run(["umount", folder]).returncode == 0


def why_not(database: str) -> str:
    """Why the disk cannot be filled here; empty when it can."""
    if database == "postgresql" and not can_mount():
        return "only root on a machine that lets it mount can give PostgreSQL a disk of its own"
    return ""


@contextmanager
def small_disk(*, user: int = 0, mib: int = MIB) -> Iterator[Path]:
    """A disk of this size that belongs to a user of the machine; gone after the block."""
    top = Path(tempfile.mkdtemp(prefix="holdepunkt-torture-"))
    top.chmod(0o755)  # a database server that runs as a user of its own must be able to reach it
    folder = top / "disk"
    folder.mkdir()
    options = f"size={mib}m,uid={user},mode=700"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        shutil.rmtree(top, ignore_errors=True)


@contextmanager
def _open(house: House, like: Path | None = None) -> Iterator[House]:
    house.furnish(like)
    house.open()
    try:
        yield house
    finally:
        house.close()


@contextmanager
def on_sqlite(like: Path | None = None) -> Iterator[tuple[House, Disk, str]]:
    """A house whose data lie on a small disk, or whose files must stay short; its log lies elsewhere."""
    with ExitStack() as stack:
        aside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="holdepunkt-torture-")))
        if not can_mount():
            house = stack.enter_context(_open(House(aside / "house"), like))
            yield house, ShortFiles(house), "a limit on the size of files"
            return
        disk = stack.enter_context(small_disk())
        house = House(disk / "house")
        house.log = aside / "server.log"
        yield stack.enter_context(_open(house, like)), SmallDisk(disk), f"a disk of {MIB} MiB"


@contextmanager
def on_postgresql() -> Iterator[tuple[House, Disk, str]]:
    """A house whose database lies in a tablespace on a small disk."""
    import psycopg

    with ExitStack() as stack:
        aside = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="holdepunkt-torture-")))
        server: Postgres = stack.enter_context(durable_postgres())
        disk = stack.enter_context(small_disk(user=server.user()))
        with psycopg.connect(server.url, autocommit=True) as door:
            door.execute(f"CREATE TABLESPACE small LOCATION '{disk}'")
            door.execute("CREATE DATABASE house TABLESPACE small")
        stack.callback(server.stop)  # before its disk goes away
        house = House(aside / "house", owner=f"{server.url.rsplit('/', 1)[0]}/house")
        yield stack.enter_context(_open(house)), SmallDisk(disk), f"a tablespace on a disk of {MIB} MiB"


def torture(database: str, *, like: Path | None = None, tell: Tell = silent) -> Outcome:
    """Fill the disk under a person who writes, and make room again; `like` is a furnished SQLite house."""
    ways: dict[str, Callable[[], Any]] = {"sqlite": lambda: on_sqlite(like), "postgresql": on_postgresql}
    with ways[database]() as (house, disk, way):
        return write_on(house, disk, Outcome(way), tell)


def write_on(house: House, disk: Disk, found: Outcome, tell: Tell = silent) -> Outcome:
    """Write figures until enough of them are refused; make room, and send those again."""
    person = Visitor(house.address).sign_in(WRITERS[0], TOWN)
    form = forms_to_write(person)["policy:effort_figure"][0]
    tally, before, refused = Tally(), Tables(house).counts(), list[dict[str, list[str]]]()
    disk.fill()
    try:
        for number in range(MOST):
            tell(f"{number} sent, {len(refused)} refused")
            sent = _figure(form, number)
            _one(person, form, sent, found, tally, refused)
            if len(refused) == REFUSED:
                break
        found.saved = tally.acknowledged
        found.read.update(person.open(form.page).status for _ in range(3))
    finally:
        disk.make_room()  # PostgreSQL lets nobody new in while its disk is full
    found.wrong += [f"on a full disk: {one}" for one in Tables(house).compare(tally, before)]
    _again(person, form, refused, found, tally)
    found.wrong += [f"with room again: {one}" for one in Tables(house).compare(tally, before)]
    if len(refused) < REFUSED:
        found.wrong.append(f"the disk was never full: {len(refused)} of {MOST} forms were refused")
    return found


def _figure(form: Form, number: int) -> dict[str, list[str]]:
    source = f"drab fuld disk {number} {'med mange ord ' * 12}".strip()
    return form.sent() | {"value": ["120"], "as_of": [TODAY], "source": [source], "_key": [str(uuid4())]}


def _one(
    person: Visitor, form: Form, sent: dict[str, list[str]], found: Outcome, tally: Tally, refused: list[Any]
) -> None:
    answer = person.send(form, sent)
    if _is_saved(answer):
        tally.figures += sent["source"]
        tally.keys += sent["_key"]
        return
    refused.append(sent)
    found.refused[answer.status] += 1
    if answer.status != 503:
        found.wrong.append(f"refused with {answer.status}: {answer.text()[-200:]}")
    if sent["source"][0] not in answer.text():
        found.wrong.append(f"lost what was typed: {sent['source'][0]}")


def _again(person: Visitor, form: Form, refused: list[dict[str, list[str]]], found: Outcome, tally: Tally) -> None:
    for sent in refused:
        answers = [person.send(form, sent) for _ in range(2)]
        if not all(map(_is_saved, answers)):
            found.wrong.append(f"with room again {[one.status for one in answers]}: {answers[0].text()[-200:]}")
            continue
        tally.figures += sent["source"]
        tally.keys += sent["_key"]


def _is_saved(answer: Answer) -> bool:
    return answer.status == 302 and "log-ind" not in answer.location
