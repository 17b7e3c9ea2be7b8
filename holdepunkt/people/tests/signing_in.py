"""What the tests of signing in share: people with passwords and phones, and a clock that moves."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP

from holdepunkt.people import actions, codes
from holdepunkt.people.models import User
from holdepunkt.people.tests.builders import Town

PASSWORD = "lyng-og-klitter-7"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0"


def with_password(town: Town, name: str = "dan", password: str = PASSWORD) -> User:
    """Somebody with a password of their own choosing."""
    return actions.set_password(user=town.people[name], password=password, by=town.as_(name))


def sign_in(
    username: str, password: str = PASSWORD, *, client: Client | None = None, next: str = "", **headers: str
) -> tuple[Client, Any]:
    """Send the sign-in form; returns the browser and the answer."""
    client = client or Client(headers={"User-Agent": FIREFOX})
    address = "/lundby/log-ind/" + (f"?next={next}" if next else "")
    return client, client.post(address, {"username": username, "password": password}, **headers)


def with_app(town: Town, name: str = "dan") -> tuple[str, list[str]]:
    """Give somebody a code app, long ago: the secret, and the recovery codes."""
    secret = codes.new_secret()
    made = actions.two_factor.set_up_app(user=town.people[name], secret=secret, step=0, by=town.as_(name))
    return secret, made


def code_now(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    app = TOTP(base64.b32decode(secret))
    app.time = timezone.now().timestamp() + 30 * steps
    return f"{app.token():06}"


@contextmanager
def later(monkeypatch: pytest.MonkeyPatch, **passed: float) -> Iterator[None]:
    """Let the real clock be so much later."""
    real, ahead = timezone.now, timedelta(**passed)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: real() + ahead)
        yield
