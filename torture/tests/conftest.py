"""One furnished house for all short tortures, on the database that the suite runs on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings

from holdepunkt.tests.a_site import COMPILE, furnished_house
from holdepunkt.tests.empty_house import empty_database
from holdepunkt.tests.made_once import made_once
from torture.house import House, open_house

IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


TEMPLATE = "torture_furnished"


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, suite_database: str) -> Path:
    """A folder with the demo in it, to be copied; on PostgreSQL its rows stand in a database to be copied."""
    if not suite_database:
        return furnished_house(tmp_path_factory)
    make = partial(_furnish, places=tmp_path_factory)
    return made_once(tmp_path_factory, "furnished_on_postgresql", make)


def _furnish(folder: Path, places: pytest.TempPathFactory) -> None:
    house = House(folder, owner=empty_database(places, TEMPLATE))
    house.furnish(has_tables=True)
    subprocess.run([sys.executable, "-c", COMPILE], env=house.env, check=True)


def _address(server: str, name: str) -> str:
    return f"{server.rsplit('/', 1)[0]}/{name}"


@pytest.fixture
def house(furnished: Path, suite_database: str, tmp_path: Path) -> Iterator[House]:
    """An open house with a database of its own."""
    with _house(furnished, suite_database, tmp_path / "house") as opened:
        yield opened


@pytest.fixture
def unserved_house(furnished: Path, suite_database: str, tmp_path: Path) -> Iterator[House]:
    """A house with a database of its own, at which nobody can ask."""
    with _house(furnished, suite_database, tmp_path / "house", is_served=False) as closed:
        yield closed


@contextmanager
def _house(furnished: Path, suite_database: str, folder: Path, *, is_served: bool = True) -> Iterator[House]:
    if not suite_database:
        with open_house(folder, like=furnished, is_served=is_served) as opened:
            yield opened
        return
    import psycopg

    name = f"torture_{os.getpid()}"
    with psycopg.connect(suite_database, autocommit=True) as door:
        door.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        owner = _address(suite_database, name)
        with open_house(folder, owner=owner, like=furnished, is_served=is_served) as opened:
            yield opened
        door.execute(f"DROP DATABASE {name} WITH (FORCE)")
