"""Where things lie: the checkout, its virtual environment, the data folder."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
DESIGN = ROOT / "node_modules" / "dkfds" / "dist"
LOCALES = ROOT / "holdepunkt" / "locale"


def data_folder() -> Path:
    """Return the folder of everything the site writes (HOLDEPUNKT_DATA, default var/)."""
    return Path(os.environ.get("HOLDEPUNKT_DATA", ROOT / "var")).resolve()


def in_memory(where: Path = Path("/dev/shm"), room: int = 4 * 2**30) -> Path | None:
    """Return a folder in memory with this much room (in bytes) in which programs may run; None where there is none.

    >>> in_memory(Path("/there/is/none"))
    >>> in_memory(room=2**60)
    """
    try:
        there = os.statvfs(where)
    except OSError:
        return None
    fits = there.f_bavail * there.f_frsize >= room and not there.f_flag & os.ST_NOEXEC
    return where if fits and os.access(where, os.W_OK | os.X_OK) else None


def port() -> int:
    """Return the port to listen on (PORT, default 8000).

    Raises ValueError in plain words when PORT is no port number.
    """
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ValueError(f"PORT is {text!r}; expected a whole number from 1 to 65535.")
    return int(text)
