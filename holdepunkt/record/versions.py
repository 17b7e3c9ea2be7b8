"""Two people change the same row: the second sees a merge page, nobody's words are lost."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.transaction import TransactionManagementError

from holdepunkt.record.composed import composed

Row = TypeVar("Row", bound=models.Model)


class Clash(Exception):
    """Somebody else changed the row since the form was opened. `theirs` is the row as it is now."""

    def __init__(self, theirs: Any) -> None:
        super().__init__(str(theirs))
        self.theirs = theirs


@cache
def _locking(kind: type[models.Model], around: tuple[str, ...], glance: tuple[str, ...]) -> Callable[..., list[Any]]:
    glanced_at = {name.rpartition("__")[0] for name in glance}
    if both := glanced_at.intersection(around):
        raise ValueError(f"found {', '.join(sorted(both))} in around and in glance; expected it in one of them")
    relations = {*around, *glanced_at}

    @composed(pk=models.BigAutoField())
    def locked(pk: Any) -> models.QuerySet[Any]:
        rows = kind._default_manager.select_for_update(of=("self",)).filter(pk=pk)  # because it locks any model
        if relations:
            rows = rows.select_related(*relations)
        return rows.only(*(field.name for field in kind._meta.concrete_fields), *glance) if glance else rows

    return locked


def take(row: Row, *, version: int | None, around: Iterable[str] = (), glance: Iterable[str] = ()) -> Row:
    """Lock `row` for a change begun from `version` (None: no form was involved), and count it up.

    `around` names relations that are read with it, in the same statement, and not locked; `glance` names columns of
    relations where nothing else of them is needed (another column is then a statement more).
    Raises Clash when the row has another version now, ValueError for a relation in both. Call it inside a transaction,
    then save.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a row is locked inside the transaction that changes it")
    found = _locking(type(row), tuple(around), tuple(glance))(pk=row.pk)
    if not found:
        raise type(row).DoesNotExist(str(row.pk))  # type: ignore[attr-defined]
    locked: Row = found[0]
    if version is not None and locked.version != version:  # type: ignore[attr-defined]
        raise Clash(locked)
    locked.version += 1  # type: ignore[attr-defined]
    return locked
