"""What a copy of the house says about itself, so that a restore can prove that nothing is missing."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FORM = 1
A_PIECE = 1024 * 1024
Ask = Callable[[str], list[tuple[Any, ...]]]


class NotACopy(Exception):
    """The file is no whole copy of ours. The text says what was found and what was expected."""


@dataclass(frozen=True)
class Contents:
    """What a database holds: migrations by app, rows by table, the record's newest position."""

    migrations: dict[str, list[str]]
    tables: dict[str, int]
    record_position: int


@dataclass(frozen=True)
class Manifest:
    """The sheet that lies beside the database in a copy."""

    form: int
    version: str
    vendor: str
    made_at: str
    file: str
    sha256: str
    contents: Contents

    def as_text(self) -> str:
        """The manifest as JSON that a person can read."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


def read_manifest(text: str) -> Manifest:
    """Read a manifest. Raises NotACopy for anything else."""
    try:
        told = json.loads(text)
        if told["form"] != FORM:
            raise NotACopy(
                f"Found a copy of form {told['form']}; expected {FORM}. Restore it with the version it names."
            )
        return Manifest(**{**told, "contents": Contents(**told["contents"])})
    except (ValueError, KeyError, TypeError) as error:
        raise NotACopy("Found a manifest that cannot be read; expected one written by holdepunkt backup.") from error


def contents(ask: Ask, tables: Iterable[str]) -> Contents:
    """Ask a database what it holds; `ask` runs a statement and gives its rows."""
    names = sorted(tables)
    migrations: dict[str, list[str]] = {}
    for app, name in ask("SELECT app, name FROM django_migrations ORDER BY app, name"):
        migrations.setdefault(app, []).append(name)
    counts = {name: int(ask(f'SELECT count(*) FROM "{name}"')[0][0]) for name in names}
    newest = ask("SELECT coalesce(max(id), 0) FROM record_entry")[0][0] if "record_entry" in names else 0
    return Contents(migrations, counts, int(newest))


def differences(expected: Contents, found: Contents) -> list[str]:
    """What is not as the manifest says, one line for each thing.

    >>> differences(Contents({}, {"a": 2}, 7), Contents({}, {"a": 1}, 7))
    ['a: found 1 rows, expected 2']
    """
    lines = [
        f"{name}: found {found.tables.get(name, 'no table, not')} rows, expected {expected.tables.get(name, 'no table')}"
        for name in sorted({*expected.tables, *found.tables})
        if expected.tables.get(name) != found.tables.get(name)
    ]
    if expected.migrations != found.migrations:
        lines.append("the migrations are not those of the copy")
    if expected.record_position != found.record_position:
        lines.append(f"the record ends at {found.record_position}, expected {expected.record_position}")
    return lines


def sha256_of(path: Path) -> str:
    """The fingerprint of a file, read piece by piece."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(A_PIECE):
            found.update(piece)
    return found.hexdigest()
