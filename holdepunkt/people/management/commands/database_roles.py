"""`holdepunkt database_roles [--print]`: make the two roles of a PostgreSQL database, and say what each may do.

Run it as a superuser (through HOLDEPUNKT_OWNER_DATABASE_URL) once, and again after each upgrade.
"""

import re
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection, transaction

from holdepunkt.command import HouseCommand
from holdepunkt.tenancy import roles

PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class Command(HouseCommand):
    help = "Make the owner's and the site's role in PostgreSQL, and grant the site what it needs and no more."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--app", default=roles.APP, help="the role that the site signs in as")
        parser.add_argument("--owner", default=roles.OWNER, help="the role that owns the tables and migrates")
        parser.add_argument("--print", action="store_true", dest="print_only", help="print the SQL, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        app, owner = options["app"], options["owner"]
        for name in (app, owner):
            if not PLAIN_NAME.fullmatch(name):
                raise CommandError(f"Found the role name {name!r}; expected small letters a-z, digits and _.")
        if app == owner:
            raise CommandError(f"Found {app} twice; the site must not own its tables: give two names.")
        if connection.vendor != "postgresql":
            raise CommandError("This database is SQLite, which has no roles. Set HOLDEPUNKT_OWNER_DATABASE_URL.")
        statements = roles.statements(app, owner)
        if options["print_only"]:
            self.stdout.write("\n".join(f"{statement};" for statement in statements))
            return
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        self.stdout.write(f"{app} may use the tables, {owner} owns them. Give each a password: \\password {app}")
