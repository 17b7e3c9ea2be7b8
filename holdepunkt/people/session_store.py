"""Sessions in our own table: who, in which browser, since when; ended by deleting the row.

The database keeps the fingerprint of a session's key, so a copy of the database opens nothing.
A session ends after twenty minutes without use and nine hours after sign-in, by the real clock:
the demo's day may stand still, a session's time does not.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DjangoStore
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from holdepunkt.people import reads
from holdepunkt.people.models import SessionOfUser

BEGAN, CONFIRMED, BROWSER = "began", "confirmed", "browser"


def print_of(key: str) -> str:
    """The fingerprint under which a session is kept."""
    return hashlib.sha256(key.encode()).hexdigest()


def ends_at(began: datetime, seen: datetime) -> datetime:
    """When a session ends by itself.

    >>> morning = datetime(2021, 11, 22, 8, 0, tzinfo=UTC)
    >>> ends_at(morning, morning + timedelta(hours=1)).isoformat()
    '2021-11-22T09:20:00+00:00'
    >>> ends_at(morning, morning + timedelta(hours=8, minutes=55)).isoformat()
    '2021-11-22T17:00:00+00:00'
    """
    last = began + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return min(last, seen + timedelta(seconds=settings.SESSION_IDLE))


class SessionStore(DjangoStore):
    """Django's session, kept in `SessionOfUser`."""

    asked_in = ""
    """The municipality whose address is asked for, when the session is read."""
    row: SessionOfUser | None = None
    found: Sequence[Any] = ()
    """The running session as it was read, once for each post of its user."""
    kept: tuple[str, bytes] | None = None
    """The key and the content that this request has saved."""

    @classmethod
    def get_model_class(cls) -> type[SessionOfUser]:  # type: ignore[override]
        """The table of the sessions."""
        return SessionOfUser

    def __copy__(self) -> "SessionStore":
        """The same session with what it holds now: whatever happens to one of the two leaves the other as it is."""
        twin = object.__new__(type(self))
        content = {name: dict(held) for name, held in vars(self).items() if name == "_session_cache"}
        vars(twin).update(vars(self), **content)
        return twin

    def _get_session_from_db(self) -> SessionOfUser | None:
        self.found = reads.running_session(print_of(self.session_key or ""), self.asked_in)
        self.row = self.found[0] if self.found else None
        if self.row is None:
            self._session_key = None
        return self.row

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing when it has ended."""
        row = self._get_session_from_db()
        return self.decode(row.content) if row else {}

    def exists(self, session_key: str) -> bool:
        """Whether a session has this key."""
        return SessionOfUser.objects.filter(key_hash=print_of(session_key)).exists()  # because this is the table

    def save(self, must_create: bool = False) -> None:
        """Keep what the session holds. A session that was ended meanwhile stays ended.

        What this request has saved already, in one transaction with what it belongs to, is not saved again at its end:
        that could fail when the rest stands. A database that fails is told as such, and not as a session that ended.
        """
        if self.session_key is None:
            return self.create()
        content = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        row = self.create_model_instance(content)
        kept = (self.session_key, self.serializer().dumps(content))
        if kept == self.kept and not must_create:
            return
        try:
            with transaction.atomic():
                row.save(force_insert=must_create, force_update=not must_create)  # because this is the table
        except IntegrityError:
            if must_create:
                raise CreateError from None
            raise
        except (OperationalError, InterfaceError):
            raise
        except DatabaseError:
            if not must_create:
                raise UpdateError from None
            raise
        self.row, self.kept = row, kept

    def create_model_instance(self, data: dict[str, Any]) -> SessionOfUser:  # type: ignore[override]
        """The row for this content; signing in starts its time afresh."""
        now = timezone.now()
        user = data.get(SESSION_KEY)
        if user and BEGAN not in data:
            data[BEGAN] = now.timestamp()
        began = _moment(data.get(BEGAN), now)
        kept = {"uuid": self.row.uuid} if self.row and self.row.key_hash == print_of(self.session_key or "") else {}
        return SessionOfUser(
            key_hash=print_of(self.session_key or ""),
            user_id=int(user) if user else None,
            content=self.encode(data),
            browser=data.get(BROWSER, ""),
            began_at=began,
            seen_at=now,
            confirmed_at=_moment(data.get(CONFIRMED), began),
            ends_at=ends_at(began, now),
            **kept,
        )

    def delete(self, session_key: str | None = None) -> None:
        """End the session: its row is gone."""
        if key := session_key or self.session_key:
            SessionOfUser.objects.filter(key_hash=print_of(key)).delete()  # because this is the table

    @classmethod
    def clear_expired(cls) -> None:
        """Remove the sessions that have ended by themselves."""
        SessionOfUser.objects.filter(ends_at__lt=timezone.now()).delete()  # because this is the table


def _moment(stamp: float | None, otherwise: datetime) -> datetime:
    return datetime.fromtimestamp(stamp, UTC) if stamp else otherwise
