"""`holdepunkt tick`: the clockwork. Does what is due and catches up; running it twice does nothing more."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import CommandError

from holdepunkt import clock
from holdepunkt.command import HouseCommand
from holdepunkt.pages.operation import clockwork
from holdepunkt.pages.operation.jobs import JOBS


def day(text: str) -> date:
    """Read YYYY-MM-DD, or say what was found."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"Found the date {text!r}; expected YYYY-MM-DD.") from error


class Command(HouseCommand):
    """Every job of the clockwork once; ends with 1 when one of them failed."""

    help = "Do what is due today. Safe to run at any time, as often as one likes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Tests and operators may name the day."""
        parser.add_argument("--date", help="the day to act for, YYYY-MM-DD (today when left out)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say each job's outcome; nothing did nothing, so nothing is said of it."""
        today = day(options["date"]) if options["date"] else clock.today()
        try:
            outcomes = clockwork.run(JOBS, today)
        except clockwork.Busy:
            self.stdout.write("Another tick is at work. Nothing was done.")
            return
        for one in outcomes:
            if one.did or options["verbosity"] > 1:
                self.stdout.write(f"{one.job}: {one.did or one.problem or 'nothing to do'}")
        failed = [f"{one.job} ({one.problem})" for one in outcomes if one.problem]
        if failed:
            raise CommandError(f"{len(failed)} of {len(outcomes)} jobs failed: {', '.join(failed)}. The rest is done.")
