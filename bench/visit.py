"""A visitor who asks the site's own WSGI application, in this process and over one kept connection."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from holdepunkt.people.models import User
from holdepunkt.people.session_store import SessionStore

TOKEN = "bench" * 6 + "ok"  # a form token of the right shape, in the cookie and in the form


@dataclass(frozen=True)
class Answer:
    """What came back: the status line and the body."""

    status: int
    body: bytes


def cookies_of(user: User | None) -> str:
    """The cookies of somebody signed in, or of a visitor."""
    if user is None:
        return ""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


@contextmanager
def kept_connection() -> Iterator[None]:
    """Let no request look whether its connection is to be closed: also inside a transaction it stays."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@cache
def _body(fields: tuple[tuple[str, str], ...]) -> str:
    """What is filled in, as a browser sends it: made once, since that is the browser's work and not the house's."""
    return urlencode([*fields, ("csrfmiddlewaretoken", TOKEN)])


class Visitor:
    """Asks for pages and sends forms, with the cookies of one person."""

    def __init__(self, user: User | None) -> None:
        self.site = WSGIHandler()
        self.cookies = cookies_of(user)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, b"")

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form, each time as a new one."""
        return self._ask("POST", path, f"{_body(tuple(fields.items()))}&_key={uuid4()}".encode())

    def _ask(self, method: str, path: str, body: bytes) -> Answer:
        came: list[str] = []
        address, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": address, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost:8000", "HTTP_COOKIE": self.cookies, "HTTP_ACCEPT_LANGUAGE": "da",
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0), "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip
        response = self.site(environ, lambda status, headers: came.append(status))
        content = b"".join(response)
        response.close()
        return Answer(int(came[0].split()[0]), content)
