"""The tables are made once for all workers of a run of the tests; each worker gets a copy of the empty house."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from holdepunkt.tests.made_once import made_once

TEMPLATE = "holdepunkt_empty"
OURS = ("DATABASE_URL", "HOLDEPUNKT_OWNER_DATABASE_URL", "HOLDEPUNKT_DATA")


def empty_house(places: pytest.TempPathFactory) -> Path:
    """A folder with an empty SQLite house, to be copied."""
    return made_once(places, "empty", lambda folder: migrate(folder))


def migrate(folder: Path, database: str = "") -> None:
    """Make all tables: in a file of this folder, or in the database at the address."""
    env = {name: value for name, value in os.environ.items() if name not in OURS}
    env |= {"HOLDEPUNKT_DATA": str(folder)} | ({"DATABASE_URL": database} if database else {})
    subprocess.run([sys.executable, "-m", "holdepunkt", "migrate", "-v0"], env=env, check=True)


@contextmanager
def copy_for_this_worker(places: pytest.TempPathFactory) -> Iterator[None]:
    """The test database of this worker, with all tables in it; it is gone afterwards."""
    from django.db import connection

    name = connection.creation._get_test_db_name()
    if connection.vendor == "sqlite":
        yield from _file(empty_house(places) / "holdepunkt.sqlite3", Path(name))
    else:
        yield from _database(places, name)


def _file(empty: Path, ours: Path) -> Iterator[None]:
    ours.parent.mkdir(parents=True, exist_ok=True)
    _remove(ours)
    shutil.copyfile(empty, ours)
    yield
    _remove(ours)


def _remove(file: Path) -> None:
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)


def _database(places: pytest.TempPathFactory, name: str) -> Iterator[None]:
    empty_database(places, name)
    yield
    _on_the_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def empty_database(places: pytest.TempPathFactory, name: str) -> str:
    """Make a database of this name on the suite's server, with all tables in it; its address."""
    made_once(places, "empty_on_postgresql", _make_template)
    _on_the_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE}')
    return _address(name)


def _make_template(folder: Path) -> None:
    _on_the_server(f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)", f"CREATE DATABASE {TEMPLATE}")
    migrate(folder, _address(TEMPLATE))


def _address(name: str) -> str:
    return f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{name}"


def _on_the_server(*statements: str) -> None:
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as door:
        for statement in statements:
            door.execute(statement)
