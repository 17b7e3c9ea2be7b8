"""The sealed record as a file that `verifier.py` reads, and the checkpoint that is kept elsewhere."""

import json
from collections.abc import Iterator

from holdepunkt import clock
from holdepunkt.record import keys, reads
from holdepunkt.record.models import Batch
from holdepunkt.record.verifier import CHECKPOINT_FORMAT, FORMAT, first_link, mark_of


def export_lines(municipality: str) -> Iterator[bytes]:
    """A header, then one line for each sealed row, in pieces of some hundred rows."""
    end = reads.newest_batch(municipality)
    yield _header(municipality, end)
    for part in reads.seals(municipality, after=0, until=end.last if end else 0):
        yield b"".join(f"{seal.hash} {seal.line}\n".encode() for seal in part)


def _header(municipality: str, end: Batch | None) -> bytes:
    """What the file holds, under a mark that only the key can make."""
    name, key = keys.current()
    epochs = reads.key_epochs(municipality)
    if epochs:
        key = keys.all_keys()[str(epochs[-1][1])]
    said = {
        "format": FORMAT,
        "municipality": municipality,
        "count": end.last if end else 0,
        "last": end.hash if end else first_link(municipality),
        "keys": epochs or [[1, name]],
        "made_at": clock.now().isoformat(timespec="seconds"),
    }
    return json.dumps(said | {"mark": mark_of(key, said)}, ensure_ascii=False).encode() + b"\n"


def checkpoint() -> str:
    """The end of every municipality's chain: kept elsewhere, it shows when a tail has been cut off."""
    ends = {slug: end for slug in reads.municipalities() if (end := reads.newest_batch(slug))}
    kept = {slug: {"position": end.last, "hash": end.hash} for slug, end in ends.items()}
    said = {"format": CHECKPOINT_FORMAT, "made_at": clock.now().isoformat(timespec="seconds"), "municipalities": kept}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"
