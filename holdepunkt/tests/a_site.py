"""The real site for browser tests: the demo in a data folder of its own, served by granian."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from holdepunkt.tests.empty_house import empty_house
from holdepunkt.tests.made_once import made_once
from holdepunkt.tests.matrix.at_work import FILE_NAME

DEMO = {"HOLDEPUNKT_DEMO": "1", "HOLDEPUNKT_TODAY": "2021-11-22"}


WITHOUT = ("DATABASE_URL", "HOLDEPUNKT_OWNER_DATABASE_URL", "HOLDEPUNKT_RECORD_KEY")


# Every house of the tests seals its record with this key: what one has written, another can open.
RECORD_KEY = "for-a-test-only-" + "0123456789abcdef" * 4


# Every server of the tests would compile the same templates.
COMPILE = """
import django
django.setup()
from django.template import engines
env = engines["jinja"].env
for name in env.list_templates(filter_func=lambda name: not name.startswith(("auth/", "registration/"))):
    env.get_template(name)
"""


def furnished_house(places: pytest.TempPathFactory) -> Path:
    """A folder with the demo in it, to be copied: tables, static files, four municipalities and Lundby."""
    return made_once(places, "furnished", lambda folder: _furnish(folder, empty_house(places)))


def _furnish(folder: Path, empty: Path) -> None:
    shutil.copy(empty / "holdepunkt.sqlite3", folder)
    (folder / "record-key").write_text(RECORD_KEY)
    ours = (sys.executable, "-m", "holdepunkt")
    lundby = (sys.executable, "-m", "holdepunkt.tests.matrix.at_work", str(folder / FILE_NAME))
    static = (*ours, "collectstatic", "--noinput", "-v0")
    for command in (static, (*ours, "demo"), lundby, (sys.executable, "-c", COMPILE)):
        subprocess.run(command, env=_env(folder), check=True, stdout=subprocess.DEVNULL)


def _env(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in WITHOUT}
    return kept | DEMO | {"HOLDEPUNKT_DATA": str(folder)} | more


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            if server.poll() is not None:
                raise RuntimeError(f"the site stopped with {server.returncode}") from None
            time.sleep(0.2)
    raise RuntimeError(f"{address} does not answer")


@contextmanager
def demo_site(folder: Path, *, like: Path) -> Iterator[str]:
    """Yield the address of a fresh demo, furnished like another folder; it is gone afterwards."""
    port = _free_port()
    shutil.copytree(like, folder, dirs_exist_ok=True)
    env = _env(folder, PORT=str(port))
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "1"]
    server = subprocess.Popen([*granian, "--port", str(port), "--no-ws", "holdepunkt.wsgi:application"], env=env)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
