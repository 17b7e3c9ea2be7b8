"""What providers say about themselves, and their keys: kept in the process for an hour, asked for anew when it matters.

One sign-in asks a provider for its word about the person and nothing else. Nothing is kept that was not
believed, and no more than a few addresses.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any

SECONDS = 3600
AT_LEAST = 30  # seconds between two questions for keys: a stream of unknown key ids makes no stream of requests
MOST = 64

Told = dict[str, Any]
_kept: dict[str, tuple[float, Told]] = {}


def kept(address: str, ask: Callable[[str], Told]) -> Told:
    """What stands at an address, at most an hour old."""
    found = _kept.get(address)
    if found is not None and monotonic() - found[0] < SECONDS:
        return found[1]
    return asked_anew(address, ask)


def asked_anew(address: str, ask: Callable[[str], Told]) -> Told:
    """What stands at an address now."""
    told = ask(address)
    while len(_kept) >= MOST and address not in _kept:
        _kept.pop(min(_kept, key=lambda one: _kept[one][0]))
    _kept[address] = monotonic(), told
    return told


def may_ask_again(address: str) -> bool:
    """Whether the last question lies far enough back for another."""
    found = _kept.get(address)
    return found is None or monotonic() - found[0] >= AT_LEAST


def forget(*addresses: str) -> None:
    """Ask for these anew next time; for all of them when none is named."""
    for address in addresses or tuple(_kept):
        _kept.pop(address, None)
