"""The text of a pack becomes rows: passages, goals, promises, rhythm."""

from decimal import Decimal
from typing import TYPE_CHECKING

from holdepunkt.people.models import Unit
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
from holdepunkt.policy.pack.kinds import THE_MUNICIPALITY

if TYPE_CHECKING:
    from holdepunkt.policy.pack import format as told

Units = dict[str, Unit]


def load_text(pack: "told.Pack", version: PolicyVersion, units: Units) -> None:  # because load_pack records
    """Write the rows of a draft version; the caller approves it afterwards."""
    passages = _passages(pack, version)
    national = _national_goals(pack, version, passages)
    goals = _goals(pack, version, passages, national, units)
    promises = _promises(pack, version, passages, goals, units)
    _links(pack, version, passages)
    _rhythms(pack, version, passages, goals, promises, units)


def _passages(pack: "told.Pack", version: PolicyVersion) -> dict[str, Passage]:
    rows = [
        Passage(
            version_of=version,
            key=passage.id,
            order=order,
            kind=passage.kind.value,
            heading=passage.heading or "",
            plain=passage.plain,
            place=passage.place,
            starts=passage.verbatim.starts if passage.verbatim else "",
            ends=passage.verbatim.ends if passage.verbatim else "",
            nth=passage.verbatim.nth if passage.verbatim else None,
        )
        for order, passage in enumerate(pack.passages)
    ]
    return {row.key: row for row in Passage.objects.bulk_create(rows)}


def _national_goals(pack: "told.Pack", version: PolicyVersion, passages: dict[str, Passage]) -> dict[str, NationalGoal]:
    rows = [
        NationalGoal(
            version_of=version,
            key=goal.key,
            order=order,
            title=goal.title,
            set_name=goal.set,
            owner=goal.owner,
            passage=passages.get(goal.passage or ""),
        )
        for order, goal in enumerate(pack.national_goals)
    ]
    return {row.key: row for row in NationalGoal.objects.bulk_create(rows)}


def _goals(
    pack: "told.Pack",
    version: PolicyVersion,
    passages: dict[str, Passage],
    national: dict[str, NationalGoal],
    units: Units,
) -> dict[str, Goal]:
    levels = {level.key: number for number, level in enumerate(pack.levels, start=1)}
    rows = {
        goal.key: Goal(
            version_of=version,
            key=goal.key,
            order=goal.order or place,
            level=levels[goal.level],
            title=goal.title,
            plain=goal.plain or "",
            passage=passages.get(goal.passage or ""),
            of_other_body="" if goal.own_of == THE_MUNICIPALITY else goal.own_of,
        )
        for place, goal in enumerate(pack.goals)
    }
    Goal.objects.bulk_create(rows.values())
    for goal in pack.goals:
        row = rows[goal.key]
        if goal.parent:
            row.parent = rows[goal.parent]
            row.save(update_fields=["parent"])
        row.national_goals.set(national[key] for key in goal.national_goals)
        GoalTarget.objects.bulk_create(_target(row, target) for target in goal.targets)
    return rows


def _target(goal: Goal, target: "told.Target") -> GoalTarget:
    return GoalTarget(
        goal=goal,
        measure=target.measure,
        unit=target.unit_of_measure or "",
        group=target.group or "",
        baseline_value=_decimal(target.baseline),
        baseline_year=target.baseline_year,
        target_value=_decimal(target.target),
        target_year=target.target_year,
        source=target.source or "",
    )


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _promises(
    pack: "told.Pack", version: PolicyVersion, passages: dict[str, Passage], goals: dict[str, Goal], units: Units
) -> dict[str, Promise]:
    rows = {
        promise.key: Promise(
            version_of=version,
            key=promise.key,
            order=order,
            plain=promise.plain,
            passage=passages[promise.passage],
            modal=promise.modal.value,
            doer=promise.doer,
            doer_unit=units.get(promise.doer),
            partners=list(promise.partners),
            about_itself=promise.about_itself,
            by_other_body=promise.by_other_body or "",
            note=promise.note or "",
        )
        for order, promise in enumerate(pack.promises)
    }
    Promise.objects.bulk_create(rows.values())
    PromiseGoal.objects.bulk_create(
        PromiseGoal(promise=rows[promise.key], goal=goals[key]) for promise in pack.promises for key in promise.goals
    )
    return rows


def _links(pack: "told.Pack", version: PolicyVersion, passages: dict[str, Passage]) -> None:
    PolicyLink.objects.bulk_create(
        PolicyLink(
            version_of=version,
            order=order,
            kind=link.kind.value,
            title=link.title,
            why=link.why or "",
            url=link.url or "",
            passage=passages.get(link.passage or ""),
        )
        for order, link in enumerate(pack.links)
    )


def _rhythms(
    pack: "told.Pack",
    version: PolicyVersion,
    passages: dict[str, Passage],
    goals: dict[str, Goal],
    promises: dict[str, Promise],
    units: Units,
) -> None:
    for order, rhythm in enumerate(pack.rhythm):
        row = Rhythm.objects.create(
            version_of=version,
            key=rhythm.key,
            order=order,
            kind=rhythm.kind.value,
            stated=rhythm.stated.value,
            about=rhythm.about.value if rhythm.about else "",
            each=rhythm.each.value if rhythm.each else "",
            who=list(rhythm.who),
            what=list(rhythm.what),
            every=rhythm.every,
            year=rhythm.year,
            from_year=rhythm.from_year,
            to_year=rhythm.to_year,
            count=rhythm.count,
            unit=units.get(rhythm.unit or ""),
            promise=promises.get(rhythm.promise or ""),
            passage=passages.get(rhythm.passage or ""),
            plain=rhythm.plain,
        )
        row.units.set(units[key] for key in rhythm.units)
        row.goals.set(goals[key] for key in rhythm.goals)
