"""Calls deep inside take no memory anew from the system, at whatever depth they are made."""

import resource
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from holdepunkt.memory import GIVES_BACK_AT_ONCE, with_room

CALLS = 200
PIECES_AT_MOST = 4  # of memory that come and go for other reasons while a depth is looked at
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts Linux' page faults")


def called(number: int) -> int:
    return number + 1


def faults_of_calls_at(depth: int) -> int:
    """How often the system had to give memory for two hundred small calls, this deep inside."""
    if depth:
        return faults_of_calls_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for number in range(CALLS):
        called(number)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def most(at: Callable[[int], int]) -> int:
    """The worst of all depths up to three hundred: somewhere there one piece ends and the next begins."""
    return max(at(depth) for depth in range(300))


def in_a_thread(ask: Callable[[Callable[[int], int]], int]) -> int:
    """What is found where nobody has made room yet: a thread has frames of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(ask, faults_of_calls_at).result()


@on_linux
@pytest.mark.skipif(not GIVES_BACK_AT_ONCE, reason="this Python keeps a piece for the next call")
def test_without_room_python_takes_memory_at_each_call_somewhere() -> None:
    assert in_a_thread(most) >= CALLS


@on_linux
def test_with_room_no_depth_takes_memory_for_its_calls() -> None:
    assert in_a_thread(with_room(most)) <= PIECES_AT_MOST


@on_linux
def test_room_inside_room_is_room() -> None:
    assert in_a_thread(with_room(with_room(with_room(most)))) <= PIECES_AT_MOST


def test_what_is_called_with_room_answers_and_fails_as_without() -> None:
    assert with_room(dict)([("a", 1)], b=2) == {"a": 1, "b": 2}
    with pytest.raises(ZeroDivisionError):
        with_room(divmod)(1, 0)
