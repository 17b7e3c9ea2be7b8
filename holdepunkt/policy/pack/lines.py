"""Find the line of a key in a TOML text, which tomllib does not tell.

The text has parsed, so the walk can be simple: headers, keys, and values that run over lines.
"""

import re
from collections.abc import Sequence

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")  # fmt: skip
_TOKEN = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]', re.DOTALL)
_CLOSE_BASIC = re.compile(r'(?:\\.|[^"\\]|"(?!""))*"""', re.DOTALL)


class Lines:
    """The line of every key in one TOML text."""

    def __init__(self, text: str) -> None:
        self._at: dict[Path, int] = {}
        self._rows: dict[tuple[str, ...], int] = {}
        self._walk(text)

    def of(self, path: Sequence[str | int]) -> int | None:
        """The line of a key, or of the nearest table around it.

        >>> Lines('[a]\\nb = 1\\n[[c]]\\nd = [\\n 1]\\n').of(("c", 0, "d"))
        4
        """
        wanted = tuple(path)
        while wanted:
            if wanted in self._at:
                return self._at[wanted]
            wanted = wanted[:-1]
        return None

    def _walk(self, text: str) -> None:
        table: Path = ()
        position, number = 0, 1
        while position < len(text):
            stop = text.find("\n", position)
            stop = len(text) if stop < 0 else stop
            line = text[position:stop]
            if header := _HEADER.match(line):
                table = self._open(header[2], array=header[1] == "[[")
                self._at.setdefault(table, number)
            elif key := _KEY.match(line):
                self._at.setdefault(table + _parts(key[1]), number)
                stop = _value_end(text, position + key.end())
            number += text.count("\n", position, stop + 1)
            position = stop + 1

    def _open(self, name: str, *, array: bool) -> Path:
        """The path of a header; the latest row is meant where a part of it is an array."""
        parts = tuple(str(part) for part in _parts(name))
        if array:
            self._rows[parts] = self._rows.get(parts, -1) + 1
            for longer in [rows for rows in self._rows if rows[: len(parts)] == parts]:
                if len(longer) > len(parts):
                    del self._rows[longer]
        path: Path = ()
        for depth in range(1, len(parts) + 1):
            path += (parts[depth - 1],)
            if parts[:depth] in self._rows:
                path += (self._rows[parts[:depth]],)
        return path


def _parts(name: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.\s]+", name))


def _value_end(text: str, position: int) -> int:
    """The end of the last line of a value that begins here."""
    depth = 0
    while True:
        line_end = text.find("\n", position)
        line_end = len(text) if line_end < 0 else line_end
        token = _TOKEN.search(text, position)
        if token is None or (depth == 0 and token.start() > line_end):
            return line_end
        position = token.end()
        if token[0] == '"""':
            closing = _CLOSE_BASIC.match(text, position)
            position = closing.end() if closing else len(text)
        elif token[0] == "'''":
            closing_at = text.find("'''", position)
            position = len(text) if closing_at < 0 else closing_at + 3
        elif token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
