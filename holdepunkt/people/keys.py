"""Short names for addresses and packs, made from Danish words."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 60
WORDS = 6
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa", "ä": "ae", "ö": "oe"})


def key_of(text: str, taken: Collection[str] = ()) -> str:
    """Make a key of the first words of a text, with a number when somebody has it already.

    >>> key_of("Alle har et hjem – også på Sønder Å"), key_of("Håb", {"haab", "haab-2"}), key_of("!")
    ('alle-har-et-hjem-ogsaa-paa', 'haab-3', 'uden-navn')
    """
    plain = unicodedata.normalize("NFKD", text.translate(_DANISH)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())[:WORDS]
    stem = "-".join(words)[:LONGEST].strip("-") or "uden-navn"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
