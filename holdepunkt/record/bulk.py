"""Many rows in one statement, in both databases."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def whole_inserts() -> Iterator[None]:
    """Let SQLite take as many values a statement as it can; Django still counts with the 999 of old."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    features, before = connection.features, connection.features.max_query_params
    features.max_query_params = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    try:
        yield
    finally:
        features.max_query_params = before
