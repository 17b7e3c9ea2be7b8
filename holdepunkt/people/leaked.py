"""Passwords that have leaked somewhere: looked up in a list on disk, so that nobody outside is asked.

The list is the usual one: a line for each password, its SHA-1 in capital letters, a colon and how often it was seen,
sorted by the hash (as "Pwned Passwords" comes, ordered by hash). It may be far larger than the memory.
"""

import hashlib
import os
import re
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGITS = 40
A_HASH = re.compile(rb"[0-9A-F]{40}[:\r\n]?")


def has_leaked(password: str, file: Path) -> bool:
    """Whether the password is in the list: some forty small reads in the largest there is."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with file.open("rb") as lines:
        low, high = 0, lines.seek(0, os.SEEK_END)
        while low < high:
            middle = (low + high) // 2
            start, line = _line_from(lines, middle)
            if line[:DIGITS].upper() == wanted:
                return True
            if line and line[:DIGITS].upper() < wanted:
                low = start + len(line)
            else:
                high = middle
    return False


def is_a_list(file: Path) -> bool:
    """Whether the file can be read, and its first lines are hashes in order."""
    try:
        with file.open("rb") as lines:
            first = [lines.readline()[: DIGITS + 1].upper() for _line in range(20)]
    except OSError:
        return False
    told = [line for line in first if line]
    return bool(told) and told == sorted(told) and all(A_HASH.fullmatch(line) for line in told)


def _line_from(lines: IO[bytes], place: int) -> tuple[int, bytes]:
    """The first whole line that begins at or after a place, and where it begins; empty behind the last."""
    lines.seek(max(place - 1, 0))
    if place:
        lines.readline()
    return lines.tell(), lines.readline()


class NotLeaked:
    """Refuses a password in the operator's list; without a list only the common ones are refused."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError when the password has leaked."""
        if not settings.HOLDEPUNKT_LEAKED_PASSWORDS:
            return
        try:
            leaked = has_leaked(password, Path(settings.HOLDEPUNKT_LEAKED_PASSWORDS))
        except OSError as error:
            raise ValidationError(
                _("Listen over lækkede adgangskoder kan ikke læses. Sig det til den, der driver siden, og prøv igen.")
            ) from error
        if leaked:
            raise ValidationError(_("Adgangskoden er lækket et sted i verden og kan gættes. Vælg en anden."))

    def get_help_text(self) -> str:
        """What a form may say."""
        return _("Brug ikke en adgangskode, du har brugt et andet sted.")
