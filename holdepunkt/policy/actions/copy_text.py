"""Copies the text of one version into the draft of the next; keys stay, so that both can be compared."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from holdepunkt import record
from holdepunkt.people.asker import Asker
from holdepunkt.policy.models import (
    Goal,
    GoalTarget,
    NationalGoal,
    Passage,
    PolicyLink,
    PolicyVersion,
    Promise,
    PromiseGoal,
    Rhythm,
)
from holdepunkt.policy.rules.next_policy import Learned, left_out

OWN = {"id", "uuid", "version", "version_of"}
Copies = dict[int, Any]


def copy_text(*, old: PolicyVersion, new: PolicyVersion, by: Asker, learned: Iterable[Learned] = ()) -> None:
    """Copy passages, goals, promises, rhythm and links, without the goals advised to drop."""
    goals = list(old.goals.select_related("parent").prefetch_related("national_goals", "targets"))
    parents = {goal.key: goal.parent.key if goal.parent else None for goal in goals}
    out = left_out(learned, parents)
    kept = [goal for goal in goals if goal.key not in out]
    passages = _copy(Passage, old.passages.all(), version_of=new)
    national = _copy(NationalGoal, old.national_goals.all(), version_of=new, passages=passages)
    new_goals = _copy(Goal, kept, version_of=new, passages=passages, parent=None)
    _join_goals(kept, new_goals, national)
    promises = _copy_promises(old, new, new_goals, passages, bool(out))
    _copy(PolicyLink, old.links.all(), version_of=new, passages=passages)
    _copy_rhythm(old, new, new_goals, passages, promises)
    record.wrote("policy.text_copied", on=new, by=by, fields={"left_out": sorted(out)})


def _copy(kind: type[Model], rows: Iterable[Any], *, passages: Copies | None = None, **fixed: Any) -> Copies:
    """Copy rows of one kind, each pointing to the copy of its passage; old pk → new row."""
    copies: Copies = {}
    names = [field.attname for field in kind._meta.concrete_fields if field.name not in OWN and field.name not in fixed]
    for row in rows:
        values = {name: getattr(row, name) for name in names}
        if passages is not None and values.get("passage_id"):
            values["passage_id"] = passages[values["passage_id"]].pk
        copies[row.pk] = kind(**values, **fixed)
    kind._default_manager.bulk_create(copies.values(), batch_size=500)
    return copies


def _join_goals(kept: list[Goal], copies: Copies, national: Copies) -> None:
    """Join the copied goals to each other, to their figures and to the national goals."""
    children = [goal for goal in kept if goal.parent_id]
    for goal in children:
        copies[goal.pk].parent = copies[goal.parent_id or 0]
    Goal.objects.bulk_update([copies[goal.pk] for goal in children], ["parent"], batch_size=500)
    link = Goal.national_goals.through
    link._default_manager.bulk_create(
        link(goal=copies[goal.pk], nationalgoal=national[other.pk])
        for goal in kept
        for other in goal.national_goals.all()
    )
    for goal in kept:
        if goal.targets.all():
            _copy(GoalTarget, goal.targets.all(), goal=copies[goal.pk])


def _copy_promises(old: PolicyVersion, new: PolicyVersion, goals: Copies, passages: Copies, some_left: bool) -> Copies:
    """Copy the promises; one whose goals all stay behind stays behind too."""
    rows = list(old.promises.prefetch_related("goals"))
    served = {row.pk: [goal.pk for goal in row.goals.all()] for row in rows}
    rows = [row for row in rows if not some_left or not served[row.pk] or any(pk in goals for pk in served[row.pk])]
    copies = _copy(Promise, rows, version_of=new, passages=passages)
    PromiseGoal.objects.bulk_create(
        PromiseGoal(promise=copies[row.pk], goal=goals[pk]) for row in rows for pk in served[row.pk] if pk in goals
    )
    return copies


def _copy_rhythm(old: PolicyVersion, new: PolicyVersion, goals: Copies, passages: Copies, promises: Copies) -> None:
    rows = list(old.rhythms.prefetch_related("units", "goals"))
    copies = _copy(Rhythm, rows, version_of=new, passages=passages, promise=None)
    for row in rows:
        copy = copies[row.pk]
        copy.units.set(row.units.all())
        copy.goals.set(goals[goal.pk] for goal in row.goals.all() if goal.pk in goals)
        if row.promise_id in promises:
            copy.promise = promises[row.promise_id]
            copy.save(update_fields=["promise"])
