"""`holdepunkt tick`: the clockwork. Sends what is due today and catches up; running it twice does nothing more."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from holdepunkt import clock, tenancy
from holdepunkt.people import reads as people
from holdepunkt.people.asker import machine
from holdepunkt.people.models import Municipality
from holdepunkt.policy.actions.report import send_reminders
from holdepunkt.policy.reads.status import open_reports


def day(text: str) -> date:
    """Read YYYY-MM-DD, or say what was found."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"Found the date {text!r}; expected YYYY-MM-DD.") from error


class Command(BaseCommand):
    """Remind those whose answer to the year's status is due, in every municipality."""

    help = "Send what is due today. Safe to run at any time, as often as one likes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Tests and operators may name the day."""
        parser.add_argument("--date", help="the day to act for, YYYY-MM-DD (today when left out)")

    def handle(self, *args: Any, **options: Any) -> None:
        """One municipality's round at a time, each in a transaction of its own."""
        today = day(options["date"]) if options["date"] else clock.today()
        for municipality in people.municipalities():
            with tenancy.within(municipality):
                self._remind(municipality, today)

    def _remind(self, municipality: Municipality, today: date) -> None:
        for report in open_reports(municipality):
            count = send_reminders(report=report, today=today, by=machine(municipality))
            if count:
                self.stdout.write(f"{municipality.slug}: {report}: reminded about {count}")
