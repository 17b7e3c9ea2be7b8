"""Answers a worker keeps in its memory for as long as the municipality's record stays as it is.

Every change leaves a record row in its own transaction, so their number tells whether anything has changed
(who reads and searches changes nothing): `pulse` reads it, and what was kept under another pulse is made again.
Nothing is kept across a restart, and nothing leaves the process.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection

from holdepunkt.record.reads import PULSE

Thing = TypeVar("Thing")

FACTS = 128
_MIB = 1024 * 1024
_seen: ContextVar[tuple[str, str] | None] = ContextVar("the pulse this visit began with", default=None)
_looks: ContextVar[tuple[dict[str, Any], ...]] = ContextVar("the looks this visit has left in the record", default=())
_CHANGE = (
    "SELECT uuid, municipality FROM record_entry WHERE municipality = %s AND sort = 'change' ORDER BY id DESC LIMIT 1"
)
_ASK = "SELECT " + PULSE.replace("%(subquery)s", _CHANGE)


def pulse(municipality_slug: str) -> str:
    """Return the municipality's newest change and how many there have been; empty when there was none."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [municipality_slug])
        return cursor.fetchone()[0] or ""


def begin(municipality_slug: str, now: str | None = None) -> str:
    """Begin a visit with this pulse (or read it): what the visit asks of `fact` is as new as this, or newer."""
    found = pulse(municipality_slug) if now is None else now
    _seen.set((municipality_slug, found) if found else None)
    _looks.set(())
    return found


def leaves(look: dict[str, Any]) -> None:
    """Note a look this visit has left: a page that is kept leaves it again each time it is shown."""
    _looks.set((*_looks.get(), look))


def looks() -> tuple[dict[str, Any], ...]:
    """The looks this visit has left in the record, as `record.actions.look_again` takes them."""
    return _looks.get()


def end() -> None:
    """Forget the pulse: a visit is over, or it has left another row than a look and nothing kept is asked any more."""
    _seen.set(None)
    _looks.set(())


def seen() -> str:
    """The pulse this visit began with; empty when nothing kept may be asked (any more)."""
    now = _seen.get()
    return now[1] if now else ""


def fact(name: Hashable, make: Callable[[], Thing]) -> Thing:
    """Return what `make` found since the municipality's record last changed. Whoever gets it changes nothing in it."""
    seen = _seen.get()
    if seen is None:
        return make()
    slug, now = seen
    found = facts.get((slug, name), now)
    if found is None:
        found = make()
        facts.put((slug, name), now, found, size=1)
    return found  # type: ignore[no-any-return]


class Kept:
    """A bounded store: what was used longest ago goes first. `room` is what the sizes add up to; 0 keeps nothing."""

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
        """Keep `thing`, which takes `size` of the room; the oldest go when there is no room."""
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
"""Whole answers; their room is in bytes."""
facts = Kept(FACTS if settings.HOLDEPUNKT_KEEP_MIB else 0)
"""What many pages ask for, such as who is at work; their room is their number."""
