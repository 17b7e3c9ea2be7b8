"""`make release-copy`: keep a small copy of this release, from which later ones prove that they can be upgraded to.

A copy is made once, by the release itself, and never again: later code could not make the same one.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tools.console import Stop, exit_in_plain_words, say
from tools.places import PYTHON, ROOT
from tools.postgres import programs, running_postgres
from tools.shell import run_quietly

COPIES = ROOT / "holdepunkt" / "pages" / "tests" / "releases"
ADVICE = "The copy was not made."


def keep(version: str, database: str, url: str) -> None:
    """Make the small town on one database and back it up."""
    to = COPIES / f"{version}-{database}.zip"
    with tempfile.TemporaryDirectory(prefix="holdepunkt-release-") as folder:
        env = {"HOLDEPUNKT_DATA": folder, "DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
        for words in (["holdepunkt", "migrate", "-v0"], ["holdepunkt.pages.tests.release_town"]):
            run_quietly([PYTHON, "-m", *words], advice=ADVICE, env=env)
        made = Path(folder) / "copy"
        run_quietly([PYTHON, "-m", "holdepunkt", "backup", "-o", made], advice=ADVICE, env=env)
        shutil.copyfile(made, to)
    say(f"{to.relative_to(ROOT)}: {to.stat().st_size / 1000:.0f} kB")


def programs_of_postgres() -> str:
    """The path with the programs of the PostgreSQL that the tests bring."""
    return f"{programs()}{os.pathsep}{os.environ['PATH']}"


def main() -> int:
    """Keep the copy of the version that the package names."""
    from holdepunkt import __version__

    COPIES.mkdir(exist_ok=True)
    if list(COPIES.glob(f"{__version__}-*.zip")):
        raise Stop(f"There is a copy of {__version__} already. A copy is made once, by the release itself.")
    os.environ["PATH"] = programs_of_postgres()
    keep(__version__, "sqlite", "")
    with running_postgres() as url:
        keep(__version__, "postgresql", url)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    exit_in_plain_words(main)
