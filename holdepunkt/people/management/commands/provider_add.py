"""`holdepunkt provider_add SLUG KEY …`: tell a municipality's sign-in provider, and what its groups mean here.

Run it again with the same key to change what it says. The secret never passes through here: it stands
in the environment, and the command takes the name of the variable. See docs/sign-in.md.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db import transaction

from holdepunkt.command import HouseCommand
from holdepunkt.people import oidc, reads
from holdepunkt.people.actions import provider as actions
from holdepunkt.people.asker import machine
from holdepunkt.people.models import Municipality, Unit
from holdepunkt.people.rules import Role

PREFIX = "HOLDEPUNKT_OIDC_"


class Command(HouseCommand):
    help = "Add or change a sign-in provider (OpenID Connect) of a municipality, and map its groups to our roles."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the municipality's short name, such as strandby")
        parser.add_argument("key", help="a short name of your own for the provider, such as entra")
        parser.add_argument("--name", help="what the button says: Log ind med NAME")
        parser.add_argument("--issuer", help="its address, exactly as it stands in its tokens")
        parser.add_argument("--client-id", help="who we are to it")
        parser.add_argument("--secret-name", default="", help=f"the environment variable with our secret: {PREFIX}…")
        parser.add_argument("--audience", default="", help="whom its tokens are for (the client id when left out)")
        parser.add_argument("--scope", default="openid profile email", help="what we ask for")
        parser.add_argument("--roles-claim", default="groups", help="where its tokens name groups: realm_access.roles")
        parser.add_argument(
            "--acr",
            action="append",
            default=[],
            metavar="VALUE",
            help="accept this acr, and refuse less; may be repeated",
        )
        parser.add_argument(
            "--mfa", action="store_true", help="accept a token whose amr says mfa; what says less is refused"
        )
        parser.add_argument("--role", action="append", default=[], metavar="GROUP=ROLE@UNIT", help="may be repeated")
        parser.add_argument("--forget", action="append", default=[], metavar="GROUP", help="it means nothing any more")
        parser.add_argument("--off", action="store_true", help="nobody signs in through it any more")
        parser.add_argument("--check", action="store_true", help="ask the provider who it is before saving")

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = reads.municipality(options["slug"])
        if municipality is None:
            raise CommandError(f"{options['slug']}: der er ingen kommune med det korte navn.")
        told = self._told(options)
        roles = [self._role(municipality, text) for text in options["role"]]
        if options["check"]:
            self._ask(told)
        by = machine(municipality, "Driften")
        with transaction.atomic():
            row = actions.add_provider(municipality=municipality, key=options["key"], by=by, **told)
            for value in options["forget"]:
                actions.unmap_role(provider=row, value=value, by=by)
            for value, role, unit in roles:
                actions.map_role(provider=row, value=value, role=role, unit=unit, by=by)
        self.stdout.write(f"{municipality.name}: {row.name}")
        self.stdout.write(
            f"Redirect URI: {settings.HOLDEPUNKT_URL.rstrip('/')}/{municipality.slug}/log-ind/med/{row.uuid}/svar/"
        )

    def _told(self, options: dict[str, Any]) -> dict[str, Any]:
        """What is saved; every part that makes no sense is refused with what was expected."""
        for name in ("name", "issuer", "client_id"):
            if not options[name]:
                raise CommandError(f"--{name.replace('_', '-')} mangler.")
        if not oidc.is_safe(options["issuer"]):
            raise CommandError(f"{options['issuer']}: udstederen skal begynde med https://")
        secret = options["secret_name"]
        if secret and not secret.startswith(PREFIX):
            raise CommandError(f"{secret}: navnet skal begynde med {PREFIX}")
        if secret and secret not in settings.PROVIDER_SECRETS:
            self.stderr.write(f"{secret} står ikke i miljøet endnu. Indtil da svarer login-tjenesten nej.")
        names = ("name", "issuer", "client_id", "secret_name", "audience", "scope", "roles_claim")
        strength = {"acr_values": " ".join(options["acr"]), "asks_for_mfa": options["mfa"]}
        return {name: options[name] for name in names} | strength | {"is_active": not options["off"]}

    def _role(self, municipality: Municipality, text: str) -> tuple[str, Role, Unit]:
        """Read GROUP=ROLE@UNIT; the group may itself hold = and @."""
        value, equals, rest = text.rpartition("=")
        role, at, key = rest.partition("@")
        if not (equals and at and value and role in set(Role)):
            raise CommandError(f"{text}: skriv GRUPPE=ROLLE@ENHED med en af rollerne {', '.join(Role)}.")
        unit = reads.unit_by_key(municipality, key)
        if unit is None:
            raise CommandError(f"{text}: {municipality.name} har ingen enhed med nøglen {key!r}.")
        return value, Role(role), unit

    def _ask(self, told: dict[str, Any]) -> None:
        """Ask the provider who it is."""
        try:
            oidc.discovered(oidc.Party(told["issuer"], told["client_id"], "", "", told["scope"]), anew=True)
        except oidc.NotTrusted as error:
            raise CommandError(f"{told['issuer']}: login-tjenesten svarede ikke som ventet ({error.why}).") from error
