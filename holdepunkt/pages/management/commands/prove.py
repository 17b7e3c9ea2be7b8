"""`holdepunkt prove`: is the database whole? For restore drills, and after moving house."""

from typing import Any

from django.core.management.base import CommandError

from holdepunkt.command import HouseCommand
from holdepunkt.pages.operation.proof import of_everything


class Command(HouseCommand):
    """Verify the record and ask for pages."""

    help = "Verify the record's chain and ask for pages; ends with 1 when something does not hold."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each proof."""
        proofs = of_everything()
        for proof in proofs:
            self.stdout.write(proof.line())
        if not all(proof.holds for proof in proofs):
            raise CommandError("The database is not whole.")
