"""Keeps the programs of a running site alive, and leaves none behind.

Each child runs in a process group of its own. A dead child is started again, later each time it
dies early; the hourly child is started again an hour after it began.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tools.console import STOP_SIGNALS, say
from tools.places import ROOT
from tools.shell import Command

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
STEADY = 30.0
PATIENCE = 10.0


def next_wait(lived: float, last: float) -> float:
    """Seconds to wait before a new try: doubled after a short life, short again after a steady one.

    >>> next_wait(lived=2, last=4.0)
    8.0
    >>> next_wait(lived=600, last=60.0)
    1.0
    """
    return FIRST_WAIT if lived >= STEADY else min(max(last, FIRST_WAIT / 2) * 2, LONGEST_WAIT)


def _die_with_parent() -> None:
    """On Linux the child is told to stop when the supervisor is killed without a chance to act."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


@dataclass
class Child:
    """One program: always on, or started anew every so many seconds (`every`)."""

    name: str
    command: Command
    every: float | None = None
    process: subprocess.Popen[bytes] | None = None
    began: float = 0.0
    due: float = 0.0
    wait: float = field(default=0.0)

    def start(self, env: Mapping[str, str]) -> None:
        """Start it in a process group of its own."""
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [str(part) for part in self.command],
            cwd=ROOT,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    def look(self) -> None:
        """Notice that it has ended, and set when it is due again."""
        if self.process is None or (code := self.process.poll()) is None:
            return
        self.send(signal.SIGKILL)  # what it may have left behind in its group
        self.process = None
        if self.every is not None and code == 0:
            self.due, self.wait = self.began + self.every, 0.0
            return
        self.wait = next_wait(time.monotonic() - self.began, self.wait)
        self.due = time.monotonic() + self.wait
        say(f"{self.name} ended with code {code}; starting it again in {self.wait:.0f} s.")

    def send(self, number: signal.Signals) -> None:
        """Send a signal to its whole group."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except (ProcessLookupError, PermissionError):
                return


class Supervisor:
    """Starts the children, starts the dead ones again, and stops them all."""

    def __init__(self, children: list[Child], env: Mapping[str, str]) -> None:
        self.children = children
        self.env = env
        self.asked_to_stop = False

    def listen(self) -> None:
        """Take Ctrl-C, SIGTERM and a closed terminal as the wish to stop."""
        for number in STOP_SIGNALS:
            signal.signal(number, self._stop_soon)

    def _stop_soon(self, *_: object) -> None:
        self.asked_to_stop = True

    def turn(self) -> None:
        """Look at every child once; start those that are due."""
        for child in self.children:
            child.look()
            if child.process is None and time.monotonic() >= child.due and not self.asked_to_stop:
                child.start(self.env)

    def keep_running(self) -> None:
        """Go on until somebody asks us to stop."""
        while not self.asked_to_stop:
            self.turn()
            time.sleep(0.2)

    def stop(self) -> None:
        """Ask every child to end; after ten seconds, end what is left."""
        for child in self.children:
            child.send(signal.SIGTERM)
        limit = time.monotonic() + PATIENCE
        for child in self.children:
            if child.process is not None:
                try:
                    child.process.wait(max(0.1, limit - time.monotonic()))
                except subprocess.TimeoutExpired:
                    say(f"{child.name} does not stop by itself; ending it.")
                child.send(signal.SIGKILL)
                child.process.wait()
