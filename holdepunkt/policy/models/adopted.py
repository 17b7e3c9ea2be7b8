"""The tie between a proposal and the effort it became (invariant 9)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.policy.models.effort import Effort
from holdepunkt.tenancy import TenantRow
from holdepunkt.voice.models import Proposal


class AdoptedProposal(TenantRow):
    """A proposal that became an effort. A tie that was wrong is ended with a reason, never taken away."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    effort = models.ForeignKey(Effort, on_delete=models.PROTECT, related_name="adopted")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="adopted")
    adopted_on = models.DateField(_("taget ind den"))
    ended_on = models.DateField(_("trukket tilbage den"), null=True, blank=True)
    why = models.TextField(_("hvorfor"), blank=True)

    class Meta:
        verbose_name = _("forslag i en indsats")
        verbose_name_plural = _("forslag i indsatser")
        constraints = [
            models.UniqueConstraint(
                fields=["effort", "proposal"], condition=Q(ended_on=None), name="adopted_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, why="") | (Q(ended_on__isnull=False) & ~Q(why="")),
                name="adoption_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Forslag %(number)s") % {"number": self.proposal})
