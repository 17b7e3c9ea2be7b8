"""How often Python looks for what nobody holds any more, and where it keeps the frames of its calls.

A start makes hundreds of thousands of objects that all stay. Python's own measure (700 new ones) goes through them
again and again: a fifth of what a command costs before it does anything.

The frames of calls lie in pieces of 16 KiB. Where a loop deep inside crosses from one piece to the next, Python up to
3.12 asks the system for a piece and gives it back at each call, a hundred times what a call costs
(python/cpython#142183): a tenth of all the time of a page. docs/decisions/0030.
"""

import gc
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

NEW_ONES, TIMES_YOUNG, TIMES_MIDDLE = 50_000, 20, 50
# A frame that claims to need this much (in words of 8 bytes) gets a piece of 256 KiB, of which it uses nothing: 123 KiB
# are left for what it calls, too little for another such frame, which gets a piece of its own. Memory that nobody
# writes to is never taken.
CLAIMED = 17_000
# Later ones keep a piece for the next call.
GIVES_BACK_AT_ONCE = sys.version_info < (3, 13)

P = ParamSpec("P")
R = TypeVar("R")


def tidy_seldom() -> None:
    """Look when this many new objects have come together, and more seldom at those that stay."""
    gc.set_threshold(NEW_ONES, TIMES_YOUNG, TIMES_MIDDLE)


def with_room(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function, called so that the frames of all that it calls lie in one piece.

    >>> with_room(divmod)(7, 2)
    (3, 1)
    """

    @wraps(function)
    def roomy(*args: P.args, **kwargs: P.kwargs) -> R:
        return _from_a_large_frame(function, args, kwargs)

    return roomy


def _from_a_large_frame(function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    return function(*args, **kwargs)


if GIVES_BACK_AT_ONCE:
    _from_a_large_frame.__code__ = _from_a_large_frame.__code__.replace(co_stacksize=CLAIMED)
