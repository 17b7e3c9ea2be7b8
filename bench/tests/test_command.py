"""`python -m bench` from the command line to the stored result, on the smallest town there is."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from django.db import connection

from tools.places import PYTHON, ROOT

WORDS = [
    "--n",
    "8",
    "--times",
    "2",
    "--seconds",
    "0.01",
    "--rounds",
    "1",
    "--only",
    "front page",
    "--database",
    "sqlite",
    "--markdown",
]


@pytest.mark.slow
def test_the_command_measures_prints_and_stores(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the command brings its own databases: once is enough")
    env = {**os.environ, "HOLDEPUNKT_DATA": str(tmp_path)}
    done = subprocess.run([str(PYTHON), "-m", "bench", *WORDS], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "# What the pages cost" in done.stdout
    assert "| front page |" in done.stdout
    (stored,) = (tmp_path / "bench").glob("*-sqlite.json")
    result = json.loads(stored.read_text(encoding="utf-8"))
    assert [size["n"] for size in result["sizes"]] == [8, 16]
    assert [bool(size.get("memory", {}).get("pages")) for size in result["sizes"]] == [False, True]


@pytest.mark.slow
def test_the_price_of_the_wall_is_told_page_by_page(tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no row-level security")
    env = {**os.environ, "HOLDEPUNKT_DATA": str(tmp_path)}
    words = ["--walls", "--n", "8", "--seconds", "0.01", "--only", "plan page"]
    done = subprocess.run([str(PYTHON), "-m", "bench", *words], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith(("| plan page", "| all together"))]
    assert len(rows) == 3
    assert all(" ms | " in row for row in rows)
