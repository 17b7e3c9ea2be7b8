"""A correction changes what is told, never when the word was kept, and never counts what it took away."""

from datetime import date

import pytest

from holdepunkt.people.asker import visitor
from holdepunkt.people.tests.builders import a_town
from holdepunkt.policy.models import ActionPlan, Effort, EffortPromise, StatusReport
from holdepunkt.policy.reads import keeps_word, public
from holdepunkt.policy.rules.kinds import PlanStage, Progress
from holdepunkt.policy.tests.builders import a_policy

pytestmark = pytest.mark.django_db


def test_a_corrected_year_was_received_on_the_day_of_its_first_edition() -> None:
    town = a_town()
    version = a_policy(town)
    told = {"policy": version.policy, "year": 2020, "opened_on": date(2020, 11, 1), "due_on": date(2021, 1, 31)}
    first = StatusReport.objects.create(
        **told, stage="revised", sent_on=date(2021, 3, 1), published_on=date(2021, 3, 10)
    )
    StatusReport.objects.create(
        **told, stage="public", revision=2, revises=first, revision_reason="en stavefejl",
        sent_on=date(2022, 5, 1), published_on=date(2022, 5, 10),
    )  # fmt: skip
    facts = keeps_word.facts(
        visitor(town.municipality), public.version(visitor(town.municipality)), today=date(2022, 6, 1)
    )
    assert [(report.year, report.received_on) for report in facts.reports] == [(2020, date(2021, 3, 1))]


def _a_plan(version: object, stage: PlanStage, **more: object) -> ActionPlan:
    plan = ActionPlan.objects.create(
        policy=version.policy,
        title="Plan",
        period_from=date(2020, 1, 1),
        period_to=date(2020, 12, 31),
        **more,  # type: ignore[attr-defined]
    )
    plan.stage = stage
    return plan


def test_an_effort_that_a_correction_took_away_is_not_counted() -> None:
    town = a_town()
    version = a_policy(town)
    promise = version.promises.get(key="vi-hjem")
    old = _a_plan(version, PlanStage.CLOSED)
    EffortPromise.objects.create(effort=Effort.objects.create(plan=old, title="En dør"), promise=promise)
    old.save()
    of = public.version(visitor(town.municipality))
    assert public.reached(public.promises(of), None)["vi-hjem"] == Progress.EFFORT
    _a_plan(version, PlanStage.RUNNING, supersedes=old, correction_reason="Døren blev ikke til noget").save()
    assert public.reached(public.promises(of), None)["vi-hjem"] == Progress.NOTHING
