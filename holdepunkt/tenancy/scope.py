"""In which municipality we are: for our own reads (both databases) and for PostgreSQL's row-level security.

The scope is that of django-scopes; here it always moves together with the setting on the connection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import DatabaseError, connection
from django_scopes import get_scope, scope, scopes_disabled
from django_scopes.state import state

NOWHERE = ""
NOBODY = (None, NOWHERE, "")
"""What a connection knows that was told nothing: itself, the short name, the number."""
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
    """One request, in no municipality until `enter`; at its end both walls are as before, whatever happened.

    Where it was nowhere before, PostgreSQL is told so by the next statement that comes without a visit. The next
    visit tells it its own, unless that is the very same: one statement less for each page, or two.
    """
    before, token = _told(), state.set({})
    try:
        yield
    finally:
        state.reset(token)
        if before == NOWHERE and _told() != NOWHERE and _may_wait():
            _leave()
        else:
            _tell_again(before)


def arrive(slug: str | None) -> None:
    """Tell PostgreSQL whose address is asked for, before anybody is read. An address of no municipality opens none.

    The municipality of the visit before is not told again; when it has another number since, its rows are not found,
    and `arrive_anew` says so (docs/decisions/0034).
    """
    if slug and _is_left() and _known() == slug and _number() and not connection.in_atomic_block:
        connection.execute_wrappers.remove(_nowhere_first)
        return
    _tell(slug or NOWHERE)


def arrive_anew(municipality: Place) -> bool:
    """Tell PostgreSQL again where it knew another number of this municipality; whether what was read is to be read again."""
    is_another = _number() not in ("", str(municipality.pk))
    if is_another:
        _tell(municipality.slug)
    return is_another


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
    """The short name that this very connection was told last; nowhere after a visit, whatever the connection knows."""
    return NOWHERE if _is_left() else _known()


def _known() -> str:
    """The short name that PostgreSQL shows rows of on this very connection."""
    raw, slug, _number = getattr(connection, "holdepunkt_told", NOBODY)
    return slug if raw is connection.connection else NOWHERE


def _number() -> str:
    """The number that PostgreSQL found for that short name; empty when it found or was told none."""
    raw, _slug, number = getattr(connection, "holdepunkt_told", NOBODY)
    return number if raw is connection.connection else ""


def _tell(slug: str) -> None:
    """Tell PostgreSQL. What cannot be told leaves the connection nobody's, as it was."""
    if connection.vendor != "postgresql":
        return
    was_left = _is_left()
    _note_what_returns(was_left)
    if was_left:
        connection.execute_wrappers.remove(_nowhere_first)
    has_told = False
    try:
        with connection.cursor() as cursor:
            cursor.execute(*((TELL, (slug, slug)) if slug else (FORGET,)))
            number = cursor.fetchone()[0]
        has_told = True
    finally:
        if was_left and not has_told:
            _leave()
    connection.holdepunkt_told = (connection.connection, slug, number)  # type: ignore[attr-defined]
    if slug == NOWHERE:
        _stay_nobodys()


def _note_what_returns(was_left: bool) -> None:
    """Remember, for a transaction that began after a visit, that its rollback brings the visit's municipality back."""
    before = connection.in_atomic_block and getattr(connection, "holdepunkt_returns", False)
    connection.holdepunkt_returns = connection.in_atomic_block and (was_left or before)  # type: ignore[attr-defined]


def _stay_nobodys() -> None:
    """Nowhere, in a transaction whose rollback would take that back: each statement is told so anew."""
    if connection.in_atomic_block and getattr(connection, "holdepunkt_returns", False):
        connection.holdepunkt_told = NOBODY  # type: ignore[attr-defined]
        _leave()


def _may_wait() -> bool:
    """Whether the connection stays as it is, so that what it was told can be taken back later."""
    return connection.vendor == "postgresql" and not connection.in_atomic_block and connection.connection is not None


def _leave() -> None:
    if not _is_left():
        connection.execute_wrappers.insert(0, _nowhere_first)  # others come and go at the end


def _is_left() -> bool:
    """Whether a visit has ended here and nothing was asked since."""
    return _nowhere_first in connection.execute_wrappers


def _nowhere_first(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Tell the connection that it is nowhere, before a statement that nobody has said a municipality for."""
    if not _must_roll_back():  # then nothing is read, and all that passes is the way back
        _tell(NOWHERE)
    return execute(sql, params, many, context)


def _tell_again(before: str) -> None:
    """Go back to what the connection was told before; one that cannot be told is closed rather than trusted."""
    if _told() == before:
        return
    if _must_roll_back():
        # The coming rollback takes the setting back by itself: it was made inside the same transaction.
        connection.holdepunkt_told = (connection.connection, before, "")  # type: ignore[attr-defined]
        if before == NOWHERE:
            _stay_nobodys()
        return
    try:
        _tell(before)
    except DatabaseError:
        _trust_no_more()


def _trust_no_more() -> None:
    """Close the connection: with it goes what it was told. Inside a transaction, whose end takes it away, tell anew."""
    if connection.in_atomic_block:
        connection.holdepunkt_told = NOBODY  # type: ignore[attr-defined]
        _stay_nobodys()
    else:
        connection.close()


def _must_roll_back() -> bool:
    """Whether the transaction is broken, so that no statement is answered before its end."""
    from psycopg.pq import TransactionStatus  # here: with SQLite there may be no psycopg

    raw = connection.connection
    broken = raw is not None and raw.info.transaction_status == TransactionStatus.INERROR
    return connection.in_atomic_block and (connection.needs_rollback or broken)
