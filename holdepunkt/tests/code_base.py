"""Reading our own code: which files there are, what they define, which tables the docs hold."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "holdepunkt"
DOCS = ROOT / "docs"
NOT_OURS = {".git", ".venv", "node_modules", "var", "__pycache__"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that is or would be in the repository."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        names = [name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        return tuple(path for path in ROOT.rglob("*") if path.is_file() and _is_ours(path))
    return tuple(path for name in sorted(names) if (path := ROOT / name).is_file())


def _is_ours(path: Path) -> bool:
    return not NOT_OURS.intersection(path.relative_to(ROOT).parts)


def python_files(*tops: str) -> list[Path]:
    """Our Python files, migrations left out; under the named top folders when named."""
    return [
        path
        for path in tracked_files()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and (not tops or path.relative_to(ROOT).parts[0] in tops)
    ]


def short(path: Path) -> str:
    """The path as seen from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def is_test(path: Path) -> bool:
    """Whether the file belongs to the tests."""
    inside = path.relative_to(ROOT).parts
    return "tests" in inside or inside[0] in {"stories", "bench", "torture"} or path.name == "conftest.py"


def templates() -> dict[str, Path]:
    """Every template of ours by the name that code uses for it."""
    found = {}
    for path in tracked_files():
        parts = path.relative_to(ROOT).parts
        for folder in ("templates", "jinja2"):
            if parts[0] == "holdepunkt" and folder in parts[:-1] and "tests" not in parts:
                found["/".join(parts[parts.index(folder) + 1 :])] = path
    return found


def table_rows(text: str, *heads: str) -> Iterator[list[str]]:
    """Yield the cells of each row of the Markdown tables with these heads.

    >>> list(table_rows("| a | b |\\n|---|---|\\n| 1 | 2 |\\n", "a", "b"))
    [['1', '2']]
    """
    inside = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
        if not line.strip().startswith("|"):
            inside = False
        elif cells == list(heads):
            inside = True
        elif inside and not all(set(cell) <= set("-: ") for cell in cells):
            yield cells
