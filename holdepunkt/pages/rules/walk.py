"""Which promise the guided walk follows: the one that has come furthest."""

from collections.abc import Mapping, Sequence

from holdepunkt.policy.rules.kinds import Progress

STEPS = 5


def furthest(keys: Sequence[str], reached: Mapping[str, Progress]) -> str | None:
    """A1: the first of those that have come furthest on the thread; counted ones before the others.

    >>> furthest(["a", "b", "c"], {"a": Progress.EFFORT, "b": Progress.EVIDENCE, "c": Progress.EVIDENCE})
    'b'
    >>> furthest(["x"], {}), furthest([], {})
    ('x', None)
    """
    order = list(Progress)
    return max(keys, key=lambda key: order.index(reached[key]) if key in reached else -1, default=None)


def step_asked(text: str) -> int:
    """The step of an address, from 1 to 5; anything else is the first.

    >>> step_asked("3"), step_asked("9"), step_asked("x"), step_asked("")
    (3, 1, 1, 1)
    """
    return int(text) if text in {str(n) for n in range(1, STEPS + 1)} else 1
