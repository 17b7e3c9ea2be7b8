"""Invariant 10 in the database itself: what is approved or locked never changes, whoever asks."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from holdepunkt.people.tests.builders import a_town
from holdepunkt.policy.models import (
    ActionPlan,
    Conclusion,
    Effort,
    Evaluation,
    Goal,
    GoalTarget,
    LockedStatus,
    Passage,
    PlanGoal,
    PolicyLink,
    StatusReport,
)
from holdepunkt.policy.tests.builders import a_draft, a_policy
from holdepunkt.record.models import Entry

pytestmark = pytest.mark.django_db


def _refused(sql: str, *values: object) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_a_draft_can_change() -> None:
    version = a_draft(a_town())
    assert Passage.objects.filter(version_of=version).update(plain="Andre ord") > 0


@pytest.mark.parametrize("table", ["passage", "goal", "promise", "rhythm"])
def test_raw_sql_cannot_change_the_text_of_an_approved_policy(table: str) -> None:
    version = a_policy(a_town())
    column = "title" if table == "goal" else "plain"
    _refused(f"UPDATE policy_{table} SET {column} = 'x' WHERE version_of_id = %s", version.pk)
    _refused(f"DELETE FROM policy_{table} WHERE version_of_id = %s", version.pk)


def test_nothing_can_be_added_to_an_approved_policy() -> None:
    version = a_policy(a_town())
    with pytest.raises(DatabaseError), transaction.atomic():
        Goal.objects.create(version_of=version, key="ny", title="Et nyt mål")


def test_the_figures_of_an_approved_goal_and_its_links_never_change() -> None:
    version = a_draft(a_town())
    goal = version.goals.get(key="hjem")
    target = GoalTarget.objects.create(goal=goal, measure="Mennesker uden hjem", target_value=0)
    link = PolicyLink.objects.create(version_of=version, kind="rests_on", title="Boligpolitikken")
    GoalTarget.objects.filter(pk=target.pk).update(target_value=5)
    version.stage = "approved"
    version.approved_on = date(2019, 12, 1)
    version.save()
    _refused("UPDATE policy_goaltarget SET target_value = 9 WHERE id = %s", target.pk)
    _refused("DELETE FROM policy_goaltarget WHERE id = %s", target.pk)
    _refused("UPDATE policy_policylink SET title = 'x' WHERE id = %s", link.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        GoalTarget.objects.create(goal=goal, measure="Et tal mere")


def test_the_conclusions_of_a_public_evaluation_never_change() -> None:
    told = {"done_on": date(2021, 11, 1), "stage": "done"}
    evaluation = Evaluation.objects.create(policy=a_policy(a_town()).policy, year=2021, **told)
    row = Conclusion.objects.create(evaluation=evaluation, text="Bostøtten virker.")
    Evaluation.objects.filter(pk=evaluation.pk).update(stage="published", published_on=date(2021, 11, 10))
    _refused("UPDATE policy_conclusion SET text = 'x' WHERE id = %s", row.pk)
    _refused("DELETE FROM policy_conclusion WHERE id = %s", row.pk)


def _a_running_plan() -> tuple[ActionPlan, Effort]:
    town = a_town()
    version = a_policy(town)
    plan = ActionPlan.objects.create(
        policy=version.policy,
        title="Plan 2020",
        drafted_by=town.units["social"],
        period_from=date(2020, 1, 1),
        period_to=date(2020, 12, 31),
    )
    goal = version.goals.first()
    assert goal is not None
    PlanGoal.objects.create(plan=plan, goal=goal)
    effort = Effort.objects.create(plan=plan, title="En åben dør", unit=town.units["social"])
    plan.stage = "running"
    plan.save()
    return plan, effort


def test_raw_sql_cannot_change_the_efforts_of_an_approved_plan() -> None:
    plan, effort = _a_running_plan()
    _refused("UPDATE policy_effort SET title = 'x' WHERE id = %s", effort.pk)
    _refused("DELETE FROM policy_effort WHERE id = %s", effort.pk)
    _refused("DELETE FROM policy_plangoal WHERE plan_id = %s", plan.pk)


def test_an_effort_of_an_approved_plan_can_still_be_handed_over() -> None:
    _plan, effort = _a_running_plan()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE policy_effort SET lead_id = NULL, version = version + 1 WHERE id = %s", [effort.pk])
    effort.refresh_from_db()
    assert effort.version == 2


def test_a_locked_row_and_a_record_row_can_neither_change_nor_go() -> None:
    plan, effort = _a_running_plan()
    report = StatusReport.objects.create(
        policy=plan.policy, year=2020, opened_on=date(2020, 11, 1), due_on=date(2021, 1, 31)
    )
    row = LockedStatus.objects.create(report=report, kind="effort", effort=effort, effort_title=effort.title)
    _refused("UPDATE policy_lockedstatus SET stated = 'done' WHERE id = %s", row.pk)
    _refused("DELETE FROM policy_lockedstatus WHERE id = %s", row.pk)
    entry = Entry.objects.first()
    assert entry is not None
    _refused("UPDATE record_entry SET by_name = 'x' WHERE id = %s", entry.pk)
    _refused("DELETE FROM record_entry WHERE id = %s", entry.pk)
