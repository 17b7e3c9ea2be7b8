"""`holdepunkt record_export MUNICIPALITY -o FILE`: the sealed record as a file that stands on its own."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from holdepunkt import tenancy
from holdepunkt.command import HouseCommand
from holdepunkt.pages.actions.record import tell_of_export
from holdepunkt.record import reads
from holdepunkt.record.actions import RecordUnavailable
from holdepunkt.record.export import export_lines


class Command(HouseCommand):
    """Write a header and one line for each sealed row; `record/verifier.py` checks it anywhere."""

    help = "Write the sealed record of a municipality to a file that verifier.py can check on its own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which municipality, and where to."""
        parser.add_argument("municipality")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """The file is whole or not there: it gets its name when it is written. That it was taken is recorded first."""
        name, path = options["municipality"], options["output"]
        if name not in (known := reads.municipalities()):
            raise CommandError(f"Found no record of {name!r}; expected one of {', '.join(filter(None, known))}.")
        part = path.with_name(f"{path.name}.part")
        try:
            with tenancy.record_of(name), part.open("wb") as file:
                tell_of_export(name)
                file.writelines(export_lines(name))
            part.replace(path)
        except (OSError, RecordUnavailable) as error:
            part.unlink(missing_ok=True)
            raise CommandError(f"The export cannot be written: {error}.") from error
        end = reads.newest_batch(name)
        self.stdout.write(f"{path}: {end.last if end else 0} sealed rows of {name}.")
