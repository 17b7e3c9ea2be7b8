"""Proof that a database is whole: the record's chain holds, and pages made from it answer."""

from dataclasses import dataclass
from io import StringIO

from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.db import connection
from django.test import Client

VERIFY = "verify_record"


@dataclass(frozen=True)
class Proof:
    """One thing that was looked at: how it is, in words, and whether it holds."""

    what: str
    holds: bool
    words: str

    def line(self) -> str:
        """The line of the report."""
        return f"{'ok  ' if self.holds else 'NOT '} {self.what}: {self.words}"


def record_chain() -> Proof:
    """Ask the record's own verifier; it alone knows how rows are sealed."""
    if VERIFY not in get_commands():
        return Proof("record", True, "this version does not seal its rows, so there is no chain to verify")
    said = StringIO()
    try:
        call_command(VERIFY, stdout=said, stderr=said)
    except CommandError as error:
        return Proof("record", False, f"{said.getvalue()} {error}".strip())
    return Proof("record", True, "; ".join(said.getvalue().split("\n")).strip("; ") or "the chain holds")


def pages() -> list[Proof]:
    """Ask for the front page and the first municipality's page, as a visitor would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT slug FROM people_municipality ORDER BY id LIMIT 1")
        row = cursor.fetchone()
    return [_page(address) for address in ("/", *((f"/{row[0]}/",) if row else ()))]


def _page(address: str) -> Proof:
    host = next((name for name in settings.ALLOWED_HOSTS if name not in {"", "*"}), "localhost").lstrip(".")
    client = Client(raise_request_exception=False, headers={"host": host})
    answer = client.get(address, secure=settings.HOLDEPUNKT_HTTPS)
    return Proof(f"page {address}", answer.status_code == 200, f"answers {answer.status_code}")


def of_everything() -> list[Proof]:
    """Every proof that needs no copy to compare with."""
    return [record_chain(), *pages()]
