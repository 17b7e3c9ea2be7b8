"""The code by which somebody follows a proposal: made from a form's key, kept as a fingerprint only."""

import hashlib
import ipaddress
import secrets
import uuid
from contextlib import suppress

from django.utils.crypto import constant_time_compare, salted_hmac

from holdepunkt.voice.rules.proposal import CODE_LENGTH, CODE_LETTERS, plain_code

SALT = "holdepunkt.voice.code"
PURPOSE = "follow code"


def code_from(key: uuid.UUID, sent: str) -> str:
    """The code of whoever sent just this under the form's key: sent twice, it is the same one.

    `sent` is a fingerprint of what was sent. Other words under a key that somebody else left in a browser open nothing.
    """
    digest = int.from_bytes(salted_hmac(SALT, f"{key.hex} {sent}", algorithm="sha256").digest(), "big")
    letters = []
    for _place in range(CODE_LENGTH):
        digest, letter = divmod(digest, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[letter])
    return "".join(letters)


def new_code() -> str:
    """A code that nothing leads back to."""
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))


def print_of_code(code: str, number: str) -> str:
    """What is kept of a code; the number goes in, so that two alike do not look alike."""
    return hashlib.sha256(f"{number} {plain_code(code)}".encode()).hexdigest()


def is_code(code: str, *, number: str, kept: str) -> bool:
    """Whether somebody knows the code."""
    return constant_time_compare(print_of_code(code, number), kept)


def print_of_address(address: str, day: str) -> str:
    """A fingerprint of a network address that says nothing tomorrow; of IPv6 the network, which is one home's."""
    if ":" in address:
        with suppress(ValueError):
            address = str(ipaddress.ip_network((address, 64), strict=False))
    return salted_hmac(f"{SALT}.address", f"{day} {address}", algorithm="sha256").hexdigest()
