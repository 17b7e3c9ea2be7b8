"""What a long torture says while it runs: a line now and then, on the side where results are not written."""

import sys
import time
from collections.abc import Callable

Tell = Callable[[str], None]
EVERY = 10.0


def silent(_told: str) -> None:
    """Say nothing, as in the short tortures of the suite."""


class Progress:
    """Says how far a torture has come, at most once in ten seconds."""

    def __init__(self, what: str, *, every: float = EVERY) -> None:
        self.what, self.every = what, every
        self.began = time.monotonic()
        self.last = float("-inf")

    def __call__(self, told: str) -> None:
        """Say it, unless something was said a moment ago."""
        now = time.monotonic()
        if now - self.last >= self.every:
            self.last = now
            sys.stderr.write(f"  {self.what}, {now - self.began:.0f} s: {told}\n")
            sys.stderr.flush()
