"""The programs of PostgreSQL that fit the server: pg_dump and pg_restore refuse one that is newer than themselves."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

SETTING = "HOLDEPUNKT_POSTGRES_PROGRAMS"
DEBIANS = Path("/usr/lib/postgresql")  # one folder for each version that is installed


class ToolFailed(Exception):
    """A program of the database is missing or failed; the text is for the operator."""


@dataclass(frozen=True)
class Program:
    """A program on this machine and the version it says it has, such as 16.2."""

    path: Path
    version: str

    @property
    def major(self) -> int:
        """The number before the first point; a program of one version works with servers up to the same."""
        return int(self.version.partition(".")[0])


def fitting(name: str) -> Path:
    """The program of the server's own version, else of the next one after it. Raises ToolFailed naming what there is."""
    found = [program for path in _paths(name) if (program := _program(path))]
    server = _server_version()
    where = f"in the folder that {SETTING} names" if settings.HOLDEPUNKT_POSTGRES_PROGRAMS else "on this machine"
    if not found:
        raise ToolFailed(
            f"Found no {name} {where}; expected the one of the server's version {server} "
            f"(postgresql-client-{_major(server)}), or {SETTING} naming the folder where it lies."
        )
    fits = [program for program in found if program.major >= _major(server)]
    if not fits:
        newest = max(found, key=lambda program: program.major)
        raise ToolFailed(
            f"Found {name} {newest.version} ({newest.path}), and the server has version {server}: {name} must not be "
            f"older. Install postgresql-client-{_major(server)}, or let {SETTING} name the folder of another {name}."
        )
    return min(fits, key=lambda program: program.major).path


def _paths(name: str) -> Iterator[Path]:
    """Where the program may lie: the folder that was named and no other, else the path and Debian's own folders."""
    if folder := settings.HOLDEPUNKT_POSTGRES_PROGRAMS:
        named = shutil.which(name, path=folder)
        yield from [Path(named)] if named else []
        return
    if on_path := shutil.which(name):
        yield Path(on_path)
    yield from sorted(DEBIANS.glob(f"*/bin/{name}"))


def _program(path: Path) -> Program | None:
    """The program with its version; None when it does not say one."""
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=30).stdout
    except OSError:
        return None
    hit = re.search(r"\(PostgreSQL\) (\d+[\d.]*)", said)
    return Program(path, hit[1]) if hit else None


def _server_version() -> str:
    number = connection.pg_version  # type: ignore[attr-defined]
    return f"{number // 10000}.{number % 10000}"


def _major(version: str) -> int:
    return int(version.partition(".")[0])
