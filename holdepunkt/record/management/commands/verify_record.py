"""`holdepunkt verify_record [MUNICIPALITY] [--checkpoint FILE]`: is the record as it was sealed?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from holdepunkt.command import HouseCommand
from holdepunkt.record import reads
from holdepunkt.record.checks import check
from holdepunkt.record.verifier import NotReadable, read_checkpoint


class Command(HouseCommand):
    """Follow every chain, compare each sealed line with its row, and name the first that does not agree."""

    help = "Check the sealed record; ends with 1 and names the first broken row when it is not whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One municipality or all; with a checkpoint that was kept elsewhere, or without."""
        parser.add_argument("municipality", nargs="?", help="all when left out")
        parser.add_argument("--checkpoint", type=Path, help="a file of record_checkpoint, kept elsewhere")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each municipality."""
        wanted, kept = options["municipality"], _text(options["checkpoint"])
        known = reads.municipalities()
        if wanted is not None and wanted not in known:
            raise CommandError(f"Found no record of {wanted!r}; expected one of {', '.join(filter(None, known))}.")
        names = [wanted] if wanted is not None else known
        broken = [name for name in names if not self._is_whole(name, kept)]
        if broken:
            raise CommandError(f"The record is not whole: {', '.join(name or 'the house' for name in broken)}.")

    def _is_whole(self, name: str, kept: str) -> bool:
        try:
            outcome = check(name, checkpoint=read_checkpoint(kept, name) if kept else None)
        except NotReadable as error:
            raise CommandError(str(error)) from error
        said = outcome.broken or f"whole, {outcome.rows} rows, {outcome.rows_a_second} a second."
        self.stdout.write(f"{name or 'the house'}: {said}")
        return outcome.broken is None


def _text(path: Path | None) -> str:
    try:
        return path.read_text(encoding="utf-8") if path else ""
    except OSError as error:
        raise CommandError(f"The checkpoint cannot be read: {error}.") from error
