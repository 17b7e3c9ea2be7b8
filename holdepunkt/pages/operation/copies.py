"""Copying a living database into a file, and a file into an empty database; each engine in its own way."""

import os
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

from holdepunkt.pages.operation.manifest import Contents, NotACopy, contents
from holdepunkt.pages.operation.programs import SETTING, ToolFailed, fitting

SQLITE_FILE, POSTGRESQL_FILE = "database.sqlite3", "database.pgdump"


def file_name() -> str:
    """The name of the database inside a copy."""
    return SQLITE_FILE if connection.vendor == "sqlite" else POSTGRESQL_FILE


def copy_out(to: Path) -> Contents:
    """Copy the living database to a new file while others write, and say what is in the copy."""
    return _sqlite_out(to) if connection.vendor == "sqlite" else _postgresql_out(to)


def copy_in(file: Path) -> None:
    """Fill the empty database from a file made by `copy_out`."""
    (_sqlite_in if connection.vendor == "sqlite" else _postgresql_in)(file)


def tables_of_target() -> list[str]:
    """The tables the database has now; a database that is not there yet has none."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return []
    return connection.introspection.table_names()


def found_now() -> Contents:
    """What the database holds now."""
    return contents(_ask, connection.introspection.table_names())


def _ask(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _sqlite_out(to: Path) -> Contents:
    """One read transaction from beginning to end: in WAL mode it keeps no writer waiting."""
    living = sqlite3.connect(connection.settings_dict["NAME"], timeout=30)
    with closing(living), closing(sqlite3.connect(to)) as copy:
        living.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    with closing(sqlite3.connect(to)) as copy:
        if (said := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise ToolFailed(f"The copy is not whole: {said}. Look at the disk, then try again.")
        rows = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        names = [name for (name,) in rows]
        return contents(lambda sql: copy.execute(sql).fetchall(), names)


def _sqlite_in(file: Path) -> None:
    connection.close()
    target = Path(connection.settings_dict["NAME"])
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as copy, closing(sqlite3.connect(target)) as fresh:
        copy.backup(fresh)
    target.chmod(0o600)


def _postgresql_out(to: Path) -> Contents:
    """pg_dump and our counting look at one and the same moment, so that they agree while others write."""
    program = fitting("pg_dump")
    connection.close()  # a fresh connection, whose first statement sets the kind of its transaction
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            cursor.execute("SET LOCAL row_security = off")  # to fail rather than leave rows out
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            _run_tool(program, ["-Fc", "--no-owner", f"--snapshot={snapshot}", f"--file={to}"])
            return contents(_ask, connection.introspection.table_names(cursor))
        finally:
            cursor.execute("ROLLBACK")


def _postgresql_in(file: Path) -> None:
    program = fitting("pg_restore")
    connection.close()
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    _run_tool(program, [*options, str(file)], database="--dbname")


def _run_tool(program: Path, options: Sequence[str], *, database: str = "--dbname") -> None:
    """Run a program of PostgreSQL against the site's database. The password travels in the environment."""
    at = connection.settings_dict
    where = [f"{database}={at['NAME']}"]
    where += [
        f"--{option}={at[key]}" for option, key in (("host", "HOST"), ("port", "PORT"), ("username", "USER")) if at[key]
    ]
    env = {**os.environ, **({"PGPASSWORD": at["PASSWORD"]} if at["PASSWORD"] else {})}
    done = subprocess.run([program, *where, "--no-password", *options], env=env, capture_output=True, text=True)
    if done.returncode:
        raise ToolFailed(f"{program.name} failed: {done.stderr.strip()[-800:]}\n{_advice(done.stderr)}")


def _advice(said: str) -> str:
    if "row-level security" in said:
        return "Run this with a role that row-level security does not bind (docs/operations.md, Roles)."
    if "unsupported version" in said:
        return f"The copy was made by a newer pg_dump. Let {SETTING} name the folder of a pg_restore as new as that."
    return "Look at DATABASE_URL, the role's rights and the space on the disk."


def refuse_other_engine(vendor: str) -> None:
    """A copy goes back into the engine it came from. Raises NotACopy otherwise."""
    if vendor != connection.vendor:
        raise NotACopy(
            f"Found a copy of {vendor}, and the database here is {connection.vendor}. Restore into {vendor}, "
            "then move with holdepunkt move_to_postgresql."
        )
