"""LIX: how hard a text is to read (N12, the text is short and easy to understand).

LIX is words per sentence plus the share of long words in per cent (Björnsson, 1968). A word is long
when it has more than six letters. Numbers count as words; abbreviations do not end a sentence.
"""

import re
from dataclasses import dataclass

AIM_FOR_CITIZENS = 35
LONG_WORD = 6
SHOWN = 3
LONGEST_LOOK = 40

ABBREVIATIONS = frozenset(
    [
        "bl.a",
        "f.eks",
        "fx",
        "m.m",
        "m.v",
        "mv",
        "osv",
        "dvs",
        "d.v.s",
        "ca",
        "kl",
        "nr",
        "jf",
        "evt",
        "inkl",
        "ekskl",
        "pga",
        "p.g.a",
        "mht",
        "m.h.t",
        "ift",
        "i.f.t",
        "vedr",
        "pr",
        "stk",
        "hhv",
        "h.h.v",
        "tlf",
        "t.o.m",
        "f.o.m",
        "o.l",
        "o.lign",
        "o.a",
        "etc",
        "mio",
        "mia",
        "kr",
        "pct",
        "afd",
        "adm",
        "dir",
        "fhv",
        "if",
        "iht",
        "i.h.t",
        "mfl",
        "m.fl",
        "s",
        "sml",
        "td",
        "jr",
        "sr",
        "dr",
        "hr",
        "fr",
        "prof",
        "skt",
        "o.s.v",
        "a.k.a",
        "f.t",
        "f.v.t",
        "maks",
        "min",
        "gns",
        "tidl",
        "alm",
        "sek",
        "cirk",
        "kap",
        "bd",
        "art",
        "bek",
        "lbk",
        "udg",
        "red",
    ]
)
AT_THE_END = frozenset(["m.m", "m.v", "mv", "osv", "o.s.v", "o.l", "o.lign", "o.a", "m.fl", "mfl", "etc"])
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*", re.UNICODE)
_BREAK = re.compile(r"(?P<mark>[.!?:…]+)[\"”»')\]]*(?=\s|$)|\n\s*(?:\n|[-•*–]\s)")
_LAST_WORD = re.compile(r"[\w.]+$")
_NEXT = re.compile(r"\s*(\S)")


@dataclass(frozen=True)
class Reading:
    """A text as a reader meets it."""

    words: int
    sentences: int
    long_words: int
    lix: int
    longest_sentences: tuple[str, ...]
    longest_words: tuple[str, ...]


def sentences(text: str) -> list[str]:
    """Cut a text into sentences; an empty line and a new bullet end one too.

    >>> sentences("Vi ringer bl.a. til dig. Det sker kl. 10.30.")
    ['Vi ringer bl.a. til dig.', 'Det sker kl. 10.30.']
    >>> sentences("Den 1. maj holder vi fri! Kommer du?")
    ['Den 1. maj holder vi fri!', 'Kommer du?']
    >>> sentences("Vi vil:\\n- lytte\\n- hjælpe")
    ['Vi vil:', 'lytte', 'hjælpe']
    """
    found, start = [], 0
    for hit in _BREAK.finditer(text):
        if hit["mark"] and not _ends(text, hit):
            continue
        found.append(text[start : hit.end()])
        start = hit.end()
    found.append(text[start:])
    cleaned = (" ".join(part.split()).strip("-•*– ") for part in found)
    return [part for part in cleaned if _TOKEN.search(part)]


def _ends(text: str, hit: re.Match[str]) -> bool:
    """Whether the mark ends a sentence: not after an abbreviation, an ordinal or an initial."""
    if hit["mark"] != ".":
        return True
    before = _LAST_WORD.search(text[max(0, hit.start() - LONGEST_LOOK) : hit.start()])
    word = before[0] if before else ""
    follows = _NEXT.match(text, hit.end())
    if follows is None:
        return True
    if word.isdigit():
        return not follows[1].islower()
    if word.casefold() in AT_THE_END and follows[1].isupper():
        return True
    if word.casefold() in ABBREVIATIONS:
        return False
    return not (len(word) == 1 and word.isupper())


def words(text: str) -> list[str]:
    """The words of a text; a number is a word, a compound with a hyphen is one.

    >>> words("Social- og sundhedsområdet får 2,5 mio. kr. i 2022")
    ['Social', 'og', 'sundhedsområdet', 'får', '2,5', 'mio', 'kr', 'i', '2022']
    """
    return _TOKEN.findall(text)


def is_long(word: str) -> bool:
    """Whether a word has more than six letters.

    >>> is_long("borger"), is_long("borgere")
    (False, True)
    """
    return sum(letter.isalpha() for letter in word) > LONG_WORD


def read(text: str) -> Reading:
    """N12. Measure a text; an empty one reads as nought.

    >>> read("Vi er her. Du er her.").lix
    3
    >>> read("Kommunen hjælper borgere. Vi lytter.").lix
    63
    >>> read("").lix
    0
    """
    parts, all_words = sentences(text), words(text)
    long_ones = [word for word in all_words if is_long(word)]
    if not parts:
        return Reading(0, 0, 0, 0, (), ())
    lix = len(all_words) / len(parts) + 100 * len(long_ones) / len(all_words)
    by_length = sorted(parts, key=lambda part: -len(words(part)))
    different = sorted(dict.fromkeys(word.lower() for word in long_ones), key=lambda word: -len(word))
    return Reading(
        words=len(all_words),
        sentences=len(parts),
        long_words=len(long_ones),
        lix=int(lix + 0.5),
        longest_sentences=tuple(by_length[:SHOWN]),
        longest_words=tuple(different[: 2 * SHOWN]),
    )


def grade(lix: int) -> str:
    """The usual steps of LIX as a key: very_easy, easy, middle, hard, very_hard.

    >>> [grade(n) for n in (24, 34, 35, 44, 45, 54, 55)]
    ['very_easy', 'easy', 'middle', 'middle', 'hard', 'hard', 'very_hard']
    """
    steps = ((25, "very_easy"), (AIM_FOR_CITIZENS, "easy"), (45, "middle"), (55, "hard"))
    return next((name for limit, name in steps if lix < limit), "very_hard")
