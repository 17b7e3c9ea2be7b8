"""`make test`: the whole suite on SQLite (with the browser) and on PostgreSQL, and `make stories`.

It runs in a network with nobody else in it, where the machine lets us make one: whatever needs another host fails.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools import setup
from tools.alone import alone, why_not
from tools.chromium import find_chromium, install_chromium, why_none
from tools.console import Steps, Stop, exit_in_plain_words, say
from tools.places import PYTHON, in_memory
from tools.shell import run_openly, running_beside

# As many as there are cores for each half of the suite: who waits for a browser, a server or a lock leaves the core to
# another, and the two halves run beside each other.
MOST_WORKERS = 8
WORKERS = ("-n", str(min(MOST_WORKERS, os.cpu_count() or 1)), "--dist", "loadfile", "--no-loadscope-reorder")
# Set for the tests that run cut off, so that one of them looks whether that is true.
ALONE = "HOLDEPUNKT_TEST_ALONE"
SLOWEST = ("--durations", "15", "--durations-min", "5")
# A developer's own settings must not change what the tests see.
# Nor keep the forty processes of a run from reading what another has compiled.
OURS = (
    "HOLDEPUNKT_DEMO", "HOLDEPUNKT_TODAY", "DATABASE_URL", "HOLDEPUNKT_DEBUG", "PORT", "PYTHONDONTWRITEBYTECODE",
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """How one part of the suite went."""

    name: str
    code: int
    seconds: float

    def line(self) -> str:
        """Return the part's line of the summary."""
        return f"  {self.name:<28} {'passed' if self.code == 0 else 'FAILED'}   {self.seconds:5.0f} s"


@contextmanager
def a_folder(prefix: str) -> Iterator[Path]:
    """A folder for what the tests write, and for all that they and their programs call temporary; gone afterwards.

    It lies in memory where the machine has room: tests need no disk that survives a power cut.
    """
    with tempfile.TemporaryDirectory(prefix=prefix, dir=in_memory()) as name:
        folder, temporary = Path(name), Path(name, "tmp")
        folder.chmod(0o711)  # PostgreSQL runs as a user of its own, and passes through
        temporary.mkdir()
        temporary.chmod(0o1777)
        yield folder


def clean_environment(data: Path) -> dict[str, str]:
    """The environment of the tests: a data folder of their own, no settings of the developer."""
    for name in OURS:
        os.environ.pop(name, None)
    return {"HOLDEPUNKT_DATA": str(data), "HOLDEPUNKT_TEST_SHARED": str(data / "shared"), "TMPDIR": str(data / "tmp")}


def pytest(*words: str, env: Mapping[str, str], on: tuple[str | Path, ...] = ()) -> list[str]:
    """The words that run pytest; `on` is the command that brings a database."""
    command = [str(word) for word in (*on, PYTHON, "-m", "pytest", *WORKERS, *SLOWEST, "-rs", *words)]
    return list(alone(command)) if ALONE in env else command


def both(env: Mapping[str, str], words: list[str], folder: Path) -> list[Outcome]:
    """Every test, the browser's too, on SQLite; beside it every file that asks the database on PostgreSQL."""
    say("\n== SQLite (PostgreSQL runs beside it, and is told of below)")
    told, began = folder / "postgresql.txt", time.time()
    on_postgresql = pytest("-m", "not browser", "--asking", *words, env=env, on=(PYTHON, "-m", "tools.postgres"))
    with running_beside(on_postgresql, env=beside(env, folder), told=told) as other:
        sqlite = Outcome("SQLite", run_openly(pytest(*words, env=env), env=env), time.time() - began)
        # It may have ended long before: its last word was written then.
        postgresql = Outcome("PostgreSQL", other.wait(), told.stat().st_mtime - began)
    say(f"\n== PostgreSQL\n{told.read_text(encoding='utf-8', errors='replace')}")
    return [sqlite, postgresql]


def beside(env: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The environment of the other half: a data folder of its own, and what is costly shared.

    Nothing is compiled for a query that runs once, and in which nothing has been counted yet.
    """
    return {**env, "HOLDEPUNKT_DATA": str(folder / "beside"), "PGOPTIONS": "-c jit=off"}


def want_solitude(env: dict[str, str]) -> str:
    """Ask for a network of our own where the machine has one; return what the summary says about it."""
    if reason := why_not():
        return f"The network was NOT cut off: {reason}"
    env[ALONE] = "1"
    return "Everything ran in a network with nobody else in it."


def begin_browser(pool: ThreadPoolExecutor) -> Future[None] | None:
    """Begin to install Chromium where the tests may: it is fetched while the packages are."""
    is_wanted = find_chromium() is None and os.environ.get("CI", "").lower() == "true"
    return pool.submit(install_chromium) if is_wanted else None


def want_browser(begun: Future[None] | None) -> str:
    """Have Chromium where we can; return what the summary says about the browser tests."""
    if begun:
        try:
            with Steps().step("Installing Chromium from Debian, begun beside the others"):
                begun.result()
        except Stop as stop:
            say(str(stop))
    found = find_chromium()
    return f"Browser tests ran in {found}." if found else f"Browser tests were SKIPPED: {why_none()}."


def test(words: list[str]) -> int:
    """Set up, run everything, and close with a summary."""
    steps = Steps()
    with ThreadPoolExecutor(1) as pool:
        begun = begin_browser(pool)
        setup.make_ready(steps, lock="dev")
        browser = want_browser(begun)
    with a_folder("holdepunkt-test-") as folder:
        env = clean_environment(folder)
        network = want_solitude(env)
        outcomes = both(env, words, folder)
    say(f"\n== Summary after {steps.seconds():.0f} s")
    for outcome in outcomes:
        say(outcome.line())
    say(f"  {browser}")
    say(f"  {network}")
    return max(outcome.code for outcome in outcomes)


def stories(words: list[str]) -> int:
    """Set up and run the stories of the municipalities only."""
    setup.make_ready(Steps(), lock="dev")
    with a_folder("holdepunkt-test-") as folder:
        env = clean_environment(folder)
        return run_openly(pytest("stories", "-v", *words, env=env), env=env)


def main() -> int:
    """`python -m tools.suite test|stories [words for pytest]`."""
    commands = {"test": test, "stories": stories}
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in commands:
        raise Stop(f"Found {name or 'no word'!r}; expected one of: {', '.join(commands)}.")
    return commands[name](sys.argv[2:])


if __name__ == "__main__":
    exit_in_plain_words(main)
