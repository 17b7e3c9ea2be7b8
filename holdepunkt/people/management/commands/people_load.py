"""`holdepunkt people_load FILE [--municipality SLUG] [--dry-run]`: units, people and posts from a file."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from holdepunkt import clock, tenancy
from holdepunkt.command import HouseCommand
from holdepunkt.people import actions, reads
from holdepunkt.people.access import NotPossible
from holdepunkt.people.asker import machine
from holdepunkt.people.models import Municipality
from holdepunkt.people.town_file.checking import Checked
from holdepunkt.people.town_file.printed import change_lines, problem_line
from holdepunkt.people.town_file.reads import checked
from holdepunkt.people.town_file.table import compare


class Command(HouseCommand):
    help = (
        "Load units, people and posts from CSV or JSON. The same file again changes nothing. See docs/people-format.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--municipality", help="its short name; may be left out when there is only one")
        parser.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")
        parser.add_argument("--end-missing", help="last day (YYYY-MM-DD) of the posts that are not in the file")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality, last = self._municipality(options["municipality"]), self._day(options["end_missing"])
        with tenancy.within(municipality):
            self._try(municipality, options, last)

    def _try(self, municipality: Municipality, options: dict[str, Any], last: date | None) -> None:
        found = checked(municipality, self._content(options["file"]))
        for problem in found.problems:
            self.stderr.write(problem_line(problem))
        if found.problems:
            raise CommandError(f"{options['file']}: {len(found.problems)} fejl. Intet er indlæst.")
        for line in change_lines(compare(found.told, found.present, today=clock.today()), found.told, found.present):
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("Prøve: intet er indlæst.")
            return
        self._load(municipality, found, last)

    def _load(self, municipality: Municipality, found: Checked, last: date | None) -> None:
        try:
            changes = actions.load_people(
                municipality=municipality,
                told=found.told,
                present=found.present,
                by=machine(municipality, "Driften"),
                end_missing_on=last,
            )
        except NotPossible as broken:
            raise CommandError(broken.reason) from broken
        self.stdout.write("Indlæst." if changes or last else "Uændret.")

    def _municipality(self, slug: str | None) -> Municipality:
        known = list(reads.municipalities())
        chosen = [row for row in known if slug in (None, row.slug)]
        if len(chosen) == 1:
            return chosen[0]
        names = ", ".join(row.slug for row in known)
        raise CommandError(f"--municipality: fandt {slug or 'intet'}; forventede en af: {names}.")

    def _content(self, file: str) -> bytes:
        try:
            return Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error

    def _day(self, text: str | None) -> date | None:
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise CommandError(f"--end-missing: fandt {text}; forventede en dag som 2021-12-31.") from error
