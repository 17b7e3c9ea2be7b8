"""What a gathering has to do with the policy: the goals it serves, the effort it is held for, the goals that came of it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from holdepunkt.policy.models.effort import Effort
from holdepunkt.policy.models.policy import Policy
from holdepunkt.tenancy import TenantRow
from holdepunkt.voice.models import Gathering, HeardLine


class GatheringGoal(TenantRow):
    """A gathering serves a goal of a policy, named by its key: so it does in every version of the text."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="goals_served")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="gathering_goals")
    goal_key = models.SlugField(_("mål"), max_length=80)

    class Meta:
        verbose_name = _("mål for et fællesmøde")
        verbose_name_plural = _("mål for fællesmøder")
        constraints = [
            models.UniqueConstraint(fields=["gathering", "policy", "goal_key"], name="goal_once_per_gathering")
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} → {self.goal_key}"


class GatheringEffort(TenantRow):
    """A gathering is held as part of an effort: what a plan said would be held can be seen to be held."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="efforts_served")
    effort = models.ForeignKey(Effort, on_delete=models.CASCADE, related_name="gatherings")

    class Meta:
        verbose_name = _("fællesmøde i en indsats")
        verbose_name_plural = _("fællesmøder i indsatser")
        constraints = [models.UniqueConstraint(fields=["gathering", "effort"], name="effort_once_per_gathering")]

    def __str__(self) -> str:
        return f"{self.gathering_id} → {self.effort_id}"


class GoalInput(TenantRow):
    """A goal came of what somebody said (N3): a note beside the text, with its day, and no part of the text.

    The goal is named by its key: a new version or a text loaded anew keeps what it came of.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="goal_inputs")
    goal_key = models.SlugField(_("mål"), max_length=80)
    line = models.ForeignKey(HeardLine, on_delete=models.PROTECT, related_name="goals")
    noted_on = models.DateField(_("skrevet den"))

    class Meta:
        verbose_name = _("udsagn bag et mål")
        verbose_name_plural = _("udsagn bag mål")
        constraints = [models.UniqueConstraint(fields=["policy", "goal_key", "line"], name="line_once_per_goal")]

    def __str__(self) -> str:
        return f"{self.goal_key} ← {self.line_id}"
