"""`holdepunkt record_checkpoint -o FILE`: the ends of all chains, to be kept on another machine."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from holdepunkt.command import HouseCommand
from holdepunkt.record.actions import seal_all
from holdepunkt.record.export import checkpoint


class Command(HouseCommand):
    """Seal what waits and write down where every chain ends."""

    help = "Write the end of every chain to a file. Keep it elsewhere: it shows when a tail was cut off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """The newest rows are in it too."""
        seal_all()
        try:
            options["output"].write_text(checkpoint(), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"The checkpoint cannot be written: {error}.") from error
        self.stdout.write(f"{options['output']}: keep it on another machine.")
