"""The results of tortures: each is kept in the data folder when it is done, and can be written to docs/measured.md."""

import json
import os
import platform
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from tools.places import ROOT

MEASURED = ROOT / "docs" / "measured.md"
HEADING = "# What happened when we tried to break it"
COLUMNS = "| torture | database | what was done | wrong | when and how |\n|---|---|---|---|---|\n"


@dataclass(frozen=True)
class Line:
    """One line of the results."""

    what: str
    database: str
    told: str
    wrong: list[str]
    command: str = ""
    code: str = ""
    when: str = field(default_factory=lambda: date.today().isoformat())

    @property
    def key(self) -> tuple[str, str]:
        """What was tortured, and on which database."""
        return self.what, self.database

    def row(self) -> str:
        """As a row of docs/measured.md."""
        return f"| {self.what} | {self.database} | {self.told} | {len(self.wrong)} | {self.when}, `{self.command}` |"


def code_now() -> str:
    """The code that is tortured: its commit, with a mark when something stands changed beside it."""
    ask = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()


def keep(line: Line, folder: Path) -> None:
    """Keep a result, so that a torture which is interrupted goes on where it stopped."""
    folder.mkdir(parents=True, exist_ok=True)
    told = json.dumps(asdict(line), indent=1, ensure_ascii=False)
    (folder / f"{line.what}-{line.database}.json").write_text(told, encoding="utf-8")


def find_kept(folder: Path, what: str, database: str, *, command: str) -> Line | None:
    """The result of the same torture with the same figures on the same code, when nothing was wrong with it."""
    try:
        found = Line(**json.loads((folder / f"{what}-{database}.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    is_same = (found.command, found.code) == (command, code_now()) and "dirty" not in found.code
    return found if is_same and found.code and not found.wrong else None


def as_table(lines: Iterable[Line]) -> str:
    """The rows under their heading."""
    return COLUMNS + "".join(f"{line.row()}\n" for line in lines)


def machine() -> str:
    """On what the figures were taken."""
    return f"{os.cpu_count()} cores, Python {platform.python_version()}"


def write_measured(lines: Iterable[Line], path: Path = MEASURED) -> None:
    """Put the rows in the table of docs/measured.md: in the place of older ones of the same kind, or behind them."""
    before, heading, section = path.read_text(encoding="utf-8").partition(HEADING)
    rows = section.splitlines(keepends=True)
    for line in lines:
        begins = f"| {line.what} | {line.database} |"
        there = [number for number, row in enumerate(rows) if row.startswith(begins)]
        last = max(number for number, row in enumerate(rows) if row.startswith("|"))
        at = there[0] if there else last + 1
        rows[at : at + len(there[:1])] = [f"{line.row()}\n"]
    path.write_text(before + heading + "".join(rows), encoding="utf-8")
