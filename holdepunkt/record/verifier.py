"""Checks an exported record without Holdepunkt: Python's standard library, this file, the export and the key.

    python verifier.py EXPORT --key-file FILE [--checkpoint FILE]

The first line of an export is a header (JSON). Every other line is 64 hexadecimal digits, a blank and the
sealed row as JSON. The digits are BLAKE2b, keyed, over the digits of the row before and the rest of the line
with its line break. So nobody without the key can change, add, move or take away a row unseen; and that the
end was not cut off is known from the header's own mark and from a checkpoint that is kept elsewhere.

Exit code: 0 whole, 1 broken (the first broken row is named), 2 not readable.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import BinaryIO

FORMAT = "holdepunkt-record-1"
CHECKPOINT_FORMAT = "holdepunkt-checkpoint-1"
DIGITS = 64


@dataclass(frozen=True)
class Broken:
    """The first place where the record is not as it was sealed."""

    position: int
    uuid: str
    found: str
    expected: str

    def __str__(self) -> str:
        row = f" (row {self.uuid})" if self.uuid else ""
        return f"Broken at position {self.position}{row}: found {self.found}; expected {self.expected}."


@dataclass(frozen=True)
class Outcome:
    """How many rows were checked, and the first broken one, if any."""

    municipality: str
    rows: int
    seconds: float
    broken: Broken | None = None

    @property
    def rows_a_second(self) -> int:
        """The pace of the check."""
        return int(self.rows / self.seconds) if self.seconds else 0


class NotReadable(ValueError):
    """The export, the key or the checkpoint is not what it should be; says what was found and expected."""


def key_of(secret: str) -> bytes:
    """The 64 bytes that key the chain, from the secret as it stands in the key file."""
    return blake2b(secret.encode(), digest_size=64, person=b"holdepunkt-key").digest()


def key_id(secret: str) -> str:
    """The short name of a key, kept beside what it sealed.

    >>> key_id("example")
    'eac863b6'
    """
    return blake2b(secret.encode(), digest_size=4, person=b"holdepunkt-keyid").hexdigest()


def first_link(municipality: str) -> str:
    """What stands before the first row of a municipality's chain."""
    return blake2b(municipality.encode(), digest_size=32, person=b"holdepunkt-begin").hexdigest()


def link(key: bytes, previous: str, line: str) -> str:
    """The digits of a row: keyed, over those of the row before and the row itself.

    >>> link(key_of("example"), first_link("lundby"), '{"verb":"unit.added"}')[:16]
    '35064cb51c25bf12'
    """
    return blake2b(f"{previous} {line}\n".encode(), key=key, digest_size=32).hexdigest()


def mark_of(key: bytes, said: Mapping[str, object]) -> str:
    """The keyed mark of a header or a batch: nobody without the key can write another."""
    text = json.dumps({name: value for name, value in said.items() if name != "mark"}, sort_keys=True)
    return blake2b(text.encode(), key=key, digest_size=32, person=b"holdepunkt-mark").hexdigest()


def read_keys(text: str) -> dict[str, bytes]:
    """The keys of a key file, one secret a line, by their short names."""
    secrets = [line.strip() for line in text.splitlines() if line.strip()]
    if not secrets:
        raise NotReadable("The key file: found nothing; expected one key a line.")
    return {key_id(secret): key_of(secret) for secret in secrets}


def read_header(row: bytes, keys: Mapping[str, bytes]) -> dict[str, object]:
    """The first line of an export, checked against its own mark."""
    try:
        header = json.loads(row)
        format, epochs, count = header["format"], header["keys"], int(header["count"])
        header["municipality"], header["last"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotReadable(f"The first line: found {row[:60]!r}; expected the header of an export.") from error
    if format != FORMAT:
        raise NotReadable(f"The first line: found the format {format!r}; expected {FORMAT!r}.")
    unknown = sorted({name for _, name in epochs} - keys.keys())
    if unknown or not epochs:
        raise NotReadable(f"The keys: found none called {', '.join(unknown)}; expected them in the key file.")
    if header.get("mark") != mark_of(keys[epochs[-1][1]], header):
        raise NotReadable(f"The header (it says {count} rows): found a changed one; expected it as it was written.")
    return dict(header)


def read_checkpoint(text: str, municipality: str) -> tuple[int, str] | None:
    """The position and the digits that a checkpoint holds for a municipality; None when it holds none."""
    try:
        told = json.loads(text)
        if told["format"] != CHECKPOINT_FORMAT:
            raise ValueError(told["format"])
        kept = told["municipalities"].get(municipality)
        return (int(kept["position"]), str(kept["hash"])) if kept else None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotReadable(f"The checkpoint: found {error}; expected a file of record_checkpoint.") from error


def check_rows(rows: Iterable[bytes], key: bytes, previous: bytes, position: int) -> tuple[int, bytes, Broken | None]:
    """Follow the chain through `rows`, which begin after `position`; stop at the first that does not fit."""
    fresh = blake2b(key=key, digest_size=32).copy
    for row in rows:
        position += 1
        digest = fresh()
        digest.update(previous)
        digest.update(row[DIGITS:])
        previous = row[:DIGITS]
        if digest.hexdigest().encode() != previous:
            return position, previous, _broken_row(position, row, digest.hexdigest())
    return position, previous, None


def _broken_row(position: int, row: bytes, expected: str) -> Broken:
    try:
        uuid = str(json.loads(row[DIGITS:])["uuid"])
    except (ValueError, KeyError, TypeError):
        uuid = ""
    found = row[:DIGITS].decode("ascii", "replace").strip()
    return Broken(position, uuid, f"the seal {found} on {_short(row[DIGITS + 1 :])}", f"the seal {expected}")


def _short(line: bytes) -> str:
    text = line.decode("utf-8", "replace").strip()
    return text if len(text) <= 160 else f"{text[:160]}…"


def check_export(
    file: BinaryIO, keys: Mapping[str, bytes], checkpoint: Mapping[str, tuple[int, str]] | None = None
) -> Outcome:
    """Check a whole export; `checkpoint` maps the municipality to its kept position and digits."""
    header = read_header(file.readline(), keys)
    name = str(header["municipality"])
    begun = time.perf_counter()
    rows, broken = _check_parts(file, header, keys, (checkpoint or {}).get(name))
    return Outcome(name, rows, time.perf_counter() - begun, broken)


def _check_parts(
    file: BinaryIO, header: Mapping[str, object], keys: Mapping[str, bytes], kept: tuple[int, str] | None
) -> tuple[int, Broken | None]:
    """The rows key by key, with a stop at the checkpoint's position."""
    count, position = int(str(header["count"])), 0
    previous = first_link(str(header["municipality"])).encode()
    for end, name in _parts(header["keys"], count, kept):  # type: ignore[arg-type]
        position, previous, broken = check_rows(islice(file, end - position), keys[name], previous, position)
        if broken is None and position < end:
            broken = Broken(position + 1, "", "the end of the file", f"{count} rows")
        if broken is None and kept and position == kept[0]:
            broken = against_checkpoint(kept, position, previous.decode())
        if broken:
            return position, broken
    if more := file.readline():
        return position, Broken(position + 1, "", f"one row more, {_short(more[DIGITS + 1 :])}", f"{count} rows")
    if kept and kept[0] > count:
        return position, against_checkpoint(kept, count, "")
    return position, None


def _parts(epochs: list[tuple[int, str]], count: int, kept: tuple[int, str] | None) -> Iterator[tuple[int, str]]:
    """(last position, key name) of each stretch of rows under one key, cut once more at the checkpoint."""
    for number, (first, name) in enumerate(epochs):
        last = epochs[number + 1][0] - 1 if number + 1 < len(epochs) else count
        if kept and first <= kept[0] < last:
            yield kept[0], name
        yield last, name


def against_checkpoint(kept: tuple[int, str], last: int, found: str) -> Broken | None:
    """Compare the chain with a checkpoint: `found` are its digits at the kept position, or it ends at `last`."""
    position, expected = kept
    if position > last:
        return Broken(
            last + 1, "", f"the end of the record after {last} rows", f"{position} rows, as the checkpoint has"
        )
    if found != expected:
        return Broken(position, "", f"the seal {found}", f"the seal {expected}, as the checkpoint has")
    return None


def main(arguments: list[str] | None = None) -> int:
    """Check the files named on the command line and say how it went."""
    parser = argparse.ArgumentParser(description="Check an exported record of Holdepunkt.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--key-file", type=Path, required=True, help="one key a line, all keys ever used")
    parser.add_argument("--checkpoint", type=Path, help="a file of record_checkpoint, kept elsewhere")
    asked = parser.parse_args(arguments)
    try:
        outcome = _check_files(asked.export, asked.key_file, asked.checkpoint)
    except (NotReadable, OSError) as error:
        print(f"{asked.export}: {error}", file=sys.stderr)  # noqa: T201, because this is a program of its own
        return 2
    said = outcome.broken or f"Whole: {outcome.rows} rows, {outcome.rows_a_second} rows a second."
    print(f"{outcome.municipality}: {said}")  # noqa: T201, because this is a program of its own
    return 1 if outcome.broken else 0


def _check_files(export: Path, key_file: Path, checkpoint: Path | None) -> Outcome:
    keys = read_keys(key_file.read_text())
    with export.open("rb", buffering=1 << 20) as file:
        name = str(read_header(file.readline(), keys)["municipality"])
        file.seek(0)
        kept = read_checkpoint(checkpoint.read_text(), name) if checkpoint else None
        return check_export(file, keys, {name: kept} if kept else None)


if __name__ == "__main__":
    sys.exit(main())
