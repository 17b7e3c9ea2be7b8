"""Answers a worker keeps in its memory for as long as the municipality's record stays as it is.

Every write leaves a record row in its own transaction, so the newest rows of the record tell whether
anything has changed: `pulse` reads them, and what was kept under another pulse is made again.
Nothing is kept across a restart, and nothing leaves the process.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import connection

NEWEST = 30
"""A transaction that began early may commit late, under a lower number: the newest thirty rows tell of it too."""

_MIB = 1024 * 1024
_SQL = "SELECT uuid FROM record_entry WHERE municipality = %s ORDER BY id DESC LIMIT %s"


def pulse(municipality_slug: str) -> tuple[Hashable, ...]:
    """Return the municipality's newest record rows; empty when it has none."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [municipality_slug, NEWEST])
        return tuple(row[0] for row in cursor.fetchall())


class Kept:
    """A bounded store: what was used longest ago goes first. `room` is in bytes; 0 keeps nothing."""

    def __init__(self, room: int) -> None:
        self.room = room
        self._size = 0
        self._lock = Lock()
        self._things: OrderedDict[Hashable, tuple[Hashable, Any, int]] = OrderedDict()

    def get(self, key: Hashable, pulse: Hashable) -> Any:
        """Return what was kept under `key` with this very pulse, or None."""
        with self._lock:
            found = self._things.get(key)
            if found is None or found[0] != pulse:
                return None
            self._things.move_to_end(key)
            return found[1]

    def put(self, key: Hashable, pulse: Hashable, thing: Any, *, size: int) -> None:
        """Keep `thing`, which takes about `size` bytes; the oldest go when there is no room."""
        with self._lock:
            self._drop(key)
            if size > self.room:
                return
            self._things[key] = (pulse, thing, size)
            self._size += size
            while self._size > self.room:
                self._drop(next(iter(self._things)))

    def _drop(self, key: Hashable) -> None:
        gone = self._things.pop(key, None)
        self._size -= gone[2] if gone else 0

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._things.clear()
            self._size = 0

    def __len__(self) -> int:
        return len(self._things)


pages = Kept(settings.HOLDEPUNKT_KEEP_MIB * _MIB)
