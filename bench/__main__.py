"""`make bench`: measure the pages of a generated municipality at N and 10N efforts on both databases.

Method: each database and size gets fresh tables and a clean process; pages are asked through the
site's WSGI application over one kept connection, DEBUG off; CPU of this process and of the
database process, until `--seconds` of it are used, in twelve turns through all pages, of which the
cheapest counts (who shares the core only ever adds); SQL without transaction control; `× bare` is
the same kind of page as bare SQL and a ready-made string. Ceilings stand in bench/ceilings.py.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench import table, wall_table, weight
from tools.console import exit_in_plain_words, say
from tools.places import PYTHON, ROOT, data_folder
from tools.postgres import running_postgres

RESULTS = ROOT / "bench" / "results"
DATABASES = ("sqlite", "postgresql")
TURNS = 12
DAY = "2021-11-22"
TIMES = 10
EMPTY = "bench_empty"


def options(words: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure what the pages cost.")
    parser.add_argument("--n", type=int, default=1000, help="efforts a year in the smaller town")
    parser.add_argument("--quick", action="store_true", help="N = 100 and little repeating: does it all work?")
    parser.add_argument("--seconds", type=float, default=2.0, help="CPU seconds a page is repeated for")
    parser.add_argument("--turns", type=int, default=TURNS, help="times all pages are gone through in these seconds")
    parser.add_argument("--times", type=int, default=TIMES, help="how many times larger the second town is")
    parser.add_argument("--rounds", type=int, default=20, help="times each page is opened before memory is looked at")
    parser.add_argument("--database", choices=DATABASES, action="append", help="only this one")
    parser.add_argument("--only", default="", help="only pages whose name contains this")
    parser.add_argument("--walls", action="store_true", help="only what row-level security costs, page by page, at N")
    parser.add_argument("--keep", action="store_true", help="write the result to bench/results, to compare with")
    parser.add_argument("--markdown", action="store_true", help="print sections for docs/measured.md")
    parser.add_argument("--show", type=Path, metavar="FILE", help="print a stored result; measure nothing")
    chosen = parser.parse_args(words)
    if chosen.quick:
        chosen.n, chosen.seconds, chosen.turns = 100, min(chosen.seconds, 0.1), 1
    return chosen


@contextmanager
def databases(name: str) -> Iterator[dict[str, str]]:
    """What the environment says of the database: nothing for SQLite, an address for PostgreSQL."""
    if name == "sqlite":
        yield {}
        return
    with running_postgres() as url:
        yield {"DATABASE_URL": url}


@dataclass(frozen=True)
class Empty:
    """A database with all its tables and nothing in them, from which each size gets its own."""

    env: dict[str, str]
    folder: Path
    migrated: dict[str, float]

    def copied(self, folder: Path, name: str) -> dict[str, str]:
        """Copy it and return the copy's environment: on PostgreSQL a database, on SQLite the file in its folder."""
        if url := self.env.get("DATABASE_URL"):
            return {**self.env, "DATABASE_URL": _new_database(url, name, like=EMPTY)}
        shutil.copy(self.folder / "holdepunkt.sqlite3", folder)
        return self.env


def _new_database(url: str, name: str, *, like: str = "template0") -> str:
    import psycopg

    with psycopg.connect(re.sub(r"/[^/]*$", "/postgres", url), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    return re.sub(r"/[^/]*$", f"/{name}", url)


@contextmanager
def empty_database(env: dict[str, str]) -> Iterator[Empty]:
    """Make the tables, once for all sizes; the CPU it takes is a figure of its own."""
    if url := env.get("DATABASE_URL"):
        env = {**env, "DATABASE_URL": _new_database(url, EMPTY)}
    with tempfile.TemporaryDirectory(prefix="holdepunkt-bench-") as name:
        yield Empty(env, Path(name), step(env, Path(name), "migrate"))


def step(env: dict[str, str], folder: Path, *words: str) -> Any:
    """Run one step in a process of its own and return what it found."""
    answer = folder / f"{words[0]}.json"
    inherited = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "HOLDEPUNKT_DEBUG")}
    ours = {"HOLDEPUNKT_DATA": str(folder), "HOLDEPUNKT_DEMO": "1", "HOLDEPUNKT_TODAY": DAY}
    name, *more = words
    command = [str(PYTHON), "-m", "bench.child", name, str(answer), *more]
    subprocess.run(command, cwd=ROOT, env={**inherited, **ours, **env}, check=True)
    return json.loads(answer.read_text(encoding="utf-8"))


def measure_size(empty: Empty, n: int, chosen: argparse.Namespace, *, weigh: bool) -> dict[str, Any]:
    """Build and measure one size; `weigh` a worker that has answered every page of it, too."""
    with tempfile.TemporaryDirectory(prefix="holdepunkt-bench-") as name:
        folder = Path(name)
        env = empty.copied(folder, f"bench_{n}")
        sys.stderr.write(f"  N = {n:,}: making the municipality\n")
        built = step(env, folder, "build", str(n))
        found = step(env, folder, "measure", str(chosen.seconds), str(chosen.turns), chosen.only)
        memory = {"memory": step(env, folder, "memory", str(chosen.rounds))} if weigh else {}
    return {"n": n, "built": built, **memory, **found}


def measure_database(name: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """Measure both sizes on one database."""
    sys.stderr.write(f"{name}\n")
    with databases(name) as env, empty_database(env) as empty:
        smaller = measure_size(empty, chosen.n, chosen, weigh=False)
        # A worker weighs more where the town is larger.
        sizes = [smaller, measure_size(empty, chosen.n * chosen.times, chosen, weigh=True)]
        return {"database": name, **of_this_run(env), "sizes": sizes, "house": house(empty, sizes)}


def measure_walls(chosen: argparse.Namespace) -> dict[str, Any]:
    """Measure what the wall between municipalities costs, on PostgreSQL, at one size."""
    with databases("postgresql") as env, tempfile.TemporaryDirectory(prefix="holdepunkt-bench-") as name:
        folder = Path(name)
        with empty_database(env) as empty:
            env = empty.copied(folder, f"bench_{chosen.n}")
        step(env, folder, "build", str(chosen.n))
        found = step(env, folder, "walls", str(chosen.seconds), chosen.only)
        return {"n": chosen.n, **found, **of_this_run(env)}


def of_this_run(env: dict[str, str]) -> dict[str, Any]:
    """When, where and how the figures were taken."""
    return {
        "database_version": database_version(env), "date": date.today().isoformat(),
        "command": " ".join(["python -m bench", *sys.argv[1:]]), "machine": machine(),
    }  # fmt: skip


def house(empty: Empty, sizes: list[dict[str, Any]]) -> dict[str, float]:
    """What the product weighs: a worker's memory in the larger town."""
    counted = weight.packages()
    return {
        "migrate_seconds": empty.migrated["seconds"],
        "worker_mib": sizes[-1]["memory"]["mib"],
        "packages": counted["count"], "packages_mib": counted["mib"],
    }  # fmt: skip


def machine() -> dict[str, Any]:
    """On what the figures were taken."""
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return {
        "processor": found[1].strip() if found else platform.machine(), "cores": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
    }  # fmt: skip


def database_version(env: dict[str, str]) -> str:
    """Which version of the database answered."""
    if not (url := env.get("DATABASE_URL")):
        import sqlite3

        return f"SQLite {sqlite3.sqlite_version}"
    import psycopg

    with psycopg.connect(url) as server:
        return f"PostgreSQL {server.info.server_version // 10000}.{server.info.server_version % 10000}"


def last_kept(result: dict[str, Any]) -> dict[str, Any] | None:
    """The newest kept result of the same database and sizes."""
    for path in sorted(RESULTS.glob(f"*-{result['database']}.json"), reverse=True):
        kept = json.loads(path.read_text(encoding="utf-8"))
        if [size["n"] for size in kept["sizes"]] == [size["n"] for size in result["sizes"]]:
            return kept
    return None


def store(result: dict[str, Any], *, keep: bool) -> Path:
    """Write the result to the data folder; also to the repository when it is to be kept."""
    name, text = (f"{result['date']}-{result['database']}.json", json.dumps(result, indent=1, ensure_ascii=False))
    paths = [data_folder() / "bench" / name] + ([RESULTS / name] if keep else [])
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    return paths[-1]


def show(result: dict[str, Any], *, markdown: bool) -> None:
    """Print the table."""
    say(table.as_markdown(result) if markdown else table.as_text(result, last_kept(result)))


def main() -> int:
    """Measure, print, store. Returns 1 when a page could not be measured because it is broken."""
    chosen = options(sys.argv[1:])
    if chosen.show:
        show(json.loads(chosen.show.read_text(encoding="utf-8")), markdown=chosen.markdown)
        return 0
    if chosen.walls:
        found = measure_walls(chosen)
        say(wall_table.as_markdown(found))
        return int(any(row["missing"] for row in found["rows"]))
    broken = False
    if chosen.markdown:
        say(f"# What the pages cost\n\n{table.unwrapped(__doc__ or '')}\n")
    for name in chosen.database or DATABASES:
        result = measure_database(name, chosen)
        show(result, markdown=chosen.markdown)
        sys.stderr.write(f"Stored as {store(result, keep=chosen.keep).name}\n\n")
        broken |= any(row["missing"].startswith("broken") for size in result["sizes"] for row in size["rows"])
    return int(broken)


if __name__ == "__main__":
    exit_in_plain_words(main)
