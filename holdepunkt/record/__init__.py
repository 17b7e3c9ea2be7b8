"""The record: an append-only row for every write, in the same transaction. It knows nobody.

Other slices say `record.wrote("effort.added", on=effort, by=asker)`; what is kept is kind, uuid and
printed name, never a foreign key, so that the record outlives everything it speaks of.
"""

from typing import Any


def wrote(verb: str, *, on: Any, by: Any, why: str = "", fields: dict[str, Any] | None = None) -> None:
    """Leave one row about a change; see `record.actions.wrote`."""
    from holdepunkt.record import actions

    actions.wrote(verb, on=on, by=by, why=why, fields=fields)
