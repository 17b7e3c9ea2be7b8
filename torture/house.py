"""A whole site to torture: the demo in a data folder of its own, served by granian with two workers."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

from holdepunkt.tenancy.roles import APP
from holdepunkt.tests.matrix.at_work import FILE_NAME, AtWork, read_at_work

WORKERS = 2
SECONDS_TO_ANSWER = 60
DEMO = {"HOLDEPUNKT_DEMO": "1", "HOLDEPUNKT_TODAY": "2021-11-22"}
NOT_OURS = (
    "DATABASE_URL",
    "HOLDEPUNKT_OWNER_DATABASE_URL",
    "HOLDEPUNKT_DEBUG",
    "HOLDEPUNKT_HTTPS",
    "http_proxy",
    "https_proxy",
)
_BROWSER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


class House:
    """A site that can be killed. Everything it says is in `log`.

    `owner` is the address of a PostgreSQL as its owner, or empty for SQLite. The site itself signs in as the role
    it has in production, which row-level security binds.
    """

    def __init__(self, folder: Path, *, owner: str = "", settings: Mapping[str, str] | None = None) -> None:
        self.folder, self.owner = folder, owner
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self.deaths = 0
        self._server: subprocess.Popen[bytes] | None = None
        self.env = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        self.env |= DEMO | {"HOLDEPUNKT_DATA": str(folder), "PORT": str(self.port)} | dict(settings or {})
        if owner:
            self.env["DATABASE_URL"] = re.sub(r"//[^@]*@", f"//{APP}@", owner)

    @property
    def sqlite(self) -> Path:
        """The database file."""
        return self.folder / "holdepunkt.sqlite3"

    def furnish(self, like: Path | None = None, *, has_tables: bool = False) -> None:
        """Make the tables and tell the demo, or copy the SQLite file and files of a furnished house."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if like is not None:
            shutil.copytree(like, self.folder, dirs_exist_ok=True)
            return
        tables = () if has_tables else (("migrate", "-v0"),)
        for words in (*tables, ("collectstatic", "--noinput", "-v0"), ("demo",)):
            self.run(*words, as_owner=True)
        self._build_lundby()
        if self.owner:
            self.run("database_roles", as_owner=True)

    def _build_lundby(self) -> None:
        """Build the town of the matrix beside the demo's, as the owner of the tables."""
        env = self.env | ({"DATABASE_URL": self.owner} if self.owner else {})
        command = [sys.executable, "-m", "holdepunkt.tests.matrix.at_work", str(self.folder / FILE_NAME)]
        subprocess.run(command, env=env, check=True)

    @property
    def lundby(self) -> AtWork:
        """The town with a row at each stage and a person of each role."""
        return read_at_work(self.folder)

    def run(self, *words: str, as_owner: bool = False) -> str:
        """Run one of the site's own commands; returns what it says."""
        command = [sys.executable, "-m", "holdepunkt", *words]
        env = self.env | ({"HOLDEPUNKT_OWNER_DATABASE_URL": self.owner} if as_owner and self.owner else {})
        return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout

    def open(self) -> None:
        """Start the server and wait until it answers."""
        granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS), "--no-ws"]
        granian += ["--blocking-threads", "1", "--respawn-failed-workers", "--respawn-interval", "0.1"]
        granian += ["--access-log", "--port", str(self.port), "holdepunkt.wsgi:application"]
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(granian, env=self.env, stdout=log, stderr=log, start_new_session=True)
        self.wait()

    def wait(self) -> None:
        """Wait until the front page answers."""
        limit = time.monotonic() + SECONDS_TO_ANSWER
        while time.monotonic() < limit:
            try:
                _BROWSER.open(f"{self.address}/", timeout=5)
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                if self._server is None or self._server.poll() is not None:
                    raise RuntimeError(f"the site stopped: {self.log.read_text()[-2000:]}") from None
                time.sleep(0.1)
        raise RuntimeError(f"{self.address} does not answer: {self.log.read_text()[-2000:]}")

    def _workers(self) -> list[psutil.Process]:
        assert self._server is not None
        children = psutil.Process(self._server.pid).children()
        return [one for one in children if "resource_tracker" not in " ".join(one.cmdline())]

    def processes(self) -> list[psutil.Process]:
        """The server and everything it started."""
        return _family(self._server.pid) if self._server else []

    def kill_a_worker(self, number: int) -> None:
        """Kill one worker in the middle of whatever it does; granian starts another."""
        workers = self._workers()
        os.kill(workers[number % len(workers)].pid, signal.SIGKILL)
        self.deaths += 1

    def kill(self) -> None:
        """Kill the server with all its workers at once, and start it again."""
        self._end(signal.SIGKILL)
        self.deaths += 1
        self.open()

    def revive(self) -> None:
        """Start the server again if it has given up."""
        if self._server is None or self._server.poll() is not None:
            self._end(signal.SIGKILL)
            self.open()

    def close(self) -> None:
        """Stop the server kindly; whoever does not listen is killed."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        family = _family(server.pid)
        for one in family if how == signal.SIGKILL else family[:1]:
            _signal(one, how)
        _gone, left = psutil.wait_procs(family, timeout=5)
        for one in left:
            _signal(one, signal.SIGKILL)
        server.wait(timeout=20)


def _family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _signal(process: psutil.Process, how: signal.Signals) -> None:
    try:
        process.send_signal(how)
    except psutil.NoSuchProcess:
        return


@contextmanager
def open_house(folder: Path, *, owner: str = "", like: Path | None = None, is_served: bool = True) -> Iterator[House]:
    """A furnished house that is open inside the block; one that is not served has its tables only."""
    house = House(folder, owner=owner)
    house.furnish(like)
    if is_served:
        house.open()
    try:
        yield house
    finally:
        house.close()
