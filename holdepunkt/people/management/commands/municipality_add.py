"""`holdepunkt municipality_add SLUG NAME --lead NAME --username U`: all that an operator does.

Everything else the policy lead does on screen.
"""

import re
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from holdepunkt import clock, tenancy
from holdepunkt.command import HouseCommand
from holdepunkt.people import actions, reads
from holdepunkt.people.asker import machine
from holdepunkt.people.forms.setup import first_password
from holdepunkt.people.keys import key_of
from holdepunkt.people.models import Municipality
from holdepunkt.people.rules import Role, UnitKind

# The first part of addresses that belong to the whole house.
OURS = {"api", "demo", "health", "hjaelp", "log-ind", "metrics", "ready", "sprog", "static", "ui", "was"}


class Command(HouseCommand):
    help = "Add a municipality with its first policy lead, and print the lead's one-time password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="short name in addresses, such as strandby")
        parser.add_argument("name", help="such as 'Strandby Kommune'")
        parser.add_argument("--lead", required=True, help="the first policy lead's name")
        parser.add_argument("--username", required=True, help="the name to sign in with")
        parser.add_argument("--unit", default="Forvaltningen", help="the department the lead works in")

    def handle(self, *args: Any, **options: Any) -> None:
        self._refuse_what_is_taken(options["slug"], options["username"])
        password = first_password()
        with transaction.atomic():
            municipality = actions.add_municipality(slug=options["slug"], name=options["name"])
            with tenancy.within(municipality):
                self._add_lead(municipality, options, password)
        self.stdout.write(f"{municipality.name}: /{municipality.slug}/log-ind/")
        self.stdout.write(f"Brugernavn: {options['username']}")
        self.stdout.write(f"Adgangskode, vises kun her: {password}")

    def _add_lead(self, municipality: Municipality, told: dict[str, Any], password: str) -> None:
        by = machine(municipality, "Driften")
        unit = actions.add_unit(
            municipality=municipality, key=key_of(told["unit"]), kind=UnitKind.DEPARTMENT, name=told["unit"], by=by
        )
        user = actions.add_user(
            municipality=municipality, username=told["username"], name=told["lead"], password=password, by=by
        )
        actions.start_post(user=user, unit=unit, role=Role.POLICY_LEAD, starts_on=clock.today(), by=by)

    def _refuse_what_is_taken(self, slug: str, username: str) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,49}", slug):
            raise CommandError(f"{slug}: skriv små bogstaver a-z, tal og bindestreg, for eksempel strandby.")
        if slug in OURS:
            raise CommandError(f"{slug}: adressen bruger huset selv. Vælg et andet kort navn.")
        if reads.municipality(slug) is not None:
            raise CommandError(f"{slug}: kommunen findes allerede.")
        if reads.username_is_taken(username):
            raise CommandError(f"{username}: brugernavnet er taget.")
