"""The evaluation of a policy, and the conclusions that the next policy begins from."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.policy.models.policy import Policy
from holdepunkt.tenancy import TenantRow


class Evaluation(TenantRow):
    """What was learned from a policy in its evaluation year. Published ones never change."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="evaluations")
    year = models.PositiveSmallIntegerField(_("år"))
    stage = models.CharField(_("trin"), max_length=20, default="draft")
    done_on = models.DateField(_("færdig den"), null=True, blank=True)
    published_on = models.DateField(_("offentlig fra"), null=True, blank=True)
    worked_well = models.TextField(_("det virkede"), blank=True)
    was_missing = models.TextField(_("det manglede"), blank=True)
    citizens_say = models.TextField(_("det siger borgerne"), blank=True)
    how_made = models.TextField(_("sådan er den lavet"), blank=True)
    is_example = models.BooleanField(_("eksempeldata"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("evaluering")
        verbose_name_plural = _("evalueringer")
        constraints = [
            models.UniqueConstraint(fields=["policy", "year"], name="one_evaluation_per_year"),
            models.CheckConstraint(
                condition=Q(stage="draft", done_on=None) | (~Q(stage="draft") & Q(done_on__isnull=False)),
                name="finished_evaluation_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluering {self.year}"


class Conclusion(TenantRow):
    """One thing learned: about a goal or the whole, and what the next policy should do with it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="conclusions")
    order = models.PositiveIntegerField(default=0)
    goal_key = models.SlugField(_("mål, nøgle"), max_length=80, blank=True)
    goal_title = models.CharField(_("mål"), max_length=300, blank=True)
    text = models.TextField(_("konklusion"))
    advice = models.CharField(_("til næste politik"), max_length=20, default="keep")
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        verbose_name = _("konklusion")
        verbose_name_plural = _("konklusioner")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
