"""`holdepunkt load_policy FILE [--document SOURCE]`: load a pack, and attach the municipality's document."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from holdepunkt import tenancy
from holdepunkt.command import HouseCommand
from holdepunkt.people.access import NotPossible
from holdepunkt.people.asker import machine
from holdepunkt.policy.actions.document import attach_document
from holdepunkt.policy.actions.load import load_pack
from holdepunkt.policy.management.commands.check_policy import read
from holdepunkt.policy.models import PolicyVersion
from holdepunkt.policy.pack.check import check
from holdepunkt.policy.pack.format import Pack


class Command(HouseCommand):
    help = "Load a policy pack. The same pack again changes nothing; a changed one makes a new version."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--document", help="the municipality's own document: pdf, docx or txt")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = check(read(options["file"]))
        if checked.pack is None:
            for problem in checked.problems:
                self.stderr.write(problem.text("da"))
            raise CommandError(f"{options['file']}: {len(checked.problems)} fejl. Intet er indlæst.")
        try:
            self._load(checked.pack, options["document"])
        except NotPossible as broken:
            raise CommandError(broken.reason) from broken

    def _load(self, pack: Pack, document: str | None) -> None:
        loaded = load_pack(pack=pack)
        what = "ny version indlæst" if loaded.changed else "uændret"
        self.stdout.write(f"{loaded.version}: {what}.")
        if document:
            with tenancy.within(loaded.version.policy.municipality):
                self._attach(loaded.version, document)

    def _attach(self, version: PolicyVersion, path: str) -> None:
        document = attach_document(
            version_of=version,
            name=Path(path).name,
            content=read(path),
            by=machine(version.policy.municipality, "Driften"),
        )
        found = version.passages.count() - len(document.missing)
        self.stdout.write(f"{document.name}: {found} afsnit fundet ordret.")
        for line in document.missing:
            self.stdout.write(f"  ikke fundet: {line['key']}: {line['why']}")
