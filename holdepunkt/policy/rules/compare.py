"""Two versions of a text side by side: which passages are the same, changed, added or gone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\s+|[^\W_]+|[^\w\s]|_", re.UNICODE)


class Fate(StrEnum):
    """What became of a passage."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True)
class Text:
    """A passage, goal or promise as it stands in one version."""

    key: str
    heading: str
    words: str
    place: str = ""


@dataclass(frozen=True)
class Piece:
    """A run of words: kept, added or removed."""

    words: str
    fate: Fate


@dataclass(frozen=True)
class Pair:
    """The same passage in both versions, or in one of them."""

    key: str
    fate: Fate
    old: Text | None
    new: Text | None
    pieces: tuple[Piece, ...] = ()


def pairs(old: Iterable[Text], new: Iterable[Text]) -> list[Pair]:
    """Pair by key, in the order of the new version; what is gone follows what it stood after.

    >>> [(p.key, p.fate.value) for p in pairs([Text("a", "", "x"), Text("b", "", "y")], [Text("b", "", "z"), Text("c", "", "x")])]
    [('a', 'gone'), ('b', 'changed'), ('c', 'added')]
    """
    before = {text.key: text for text in old}
    after = {text.key: text for text in new}
    follows: dict[str | None, list[str]] = {}
    last: str | None = None
    for key in before:
        if key in after:
            last = key
        else:
            follows.setdefault(last, []).append(key)
    found = [_gone(before[key]) for key in follows.get(None, ())]
    for key, text in after.items():
        found.append(_pair(before.get(key), text))
        found += [_gone(before[gone]) for gone in follows.get(key, ())]
    return found


def _gone(text: Text) -> Pair:
    return Pair(text.key, Fate.GONE, text, None)


def _pair(old: Text | None, new: Text) -> Pair:
    if old is None:
        return Pair(new.key, Fate.ADDED, None, new)
    if (old.heading, old.words) == (new.heading, new.words):
        return Pair(new.key, Fate.SAME, old, new)
    return Pair(new.key, Fate.CHANGED, old, new, tuple(differences(old.words, new.words)))


def differences(old: str, new: str) -> list[Piece]:
    """The words that stayed, went and came.

    >>> [(p.words, p.fate.value) for p in differences("Vi ringer snart.", "Vi ringer i dag.")]
    [('Vi ringer ', 'same'), ('snart', 'gone'), ('i dag', 'added'), ('.', 'same')]
    """
    one, two = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(one[i:j]), Fate.SAME))
            continue
        if j > i:
            pieces.append(Piece("".join(one[i:j]), Fate.GONE))
        if m > k:
            pieces.append(Piece("".join(two[k:m]), Fate.ADDED))
    return pieces
