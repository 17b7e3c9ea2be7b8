"""Two people change the same row: the second sees a merge page, nobody's words are lost."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Clash(Exception):
    """Somebody else changed the row since the form was opened. `theirs` is the row as it is now."""

    def __init__(self, theirs: Any) -> None:
        super().__init__(str(theirs))
        self.theirs = theirs


def take(row: Row, *, version: int | None, around: Iterable[str] = ()) -> Row:
    """Lock `row` for a change begun from `version` (None: no form was involved), and count it up.

    `around` names relations that are read with it, in the same statement, and not locked.
    Raises Clash when the row has another version now. Call it inside a transaction, then save.
    """
    rows = type(row)._default_manager.select_for_update(of=("self",))  # because it locks any model
    locked = rows.select_related(*around).get(pk=row.pk) if around else rows.get(pk=row.pk)
    if version is not None and locked.version != version:  # type: ignore[attr-defined]
        raise Clash(locked)
    locked.version += 1  # type: ignore[attr-defined]
    return locked
