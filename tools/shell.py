"""Starting other programs: quietly while they succeed, with all they said when they fail."""

import os
import subprocess
from collections.abc import Mapping, Sequence
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
        process.terminate()
        try:
            process.wait(TIME_TO_TIDY_UP)
        except subprocess.TimeoutExpired:
            process.kill()
        raise
