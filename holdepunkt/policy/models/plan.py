"""Action plans, the goals they take on, and the bodies that were heard."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit
from holdepunkt.policy.labels import choices
from holdepunkt.policy.models.policy import Policy, PolicyVersion
from holdepunkt.policy.models.text import Goal
from holdepunkt.policy.rules.kinds import PlanStage
from holdepunkt.tenancy import TenantRow


class ActionPlan(TenantRow):
    """A plan of efforts for a period, made by one body. Approved ones never change (invariant 10)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="plans")
    key = models.SlugField(_("nøgle"), max_length=80, blank=True)
    title = models.CharField(_("titel"), max_length=200)
    plain = models.TextField(_("i korte ord"), blank=True)
    passage_key = models.SlugField(_("afsnit i politikken"), max_length=80, blank=True)
    local_word = models.CharField(_("lokalt ord"), max_length=60, default="handleplan")
    drafted_by = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("laves af")
    )
    period_from = models.DateField(_("fra"))
    period_to = models.DateField(_("til"))
    stage = models.CharField(_("trin"), max_length=20, choices=choices(PlanStage), default=PlanStage.DRAFT)
    number = models.PositiveIntegerField(_("version"), default=1)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("afløser")
    )
    correction_reason = models.TextField(_("hvorfor rettet"), blank=True)
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="next_plans",
        verbose_name=_("følger efter"),
    )
    approved_by = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("godkendt af")
    )
    approved_on = models.DateField(_("godkendt den"), null=True, blank=True)
    annexed_on = models.DateField(_("vedlagt politikken den"), null=True, blank=True)
    annexed_to = models.ForeignKey(
        PolicyVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="annexes",
        verbose_name=_("bilag til"),
    )
    from_text = models.BooleanField(_("står i politikkens tekst"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("handleplan")
        verbose_name_plural = _("handleplaner")
        indexes = [models.Index(fields=["policy", "period_from"])]
        constraints = [
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="plan_period_in_order"),
            models.CheckConstraint(
                condition=Q(annexed_on=None, annexed_to=None) | Q(annexed_on__isnull=False, annexed_to__isnull=False),
                name="annexed_both_or_neither",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_frozen(self) -> bool:
        """Whether the plan can no longer change."""
        return self.stage in (PlanStage.APPROVED, PlanStage.RUNNING, PlanStage.CLOSED)


class PlanGoal(TenantRow):
    """A goal that a plan takes on; `own_choice` marks one beyond what the policy binds it to (F4)."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="plan_goals")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    own_choice = models.BooleanField(_("frit valg"), default=False)

    class Meta:
        verbose_name = _("mål i planen")
        verbose_name_plural = _("mål i planen")
        ordering = ["goal__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "goal"], name="goal_once_per_plan")]

    def __str__(self) -> str:
        return str(self.goal)


class BodyHeard(TenantRow):
    """A body that was heard on a policy, a plan or the year's status, and what it said in its own words."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("organ"))
    version_of = models.ForeignKey(
        PolicyVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="bodies_heard"
    )
    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="bodies_heard")
    report = models.ForeignKey(
        "policy.StatusReport", on_delete=models.PROTECT, null=True, blank=True, related_name="bodies_heard"
    )
    asked_on = models.DateField(_("spurgt den"))
    due_on = models.DateField(_("frist"), null=True, blank=True)
    said_on = models.DateField(_("svarede den"), null=True, blank=True)
    words = models.TextField(_("med egne ord"), blank=True)
    considered = models.TextField(_("hvad det førte til"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("hørt organ")
        verbose_name_plural = _("hørte organer")
        constraints = [
            models.CheckConstraint(
                condition=Q(version_of__isnull=False, plan=None, report=None)
                | Q(version_of=None, plan__isnull=False, report=None)
                | Q(version_of=None, plan=None, report__isnull=False),
                name="heard_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(said_on=None, words="") | Q(said_on__isnull=False), name="words_have_a_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit)
