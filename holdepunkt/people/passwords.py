"""Passwords that are a common word with a tail, in the languages people here use."""

import re
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TAIL = re.compile(r"[\W\d_]+")
OURS = frozenset(
    [
        "adgangskode",
        "arbejde",
        "august",
        "borger",
        "danmark",
        "december",
        "efterår",
        "februar",
        "forår",
        "fredag",
        "hemmelig",
        "holdepunkt",
        "januar",
        "juli",
        "juni",
        "kode",
        "kodeord",
        "københavn",
        "kommune",
        "kommunen",
        "lørdag",
        "login",
        "mandag",
        "marts",
        "november",
        "oktober",
        "onsdag",
        "politik",
        "september",
        "socialudvalg",
        "sommer",
        "sommeren",
        "søndag",
        "tirsdag",
        "torsdag",
        "udsat",
        "udvalg",
        "velkommen",
        "vinter",
        "vinteren",
    ]
)


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords) | OURS


def is_common_with_tail(password: str) -> bool:
    """Whether nothing is left of a password but common words when figures and signs are taken off.

    >>> is_common_with_tail("Sommer2026!!"), is_common_with_tail("velkommen-kommune-7"), is_common_with_tail("aaaaaaaaaaaa")
    (True, True, True)
    >>> is_common_with_tail("lyng og klitter om vinteren")
    False
    """
    words = [word for word in TAIL.split(password.lower()) if word]
    return len(set(password.lower())) < 4 or (all(word in _common() for word in words) and len(words) < 3)


class NotACommonWord:
    """Refuses a common word with a year or a sign behind it, and one letter again and again."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError when the password is such a one."""
        if is_common_with_tail(password):
            raise ValidationError(_("Det er et almindeligt ord med tal eller tegn. Brug hellere tre-fire ord."))

    def get_help_text(self) -> str:
        """What a form may say."""
        return _("Brug hellere tre-fire ord end ét ord med tal bagefter.")
