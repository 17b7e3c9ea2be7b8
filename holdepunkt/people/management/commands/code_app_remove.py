"""`holdepunkt code_app_remove USERNAME`: for somebody who has lost both the phone and the recovery codes."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from holdepunkt.command import HouseCommand
from holdepunkt.people import reads
from holdepunkt.people.actions import signing_in, two_factor
from holdepunkt.people.asker import machine


class Command(HouseCommand):
    help = "Remove somebody's code app and recovery codes and end their sessions. Make sure who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="the name they sign in with")

    def handle(self, *args: Any, **options: Any) -> None:
        user = reads.user_named(options["username"])
        if user is None:
            raise CommandError(f"{options['username']}: ingen logger ind med det navn.")
        by = machine(user.municipality, "Driften")
        with transaction.atomic():
            two_factor.remove_app(user=user, by=by)
            signing_in.end_sessions(user=user, by=by)
        self.stdout.write(f"{user.name}: kodeapp og nødkoder er fjernet.")
