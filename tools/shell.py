"""Starting other programs: quietly while they succeed, with all they said when they fail."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.console import Stop
from tools.places import ROOT

TIME_TO_TIDY_UP = 20.0
Command = Sequence[str | Path]


def run_quietly(command: Command, *, advice: str, env: Mapping[str, str] | None = None) -> str:
    """Run a program and return what it said. Raises Stop with its words and the advice."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except OSError as error:
        raise Stop(f"Could not start {command[0]}: {error.strerror}.\n{advice}") from error
    if done.returncode:
        said = "\n".join(done.stdout.strip().splitlines()[-25:])
        words = " ".join(str(part) for part in command)
        raise Stop(f"This failed: {words}\n\n{said}\n\n{advice}")
    return done.stdout


def run_openly(command: Command, *, env: Mapping[str, str] | None = None, folder: Path = ROOT) -> int:
    """Run a program with its output on the terminal; return its exit code.

    When we are asked to stop, the program is asked too, and gets time to tidy up.
    """
    process = subprocess.Popen(
        [str(part) for part in command], cwd=folder, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        end(process)
        raise


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a program to stop, give it time to tidy up, and wait no longer than that."""
    process.terminate()
    try:
        process.wait(TIME_TO_TIDY_UP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def running_beside(command: Command, *, env: Mapping[str, str], told: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program beside the block, all it says in the file `told`; it is ended when the block stops early."""
    with told.open("wb") as file:
        process = subprocess.Popen(
            [str(part) for part in command], cwd=ROOT, env={**os.environ, **env},
            stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            end(process)
