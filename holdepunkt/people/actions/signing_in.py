"""The only writers of sign-ins and sessions: begun, seen, confirmed, ended, refused."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from holdepunkt import clock, record
from holdepunkt.people import access, kept_forms
from holdepunkt.people.addresses import browser_name
from holdepunkt.people.asker import Asker, signed_in, visitor
from holdepunkt.people.models import Municipality, SessionOfUser, User
from holdepunkt.people.session_store import BEGAN, BROWSER, CONFIRMED, ends_at

BACKEND = "django.contrib.auth.backends.ModelBackend"
STRONG = "strong"  # the session was opened with a second step, or by the municipality's own provider
PROVIDER = "provider"  # the one through which the session was opened
PENDING = "pending"  # the password was right, the code is still to come
BETWEEN_LOOKS = timedelta(minutes=1)
KEPT_ATTEMPTS = timedelta(days=30)
KEPT_ENDED = timedelta(hours=12)  # so that a form sent after the session's end is still known to be its person's


def _tell(verb: str, *, on: Any, by: Asker, why: str = "", way: str = "") -> None:
    """The one place where sign-ins reach the record."""
    record.signed_in(verb, on=on, by=by, why=why, fields={"way": way} if way else {})


def user_with_password(
    request: HttpRequest, *, municipality: Municipality, username: str, password: str
) -> User | None:
    """The user of this municipality whose name and password these are; a wrong try counts and is recorded.

    An unknown name costs the same hash as a wrong password, and is answered alike.
    """
    user = authenticate(request, username=username, password=password)
    if isinstance(user, User) and user.municipality_id == municipality.pk and _may_be_here(user):
        return user
    _note_refusal(request, municipality, username)
    return None


def _note_refusal(request: HttpRequest, municipality: Municipality, username: str) -> None:
    """One row for each try that counted; a try that was not even looked at leaves none."""
    locked = is_locked_out(request)
    if locked and getattr(request, "axes_failures_since_start", None) is None:
        return
    named = User.objects.filter(municipality=municipality, username=username).first()
    why = "locked" if locked else "password"
    refuse_sign_in(on=named or municipality, municipality=municipality, why=why, way="password")


def _may_be_here(user: User) -> bool:
    """The demo's made-up people exist in demo mode only."""
    return settings.HOLDEPUNKT_DEMO or not user.made_up


def is_locked_out(request: HttpRequest) -> bool:
    """Whether too many wrong tries were made with this name from this address."""
    return bool(getattr(request, "axes_locked_out", False))


@transaction.atomic
def refuse_sign_in(*, on: Any, municipality: Municipality, why: str, way: str) -> None:
    """Record that somebody was not let in; what they typed is not kept."""
    _tell("sign_in.refused", on=on, by=visitor(municipality), why=why, way=way)


@transaction.atomic
def begin_session(
    request: HttpRequest, *, user: User, way: str, strong: bool = False, provider: UUID | None = None
) -> None:
    """Sign somebody in, under a new key, in a session that begins now."""
    request.session.pop(PENDING, None)
    kept = kept_forms.for_user(request, user.pk)
    request.session.pop(kept_forms.KEPT, None)
    if SESSION_KEY in request.session:
        request.session.flush()
    login(request, user, backend=BACKEND)
    now = timezone.now().timestamp()
    agent = request.headers.get("User-Agent", "")
    request.session.update({BEGAN: now, CONFIRMED: now, BROWSER: browser_name(agent), STRONG: strong})
    if provider is not None:
        request.session[PROVIDER] = str(provider)
    if kept:
        request.session[kept_forms.KEPT] = kept
    request.session.save()
    _tell("sign_in.done", on=user, by=signed_in(user, ()), way=way)


@transaction.atomic
def confirm_session(request: HttpRequest, *, user: User, way: str) -> None:
    """Note that the one who sits there is still the one who signed in; the session gets a new key."""
    request.session.cycle_key()
    request.session[CONFIRMED] = timezone.now().timestamp()
    request.session.save()
    _tell("sign_in.confirmed", on=user, by=request.asker, way=way)  # type: ignore[attr-defined]


@transaction.atomic
def make_strong(request: HttpRequest, *, user: User) -> None:
    """After the second step was set up: this session is strong from now on, the others have ended."""
    end_sessions(user=user, by=request.asker, besides=own_session(request))  # type: ignore[attr-defined]
    request.session.cycle_key()
    request.session[STRONG] = True
    request.session.save()


def keep_session(request: HttpRequest, *, user: User) -> None:  # because the new password leaves its row
    """Let this one session live on, under a new key, after the user's password was changed in it."""
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    request.session.save()


def own_session(request: HttpRequest) -> SessionOfUser | None:
    """The row of the session this request belongs to."""
    return getattr(request.session, "row", None)


def mark_seen(session: SessionOfUser | None) -> None:  # because having looked is not a change
    """Push the end of a session that is in use; written at most once a minute."""
    now = timezone.now()
    if session is None or now - session.seen_at < BETWEEN_LOOKS:
        return
    rows = SessionOfUser.objects.filter(pk=session.pk)
    rows.update(seen_at=now, ends_at=ends_at(session.began_at, now))


@transaction.atomic
def end_sessions(*, user: User, by: Asker, besides: SessionOfUser | None = None) -> int:
    """End everything somebody has open (but `besides`), at once; returns how many sessions ended.

    Anybody ends their own; somebody else's only who sets up the municipality. Call it in the
    transaction of what made it necessary: a role changed, a post ended, a phone lost.
    """
    if by.user_id != user.pk:
        access.require(access.may_set_up_in(by, user.municipality_id))
    if besides is None:  # also a session that is being begun just now is held against this value
        user.sessions_from = clock.now()
        User.objects.filter(pk=user.pk).update(sessions_from=user.sessions_from)
    found = SessionOfUser.objects.filter(user=user)
    count, _kinds = (found.exclude(uuid=besides.uuid) if besides else found).delete()
    if count:
        record.wrote("sessions.ended", on=user, by=by, fields={"count": count})
    return count


@transaction.atomic
def end_session(*, session: SessionOfUser, by: Asker) -> None:
    """End one's own session in another browser."""
    session.delete()
    record.wrote("session.ended", on=session, by=by)


def sign_out(request: HttpRequest) -> None:
    """End this session."""
    asker = request.asker  # type: ignore[attr-defined]
    session = own_session(request)
    with transaction.atomic():
        if session is not None and asker.user_id:
            record.wrote("session.ended", on=session, by=asker)
        logout(request)


def forget_tries(*, user: User) -> None:  # because the new password beside it is recorded
    """Whoever gets a new password may try at once."""
    AxesProxyHandler.reset_attempts(username=user.username)


def clear_old_sign_ins() -> None:  # because what has ended by itself is no change
    """Remove sessions that ended half a day ago, and the names and addresses of wrong tries older than thirty days."""
    SessionOfUser.objects.filter(ends_at__lt=timezone.now() - KEPT_ENDED).delete()
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEPT_ATTEMPTS).delete()
