"""What Django keeps for the one who asks: the language, the time zone, the connection to the database.

Django asks for them hundreds of times a page, from asgiref's `Local`, which also follows coroutines: written in Python,
a microsecond each. The house has no coroutine: one request is one thread (granian by WSGI, the clockwork, a command).
Python's own `threading.local` keeps them as well, for a twentieth. docs/decisions/0038.
"""

from threading import local
from typing import Any

from django.db import connections
from django.urls import base as addresses
from django.utils import timezone
from django.utils.translation import trans_real as languages

KEPT: tuple[tuple[Any, str], ...] = (
    (languages, "_active"),
    (timezone, "_active"),
    (addresses, "_prefixes"),
    (addresses, "_urlconfs"),
    (connections, "_connections"),
)
"""Where Django keeps them, and under which name."""


def keep_by_thread() -> None:
    """Let Python keep what Django keeps for each thread. What has been kept in this thread so far goes along."""
    for holder, name in KEPT:
        now = getattr(holder, name)
        if not isinstance(now, local):
            setattr(holder, name, _with(_held(now)))


def _held(by_asgiref: Any) -> dict[str, Any]:
    names = [*connections, "value"]
    return {name: getattr(by_asgiref, name) for name in names if hasattr(by_asgiref, name)}


def _with(values: dict[str, Any]) -> local:
    kept = local()
    for name, value in values.items():
        setattr(kept, name, value)
    return kept
