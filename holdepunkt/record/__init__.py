"""The record: an append-only row for everything done here that must be answered for. It knows nobody.

Other slices say `record.wrote("effort.added", on=effort, by=asker)`; what is kept is kind, uuid and
printed name, never a foreign key, so that the record outlives everything it speaks of. A change is kept
in its own transaction; a look, a search or a file before the answer is made. What cannot be kept is not done.
"""

from typing import Any

Fields = dict[str, Any] | None


def wrote(verb: str, *, on: Any, by: Any, why: str = "", fields: Fields = None) -> None:
    """Leave one row about a change; see `record.actions.wrote`."""
    from holdepunkt.record import actions

    actions.wrote(verb, on=on, by=by, why=why, fields=fields)


def refused(tried: str, *, by: Any, why: str, on: Any = None) -> None:
    """Leave one row about a refusal; see `record.actions.refused`."""
    from holdepunkt.record import actions

    actions.refused(tried, by=by, why=why, on=on)


def signed_in(verb: str, *, by: Any, on: Any = None, why: str = "", fields: Fields = None) -> None:
    """Leave one row about signing in or out; see `record.actions.signed_in`."""
    from holdepunkt.record import actions

    actions.signed_in(verb, by=by, on=on, why=why, fields=fields)


def exported(what: str, *, on: Any, by: Any, criteria: Fields = None, relation: str = "") -> None:
    """Leave one row about a file that leaves the house; see `record.actions.exported`."""
    from holdepunkt.record import actions

    actions.exported(what, on=on, by=by, criteria=criteria, relation=relation)


def searched(criteria: dict[str, Any], *, by: Any, verb: str = "search.made") -> None:
    """Leave one row about a search; see `record.actions.searched`."""
    from holdepunkt.record import actions

    actions.searched(criteria, by=by, verb=verb)


def looked(on: Any, *, by: Any, relation: str) -> None:
    """Leave one row about reading what is not for everybody; see `record.actions.looked`."""
    from holdepunkt.record import actions

    actions.looked(on, by=by, relation=relation)
