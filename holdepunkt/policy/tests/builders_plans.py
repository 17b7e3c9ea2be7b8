"""Plans and efforts that read as life, in the made-up town of `people.tests.builders`."""

from datetime import date
from typing import Any

from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.actions import effort as efforts
from holdepunkt.policy.actions import plan as plans
from holdepunkt.policy.models import ActionPlan, Effort, Goal, PolicyVersion, Rhythm
from holdepunkt.policy.rules.kinds import RhythmKind, VersionStage
from holdepunkt.policy.tests.builders import a_draft
from holdepunkt.record.tests.replayed import replayed


def a_rhythm(version: PolicyVersion, kind: RhythmKind, **more: Any) -> Rhythm:
    """A row of the rhythm that stands in the passage about the yearly status."""
    units, goals = more.pop("units", ()), more.pop("goals", ())
    fields = {"plain": f"Politikken om {kind}.", "passage": version.passages.get(key="aarlig-status")} | more
    row = Rhythm.objects.create(version_of=version, key=str(kind).replace("_", "-"), kind=kind, **fields)
    row.units.set(units)
    row.goals.set(goals)
    return row


def a_town_with_rules(*rules: tuple[RhythmKind, dict[str, Any]]) -> tuple[Town, PolicyVersion]:
    """A town with an approved policy that says these things about its plans."""
    town = a_town()
    version = a_draft(town)
    for kind, more in rules:
        named = {k: town.units[v] if k == "unit" else v for k, v in more.items()}
        if "units" in named:
            named["units"] = [town.units[key] for key in named["units"]]
        a_rhythm(version, kind, **named)
    version.stage = VersionStage.APPROVED
    version.approved_by, version.approved_on = town.units["byraad"], date(2019, 12, 1)
    version.save()
    return town, version


def goals(version: PolicyVersion, *keys: str) -> list[Goal]:
    """The goals with these keys."""
    return list(version.goals.filter(key__in=keys))


@replayed
def a_plan(town: Town, version: PolicyVersion, *keys: str, **more: Any) -> ActionPlan:
    """Finn drafts a one-year plan for 2021 with these goals."""
    fields: dict[str, Any] = {
        "title": "Handleplan 2021", "drafted_by": town.units["social"], "period_from": date(2021, 1, 1),
        "period_to": date(2021, 12, 31),
    }  # fmt: skip
    return plans.draft_plan(policy=version.policy, by=town.as_("finn"), goals=goals(version, *keys), **(fields | more))


@replayed
def an_effort(town: Town, plan: ActionPlan, title: str = "Flere boliger", **more: Any) -> Effort:
    """An effort that Dan leads in his unit, with one milestone."""
    fields: dict[str, Any] = {
        "unit": town.units["social"], "lead": town.people["dan"], "milestones": [("Aftale på plads", date(2021, 6, 1))],
    }  # fmt: skip
    return efforts.add_effort(plan=plan, title=title, by=town.as_("finn"), **(fields | more))


@replayed
def approved(town: Town, plan: ActionPlan) -> ActionPlan:
    """Approve the plan in the committee on 1 February 2021, and put it to work."""
    plans.approve_plan(plan=plan, unit=town.units["socialudvalg"], on=date(2021, 2, 1), by=town.as_("finn"))
    return plans.start_plan(plan=plan, by=town.as_("finn"))
