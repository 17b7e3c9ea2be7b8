"""What tests build again and again is built once, and written again from then on.

A builder marked `replayed` runs as it always did the first time. What it sent to the database is kept with what it
returned; when the next test calls the same builders in the same order, on the same day, the same statements are sent
again and copies are handed out: a town takes a tenth of the time. It is done only where the state is known for
certain: in a test's own transaction, with the same settings, as long as nothing but such builders has written
anything. Everywhere else, and twenty seconds later, a builder runs as it is written. What does not reach the database is
not repeated: builders that sent a letter are run, jobs that the dummy backend of `django_tasks` collects are dropped.
"""

import io
import pickle
import re
import time
from collections import ChainMap
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import wraps
from typing import Any, TypeVar

from django.conf import UserSettingsHolder, settings
from django.core import mail
from django.db import connection
from django.db.models import Model
from django.utils.translation import get_language

from holdepunkt import clock

Builder = TypeVar("Builder", bound=Callable[..., Any])
FRESH = 20.0  # seconds: what was built may not be older than a test believes
READS = re.compile(r"\s*\(*\s*(SELECT|SAVEPOINT|RELEASE|BEGIN|EXPLAIN|PRAGMA|SET)\b", re.IGNORECASE)
PLAIN = (str, int, float, bool, bytes, date, Enum, type(None))
Write = tuple[str, Any, bool]


@dataclass
class Built:
    """What a builder wrote, as one text where the database takes that, and what it handed out, pickled."""

    since: float
    writes: list[Write]
    text: str
    things: bytes


class Follower:
    """Knows how a test's database came to be what it is: by which builders, and by nothing else."""

    def __init__(self) -> None:
        self.chain: tuple[Hashable, ...] | None = None
        self.writes: list[Write] | None = None
        self.undone = False
        self.built: dict[Hashable, Built] = {}
        self.at_first: list[tuple[str, int, bool]] | None = None

    def begin(self) -> None:
        """A test's own transaction has begun. If it is the outermost, the database is as at first."""
        self.chain, self.writes = () if self._is_outermost() else None, None
        if self not in connection.execute_wrappers:
            connection.execute_wrappers.insert(0, self)

    def end(self) -> None:
        """The test is over: whatever comes is not known."""
        self.chain = None

    def _is_outermost(self) -> bool:
        return connection.in_atomic_block and not connection.savepoint_ids

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Note what is written; anything written by others than builders makes the state unknown."""
        if not isinstance(sql, str) or not READS.match(sql):
            self._note(sql, params, many)
        return execute(sql, params, many, context)

    def _note(self, sql: Any, params: Any, many: bool) -> None:
        undone = not isinstance(sql, str) or sql.lstrip()[:8].upper() == "ROLLBACK"
        if self.writes is None:
            self.chain = None
        elif undone:
            self.undone = True
        else:
            self.writes.append((sql, params, many))

    def knows(self) -> bool:
        """Whether it is certain what stands in the database, and what a builder would make of it."""
        return self.chain is not None and self.writes is None and self._is_outermost()

    def numbers_as_at_first(self) -> Hashable:
        """From where rows are numbered. PostgreSQL does not count back when a test is undone, so we do.

        SQLite does, but goes on where a test that really wrote left off: what was built before does not fit then.
        """
        with connection.cursor() as cursor:
            if connection.vendor != "postgresql":
                cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
                return tuple(cursor.fetchall())
            if self.at_first is None:
                cursor.execute("SELECT schemaname || '.' || sequencename, coalesce(last_value, start_value), "
                               "last_value IS NOT NULL FROM pg_sequences")  # fmt: skip
                self.at_first = cursor.fetchall()
            rows = ", ".join(["(%s, %s, %s)"] * len(self.at_first))
            told = [value for row in self.at_first for value in row]
            cursor.execute(
                f"SELECT setval(n::regclass, v::bigint, c::boolean) FROM (VALUES {rows}) AS t (n, v, c)", told
            )
        return ()


follower = Follower()


def replayed(builder: Builder) -> Builder:
    """Mark a builder whose rows are written again instead of built again. It changes nothing but rows and its arguments."""

    @wraps(builder)
    def build(*args: Any, **kwargs: Any) -> Any:
        if not follower.knows() or (key := _key(builder, args, kwargs)) is None:
            return builder(*args, **kwargs)
        if not follower.chain:
            follower.chain = (follower.numbers_as_at_first(),)
        whole = (clock.today(), get_language(), changed_settings(), *(follower.chain or ()), key)
        known = follower.built.get(whole)
        if known and time.monotonic() - known.since < FRESH:
            made = _again(known, args)
        else:
            made = _first(builder, args, kwargs, whole)
        if follower.chain is not None:
            # What was built anew later has other uuids: what rests on it is built anew too.
            follower.chain = (*follower.chain, (key, follower.built[whole].since))
        return made

    return build  # type: ignore[return-value]


def changed_settings() -> str:
    """What a test has set otherwise: a builder may build something else by it."""
    layers, holder = [], settings._wrapped
    while isinstance(holder, UserSettingsHolder):
        layers.append(vars(holder))
        holder = holder.default_settings
    changed = ChainMap(*layers)
    return repr([(name, changed[name]) for name in sorted(changed) if name.isupper() or name == "_deleted"])


def _first(builder: Builder, args: tuple[Any, ...], kwargs: dict[str, Any], whole: Hashable) -> Any:
    handed_in = list(_reached(args))
    letters = _sent()
    since, follower.writes, follower.undone = time.monotonic(), [], False
    try:
        made = builder(*args, **kwargs)
        writes = follower.writes
    except BaseException:
        follower.chain = None
        raise
    finally:
        follower.writes = None
    if follower.undone or _sent() != letters:
        follower.chain = None
    elif follower.chain is not None:
        follower.built[whole] = Built(since, writes, _as_one_text(writes), _pickled(handed_in, made))
    return made


def _sent() -> int:
    """How many letters were sent: no statement to the database would bring them back."""
    return len(getattr(mail, "outbox", ()))


def _as_one_text(writes: list[Write]) -> str:
    """All statements with their values, for PostgreSQL: one trip instead of one for each. "" for SQLite."""
    if connection.vendor != "postgresql":
        return ""
    from psycopg import ClientCursor

    filled = ClientCursor(connection.connection).mogrify
    return ";\n".join(filled(sql, one) for sql, params, many in writes for one in (params if many else (params,)))


def _again(known: Built, args: tuple[Any, ...]) -> Any:
    with connection.cursor() as cursor:
        plain = cursor.cursor  # past the wrappers: these are no writes of the test
        if known.text:
            plain.execute(known.text, prepare=False)
        else:
            for sql, params, many in known.writes:
                (plain.executemany if many else plain.execute)(sql, params)
    handed_in = list(_reached(args))
    changed, made = _Copies(known.things, handed_in).load()
    for thing, state in zip(handed_in, changed, strict=True):
        _inside(thing).clear()
        _inside(thing).update(state)
    return made


def _reached(args: Any) -> Iterator[Any]:
    """What a builder was handed and may change: rows, and what holds rows (a town, its people by name)."""
    for thing in args:
        if isinstance(thing, Model):
            yield thing
        elif is_dataclass(thing) and not isinstance(thing, type):
            yield thing
            yield from _reached(getattr(thing, one.name) for one in fields(thing))
        elif isinstance(thing, dict):
            yield thing
            yield from _reached(thing.values())


def _inside(thing: Any) -> dict[str, Any]:
    return thing if isinstance(thing, dict) else vars(thing)


class _Pickler(pickle.Pickler):
    """What was handed in stands in what is handed out as itself, not as a copy."""

    def __init__(self, file: io.BytesIO, handed_in: list[Any]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.places = {id(thing): place for place, thing in enumerate(handed_in)}

    def persistent_id(self, thing: Any) -> int | None:
        """The place of what was handed in."""
        return self.places.get(id(thing))


class _Copies(pickle.Unpickler):
    def __init__(self, things: bytes, handed_in: list[Any]) -> None:
        super().__init__(io.BytesIO(things))
        self.handed_in = handed_in

    def persistent_load(self, place: int) -> Any:
        """What was handed in at this place."""
        return self.handed_in[place]


def _pickled(handed_in: list[Any], made: Any) -> bytes:
    file = io.BytesIO()
    _Pickler(file, handed_in).dump(([dict(_inside(thing)) for thing in handed_in], made))
    return file.getvalue()


def _key(builder: Builder, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Hashable | None:
    """What tells two calls apart, or None where something was handed in that we cannot tell apart."""
    told = [_told(thing) for thing in args]
    named = [(name, _told(thing)) for name, thing in sorted(kwargs.items()) if not isinstance(thing, Model)]
    if None in told or len(named) < len(kwargs) or any(value is None for _name, value in named):
        return None
    return (builder.__module__, builder.__qualname__, tuple(told), tuple(named))


def _told(thing: Any) -> str | None:
    if isinstance(thing, PLAIN):
        return repr(thing)
    if isinstance(thing, Model):
        return f"{thing._meta.label}:{thing.pk}"
    if is_dataclass(thing) and not isinstance(thing, type):
        return f"{type(thing).__qualname__}({[_shape(getattr(thing, one.name)) for one in fields(thing)]})"
    if isinstance(thing, dict):
        parts = [(_told(key), _told(value)) for key, value in thing.items()]
        return None if any(None in part for part in parts) else repr(parts)
    if isinstance(thing, list | tuple):
        items = [_told(item) for item in thing]
        return None if None in items else repr(items)
    return None


def _shape(thing: Any) -> str:
    """A town by what it holds: rows by their numbers, a dict by its keys and theirs."""
    if isinstance(thing, dict):
        return repr([(key, _told(value)) for key, value in thing.items()])
    return repr(_told(thing))
