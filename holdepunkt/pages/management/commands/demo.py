"""`holdepunkt demo [--if-empty] [--everything]`: load the example data, or begin it again."""

from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from holdepunkt.command import HouseCommand
from holdepunkt.pages.demo import load


class Command(HouseCommand):
    help = "Load the demo with its made-up people, or reset it. Works in demo mode only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is a municipality")
        parser.add_argument("--everything", action="store_true", help="also remove what is not example data")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.HOLDEPUNKT_DEMO:
            raise CommandError("The demo loads in demo mode only. Set HOLDEPUNKT_DEMO=1 for a site without real data.")
        if options["if_empty"] and not load.is_empty():
            self.stdout.write("There are municipalities already. Nothing was loaded.")
            return
        mine = load.not_examples()
        if mine and not options["everything"]:
            raise CommandError(
                f"Found municipalities that are not example data: {', '.join(mine)}. They would be removed. "
                "Say --everything if that is what you want."
            )
        begun = monotonic()
        load.load()
        self.stdout.write(f"The demo is loaded: four municipalities in {monotonic() - begun:.1f} s.")
