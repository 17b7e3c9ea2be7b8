"""`holdepunkt check_policy FILE`: name everything that is wrong with a pack, in one go."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from holdepunkt.command import HouseCommand
from holdepunkt.policy.pack.check import check


def read(path: str) -> bytes:
    """Return the file's bytes, or stop with a message a person understands."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: kan ikke læses ({error.strerror}).") from error


class Command(HouseCommand):
    help = "Check a policy pack: every problem with its line, what was found and what was expected."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--language", choices=["da", "en"], default="da")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = check(read(options["file"]))
        for problem in checked.problems:
            self.stderr.write(problem.text(options["language"]))
        if checked.pack is None:
            raise CommandError(f"{options['file']}: {len(checked.problems)} fejl.")
        pack = checked.pack
        self.stdout.write(
            f"{options['file']}: i orden. {pack.policy.title}: {len(pack.passages)} afsnit, "
            f"{len(pack.goals)} mål, {len(pack.promises)} forpligtelser."
        )
