"""Stamps: a step that was done for these very files is not done again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """Return one hash over the names and bytes of the files and over the words.

    >>> fingerprint([], "a") == fingerprint([], "a")
    True
    >>> fingerprint([], "a") == fingerprint([], "b")
    False
    """
    found = hashlib.sha256()
    for path in sorted(files):
        found.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    for word in words:
        found.update(word.encode() + b"\0")
    return found.hexdigest()


class Stamps:
    """The stamps of one folder, a small file for each step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / ".stamps"

    def is_done(self, name: str, key: str, *, made: Path) -> bool:
        """Whether the step was done for this key and what it made is still there."""
        path = self.folder / name
        return made.exists() and path.exists() and path.read_text() == key

    def mark(self, name: str, key: str) -> None:
        """Remember that the step was done for this key."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(key)
