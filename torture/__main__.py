"""`make torture`: everything at its full figures, on both databases. Each part can be run alone, and goes on later.

python -m torture [kills|nonsense|clashes|flood|leaks|faults|full|tampering|namespace ...] [--quick]
    [--database sqlite|postgresql] [--kills N] [--acknowledgements N] [--requests N] [--posts N] [--again] [--keep]

A part that is done is kept in the data folder and not done again for the same code and figures (`--again` does).
`--keep` writes the rows to docs/measured.md.
"""

import argparse
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from tools.console import exit_in_plain_words, say
from tools.places import data_folder
from torture.kept import Line, as_table, code_now, find_kept, keep, machine, write_measured

KILLS, ACKNOWLEDGEMENTS, REQUESTS, POSTS = 100, 50_000, 100_000, 1_000
DATABASES = ("sqlite", "postgresql")
PARTS = ("kills", "nonsense", "clashes", "flood", "leaks", "faults", "full", "tampering", "namespace")
STORIES = ("faults", "namespace")  # where a tenth is one story
A_TENTH = 10


def _arguments(words: list[str] | None = None) -> argparse.Namespace:
    form = argparse.RawDescriptionHelpFormatter
    reader = argparse.ArgumentParser(prog="python -m torture", description=__doc__, formatter_class=form)
    reader.add_argument("names", nargs="*", default=[], metavar="part", help=f"some of: {', '.join(PARTS)}")
    reader.add_argument("--quick", action="store_true", help="a tenth of the figures")
    reader.add_argument("--database", choices=DATABASES, action="append", default=None, help="only this one")
    reader.add_argument("--kills", type=int, default=KILLS, help="how often something is killed")
    reader.add_argument("--acknowledgements", type=int, default=ACKNOWLEDGEMENTS, help="how many forms are answered")
    reader.add_argument("--requests", type=int, default=REQUESTS, help="how much nonsense is sent")
    reader.add_argument("--posts", type=int, default=POSTS, help="how much each form is flooded with")
    reader.add_argument("--again", action="store_true", help="do parts that are done, too")
    reader.add_argument("--keep", action="store_true", help="write the rows to docs/measured.md")
    found = reader.parse_args(words)
    if unknown := set(found.names) - set(PARTS):
        reader.error(f"found {', '.join(sorted(unknown))}; expected some of: {', '.join(PARTS)}")
    if found.quick:
        for name in ("kills", "acknowledgements", "requests", "posts"):
            setattr(found, name, -(-getattr(found, name) // A_TENTH))
    return found


def _command(part: str, asked: argparse.Namespace) -> str:
    """The words that run this part alone with these figures."""
    known = {"kills": ("kills", "acknowledgements"), "nonsense": ("requests",), "flood": ("posts",)}
    figures = known.get(part, ())
    said = "".join(f" --{name} {getattr(asked, name)}" for name in figures)
    return f"python -m torture {part}{said}{' --quick' if asked.quick and part in STORIES else ''}"


def _ready() -> tempfile.TemporaryDirectory[str]:
    """Make the addresses of the site known to this process, with a data folder of its own."""
    folder = tempfile.TemporaryDirectory(prefix="holdepunkt-torture-")
    os.environ |= {"DJANGO_SETTINGS_MODULE": "holdepunkt.settings", "HOLDEPUNKT_DATA": folder.name}
    for name in ("DATABASE_URL", "HOLDEPUNKT_OWNER_DATABASE_URL"):
        os.environ.pop(name, None)
    import django

    django.setup()
    return folder


def _one(part: str, database: str, asked: argparse.Namespace, folder: Path) -> Line:
    """Do one part, or find that it is done."""
    from torture.parts import TORTURES

    command = _command(part, asked)
    if not asked.again and (done := find_kept(folder, part, database, command=command)):
        sys.stderr.write(f"{part} on {database}: done on {done.when}; --again does it anew\n")
        return done
    sys.stderr.write(f"{part} on {database}: {command}\n")
    told, wrong = TORTURES[part](database, asked)
    line = Line(part, database, told, wrong, command, code_now())
    keep(line, folder)
    for one in wrong[:20]:
        say(f"WRONG {one}")
    return line


def main() -> int:
    """Do what was asked for; end with the table for docs/measured.md."""
    asked, results = _arguments(), data_folder() / "torture"
    with _ready():
        lines = [
            _one(part, database, asked, results)
            for database in asked.database or DATABASES
            for part in asked.names or PARTS
        ]
    if asked.keep:
        write_measured(lines)
    say(f"\n{as_table(lines)}\n{date.today()} · {machine()}")
    return int(any(line.wrong for line in lines))


if __name__ == "__main__":
    exit_in_plain_words(main)
