"""Asking over HTTP: one request of one person, undone afterwards, and what the answer means."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from holdepunkt.tests.matrix.addresses import Address
from holdepunkt.tests.matrix.targets import values
from holdepunkt.tests.matrix.world import World

SEED = 20211122
One = TypeVar("One")
# The municipality's own provider says no; the address was open.
NOT_LET_IN = "<h1>Du er ikke logget ind</h1>"


class Verdict(StrEnum):
    """What a request met."""

    YES = "yes"
    SIGN_IN = "asked to sign in"
    EXPLAINED = "refused, with the reason"
    MISSING = "missing"


@dataclass(frozen=True)
class Answer:
    """A response, and the address that was asked."""

    path: str
    response: Any
    content: bytes

    @property
    def verdict(self) -> Verdict | str:
        """What the answer means; anything that is no answer of ours comes back as its number."""
        code = self.response.status_code
        if code == 302 and self._goes_to_sign_in():
            return Verdict.SIGN_IN
        # 409: the right is there, the moment is not. 422: the right is there, what was sent is not whole.
        if code in (200, 204, 302, 409, 422) or (code == 403 and NOT_LET_IN in self.text) or self._says_not_ready():
            return Verdict.YES
        return {403: Verdict.EXPLAINED, 404: Verdict.MISSING}.get(code, str(code))

    def _says_not_ready(self) -> bool:
        """Whether this is `/ready` telling what the house still waits for, as it tells everybody."""
        return self.response.status_code == 503 and self.path == reverse("pages:ready")

    def _goes_to_sign_in(self) -> bool:
        there = urlsplit(self.response["Location"])
        return there.path.endswith("/log-ind/") and "next=" in there.query

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode("utf-8", "replace")


def drawn(some: Iterable[One]) -> list[One]:
    """All of them on SQLite; on PostgreSQL a tenth, the same ones every time."""
    found = list(some)
    share = len(found) // 10 if connection.vendor == "postgresql" else len(found)
    return random.Random(SEED).sample(found, share)


def ask(client: Client, method: str, path: str, sent: dict[str, Any] | None = None) -> Answer:
    """Send one request and undo whatever it wrote, the session too."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.get(path, sent) if method == "GET" else client.generic(method, path)
        content = b"".join(response)
        transaction.set_rollback(True)
    client.cookies = cookies
    return Answer(path, response, content)


def path_to(address: Address, world: World, stage: str) -> str:
    """The address of a thing in the world at a stage."""
    return reverse(address.name, kwargs=values(address, world, stage))
