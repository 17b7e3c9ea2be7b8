"""What the tools say on the terminal: numbered steps with their seconds, and refusals in plain words."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(Exception):
    """Something is missing; the text says what was found, what was expected and what to do."""


def say(text: str = "", *, end: str = "\n") -> None:
    """Print one line at once, also when the output is a file."""
    sys.stdout.write(text + end)
    sys.stdout.flush()


class Steps:
    """Numbers the steps of one command and times each."""

    def __init__(self) -> None:
        self.number = 0
        self.began = time.monotonic()

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Show the title, do the work inside, then show the seconds it took."""
        self.number += 1
        began = time.monotonic()
        say(f"{self.number:>2}  {title} ... ", end="")
        try:
            yield
        except BaseException:
            say("stopped")
            raise
        say(f"{time.monotonic() - began:.1f} s")

    def seconds(self) -> float:
        """Seconds since the command began."""
        return time.monotonic() - self.began


def interrupt_once(*_: object) -> None:
    """Take the first wish to stop as an interrupt; let nothing disturb the tidying up that follows."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def exit_in_plain_words(command: Callable[[], int]) -> None:
    """Run a command's main; a Stop becomes one readable message and exit code 1."""
    for number in STOP_SIGNALS:
        signal.signal(number, interrupt_once)
    try:
        code = command()
    except Stop as stop:
        say(f"\n{stop}")
        code = 1
    except KeyboardInterrupt:
        say("\nStopped.")
        code = 130
    raise SystemExit(code)
