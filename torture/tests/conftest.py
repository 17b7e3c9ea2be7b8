"""One furnished house for all short tortures, on the database that the suite runs on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from torture.house import House, open_house

IS_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo in it, to be copied; SQLite only."""
    folder = tmp_path_factory.mktemp("furnished")
    House(folder).furnish()
    return folder


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """An open house with a database of its own."""
    if IS_SQLITE:
        with open_house(tmp_path / "house", like=request.getfixturevalue("furnished")) as opened:
            yield opened
        return
    import psycopg

    name = f"torture_{os.getpid()}"
    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as door:
        door.execute(f"CREATE DATABASE {name}")
        with open_house(tmp_path / "house", owner=f"{server.rsplit('/', 1)[0]}/{name}") as opened:
            yield opened
        door.execute(f"DROP DATABASE {name} WITH (FORCE)")
