"""`make check`: lint, types, contracts, guards and fast tests, in at most 90 seconds."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools import setup
from tools.console import Steps, Stop, exit_in_plain_words, say
from tools.places import BIN, PYTHON, ROOT
from tools.shell import run_openly
from tools.suite import Outcome, a_folder, clean_environment, pytest

LINTERS: dict[str, list[str | Path]] = {
    "ruff check": [BIN / "ruff", "check", "."],
    "ruff format": [BIN / "ruff", "format", "--check", "."],
    "mypy": [BIN / "mypy", "holdepunkt", "tools"],
    "import-linter": [BIN / "lint-imports", "--no-cache"],
    "djlint": [BIN / "djlint", "holdepunkt", "--lint", "--quiet"],
}


@dataclass
class Linter:
    """One checking program at work, its words kept until it ends."""

    name: str
    process: subprocess.Popen[str]
    began: float

    def outcome(self) -> Outcome:
        """Wait for it; show its words when it found something."""
        said, _ = self.process.communicate()
        outcome = Outcome(self.name, self.process.returncode, time.monotonic() - self.began)
        if outcome.code:
            say(f"\n== {self.name}\n{said.strip()}")
        return outcome


def start(name: str, command: list[str | Path]) -> Linter:
    """Start one checking program beside the others."""
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Linter(name, process, time.monotonic())


# The guards, the floor, and everything pure: rules, packs, papers' words, the tools themselves.
FAST = (
    "holdepunkt/tests",
    "holdepunkt/people",
    "holdepunkt/record",
    "holdepunkt/policy/rules",
    "holdepunkt/policy/tests/test_rhythm.py",
    "holdepunkt/policy/tests/test_labels.py",
    "holdepunkt/policy/tests/test_frozen.py",
    "holdepunkt/policy/tests/test_pack_check.py",
    "tools",
)


def fast_tests() -> Outcome:
    """The guards and the fast tests; `make test` runs them all."""
    say("\n== Guards and fast tests")
    began = time.monotonic()
    with a_folder("holdepunkt-check-") as folder:
        env = clean_environment(folder)
        code = run_openly(pytest("-m", "not slow and not browser", *FAST, env=env), env=env)
    return Outcome("guards and fast tests", code, time.monotonic() - began)


def check() -> int:
    """Everything that a change must pass before it is shown to others."""
    steps = Steps()
    setup.make_ready(steps, lock="dev")
    with ThreadPoolExecutor(len(LINTERS)) as waiting:
        linters = [waiting.submit(start(name, command).outcome) for name, command in LINTERS.items()]
        tests = fast_tests()
    outcomes = [*(linter.result() for linter in linters), tests]
    say(f"\n== Summary after {steps.seconds():.0f} s")
    for outcome in outcomes:
        say(outcome.line())
    return min(1, max(outcome.code for outcome in outcomes))


def fix() -> int:
    """Let ruff mend what it can."""
    setup.make_ready(Steps(), lock="dev")
    for words in (["check", "--fix", "-q", "."], ["format", "-q", "."]):
        subprocess.run([BIN / "ruff", *words], cwd=ROOT, check=False)
    return subprocess.run([PYTHON, "-m", "ruff", "check", "."], cwd=ROOT, check=False).returncode


def main() -> int:
    """`python -m tools.check check|fix`."""
    commands = {"check": check, "fix": fix}
    name = sys.argv[1] if len(sys.argv) > 1 else "check"
    if name not in commands:
        raise Stop(f"Found {name!r}; expected one of: {', '.join(commands)}.")
    return commands[name]()


if __name__ == "__main__":
    exit_in_plain_words(main)
