"""Checking the sealed record where it lies: the chain, its batches, and each sealed line against its row."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from holdepunkt import clock, tenancy
from holdepunkt.record import keys, reads
from holdepunkt.record.models import Batch, Seal
from holdepunkt.record.rules import differing, line_of
from holdepunkt.record.verifier import Broken, Outcome, against_checkpoint, first_link, link, mark_of

SEALED_WITHIN = timedelta(minutes=5)
Kept = tuple[int, str]


@dataclass
class _Chain:
    """How far the check has come."""

    municipality: str
    keys: Mapping[str, bytes]
    position: int = 0
    digits: str = ""
    rows: int = 0


def check(municipality: str, *, checkpoint: Kept | None = None, newest: int | None = None) -> Outcome:
    """Check a municipality's record and name the first broken row.

    `checkpoint` is a position with its digits, kept elsewhere; `newest` lets the check begin so many rows before
    the end (a page has seconds, not minutes).
    """
    begun = time.perf_counter()
    with tenancy.record_of(municipality):
        chain = _begin(municipality, newest)
        broken = _check_batches(chain) or _check_end(chain, checkpoint)
    return Outcome(municipality, chain.rows, time.perf_counter() - begun, broken)


def _begin(municipality: str, newest: int | None) -> _Chain:
    """Stand before the first row, or before the batch that holds the `newest`-th row from the end."""
    chain = _Chain(municipality, keys.all_keys(), digits=first_link(municipality))
    end = reads.newest_batch(municipality)
    if newest is None or end is None or end.last <= newest:
        return chain
    first = next(reads.batches(municipality, after=end.last - newest), end)
    before = reads.seal_at(municipality, first.first - 1)
    if before is not None:
        chain.position, chain.digits = before.position, before.hash
    return chain


def _check_batches(chain: _Chain) -> Broken | None:
    start = next(reads.batches(chain.municipality, after=chain.position), None)
    first_number = start.number if start and chain.position else 1
    for number, batch in zip(count(first_number), reads.batches(chain.municipality, after=chain.position)):
        broken = _check_batch(chain, batch, number) or _check_seals(chain, batch)
        if broken:
            return broken
    return None


def _check_batch(chain: _Chain, batch: Batch, number: int) -> Broken | None:
    """The batch itself: its place in the row of batches, its key, and its own mark."""
    here = chain.position + 1
    if (batch.number, batch.first) != (number, here):
        found = f"batch {batch.number} from position {batch.first}"
        return Broken(here, "", found, f"batch {number} from position {here}")
    if batch.key not in chain.keys:
        return Broken(here, "", f"a batch sealed with the key {batch.key}", "a key that we hold")
    if batch.mark != mark_of(chain.keys[batch.key], reads.said_by(batch)):
        return Broken(here, "", f"batch {number} with the mark {batch.mark}", "the batch as it was sealed")
    return None


def _check_seals(chain: _Chain, batch: Batch) -> Broken | None:
    for part in reads.seals(chain.municipality, after=chain.position, until=batch.last):
        rows = reads.sealed_rows(seal.entry for seal in part)
        for seal in part:
            here = chain.position + 1
            if seal.position != here:
                return Broken(here, "", f"nothing, the next is {seal.position}", "a sealed row")
            if broken := _check_seal(chain, seal, chain.keys[batch.key], rows.get(seal.entry)):
                return broken
            chain.position, chain.digits, chain.rows = here, seal.hash, chain.rows + 1
    if chain.position < batch.last:
        return Broken(chain.position + 1, "", "nothing", f"a sealed row: batch {batch.number} ends at {batch.last}")
    return None


def _check_seal(chain: _Chain, seal: Seal, key: bytes, row: dict[str, object] | None) -> Broken | None:
    """The seal in its chain, and the row it speaks of as it is now."""
    here, uuid = seal.position, str(seal.entry)
    expected = link(key, chain.digits, seal.line)
    if seal.hash != expected:
        return Broken(here, uuid, f"the seal {seal.hash} on {seal.line[:160]}", f"the seal {expected}")
    if row is None:
        return Broken(here, uuid, "no such row in the record", f"the sealed row {seal.line[:160]}")
    if (now := line_of(row)) != seal.line:
        columns = ", ".join(differing(seal.line, row))
        return Broken(here, uuid, f"another {columns}: {now[:160]}", f"the sealed row {seal.line[:160]}")
    return None


def _check_end(chain: _Chain, checkpoint: Kept | None) -> Broken | None:
    """What only shows when the whole chain has been followed: rows outside it, and a tail that was cut off."""
    if stray := reads.seals_outside(chain.municipality, first=1, last=chain.position):
        return Broken(stray.position, str(stray.entry), "a seal that belongs to no batch", "no seal there")
    if checkpoint:
        seal = reads.seal_at(chain.municipality, checkpoint[0])
        if broken := against_checkpoint(checkpoint, chain.position, seal.hash if seal else ""):
            return broken
    after = chain.position + 1
    if note := reads.taken_away(chain.municipality):
        return Broken(after, "", "nothing", f"row number {note.entry}, which waited for its seal")
    if late := reads.overdue(chain.municipality, before=clock.now() - SEALED_WITHIN):
        minutes = int(SEALED_WITHIN.total_seconds() // 60)
        return Broken(after, str(late.uuid), "a row without a seal", f"every row sealed within {minutes} minutes")
    return None
