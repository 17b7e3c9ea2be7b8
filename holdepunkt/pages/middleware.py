"""Around every request: its log line, its measures, and the three addresses that watch the house.

`/health`, `/ready` and `/metrics` are answered before the host name is checked, because whoever watches
asks by number. That is safe: they read no cookie, name no address and put nothing of the request into
the answer.
"""

import logging
import re
import uuid
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from holdepunkt.memory import with_room
from holdepunkt.pages.operation.logs import request_id
from holdepunkt.pages.views import operation

log = logging.getLogger("holdepunkt.request")
A_REQUEST_ID = re.compile(r"[0-9a-f-]{8,64}")
OWN = {"/health": operation.health, "/ready": operation.ready, "/metrics": operation.metrics}


class Watch:
    """Count, time and log each request by the name of its view, never by its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = with_room(get_response)
        self.measure = _measure()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the watching addresses, or pass on and leave one line."""
        if own := OWN.get(request.path_info):
            return own(request)
        token = request_id.set(id_of(request))
        try:
            return self._watched(request)
        finally:
            request_id.reset(token)

    def _watched(self, request: HttpRequest) -> HttpResponse:
        began, statements = perf_counter(), Statements()
        with connection.execute_wrapper(statements):
            response = self.get_response(request)
        seconds, view = perf_counter() - began, view_of(request)
        response.headers["X-Request-ID"] = request_id.get()
        if self.measure:
            self.measure(view, response.status_code, seconds)
        told = {"method": method_of(request), "view": view, "status": response.status_code}
        log.info("request", extra={**told, "ms": round(seconds * 1000, 1), "sql": statements.count})
        return response


class Statements:
    """Counts what is sent to the database."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Count one statement and let it pass."""
        self.count += 1
        return execute(sql, params, many, context)


def _measure() -> Callable[[str, int, float], None] | None:
    """What measures requests, where an operator has asked for measures."""
    if not settings.HOLDEPUNKT_METRICS_TOKEN:
        return None
    from holdepunkt.pages.operation import measures

    return measures.note_request


def id_of(request: HttpRequest) -> str:
    """The id that the web server in front gave, when it is one; else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if A_REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def view_of(request: HttpRequest) -> str:
    """The name of the view. An address that leads nowhere has none: it may hold a name."""
    if request.path_info.startswith(settings.STATIC_URL):
        return "static"
    return request.resolver_match.view_name if request.resolver_match else "none"


def method_of(request: HttpRequest) -> str:
    """The method, when it is one we know; a made-up one could say anything."""
    return request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE"} else "other"
