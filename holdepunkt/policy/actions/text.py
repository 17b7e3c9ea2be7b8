"""The only writers of what a draft says: passages, goals, targets, promises, rhythm and links.

The parts are alike: they belong to one version of a policy, stand in an order, and change only while
the version is a draft or in hearing. Many-to-many fields are given by name like any other field.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max, Model, ProtectedError, QuerySet
from django.utils.translation import gettext as _

from holdepunkt import record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.keys import key_of
from holdepunkt.policy import access
from holdepunkt.policy.models import Goal, GoalTarget, NationalGoal, Passage, PolicyLink, PolicyVersion, Promise, Rhythm
from holdepunkt.policy.models.text import VerbatimText
from holdepunkt.record.versions import take

Part = Passage | Goal | Promise | Rhythm | NationalGoal | PolicyLink
KINDS: tuple[type[Model], ...] = (Passage, Goal, Promise, Rhythm, NationalGoal, PolicyLink)


@transaction.atomic
def add_part(
    *, version_of: PolicyVersion, noun: type[Any], by: Asker, after: Any = None, named: str = "", **fields: Any
) -> Any:
    """Add a part of the model `noun` at the end, or right `after` another. `named` gives it its key."""
    require(access.may_change_text(by, version_of))
    plain, many = _split(noun, fields)
    rows = noun.objects.filter(version_of=version_of)
    last = rows.aggregate(last=Max("order"))["last"]
    plain["order"] = 0 if last is None else last + 1
    if _has_key(noun):
        taken = set(rows.values_list("key", flat=True))
        plain.setdefault("key", key_of(named or str(next(iter(plain.values()))), taken))
    row = noun.objects.create(version_of=version_of, **plain)
    _set_many(row, many)
    if after is not None:
        _place_after(row, after)
    _text_changed(version_of)
    record.wrote(f"{noun._meta.model_name}.added", on=row, by=by)
    return row


@transaction.atomic
def change_part(*, part: Any, by: Asker, version: int | None = None, **changes: Any) -> Any:
    """Change a part of a draft. Raises Clash when somebody else changed it since `version`."""
    require(access.may_change_text(by, part.version_of))
    plain, many = _split(type(part), changes)
    row = take(part, version=version)
    for name, value in plain.items():
        setattr(row, name, value)
    row.save()
    _set_many(row, many)
    _text_changed(part.version_of)
    record.wrote(f"{part._meta.model_name}.changed", on=row, by=by, fields={"changed": sorted(changes)})
    return row


@transaction.atomic
def remove_part(*, part: Any, by: Asker) -> None:
    """Remove a part from a draft; refused, with the names, while other parts point to it."""
    require(access.may_change_text(by, part.version_of))
    try:
        with transaction.atomic():
            _clear_own(part)
            record.wrote(f"{part._meta.model_name}.removed", on=part, by=by)
            part.delete()
    except ProtectedError as held:
        raise NotPossible(_held_by(held)) from held
    _text_changed(part.version_of)


@transaction.atomic
def move_part(*, part: Any, by: Asker, up: bool) -> None:
    """Move a part one place up or down among its fellows (a goal: under the same goal)."""
    require(access.may_change_text(by, part.version_of))
    rows = list(_fellows(part).only("pk", "order"))
    at = next(place for place, row in enumerate(rows) if row.pk == part.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
        _number(rows)
        _text_changed(part.version_of)
    record.wrote(f"{part._meta.model_name}.moved", on=part, by=by, fields={"up": up})


@transaction.atomic
def add_target(*, goal: Goal, by: Asker, **fields: Any) -> GoalTarget:
    """Add a figure that a goal aims at, for all or for one group."""
    require(access.may_change_text(by, goal.version_of))
    target = GoalTarget.objects.create(goal=goal, **fields)
    _text_changed(goal.version_of)
    record.wrote("goal.target_added", on=goal, by=by, fields={"target": str(target)})
    return target


@transaction.atomic
def change_target(*, target: GoalTarget, by: Asker, version: int | None = None, **changes: Any) -> GoalTarget:
    """Change a figure that a goal aims at. Raises Clash when somebody else changed it since `version`."""
    require(access.may_change_text(by, target.goal.version_of))
    row = take(target, version=version)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    _text_changed(target.goal.version_of)
    record.wrote("goal.target_changed", on=target.goal, by=by, fields={"target": str(row)})
    return row


@transaction.atomic
def remove_target(*, target: GoalTarget, by: Asker) -> None:
    """Remove a figure from a goal of a draft."""
    require(access.may_change_text(by, target.goal.version_of))
    _text_changed(target.goal.version_of)
    record.wrote("goal.target_removed", on=target.goal, by=by, fields={"target": str(target)})
    target.delete()


def _has_key(kind: type[Model]) -> bool:
    return any(field.name == "key" for field in kind._meta.get_fields())


def _split(kind: type[Model], fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    many = {field.name for field in kind._meta.many_to_many}
    plain = {name: value for name, value in fields.items() if name not in many}
    return plain, {name: value for name, value in fields.items() if name in many}


def _set_many(row: Any, many: dict[str, Iterable[Any]]) -> None:
    for name, rows in many.items():
        getattr(row, name).set(rows)


def _clear_own(part: Any) -> None:
    """Take along what lives only with the part."""
    if isinstance(part, Passage):
        VerbatimText.objects.filter(passage=part).delete()
    if isinstance(part, Goal):
        part.targets.all().delete()
    for field in part._meta.many_to_many:
        getattr(part, field.name).clear()


def _held_by(held: ProtectedError) -> str:
    rows = list(held.protected_objects)
    names = ", ".join(f"»{getattr(row, 'promise', None) or row}«" for row in rows[:5])
    return _("Den kan ikke fjernes endnu. Her peger %(count)s på den: %(names)s.") % {
        "count": len(rows),
        "names": names,
    }


def _fellows(part: Any) -> QuerySet[Any]:
    rows = type(part).objects.filter(version_of=part.version_of_id)
    if isinstance(part, Goal):
        rows = rows.filter(parent=part.parent_id)
    return rows.order_by("order", "pk")


def _place_after(row: Any, after: Any) -> None:
    rows = [other for other in _fellows(row).only("pk", "order") if other.pk != row.pk]
    at = next((n for n, other in enumerate(rows) if other.pk == after.pk), len(rows) - 1)
    _number([*rows[: at + 1], row, *rows[at + 1 :]])


def _number(rows: list[Any]) -> None:
    """Give rows the places they have between them, in their new order; save only those that moved."""
    places = sorted(row.order for row in rows)
    if len(set(places)) < len(places):
        places = list(range(places[0], places[0] + len(rows)))
    moved = []
    for row, place in zip(rows, places, strict=True):
        if row.order != place:
            row.order = place
            moved.append(row)
    if moved:
        type(moved[0])._default_manager.bulk_update(moved, ["order"], batch_size=500)


def _text_changed(version_of: PolicyVersion) -> None:
    """Forget the fingerprint of the pack a draft came from: it says something else now."""
    PolicyVersion.objects.filter(pk=version_of.pk).exclude(digest="").update(digest="")
