"""A town with a row in every table, so that a test can try to reach each one from the next town."""

from datetime import date
from typing import Any

from holdepunkt import clock, tenancy
from holdepunkt.pages.tests.builders import a_decision
from holdepunkt.people.models import (
    Absence,
    Authenticator,
    IdentityProvider,
    Post,
    ProviderAccount,
    ProviderPost,
    ProviderRole,
    RecoveryCode,
)
from holdepunkt.people.rules import Role
from holdepunkt.people.tests.builders import Town, a_town
from holdepunkt.policy.models import (
    ActionPlan,
    AdoptedProposal,
    BodyHeard,
    Conclusion,
    Effort,
    EffortGoal,
    EffortPartner,
    EffortPromise,
    Evaluation,
    Figure,
    GatheringEffort,
    GatheringGoal,
    Goal,
    GoalInput,
    GoalTarget,
    HearingAbout,
    Milestone,
    NationalGoal,
    Passage,
    PlacedStory,
    PlanGoal,
    PolicyLink,
    PolicyVersion,
    Rhythm,
    SourceDocument,
    VerbatimText,
)
from holdepunkt.policy.tests.builders import a_draft, a_policy
from holdepunkt.policy.tests.builders_status import TODAY
from holdepunkt.record.actions import seal
from holdepunkt.voice.tests.builders_councils import a_whole_council
from holdepunkt.voice.tests.builders_gatherings import a_gathering_with_all
from holdepunkt.voice.tests.builders_hearings import a_whole_hearing
from holdepunkt.voice.tests.builders_proposals import a_row_of_each
from holdepunkt.voice.tests.builders_stories import a_story_with_all


def a_whole_town(slug: str) -> Town:
    """A town that has come all the way with one policy and drafts the next."""
    with clock.standing_at(TODAY), tenancy.unscoped(because="the test builds its towns as their operator would"):
        town = a_town(slug, f"{slug.capitalize()} Kommune")
        with tenancy.within(town.municipality):
            item = a_decision(town, a_policy(town))
            item.files.create(item_version=1, format="docx", asked_at=clock.now())
            draft = a_draft(town, "naeste")
            _more_text(draft, town)
            _an_evaluation(draft)
            _a_draft_plan(draft, town)
            _ways_to_sign_in(town)
            effort = Effort.objects.filter(plan__policy__municipality=town.municipality)[0]
            AdoptedProposal.objects.create(effort=effort, proposal=a_row_of_each(town), adopted_on=TODAY)
            goal = Goal.objects.filter(version_of=draft)[0]
            PlacedStory.objects.create(story=a_story_with_all(town), version_of=draft, goal=goal, placed_on=TODAY)
            _said_at_a_gathering(town, effort)
            hearing = a_whole_hearing(town, a_whole_council(town))
            HearingAbout.objects.create(hearing=hearing, version_of=draft)
            seal(slug)
    return town


def _said_at_a_gathering(town: Town, effort: Effort) -> None:
    """A gathering with everything that hangs on it, tied to the policy in every way."""
    line = a_gathering_with_all(town)
    policy = effort.plan.policy
    GatheringEffort.objects.create(gathering=line.gathering, effort=effort)
    GatheringGoal.objects.create(gathering=line.gathering, policy=policy, goal_key="a")
    GoalInput.objects.create(policy=policy, goal_key="a", line=line, noted_on=TODAY)


def _ways_to_sign_in(town: Town) -> None:
    """A provider with what hangs on it, a code app, and somebody who is away."""
    dan, unit = town.people["dan"], town.units["social"]
    provider = IdentityProvider.objects.create(
        municipality=town.municipality, key="log", name="Kommunens login", issuer="https://login.example", client_id="a"
    )
    ProviderRole.objects.create(provider=provider, value="ledere", role=Role.UNIT_LEADER, unit=unit)
    ProviderAccount.objects.create(provider=provider, subject="a", user=dan)
    ProviderPost.objects.create(provider=provider, post=Post.objects.filter(user=dan)[0])
    Authenticator.objects.create(user=dan, sealed_secret="a", confirmed_at=clock.now(), last_step=1)
    RecoveryCode.objects.create(user=dan, code_hash="a")
    Absence.objects.create(user=dan, starts_on=TODAY, ends_on=TODAY, deputy=town.people["carla"])


def _more_text(draft: PolicyVersion, town: Town) -> None:
    goal, passage = Goal.objects.filter(version_of=draft)[0], Passage.objects.filter(version_of=draft)[0]
    national = NationalGoal.objects.create(version_of=draft, key="staten", title="Færre uden hjem")
    goal.national_goals.add(national)
    GoalTarget.objects.create(goal=goal, measure="Mennesker uden hjem")
    PolicyLink.objects.create(version_of=draft, kind="rests_on", title="Boligpolitikken")
    rhythm = Rhythm.objects.filter(version_of=draft)[0]
    rhythm.units.add(town.units["social"])
    rhythm.goals.add(goal)
    VerbatimText.objects.create(passage=passage, text=passage.plain)
    SourceDocument.objects.create(version=draft, name="a.txt", content=b"a", sha256="a", attached_at=clock.now())


def _an_evaluation(draft: PolicyVersion) -> None:
    evaluation = Evaluation.objects.create(policy=draft.policy, year=2021)
    Conclusion.objects.create(evaluation=evaluation, text="Aftensmaden virker.")


def _a_draft_plan(draft: PolicyVersion, town: Town) -> None:
    goal = Goal.objects.filter(version_of=draft)[0]
    period: dict[str, Any] = {"period_from": date(2022, 1, 1), "period_to": date(2023, 12, 31)}
    plan = ActionPlan.objects.create(policy=draft.policy, title="Næste plan", drafted_by=town.units["social"], **period)
    PlanGoal.objects.create(plan=plan, goal=goal)
    BodyHeard.objects.create(unit=town.units["udsatteraad"], plan=plan, asked_on=TODAY)
    effort = Effort.objects.create(plan=plan, title="Aftensmad", unit=town.units["social"], lead=town.people["dan"])
    EffortGoal.objects.create(effort=effort, goal=goal)
    EffortPromise.objects.create(effort=effort, promise=draft.promises.all()[0])
    EffortPartner.objects.create(effort=effort, unit=town.units["boligforening"])
    Milestone.objects.create(effort=effort, title="Første aften", due_on=date(2022, 2, 1))
    Figure.objects.create(effort=effort, value=12, as_of=TODAY, source="Egen optælling", typed_at=clock.now())
