"""An OpenID provider that runs beside the tests and speaks the protocol over real HTTP on this machine."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import requests
from django.test import Client
from werkzeug.serving import make_server
from werkzeug.test import run_wsgi_app

from holdepunkt.people.actions import provider as actions
from holdepunkt.people.models import IdentityProvider
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import Town

SECRET = "HOLDEPUNKT_OIDC_LUNDBY"
Change = Callable[[bytes], bytes]


@dataclass
class Provider:
    """The running provider: its address, what its token address was sent, what it was asked, and what it answers falsely."""

    issuer: str = ""
    sent: list[dict[str, str]] = field(default_factory=list)
    lies: dict[str, Change] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    calls_itself: str = ""

    def knows(self, subject: str, **claims: Any) -> None:
        """Let the provider know somebody."""
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=5).raise_for_status()

    def app(self, inner: Any) -> Any:
        """The provider as it is spoken to, with ears and, when told, with lies."""

        def answer(environ: dict[str, Any], start: Any) -> Any:
            path = environ["PATH_INFO"]
            self.asked.append(path)
            if path == "/oauth2/token":
                self._listen(environ)
                environ["HTTP_HOST"] = self.calls_itself or environ["HTTP_HOST"]
            body, status, headers = run_wsgi_app(inner, environ)
            content = b"".join(body)
            content = self.lies.get(path, lambda told: told)(content)
            headers["Content-Length"] = str(len(content))
            start(status, list(headers))
            return [content]

        return answer

    def _listen(self, environ: dict[str, Any]) -> None:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        content = environ["wsgi.input"].read(length)
        environ["wsgi.input"] = BytesIO(content)
        told = {name: values[0] for name, values in parse_qs(content.decode()).items()}
        self.sent.append(told | {"authorization": environ.get("HTTP_AUTHORIZATION", "")})


@contextmanager
def a_provider(*, token_lasts: timedelta = timedelta(hours=1)) -> Iterator[Provider]:
    """Run a provider for a while."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    logging.getLogger("oidc_provider_mock").setLevel(logging.CRITICAL)
    provider = Provider()
    inner = oidc_provider_mock.app(access_token_max_age=token_lasts)
    server = make_server("localhost", 0, provider.app(inner), threaded=True)
    provider.issuer = f"http://localhost:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()


def row_for(town: Town, provider: Provider, key: str = "entra", **more: Any) -> IdentityProvider:
    """The provider as the municipality knows it; its group `ledere` leads efforts in the job department."""
    told = {"name": "Lundby Entra", "issuer": provider.issuer, "client_id": "holdepunkt", "secret_name": SECRET} | more
    row = actions.add_provider(municipality=town.municipality, key=key, by=town.machine, **told)
    actions.map_role(provider=row, value="ledere", role=Role.EFFORT_LEAD, unit=town.units["job"], by=town.machine)
    return row


def address_of(row: IdentityProvider, query: str = "") -> str:
    """Where the button on the sign-in page leads."""
    return f"/{row.municipality.slug}/log-ind/med/{row.uuid}/{query}"


def way_there(client: Client, row: IdentityProvider, query: str = "") -> str:
    """Press the button; returns the provider's own address."""
    answer = client.get(address_of(row, query))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def way_back(there: str, subject: str, *, action: str = "") -> str:
    """Sign in at the provider; returns our own address with its answer."""
    answer = requests.post(there, data={"sub": subject, "action": action}, allow_redirects=False, timeout=5)
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def sign_in_at(client: Client, row: IdentityProvider, subject: str = "asta-1", query: str = "") -> Any:
    """Go the whole way, as a browser does."""
    return client.get(way_back(way_there(client, row, query), subject))


def changed(**parts: Any) -> Change:
    """A lie: the same JSON with other values."""
    return lambda told: json.dumps(json.loads(told) | parts).encode()
