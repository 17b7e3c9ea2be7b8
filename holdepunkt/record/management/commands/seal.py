"""`holdepunkt seal [--every SECONDS]`: seal the rows of the record that wait. Running it twice does nothing more."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError, close_old_connections

from holdepunkt.command import HouseCommand
from holdepunkt.record.actions import seal_all


class Command(HouseCommand):
    """Seal once; or stay, and seal again and again."""

    help = "Seal what has been recorded since the last time. Safe to run at any time, and twice at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A service stays; a timer comes back."""
        parser.add_argument("--every", type=float, help="stay, and seal again after so many seconds")

    def handle(self, *args: Any, **options: Any) -> None:
        """A database that does not answer for a while stops one round, not the sealing."""
        every = options["every"]
        if every is None:
            self.stdout.write(f"Sealed {seal_all()} rows.")
            return
        if every <= 0:
            raise CommandError(f"Found --every {every}; expected more than 0 seconds.")
        while True:
            try:
                seal_all()
            except DatabaseError as error:
                self.stderr.write(f"The record could not be sealed just now: {error}. Trying again.")
            close_old_connections()
            time.sleep(every)
