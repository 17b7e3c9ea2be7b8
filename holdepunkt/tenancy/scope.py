"""In which municipality we are: for our own reads (both databases) and for PostgreSQL's row-level security.

The scope is that of django-scopes; here it always moves together with the setting on the connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.db import DatabaseError, connection
from django_scopes import get_scope, scope, scopes_disabled
from django_scopes.state import state

NOWHERE = ""
TELL = (
    "SELECT set_config('holdepunkt.municipality', "
    "coalesce((SELECT id::text FROM people_municipality WHERE slug = %s), ''), false), "
    "set_config('holdepunkt.slug', %s, false)"
)
FORGET = "SELECT set_config('holdepunkt.municipality', '', false), set_config('holdepunkt.slug', '', false)"


class Place(Protocol):
    """What we need of a municipality: its number and its short name."""

    pk: int
    slug: str


class Crossing(RuntimeError):
    """Somebody inside one municipality asked for the rows of another."""


@contextmanager
def within(municipality: Place) -> Iterator[None]:
    """Both walls around one municipality's rows, for a command, a job or a test.

    Inside the same municipality nothing changes; from inside another one it raises Crossing.
    """
    here = _here()
    if here == municipality.pk:
        yield
        return
    if here is not None:
        raise Crossing(f"in municipality {here}, asked for {municipality.slug}")
    with scope(municipality=municipality.pk, slug=municipality.slug), _telling(municipality.slug):
        yield


@contextmanager
def record_of(slug: str) -> Iterator[None]:
    """Both walls around what is kept by a short name, the record; the house's own rows have an empty one."""
    now = get_scope()
    if now.get("_enabled", True) and now.get("slug") == slug:
        yield
        return
    with scope(municipality=None, slug=slug), _telling(slug):
        yield


@contextmanager
def unscoped(*, because: str) -> Iterator[None]:
    """Open the first wall for a reason that can be read; PostgreSQL's own wall stays where it is."""
    assert because
    with scopes_disabled():
        yield


@contextmanager
def outside(*, because: str) -> Iterator[None]:
    """Step out for a question about no municipality, such as: is this user name taken?

    PostgreSQL then shows what may be read before the municipality is known, and nothing else.
    """
    with unscoped(because=because), _telling(NOWHERE):
        yield


@contextmanager
def visit() -> Iterator[None]:
    """One request, in no municipality until `enter`; at its end both walls are as before, whatever happened."""
    before, token = _told(), state.set({})
    try:
        yield
    finally:
        state.reset(token)
        _tell_again(before)


def arrive(slug: str | None) -> None:
    """Tell PostgreSQL whose address is asked for, before anybody is read. An address of no municipality opens none."""
    _tell(slug or NOWHERE)


def enter(municipality: Place) -> None:
    """Go on inside this municipality until the visit ends."""
    if _told() != municipality.slug:
        _tell(municipality.slug)
    state.set({"_enabled": True, "municipality": municipality.pk, "slug": municipality.slug})


def _here() -> int | None:
    now = get_scope()
    return now.get("municipality") if now.get("_enabled", True) else None


@contextmanager
def _telling(slug: str) -> Iterator[None]:
    before = _told()
    try:
        _tell(slug)
        yield
    finally:
        _tell_again(before)


def _told() -> str:
    """The short name that this very connection was told last."""
    raw, slug = getattr(connection, "holdepunkt_told", (None, NOWHERE))
    return slug if raw is connection.connection else NOWHERE


def _tell(slug: str) -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(*((TELL, (slug, slug)) if slug else (FORGET,)))
    connection.holdepunkt_told = (connection.connection, slug)  # type: ignore[attr-defined]


def _tell_again(before: str) -> None:
    """Go back to what the connection was told before; one that cannot be told is closed rather than trusted."""
    if _told() == before:
        return
    if _must_roll_back():
        # The coming rollback takes the setting back by itself: it was made inside the same transaction.
        connection.holdepunkt_told = (connection.connection, before)  # type: ignore[attr-defined]
        return
    try:
        _tell(before)
    except DatabaseError:
        _trust_no_more()


def _trust_no_more() -> None:
    """Close the connection: with it goes what it was told. Inside a transaction, whose end takes it away, tell anew."""
    if connection.in_atomic_block:
        connection.holdepunkt_told = (None, NOWHERE)  # type: ignore[attr-defined]
    else:
        connection.close()


def _must_roll_back() -> bool:
    """Whether the transaction is broken, so that no statement is answered before its end."""
    from psycopg.pq import TransactionStatus  # here: with SQLite there may be no psycopg

    raw = connection.connection
    broken = raw is not None and raw.info.transaction_status == TransactionStatus.INERROR
    return connection.in_atomic_block and (connection.needs_rollback or broken)
