"""`make torture`: everything at its full figures, on both databases; `ARGS="--quick"` for a tenth, or the names of some.

python -m torture kills nonsense clashes leaks faults alone [--quick] [--database sqlite|postgresql]
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torture.house import House
    from torture.postgres import Postgres

KILLS, ACKNOWLEDGEMENTS, REQUESTS = 100, 50_000, 100_000
DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Line:
    """One line of the results."""

    what: str
    database: str
    told: str
    wrong: list[str]

    def row(self) -> str:
        """As a row of docs/measured.md."""
        return f"| {self.what} | {self.database} | {self.told} | {len(self.wrong)} |"


@contextmanager
def _house(database: str) -> Iterator[tuple["House", "Postgres | None"]]:
    from torture.house import open_house
    from torture.postgres import durable_postgres

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="holdepunkt-torture-")))
        server = stack.enter_context(durable_postgres()) if database == "postgresql" else None
        yield stack.enter_context(open_house(folder / "house", database=server.url if server else "")), server


def kills(database: str, share: float) -> Line:
    """SEC-1 and SEC-2."""
    from torture import kills as room

    with _house(database) as (house, server):
        found = room.torture(house, kills=int(KILLS * share), enough=int(ACKNOWLEDGEMENTS * share), postgres=server)
    killed = ", ".join(f"{times} × {what}" for what, times in sorted(found.kills.items()))
    told = f"{found.acknowledged} acknowledged, {found.repeated} repeated, killed {killed}, {found.seconds:.0f} s"
    return Line("kills", database, told, found.wrong)


def nonsense(database: str, share: float) -> Line:
    """SEC-10."""
    from torture import nonsense as room

    with _house(database) as (house, _server):
        found, seconds = room.torture(house, requests_=int(REQUESTS * share))
    statuses = ", ".join(f"{status}: {times}" for status, times in sorted(found.by_status.items()))
    told = f"{found.asked} requests to {len(found.kinds)} kinds of addresses ({statuses}), {seconds:.0f} s"
    return Line("nonsense", database, told, found.wrong)


def clashes(database: str, share: float) -> Line:
    """SEC-11."""
    from torture import clashes as room

    with _house(database) as (house, _server):
        races = room.torture(house)
    wrong = [f"{race.kind}: {dict(race.statuses)}" for race in races if not race.one_winner]
    return Line("clashes", database, f"{room.PEOPLE} people at once for {len(races)} kinds of rows", wrong)


def leaks(database: str, share: float) -> Line:
    """The leak scan."""
    from torture import leaks as room

    with _house(database) as (house, _server):
        scan = room.torture(house)
    looked = ", ".join(f"{where}: {times}" for where, times in sorted(scan.looked_at.items()))
    return Line("leaks", database, f"{len(scan.written)} words written inside; looked at {looked}", scan.found)


def _suite(words: list[str], database: str, before: tuple[str, ...] = ()) -> tuple[int, str]:
    """Run pytest in a process of its own; returns its code and what it said."""
    on = [sys.executable, "-m", "tools.postgres"] if database == "postgresql" else []
    with tempfile.TemporaryDirectory(prefix="holdepunkt-torture-") as folder:
        env = os.environ | {"HOLDEPUNKT_DATA": folder}
        command = [*before, *on, sys.executable, "-m", "pytest", *words]
        done = subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


def faults(database: str, share: float) -> Line:
    """SEC-3: every story, or one for a tenth."""
    stories = ["stories"] if share == 1 else ["stories/test_faxe.py"]
    code, said = _suite(["-p", "torture.faults", "-p", "no:xdist", *stories], database)
    lines = said.splitlines()
    wrong = [line for line in lines if line.startswith("WRONG")] or ([said[-1500:]] if code else [])
    told = next((line.removeprefix("FAULTS ") for line in lines if line.startswith("FAULTS")), "no result")
    return Line("faults", database, told, wrong)


def alone(database: str, share: float) -> Line:
    """SEC-17: the suite in a network of its own without a way out."""
    from torture.network import why_not, without_network

    if reason := why_not():
        return Line("alone", database, f"SKIPPED: {reason}", [])
    words = ["-q"] if share == 1 else ["-q", "stories/test_faxe.py"]
    code, said = _suite(words, database, without_network())
    return Line("alone", database, said.strip().splitlines()[-1][:200], [said[-3000:]] if code else [])


TORTURES: dict[str, Callable[[str, float], Line]] = {
    one.__name__: one for one in (kills, nonsense, clashes, leaks, faults, alone)
}


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="make torture", description=__doc__)
    reader.add_argument("names", nargs="*", default=[], help=f"some of: {', '.join(TORTURES)}")
    reader.add_argument("--quick", action="store_true", help="a tenth of the figures")
    reader.add_argument("--database", choices=DATABASES, action="append", default=None)
    found = reader.parse_args()
    if unknown := set(found.names) - set(TORTURES):
        reader.error(f"found {', '.join(sorted(unknown))}; expected some of: {', '.join(TORTURES)}")
    return found


def _ready() -> tempfile.TemporaryDirectory[str]:
    """Make the addresses of the site known to this process, with a data folder of its own."""
    folder = tempfile.TemporaryDirectory(prefix="holdepunkt-torture-")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "holdepunkt.settings", "HOLDEPUNKT_DATA": folder.name}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    return folder


def main() -> int:
    """Run what was asked for, and print rows for docs/measured.md."""
    asked, folder = _arguments(), _ready()
    share = 0.1 if asked.quick else 1.0
    lines = []
    for database in asked.database or DATABASES:
        for name in asked.names or TORTURES:
            lines.append(TORTURES[name](database, share))
            print(lines[-1].row(), *lines[-1].wrong[:20], sep="\n", flush=True)
    print(
        f"\n{date.today()} · {os.cpu_count()} cores, Python {platform.python_version()} · make torture {sys.argv[1:]}"
    )
    folder.cleanup()
    return int(any(line.wrong for line in lines))


if __name__ == "__main__":
    raise SystemExit(main())
