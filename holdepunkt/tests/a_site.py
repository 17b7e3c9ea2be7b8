"""The real site for browser tests: the demo in a data folder of its own, served by granian."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEMO = {"HOLDEPUNKT_DEMO": "1", "HOLDEPUNKT_TODAY": "2021-11-22"}


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _run(env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "-m", "holdepunkt", *words], env=env, check=True, stdout=subprocess.DEVNULL)


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
def demo_site(folder: Path) -> Iterator[str]:
    """Yield the address of a fresh demo; it is gone afterwards."""
    port = _free_port()
    env = os.environ | DEMO | {"HOLDEPUNKT_DATA": str(folder), "PORT": str(port)}
    env.pop("DATABASE_URL", None)
    for command in (("migrate", "-v0"), ("collectstatic", "--noinput", "-v0"), ("demo",)):
        _run(env, *command)
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "1"]
    server = subprocess.Popen([*granian, "--port", str(port), "--no-ws", "holdepunkt.wsgi:application"], env=env)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)
