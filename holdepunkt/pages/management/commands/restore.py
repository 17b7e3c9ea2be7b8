"""`holdepunkt restore FILE`: fill an empty database from a copy, and prove that it is whole."""

from argparse import ArgumentParser
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import CommandError

from holdepunkt.command import HouseCommand
from holdepunkt.pages.operation.backup import NotEmpty, restore
from holdepunkt.pages.operation.manifest import NotACopy
from holdepunkt.pages.operation.programs import ToolFailed


class Command(HouseCommand):
    """Restore, count every table, verify the record, ask for pages; print the proof."""

    help = "Fill an empty database from a file of holdepunkt backup, and prove that nothing is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which copy."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 1 when one of the proofs does not hold."""
        began = monotonic()
        try:
            proofs = restore(options["file"].resolve())
        except (NotACopy, NotEmpty, ToolFailed) as error:
            raise CommandError(str(error)) from error
        for proof in proofs:
            self.stdout.write(proof.line())
        if not all(proof.holds for proof in proofs):
            raise CommandError("The restored database is not whole. Do not open it to anybody.")
        self.stdout.write(f"Restored and proven in {monotonic() - began:.1f} s.")
