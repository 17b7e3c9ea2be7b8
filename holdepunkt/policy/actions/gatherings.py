"""The writers of what ties gatherings to the policy: goals, efforts, and the lines a goal came of."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, is_at_home, require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access_gatherings as access
from holdepunkt.policy.models import Effort, GatheringEffort, GatheringGoal, Goal, GoalInput
from holdepunkt.voice.models import Gathering, HeardLine
from holdepunkt.voice.rules.gathering import LineStage


@transaction.atomic
def tie_gathering(
    *, gathering: Gathering, goals: Iterable[Goal], efforts: Iterable[Effort], by: Asker,
    offered: Iterable[Effort] | None = None,
) -> None:  # fmt: skip
    """Set which goals a gathering serves and which efforts it belongs to. What the form did not offer stays."""
    require(access.may_tie(by, gathering))
    named = {(goal.version_of.policy_id, goal.key): goal for goal in goals}
    chosen = {effort.pk: effort for effort in efforts}
    for goal in named.values():
        require(is_at_home(by, goal.version_of.policy.municipality_id))
    for effort in chosen.values():
        require(is_at_home(by, effort.plan.policy.municipality_id))
    GatheringGoal.objects.filter(gathering=gathering).delete()
    GatheringGoal.objects.bulk_create(
        GatheringGoal(gathering=gathering, policy_id=policy, goal_key=key) for policy, key in named
    )
    had = GatheringEffort.objects.filter(gathering=gathering)
    had = had if offered is None else had.filter(effort__in=[effort.pk for effort in offered])
    had.delete()
    GatheringEffort.objects.bulk_create(
        GatheringEffort(gathering=gathering, effort=effort) for effort in chosen.values()
    )
    fields = {"goals": len(named), "efforts": len(chosen)}
    record.wrote("gathering.tied", on=gathering, by=by, fields=fields)


@transaction.atomic
def choose_inputs(*, goal: Goal, gathering: Gathering, lines: Iterable[HeardLine], by: Asker) -> int:
    """Say which lines of one gathering a goal came of; those of other gatherings stay. Returns how many."""
    policy = goal.version_of.policy
    require(access.may_tell_origin(by, policy))
    require(is_at_home(by, gathering.municipality_id))
    chosen = {line.pk: line for line in lines}
    if any(line.gathering_id != gathering.pk or line.stage != LineStage.RELEASED for line in chosen.values()):
        raise NotPossible(_("Vælg kun linjer, der er vist på mødet."))
    had = GoalInput.objects.filter(policy=policy, goal_key=goal.key, line__gathering=gathering)
    had.exclude(line__in=list(chosen)).delete()
    there = set(had.values_list("line", flat=True))
    GoalInput.objects.bulk_create(
        GoalInput(policy=policy, goal_key=goal.key, line=line, noted_on=clock.today())
        for pk, line in chosen.items()
        if pk not in there
    )
    record.wrote("goal.inputs_chosen", on=goal, by=by, fields={"count": len(chosen)})
    return len(chosen)
