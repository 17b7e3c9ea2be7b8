"""The memory of a web worker that has answered every page."""

import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from django.urls import NoReverseMatch, reverse

from bench.pages import PUBLIC, STAFF, Places
from bench.run import Visitors
from tools.places import BIN, ROOT

PATIENCE = 30.0
MIB = 1024 * 1024
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def worker_memory(rounds: int) -> dict[str, Any]:
    """Start the web server with one worker, open every page so many times, and look at its memory."""
    port = _free_port()
    command = [str(BIN / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "error"]
    server = subprocess.Popen([*command, "holdepunkt.wsgi:application"], cwd=ROOT)
    try:
        _wait(port)
        opened = _open_all(port, rounds)
        return {"mib": round(max(map(resident, workers(server.pid))) / MIB, 1), "pages": opened}
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _open(port: int, path: str, cookies: str = "") -> int:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": "localhost", "Cookie": cookies})
    try:
        with DIRECT.open(request, timeout=PATIENCE) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def _wait(port: int) -> None:
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            _open(port, "/")
            return
        except OSError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.1)


def _open_all(port: int, rounds: int) -> int:
    """Open each page that has an address; return how many answered."""
    places, visitors, opened = Places(), Visitors(), 0
    for page in (*PUBLIC, *STAFF):
        try:
            path = reverse(page.url, kwargs=places.arguments(page)) + page.query
        except NoReverseMatch:
            continue
        codes = {_open(port, path, visitors.of(page.who).cookies) for _ in range(rounds)}
        opened += codes == {200}
    return opened


def workers(server: int) -> list[int]:
    """The processes below the server, the server itself last (it is the worker where there is no other)."""
    below = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return [int(pid) for pid in below] or [server]


def resident(pid: int) -> int:
    """Bytes of memory a process holds now, without the mapped pages of SQLite's file.

    Those are the system's own cache of the file, shared by the workers and given back when memory
    is short; PostgreSQL's cache is not counted in a worker either.
    """
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return (int(found[1]) * 1024 if found else 0) - mapped(Path(f"/proc/{pid}/smaps").read_text())


def mapped(maps: str) -> int:
    """Bytes of SQLite's file that are mapped into a process, read from its `smaps`.

    >>> mapped("7f-8f r--s 0 08:01 7 /data/holdepunkt.sqlite3\\nRss:  12 kB\\n8f-9f rw-p 0 00:00 0\\nRss:  7 kB\\n")
    12288
    """
    total, ours = 0, False
    for line in maps.splitlines():
        if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
            ours = line.endswith(".sqlite3")
        elif ours and line.startswith("Rss:"):
            total += int(line.split()[1]) * 1024
    return total
