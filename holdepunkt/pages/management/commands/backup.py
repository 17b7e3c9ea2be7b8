"""`holdepunkt backup -o FILE`: one file with everything, made while the site runs."""

from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError

from holdepunkt.command import HouseCommand
from holdepunkt.pages.actions.record import tell_of_copy_begun, tell_of_copy_failed, tell_of_copy_made
from holdepunkt.pages.operation.backup import back_up
from holdepunkt.pages.operation.programs import ToolFailed
from holdepunkt.record.actions import RecordUnavailable


class Command(HouseCommand):
    """Copy the living database and write its manifest beside it."""

    help = (
        "Copy the database into one file while the site runs. The file is not encrypted: use a tool you know "
        "(age, gpg) before it leaves the machine. Keys are not in it: keep them elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="a new file")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the copy and say what is in it."""
        began, to = monotonic(), options["output"].resolve()
        self._tell(tell_of_copy_begun)
        try:
            made = back_up(to)
        except (ToolFailed, OSError) as error:
            self._tell(partial(tell_of_copy_failed, why=type(error).__name__))
            raise CommandError(str(error)) from error
        rows, size = sum(made.contents.tables.values()), to.stat().st_size / 1e6
        self._tell(partial(tell_of_copy_made, sha256=made.sha256, rows=rows))
        self.stdout.write(f"{to.name}: {rows} rows in {len(made.contents.tables)} tables, {size:.1f} MB")
        self.stdout.write(f"record up to {made.contents.record_position}, sha256 {made.sha256}")
        self.stdout.write(f"Made in {monotonic() - began:.1f} s. Not encrypted; keys are not in it.")

    def _tell(self, tell: Callable[[], None]) -> None:
        """Leave the rows in the record; a copy is needed most when something is wrong, so that stops nothing."""
        try:
            tell()
        except (RecordUnavailable, DatabaseError) as error:
            self.stderr.write(f"The record cannot tell of this copy ({error}). It is made all the same.")
