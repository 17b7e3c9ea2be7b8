"""Search that forgives: æ is found as ae, ø as o or oe, å as a or aa, and big letters as small."""

import re
from collections.abc import Iterable
from itertools import chain

# Each pair is replaced in this order, in the text and in what is asked alike.
LETTERS = (("æ", "ae"), ("ø", "o"), ("å", "a"), ("é", "e"))
DOUBLES = (("oe", "o"), ("aa", "a"))
MOST_LETTERS = 100
MOST_WORDS = 5
FEWEST_LETTERS = 2


def folded(text: str) -> str:
    """The text as it is compared.

    >>> folded("Årsmøde"), folded("Aarsmoede"), folded("arsmode"), folded("Ære") == folded("AERE")
    ('arsmode', 'arsmode', 'arsmode', True)
    """
    text = text.lower()
    for letter, plain in chain(LETTERS, DOUBLES):
        text = text.replace(letter, plain)
    return text


def surest_part(word: str) -> str:
    """The longest part of a folded word that folding leaves as it is: it stands so in the unfolded text.

    Every a, e and o may have been another letter. Only a to z is told, which all databases make small alike.

    >>> surest_part("bolig"), surest_part("hjemlos"), surest_part("oae")
    ('lig', 'hj', '')
    """
    return max(re.findall("[b-df-np-z]+", word), key=len, default="")


def words_asked(asked: str) -> list[str]:
    """The folded words of what somebody typed: bounded, and none too short to mean something.

    >>> words_asked("  Bolig  i Ørby ")
    ['bolig', 'orby']
    """
    words = folded(asked[:MOST_LETTERS]).split()
    return [word for word in words if len(word) >= FEWEST_LETTERS][:MOST_WORDS]


def sentence_about(text: str, words: Iterable[str], *, most: int = 240) -> str:
    """The first sentence in which one of the folded words stands; else the beginning.

    >>> sentence_about("Vi mødes. Alle får et hjem. Slut.", ["hjem"])
    'Alle får et hjem.'
    """
    sentences = [part.strip() for line in text.splitlines() for part in line.split(". ") if part.strip()]
    found = next((s for s in sentences if any(word in folded(s) for word in words)), "")
    found = found or (sentences[0] if sentences else "")
    if len(found) > most:
        return found[:most].rsplit(" ", 1)[0] + " …"
    return found if found.endswith((".", "!", "?", ":")) or not found else f"{found}."
