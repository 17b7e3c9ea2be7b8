"""Sealing small secrets at rest with a key made from the secret key. Whoever has the database alone reads none.

The cipher is loaded with the first secret: most commands and many workers never meet one.
"""

import base64
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class BrokenSeal(Exception):
    """What was to be opened was not sealed here, for this purpose, or too long ago."""


def _box(purpose: str) -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet

    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_derived(key, purpose)) for key in keys])


def _derived(key: str, purpose: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"holdepunkt {purpose}".encode())
    return base64.urlsafe_b64encode(made.derive(key.encode()))


def seal(text: str, *, purpose: str) -> str:
    """Seal a text; only `opened` with the same purpose reads it again."""
    return _box(purpose).encrypt(text.encode()).decode()


def opened(sealed: str, *, purpose: str, seconds: int | None = None) -> str:
    """Open a sealed text, at most so many seconds old. Raises BrokenSeal.

    >>> opened(seal("hemmelig", purpose="a"), purpose="a")
    'hemmelig'
    >>> opened(seal("hemmelig", purpose="a"), purpose="b")
    Traceback (most recent call last):
    holdepunkt.people.sealing.BrokenSeal
    """
    from cryptography.fernet import InvalidToken

    try:
        return _box(purpose).decrypt(sealed.encode(), ttl=seconds).decode()
    except (InvalidToken, UnicodeError):
        raise BrokenSeal from None
