"""What a member is owed for coming to a meeting: travel and meals, asked for and paid."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.tenancy import TenantRow
from holdepunkt.voice.council_words import choices
from holdepunkt.voice.models.meeting import CouncilMeeting
from holdepunkt.voice.models.member import CouncilMember
from holdepunkt.voice.rules.outlays import OutlayKind


class Outlay(TenantRow):
    """An amount one member is owed for one meeting. Seen by those who run the council alone."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    meeting = models.ForeignKey(CouncilMeeting, on_delete=models.PROTECT, related_name="outlays")
    member = models.ForeignKey(
        CouncilMember, on_delete=models.PROTECT, related_name="outlays", verbose_name=_("medlem")
    )
    kind = models.CharField(_("til"), max_length=20, choices=choices(OutlayKind))
    amount = models.DecimalField(_("kroner"), max_digits=8, decimal_places=2)
    asked_on = models.DateField(_("bedt om den"))
    paid_on = models.DateField(_("betalt den"), null=True, blank=True)

    class Meta:
        verbose_name = _("udlæg")
        verbose_name_plural = _("udlæg")
        indexes = [models.Index(fields=["meeting", "paid_on"], name="outlays_unpaid")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="an_outlay_is_more_than_nothing"),
            models.CheckConstraint(condition=Q(paid_on=None) | Q(paid_on__gte=F("asked_on")), name="paid_after_asked"),
        ]

    def __str__(self) -> str:
        """Never the name or the amount: the record keeps this name for good."""
        return f"{self._meta.verbose_name} {self.pk}"
