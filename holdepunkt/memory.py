"""How often Python looks for what nobody holds any more.

A start makes hundreds of thousands of objects that all stay. Python's own measure (700 new ones) goes through them
again and again: a fifth of what a command costs before it does anything.
"""

import gc

NEW_ONES, TIMES_YOUNG, TIMES_MIDDLE = 50_000, 20, 50


def tidy_seldom() -> None:
    """Look when this many new objects have come together, and more seldom at those that stay."""
    gc.set_threshold(NEW_ONES, TIMES_YOUNG, TIMES_MIDDLE)
