"""Text that can be printed."""

import re
import unicodedata

_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """One line of printable text: control and invisible characters out, white space collapsed.

    >>> clean(" Bo\\x07lig \\n først ")
    'Bolig først'
    """
    spaced = re.sub(r"\s+", " ", text)
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in _UNPRINTABLE).strip()
