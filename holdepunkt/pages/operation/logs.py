"""Log lines for operators: JSON, and nothing in them that a person typed, is called or can be reached by.

What is not on the list does not get in. An exception gives its type and where it was raised, never its
text, since databases and libraries put values there; a library's message is printed without its values.
"""

import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from logging import LogRecord
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

OURS = "holdepunkt"
ALLOWED = ("method", "view", "status", "ms", "sql", "job", "outcome", "seconds", "count", "municipality")
LONGEST_CHAIN = 5
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

request_id: ContextVar[str] = ContextVar("request_id", default="")


class SafeLines(JsonFormatter):
    """One JSON object a line, made of what is allowed."""

    def add_fields(self, log_data: dict[str, Any], record: LogRecord, message_dict: dict[str, Any]) -> None:
        """Put the allowed fields in; whatever else the record carries stays out."""
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        log_data["level"] = record.levelname.lower()
        log_data["logger"] = record.name
        log_data["message"] = safe_message(record)
        if id := request_id.get():
            log_data["request"] = id
        for name in ALLOWED:
            if name in record.__dict__:
                log_data[name] = record.__dict__[name]
        if record.exc_info:
            log_data["error"] = chain_of(record.exc_info[1])

    def formatException(self, ei: Raised) -> str:
        """The base class asks for a text and drops it: ours is the chain above."""
        return ""


def line_writer() -> SafeLines:
    """The formatter, as the logging settings ask for it."""
    return SafeLines(json_ensure_ascii=False)


def safe_message(record: LogRecord) -> str:
    """Our own words in full; a library's words without the values, or only where they were said.

    >>> safe_message(LogRecord("django.request", 40, "x.py", 7, "%s: %s", ("Not Found", "/asta/"), None))
    '%s: %s'
    >>> safe_message(LogRecord("django.security.DisallowedHost", 40, "x.py", 7, "Invalid host asta.dk", None, None))
    'said in x:7'
    """
    if record.name.split(".")[0] == OURS:
        return record.getMessage()
    return (
        str(record.msg) if record.args and isinstance(record.msg, str) else f"said in {record.module}:{record.lineno}"
    )


def chain_of(error: BaseException | None) -> list[dict[str, Any]]:
    """The error and what caused it: type, the database's own code, and the places, innermost last."""
    chain: list[dict[str, Any]] = []
    while error is not None and len(chain) < LONGEST_CHAIN:
        link: dict[str, Any] = {"type": f"{type(error).__module__}.{type(error).__qualname__}"}
        if code := getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None):
            link["code"] = code
        link["at"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
        chain.append(link)
        error = error.__cause__ or error.__context__
    return chain
