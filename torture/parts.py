"""The parts of `make torture`: each tortures one database and tells what was done, and what was wrong."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools import alone
from tools.suite import WORKERS
from torture import clashes, flood, full, kills, leaks, nonsense, tampering
from torture.house import House, open_house
from torture.postgres import Postgres, durable_postgres
from torture.progress import Progress

Asked = argparse.Namespace
Told = tuple[str, list[str]]
SHORT = "stories/test_faxe.py"


@contextmanager
def _open(database: str) -> Iterator[tuple[House, Postgres | None]]:
    """A furnished house on this database."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="holdepunkt-torture-")))
        server = stack.enter_context(durable_postgres()) if database == "postgresql" else None
        yield stack.enter_context(open_house(folder / "house", owner=server.url if server else "")), server


def _counted(found: Mapping[object, int]) -> str:
    return ", ".join(f"{times:,} × {what}" for what, times in sorted(found.items(), key=str))


def of_kills(database: str, asked: Asked) -> Told:
    """SEC-1 and SEC-2."""
    with _open(database) as (house, server):
        found = kills.torture(
            house, kills=asked.kills, enough=asked.acknowledgements, postgres=server, tell=Progress("kills")
        )
    told = (
        f"{found.acknowledged:,} acknowledged ({_counted(found.written)}), {found.repeated:,} repeated, "
        f"killed {_counted(found.kills)}, {found.seconds:.0f} s"
    )
    return told, found.wrong


def of_nonsense(database: str, asked: Asked) -> Told:
    """SEC-10."""
    with _open(database) as (house, _server):
        found, seconds = nonsense.torture(house, requests_=asked.requests, tell=Progress("nonsense"))
    statuses = ", ".join(f"{status}: {times:,}" for status, times in sorted(found.by_status.items()))
    told = (
        f"{found.asked:,} requests to {len(found.kinds)} kinds of addresses, among them all {len(found.met)} that take "
        f"a form ({len(found.straight)} whose button no page showed), {statuses}, {seconds:.0f} s; "
        "what answers 503 is `/ready`, which says so when the clockwork is away"
    )
    return told, found.wrong + [f"nothing was sent to {name}" for name in sorted(found.unmet)]


def of_clashes(database: str, asked: Asked) -> Told:
    """SEC-11."""
    with _open(database) as (house, _server):
        races = clashes.torture(house, tell=Progress("clashes"))
    wrong = [f"{race.kind}: {dict(race.statuses)}, {race.kept} kept" for race in races if not race.one_winner]
    kinds = ", ".join(race.kind.rpartition(":")[2] for race in races)
    return f"{clashes.PEOPLE} people at once for {len(races)} kinds of forms ({kinds})", wrong


def of_flood(database: str, asked: Asked) -> Told:
    """Nothing is refused or lost, and the flood waits as one heap."""
    if reason := flood.why_not():
        return f"SKIPPED: {reason}", []
    with _open(database) as (house, _server):
        found = flood.torture(house, posts=asked.posts, people=asked.posts, tell=Progress("flood"))
    told = "; ".join(one.told for one in found)
    begins = f"{flood.A_SECOND} a second from one address and {flood.A_SECOND} from others"
    return f"{begins}, {asked.posts:,} each: {told}", [wrong for one in found for wrong in one.wrong]


def of_leaks(database: str, asked: Asked) -> Told:
    """The leak scan."""
    with _open(database) as (house, _server):
        scan = leaks.torture(house, tell=Progress("leaks"))
    looked = ", ".join(f"{where}: {times:,}" for where, times in sorted(scan.looked_at.items()))
    told = f"{len(scan.kept)} words kept in {len(set(scan.kept.values()))} tables of {len(scan.sent)} sent"
    return f"{told} ({_counted(scan.answers)} forms); looked at {looked}", scan.found


def of_full(database: str, asked: Asked) -> Told:
    """SEC-3: the disk is full."""
    if reason := full.why_not(database):
        return f"SKIPPED: {reason}", []
    found = full.torture(database, tell=Progress("full"))
    return found.told, found.wrong


def of_faults(database: str, asked: Asked) -> Told:
    """SEC-3: every story, or one for a tenth."""
    stories = SHORT if asked.quick else "stories"
    code, said = _suite(database, "-p", "torture.faults", "-p", "no:xdist", stories)
    lines = said.splitlines()
    wrong = [line for line in lines if line.startswith("WRONG")] or ([said[-1500:]] if code else [])
    return next((line.removeprefix("FAULTS ") for line in lines if line.startswith("FAULTS")), "no result"), wrong


def of_tampering(database: str, asked: Asked) -> Told:
    """SEC-7: on exports far from any database with the program itself, and in the tables."""
    found = tampering.torture(tell=Progress("tampering"))
    words = (*WORKERS, "holdepunkt/record/tests/test_tampering.py")
    code, said = _suite(database, *words, more={"HOLDEPUNKT_TORTURE": "1"})
    return f"{found.told}; in the tables: {_last_line(said)}", found.wrong + ([said[-3000:]] if code else [])


def of_namespace(database: str, asked: Asked) -> Told:
    """SEC-17: the suite in a network of its own without a way out."""
    if reason := alone.why_not():
        return f"SKIPPED: {reason}", []
    browser = ("-m", "not browser") if database == "postgresql" else ()
    words = (*WORKERS, *browser, *((SHORT,) if asked.quick else ()))
    code, said = _suite(database, *words, before=alone.alone(()))
    return _last_line(said), [said[-3000:]] if code else []


def _suite(
    database: str, *words: str, before: tuple[str, ...] = (), more: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run pytest in a process of its own; returns its code and what it said."""
    on = [sys.executable, "-m", "tools.postgres"] if database == "postgresql" else []
    tell, said = Progress("pytest"), []
    with tempfile.TemporaryDirectory(prefix="holdepunkt-torture-") as folder:
        env = os.environ | {"HOLDEPUNKT_DATA": folder} | dict(more or {})
        command = [*before, *on, sys.executable, "-m", "pytest", *words]
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as run:
            for line in run.stdout or ():
                said.append(line)
                tell(line.strip()[-120:])
    return run.returncode, "".join(said)


def _last_line(said: str) -> str:
    return said.strip().splitlines()[-1].strip("= ")[:200] if said.strip() else "no result"


TORTURES: dict[str, Callable[[str, Asked], Told]] = {
    "kills": of_kills,
    "nonsense": of_nonsense,
    "clashes": of_clashes,
    "flood": of_flood,
    "leaks": of_leaks,
    "faults": of_faults,
    "full": of_full,
    "tampering": of_tampering,
    "namespace": of_namespace,
}
