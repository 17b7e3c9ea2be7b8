"""Something costly that all workers of one run of the tests share: whoever comes first makes it.

`HOLDEPUNKT_TEST_SHARED` names a folder in which several runs share it: `make test` runs the suite twice, and a test
may start a suite of its own.
"""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SHARED = "HOLDEPUNKT_TEST_SHARED"


def place_of_all(places: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this run, and the runs it starts, have in common."""
    if given := os.environ.get(SHARED):
        Path(given).mkdir(parents=True, exist_ok=True)
        return Path(given)
    return places.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else places.getbasetemp()


def made_once(places: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder of this name, made by `make` before anybody gets it. It is for copying, never for writing in."""
    shared = place_of_all(places)
    made, begun = shared / name, shared / f"{name}.begun"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir()
            make(begun)
            begun.rename(made)
    return made
