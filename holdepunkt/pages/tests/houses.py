"""Whole houses for the tests of operation: commands in processes of their own, on databases of their own."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.template import engines

from holdepunkt.tests.a_site import RECORD_KEY
from tools.postgres import running_postgres
from tools.release import programs_of_postgres

ROOT = Path(__file__).parents[3]
DEMO = {"HOLDEPUNKT_DEMO": "1", "HOLDEPUNKT_TODAY": "2021-11-22"}

ASK_PAGES = """
import django; django.setup()
from django.test import Client
from django.conf import settings
settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND":
    "django.contrib.staticfiles.storage.StaticFilesStorage"}}
import hashlib, re, sys
client = Client(headers={"host": "localhost"})
for address in sys.argv[1:]:
    answer = client.get(address)
    body = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"|name="_key" value="[^"]*"', b"", answer.content)
    print(answer.status_code, hashlib.sha256(body).hexdigest(), address)
"""

# One transaction writes in two tables; each line said is one that the database has acknowledged.
KEEP_WRITING = """
import django; django.setup()
import sys, time, uuid
from django.db import connection, transaction
import pathlib
mark, stop = sys.argv[1], pathlib.Path(sys.argv[2])
slowest, count = 0.0, 0
while not stop.exists():
    began = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO record_receivedform (key, digest, at, answer) VALUES (%s, %s, %s, %s)",
                       [uuid.uuid4().hex, mark, "2021-11-22 10:00:00+00:00", "/"])
        cursor.execute("INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, %s, %s)",
                       [uuid.uuid4().hex, mark, "2031-11-22 10:00:00+00:00"])
    slowest, count = max(slowest, time.monotonic() - began), count + 1
    print(count, round(slowest, 3), flush=True)
    time.sleep(0.005)
"""


class House:
    """A data folder, perhaps a PostgreSQL, and the commands one gives there."""

    def __init__(self, folder: Path, database: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        compiled = Path(engines["jinja"].env.bytecode_cache.directory)  # type: ignore[attr-defined]
        if compiled.is_dir() and not (folder / "templates").exists():  # no house compiles what another has
            shutil.copytree(compiled, folder / "templates")
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOLDEPUNKT_", "DATABASE_"))}
        # What a checkout imports must be this one, whatever else is installed.
        self.env = {
            **kept,
            **DEMO,
            "HOLDEPUNKT_DATA": str(folder),
            # The keys go with a copy by a way of their own (docs/operations.md).
            "HOLDEPUNKT_RECORD_KEY": RECORD_KEY,
            "PATH": programs_of_postgres(),
            "PYTHONPATH": str(ROOT),
        }
        self.env |= {"DJANGO_SETTINGS_MODULE": "holdepunkt.settings", "DATABASE_URL": database}

    def says(self, *words: str, expect: int = 0) -> str:
        """Give a command; return everything it said."""
        done = subprocess.run(
            [sys.executable, "-m", "holdepunkt", *words], env=self.env, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout + done.stderr

    def python(self, code: str, *words: str) -> str:
        """Run a few lines in this house."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code, *words], env=self.env, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sql(self, statement: str) -> str:
        """Run one statement past the product, as the database's owner; its rows as text. What is refused is raised."""
        try:
            with closing(self._connection()) as connection:
                found = connection.execute(statement)
                rows = found.fetchall() if found.description else ""
                connection.commit()
        except (sqlite3.Error, psycopg.Error) as refused:
            raise AssertionError(str(refused)) from refused
        return str(rows)

    def _connection(self) -> Any:
        url = self.env["DATABASE_URL"]
        return psycopg.connect(url) if url else sqlite3.connect(self.folder / "holdepunkt.sqlite3")

    def writer(self, mark: str, stop: Path) -> "subprocess.Popen[str]":
        """Somebody who writes without a pause until the file `stop` is there."""
        command = [sys.executable, "-W", "ignore", "-c", KEEP_WRITING, mark, str(stop)]
        return subprocess.Popen(command, env=self.env, cwd=ROOT, stdout=subprocess.PIPE, text=True)

    def pages(self, *addresses: str) -> list[str]:
        """Status and fingerprint of pages."""
        return self.python(ASK_PAGES, *addresses).splitlines()


@contextmanager
def postgres_with(*names: str) -> Iterator[dict[str, str]]:
    """A PostgreSQL with empty databases of these names: their addresses."""
    with running_postgres() as url:
        base = url.rsplit("/", 1)[0]
        with psycopg.connect(url, autocommit=True) as connection:
            for name in names:
                connection.execute(f'CREATE DATABASE "{name}"')
        yield {name: f"{base}/{name}" for name in names}


def print_of(path: Path) -> str:
    """The fingerprint of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
