"""Stages of an evaluation, and what a conclusion advises."""

from enum import StrEnum


class EvaluationStage(StrEnum):
    """A published evaluation never changes."""

    DRAFT = "draft"
    DONE = "done"
    PUBLISHED = "published"


class Advice(StrEnum):
    """What the next policy should do with a goal or a thought."""

    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"
    NEW = "new"


# In the paper's own language, like every sentence of a paper.
ADVICE_WORDS = {Advice.KEEP: "behold", Advice.CHANGE: "lav om", Advice.DROP: "drop", Advice.NEW: "tag noget nyt med"}


def lacks(*, how_made: str, worked_well: str, was_missing: str, conclusions: int) -> tuple[str, ...]:
    """The fields that must stand before an evaluation is finished; empty when none lacks.

    >>> lacks(how_made="Vi spurgte.", worked_well="Det", was_missing="", conclusions=0)
    ('was_missing', 'conclusions')
    """
    texts = {"how_made": how_made, "worked_well": worked_well, "was_missing": was_missing}
    found = [name for name, text in texts.items() if not text.strip()]
    return (*found, "conclusions") if not conclusions else tuple(found)
