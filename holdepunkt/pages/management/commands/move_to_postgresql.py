"""`holdepunkt move_to_postgresql --to URL`: everything from SQLite to an empty PostgreSQL, compared row by row."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from holdepunkt.command import HouseCommand
from holdepunkt.pages.operation.move import CannotMove, move


class Command(HouseCommand):
    """Move, compare, prove; the source stays as it is."""

    help = (
        "Copy everything to an empty PostgreSQL and compare every row. Stop the site first: while this runs, the "
        "source can be read and not written. Use a role that owns the target and that row-level security does not bind."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to; a password is better kept in the environment than in a command."""
        parser.add_argument(
            "--to",
            default=settings.HOLDEPUNKT_MOVE_TO,
            metavar="URL",
            help="postgresql://role:password@host/name (HOLDEPUNKT_MOVE_TO when left out)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each table and each proof; ends with 1 when one does not hold."""
        if not options["to"]:
            raise CommandError("Say where to: --to postgresql://role:password@host/name, or set HOLDEPUNKT_MOVE_TO.")
        began = monotonic()
        try:
            moved = move(options["to"])
        except CannotMove as error:
            raise CommandError(str(error)) from error
        for one in moved.comparisons:
            self.stdout.write(one.line())
        for proof in moved.proofs:
            self.stdout.write(proof.line())
        if not all(proof.holds for proof in moved.proofs):
            raise CommandError("The target is not whole. The source is untouched: stay there, and look at the lines.")
        total = sum(one.rows for one in moved.comparisons)
        self.stdout.write(f"{total} rows moved and compared in {monotonic() - began:.1f} s. Now set DATABASE_URL.")
