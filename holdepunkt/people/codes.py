"""Codes for the second step: those of an app (RFC 6238), and recovery codes that open once."""

import base64
import hmac
import secrets
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from django_otp.oath import TOTP

STEP = 30
DIGITS = 6
COUNT = 10
FREE_TRIES = 5
LONGEST_WAIT = timedelta(hours=1)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


def new_secret() -> str:
    """A fresh secret of 160 bits, as apps want it typed."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def in_groups(secret: str) -> str:
    """A secret that can be read and typed.

    >>> in_groups("ABCDEFGHIJ")
    'ABCD EFGH IJ'
    """
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def app_address(secret: str, *, account: str, issuer: str) -> str:
    """What the QR code says to the app.

    >>> app_address("ABC", account="finn@lundby", issuer="Lundby Kommune")
    'otpauth://totp/Lundby%20Kommune:finn%40lundby?secret=ABC&issuer=Lundby%20Kommune'
    """
    asked = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{asked}"


def matching_step(secret: str, code: str, *, now: datetime, after: int = 0) -> int | None:
    """The number of the half minute whose code this is, if it is later than `after`; else None.

    A code holds in its own half minute and in the one before and after: clocks differ.

    >>> secret = base64.b32encode(b"12345678901234567890").decode()
    >>> now = datetime.fromtimestamp(59)
    >>> matching_step(secret, "287082", now=now), matching_step(secret, "287 082", now=now)
    (1, 1)
    >>> matching_step(secret, "287082", now=now, after=1), matching_step(secret, "000000", now=now)
    (None, None)
    """
    told = "".join(code.split())
    if not (len(told) == DIGITS and told.isascii() and told.isdigit()):
        return None
    here = int(now.timestamp()) // STEP
    for step in range(max(here - 1, after + 1), here + 2):
        clock = TOTP(base64.b32decode(secret), step=STEP, digits=DIGITS)
        clock.time = step * STEP
        if hmac.compare_digest(f"{clock.token():0{DIGITS}}", told):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Ten codes of 49 bits in two groups.

    >>> len(set(new_recovery_codes()))
    10
    """
    return ["-".join("".join(secrets.choice(LETTERS) for _n in range(5)) for _g in range(2)) for _c in range(COUNT)]


def plain_code(written: str) -> str:
    """A recovery code as it is compared: small letters and figures, without dashes and spaces.

    >>> plain_code(" ABcde-23456 ")
    'abcde23456'
    """
    return "".join(sign for sign in written.lower() if sign in LETTERS)


def waits_until(failures: int, failed_at: datetime | None) -> datetime | None:
    """When the next code may be tried: at once after a few slips, then longer and longer, at most an hour.

    >>> waits_until(4, datetime(2021, 11, 22, 8)) is None
    True
    >>> waits_until(5, datetime(2021, 11, 22, 8)), waits_until(7, datetime(2021, 11, 22, 8))
    (datetime.datetime(2021, 11, 22, 8, 1), datetime.datetime(2021, 11, 22, 8, 4))
    >>> waits_until(90, datetime(2021, 11, 22, 8))
    datetime.datetime(2021, 11, 22, 9, 0)
    """
    if failed_at is None or failures < FREE_TRIES:
        return None
    return failed_at + min(LONGEST_WAIT, timedelta(minutes=2 ** min(failures - FREE_TRIES, 10)))
