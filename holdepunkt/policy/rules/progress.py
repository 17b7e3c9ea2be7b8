"""How far are we? Of all commitments, how many have an effort, a status, evidence (A1, A8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from holdepunkt.policy.rules.kinds import Modal, Progress


@dataclass(frozen=True)
class AnsweredRow:
    """What a locked row tells about the promises its effort serves."""

    promise_keys: tuple[str, ...]
    answered: bool
    has_figure: bool


def is_counted(modal: str, *, about_itself: bool, by_other_body: bool) -> bool:
    """A8: only what the municipality itself *shall* do is counted; the rest is shown.

    Promises about the policy's own working are kept or not year by year, on a page of their own.
    >>> is_counted("shall", about_itself=False, by_other_body=False)
    True
    >>> is_counted("may", about_itself=False, by_other_body=False)
    False
    """
    return modal == Modal.SHALL and not about_itself and not by_other_body


def progress_of_year(rows: Iterable[AnsweredRow]) -> dict[str, str]:
    """A1: how far each promise came in a locked year: a status, or a status with evidence.

    Evidence is a figure with source and date. A silent effort gives its promises nothing.
    >>> progress_of_year([AnsweredRow(("a", "b"), True, False), AnsweredRow(("b",), True, True)])
    {'a': 'status', 'b': 'evidence'}
    >>> progress_of_year([AnsweredRow(("a",), False, True)])
    {}
    """
    reached: dict[str, str] = {}
    for row in rows:
        if not row.answered:
            continue
        for key in row.promise_keys:
            if row.has_figure:
                reached[key] = Progress.EVIDENCE.value
            else:
                reached.setdefault(key, Progress.STATUS.value)
    return reached


def progress(has_effort: bool, in_year: str | None) -> Progress:
    """How far one promise has come.

    >>> progress(True, None).value, progress(True, "evidence").value, progress(False, None).value
    ('effort', 'evidence', 'nothing')
    """
    if in_year:
        return Progress(in_year)
    return Progress.EFFORT if has_effort else Progress.NOTHING


@dataclass(frozen=True)
class HowFar:
    """The four figures of *How far are we?*; each counts those that came at least so far."""

    promised: int
    with_effort: int
    with_status: int
    with_evidence: int


def how_far(reached: Mapping[str, Progress]) -> HowFar:
    """Count the promises by how far they have come.

    >>> how_far({"a": Progress.NOTHING, "b": Progress.EFFORT, "c": Progress.EVIDENCE})
    HowFar(promised=3, with_effort=2, with_status=1, with_evidence=1)
    """
    order = list(Progress)
    places = [order.index(step) for step in reached.values()]
    at_least = [sum(1 for place in places if place >= n) for n in range(len(order))]
    return HowFar(len(places), at_least[1], at_least[2], at_least[3])
