"""The tie between a hearing and what it is about."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.policy.models.plan import ActionPlan
from holdepunkt.policy.models.policy import PolicyVersion
from holdepunkt.policy.models.status import StatusReport
from holdepunkt.tenancy import TenantRow
from holdepunkt.voice.models import Hearing


class HearingAbout(TenantRow):
    """A hearing about a version of the policy, a plan, or a year's status: one of them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="about")
    version_of = models.ForeignKey(
        PolicyVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="hearings"
    )
    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="hearings")
    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, null=True, blank=True, related_name="hearings")

    class Meta:
        verbose_name = _("høring om")
        verbose_name_plural = _("høringer om")
        constraints = [
            models.CheckConstraint(
                condition=Q(version_of__isnull=False, plan=None, report=None)
                | Q(version_of=None, plan__isnull=False, report=None)
                | Q(version_of=None, plan=None, report__isnull=False),
                name="hearing_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.hearing)

    @property
    def thing(self) -> PolicyVersion | ActionPlan | StatusReport:
        """What the hearing is about."""
        return self.plan or self.report or self.version_of  # type: ignore[return-value]
