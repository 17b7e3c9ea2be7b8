"""The only writers of code apps and recovery codes."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from holdepunkt import record
from holdepunkt.people.asker import Asker
from holdepunkt.people.codes import matching_step, new_recovery_codes, plain_code, waits_until
from holdepunkt.people.models import Authenticator, RecoveryCode, User
from holdepunkt.people.sealing import opened, seal

PURPOSE = "code app"


class TooManyTries(Exception):
    """So many wrong codes that the next must wait until `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


def _print_of(code: str, user: User, key: str | bytes | None = None) -> str:
    """Keyed, and bound to its user: a copy of the table tells nothing without the secret key."""
    made = salted_hmac(f"recovery code {user.uuid}", plain_code(code), secret=key, algorithm="sha256")
    return made.hexdigest()


@transaction.atomic
def set_up_app(*, user: User, secret: str, step: int, by: Asker) -> list[str]:
    """Take a code app into use after its first right code, and return ten fresh recovery codes, shown once."""
    Authenticator.objects.update_or_create(
        user=user,
        defaults={
            "sealed_secret": seal(secret, purpose=PURPOSE),
            "confirmed_at": timezone.now(),
            "last_step": step,
            "failures": 0,
            "failed_at": None,
        },
    )
    record.wrote("user.code_app_set_up", on=user, by=by)
    return new_codes(user=user, by=by)


@transaction.atomic
def new_codes(*, user: User, by: Asker) -> list[str]:
    """Ten fresh recovery codes; the old ones open nothing from now on."""
    codes = new_recovery_codes()
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code_hash=_print_of(code, user)) for code in codes)
    record.wrote("user.recovery_codes_made", on=user, by=by)
    return codes


@transaction.atomic
def remove_app(*, user: User, by: Asker) -> None:
    """Stop using the code app and its recovery codes."""
    Authenticator.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    record.wrote("user.code_app_removed", on=user, by=by)


def take_code(*, user: User, code: str, by: Asker) -> bool:
    """Whether this code, of the app or for recovery, opens now; it never opens again. Raises TooManyTries."""
    with transaction.atomic():
        app = Authenticator.objects.select_for_update().filter(user=user).first()
        if app is None:
            return False
        until = waits_until(app.failures, app.failed_at)
        if until and until > timezone.now():
            raise TooManyTries(until)
        found = _take_app_code(app, code) or _take_recovery_code(user, code, by)
        app.failures, app.failed_at = (0, None) if found else (app.failures + 1, timezone.now())
        app.save(update_fields=["sealed_secret", "last_step", "failures", "failed_at"])
        if not found:
            record.wrote("user.code_refused", on=user, by=by)
    return found


def _take_app_code(app: Authenticator, code: str) -> bool:
    secret = opened(app.sealed_secret, purpose=PURPOSE)
    step = matching_step(secret, code, now=timezone.now(), after=app.last_step)
    if step is None:
        return False
    app.last_step = step
    app.sealed_secret = seal(secret, purpose=PURPOSE)  # with today's key, so that an old one can be forgotten
    return True


def _take_recovery_code(user: User, code: str, by: Asker) -> bool:
    prints = [_print_of(code, user, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    unused = RecoveryCode.objects.filter(user=user, code_hash__in=prints, used_at=None)
    if not unused.update(used_at=timezone.now()):
        return False
    record.wrote("user.recovery_code_used", on=user, by=by)
    return True


def asks_for_two_steps(by: Asker) -> bool:
    """Whether one of the asker's roles needs a second step (in demo mode none does)."""
    return by.has(*settings.TWO_FACTOR_ROLES)
