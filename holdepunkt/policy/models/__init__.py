"""Models of the policy loop, by noun."""

from holdepunkt.policy.models.adopted import AdoptedProposal
from holdepunkt.policy.models.effort import Effort, EffortGoal, EffortPartner, EffortPromise, Figure, Milestone
from holdepunkt.policy.models.evaluation import Conclusion, Evaluation
from holdepunkt.policy.models.gatherings import GatheringEffort, GatheringGoal, GoalInput
from holdepunkt.policy.models.hearing import HearingAbout
from holdepunkt.policy.models.paper import CommitteeItem, ItemField, PaperFile
from holdepunkt.policy.models.plan import ActionPlan, BodyHeard, PlanGoal
from holdepunkt.policy.models.policy import Policy, PolicyVersion, SourceDocument
from holdepunkt.policy.models.status import LockedStatus, Reminder, StatusNote, StatusReport
from holdepunkt.policy.models.story import PlacedStory
from holdepunkt.policy.models.text import (
    Goal,
    GoalTarget,
    NationalGoal,
    Passage,
    PolicyLink,
    Promise,
    PromiseGoal,
    Rhythm,
    VerbatimText,
)

__all__ = [
    "ActionPlan",
    "AdoptedProposal",
    "BodyHeard",
    "CommitteeItem",
    "Conclusion",
    "Effort",
    "EffortGoal",
    "EffortPartner",
    "EffortPromise",
    "Evaluation",
    "Figure",
    "GatheringEffort",
    "GatheringGoal",
    "Goal",
    "GoalInput",
    "GoalTarget",
    "HearingAbout",
    "ItemField",
    "LockedStatus",
    "Milestone",
    "NationalGoal",
    "PaperFile",
    "Passage",
    "PlacedStory",
    "PlanGoal",
    "Policy",
    "PolicyLink",
    "PolicyVersion",
    "Promise",
    "PromiseGoal",
    "Reminder",
    "Rhythm",
    "SourceDocument",
    "StatusNote",
    "StatusReport",
    "VerbatimText",
]
