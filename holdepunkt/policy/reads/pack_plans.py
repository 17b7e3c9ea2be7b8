"""Plans that stand in the policy's own text, told as a pack again: the inverse of `actions.load_plans`."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from holdepunkt.people.models import Unit
from holdepunkt.policy.models import ActionPlan, Effort, PolicyVersion
from holdepunkt.policy.rules.period import from_when, until_when

Table = dict[str, Any]


def plans_of(version: PolicyVersion) -> list[Table]:
    """The plans of the text, with their efforts; later plans and corrections are the municipality's work, not text."""
    plans = version.policy.plans.filter(from_text=True, supersedes=None).select_related("drafted_by", "approved_by")
    return [_plan(plan) for plan in plans.prefetch_related("plan_goals__goal").order_by("pk")]


def _plan(row: ActionPlan) -> Table:
    own = [link.goal.key for link in row.plan_goals.all() if link.own_choice]
    efforts = row.efforts.select_related("unit").prefetch_related("partners", "goals", "promises", "milestones")
    return {
        "key": row.key,
        "title": row.title,
        "local_word": row.local_word,
        "plain": row.plain,
        "passage": row.passage_key,
        "drafted_by": row.drafted_by.key if row.drafted_by else None,
        "period_from": from_when(row.period_from),
        "period_to": until_when(row.period_to),
        "approved_by": row.approved_by.key if row.approved_by else None,
        "approved_on": row.approved_on,
        "stage": row.stage,
        "goals": [link.goal.key for link in row.plan_goals.all() if not link.own_choice],
        "own_choice_goals": own,
        "from_text": True,
        "efforts": [_effort(effort) for effort in efforts],
    }


def _effort(row: Effort) -> Table:
    return {
        "key": row.key,
        "title": row.title,
        "plain": row.plain,
        "passage": row.passage_key,
        "unit": row.unit.key if row.unit else None,
        "partners": keys_of_units(row.partners.all()),
        "goals": [goal.key for goal in row.goals.all()],
        "promises": [promise.key for promise in row.promises.all()],
        "starts": from_when(row.starts_on),
        "ends": until_when(row.ends_on),
        "involvement": row.others_take_part,
        "milestones": [{"title": step.title, "due": until_when(step.due_on)} for step in row.milestones.all()],
    }


def keys_of_units(units: Iterable[Unit]) -> list[str]:
    """The keys of units in the order in which these were set up: a database may give them in any."""
    return [unit.key for unit in sorted(units, key=attrgetter("pk"))]
