"""A running plan with efforts, and a round opened on it: built as life, through the models."""

from datetime import date
from typing import Any

from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.actions.report import open_round
from holdepunkt.policy.models import (
    ActionPlan,
    Effort,
    EffortGoal,
    EffortPartner,
    EffortPromise,
    Milestone,
    PlanGoal,
    PolicyVersion,
    StatusNote,
    StatusReport,
)
from holdepunkt.policy.rules.kinds import PlanStage
from holdepunkt.record.tests.replayed import replayed

TODAY = date(2021, 11, 22)  # a Monday
DUE = date(2021, 12, 3)
TITLES = ("Fælles spisning", "En vej til egen bolig", "Tandpleje i varmestuen")


@replayed
def a_plan(town: Town, version: PolicyVersion, *, efforts: int = 3, year: int = 2021, **more: Any) -> ActionPlan:
    """A running plan for the year; Dan and Carla lead its efforts in turn, each with a milestone."""
    plan = ActionPlan.objects.create(
        policy=version.policy,
        title=f"Handleplan {year}",
        drafted_by=town.units["social"],
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
    )
    goals = list(version.goals.all())
    promises = list(version.promises.filter(about_itself=False))
    PlanGoal.objects.bulk_create(PlanGoal(plan=plan, goal=goal) for goal in goals)
    for number in range(efforts):
        _effort(town, plan, number, goals, promises, year, more)
    plan.stage = PlanStage.RUNNING
    plan.save()
    return plan


def _effort(
    town: Town, plan: ActionPlan, number: int, goals: list, promises: list, year: int, more: dict[str, Any]
) -> None:
    who, unit = (("dan", "social"), ("carla", "job"))[number % 2]
    title = TITLES[number] if number < len(TITLES) else f"Indsats {number}"
    effort = Effort.objects.create(
        **{
            "plan": plan,
            "order": number,
            "title": title,
            "unit": town.units[unit],
            "lead": town.people[who],
            "starts_on": date(year, 1, 1),
            "ends_on": date(year, 12, 31),
            "indicator": "Borgere, der kom",
            "indicator_unit": "borgere",
            "about_people": True,
            "economy": "50.000 kr.",
        }
        | more
    )
    EffortGoal.objects.create(effort=effort, goal=goals[number % len(goals)])
    EffortPromise.objects.create(effort=effort, promise=promises[number % len(promises)])
    EffortPartner.objects.create(effort=effort, unit=town.units["boligforening"])
    Milestone.objects.create(effort=effort, title="Første måltid", due_on=date(year, 12, 15))


@replayed
def a_round(town: Town, version: PolicyVersion, *, year: int = 2021, **more: Any) -> StatusReport:
    """The year's round, opened by Finn."""
    return open_round(policy=version.policy, year=year, due_on=DUE, by=town.as_("finn"), **more)


def note_of(report: StatusReport, title: str = TITLES[0]) -> StatusNote:
    """The answer of one effort."""
    return report.notes.select_related("effort", "report").get(effort__title=title)
