"""Words that put people in boxes, and kinder ways to say the same (O13, N12). A hint, never a stop.

The list is the municipality's own: `Municipality.label_words` replaces this one when it is not empty.
An entry is {"word": …, "instead": …}; it is found as a whole word with the usual Danish endings.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from holdepunkt.people.label_words import DEFAULT

_ENDINGS = r"(?:e|en|et|er|ere|ene|erne|ne|n|r|t|s|es|ens|ets|ernes|eren|erens|ers)?"


@dataclass(frozen=True)
class Hint:
    """A word as it stands in the text, and what one could write instead."""

    found: str
    instead: str
    times: int = 1


def hints(text: str, own: Iterable[Mapping[str, str]] = ()) -> list[Hint]:
    """O13. The words of the list that stand in the text, in the order of the list.

    >>> hints("Misbrugere og hjemløshed")
    [Hint(found='Misbrugere', instead='mennesker, der bruger alkohol eller stoffer', times=1)]
    >>> hints("De svageste borgere", [{"word": "svag", "instead": ""}])
    []
    >>> hints("De svage. En svag dag.", [{"word": "svag", "instead": "i en svær tid"}])
    [Hint(found='svage', instead='i en svær tid', times=2)]
    """
    found = []
    for entry in list(own) or DEFAULT:
        hits = _pattern(entry.get("word", "")).findall(text)
        if hits:
            found.append(Hint(hits[0], entry.get("instead", ""), len(hits)))
    return found


def _pattern(word: str) -> re.Pattern[str]:
    """Whole words only; several words of an entry may stand over a line break."""
    inner = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(rf"\b{inner}{_ENDINGS}\b" if inner else r"(?!)", re.IGNORECASE)
