"""The type of everything that somebody waits for. Each slice computes its own from its rows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LooseEnd:
    """Something that waits: what, about what, whose turn, since when, due when, why, where it is closed.

    `weight` is fixed per kind (what hurts a person most comes first); `holder` is the printed name
    of the one whose turn it is; `call` a name and number inside the house, or empty.
    """

    kind: str
    about: str
    holder: str
    since: date
    due: date | None
    why: str
    where: str
    action: str
    weight: int
    call: str = ""
    holder_user_id: int | None = None
    holder_unit_id: int | None = None

    def days_late(self, today: date) -> int:
        """Calendar days past due; 0 when not late."""
        return max(0, (today - self.due).days) if self.due else 0
