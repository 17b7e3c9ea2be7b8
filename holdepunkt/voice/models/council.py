"""An advisory council, the rules it works by, and its seats."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Municipality, Unit
from holdepunkt.tenancy import OfOneMunicipality, TenantRow
from holdepunkt.voice.council_words import choices
from holdepunkt.voice.rules.council import RuleKey
from holdepunkt.voice.rules.members import SeatKind


class AdvisoryCouncil(OfOneMunicipality):
    """A council that speaks for citizens: the one for vulnerable citizens, the disability council, others."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="councils")
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="council", verbose_name=_("enhed"))
    key = models.SlugField(_("navn i adressen"), max_length=80)
    about = models.TextField(_("om rådet"), blank=True)
    is_example = models.BooleanField(_("eksempel"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("råd")
        verbose_name_plural = _("råd")
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="one_council_per_key")]

    def __str__(self) -> str:
        return self.unit.name


class CouncilRule(TenantRow):
    """One rule of a council from a day on, with its source. An empty value: nobody knows. Older rows stay."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    council = models.ForeignKey(AdvisoryCouncil, on_delete=models.PROTECT, related_name="rules")
    key = models.CharField(_("regel"), max_length=30, choices=choices(RuleKey))
    value = models.TextField(_("svar"), blank=True)
    since = models.DateField(_("gælder fra"), null=True, blank=True)
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    note = models.TextField(_("bemærkning"), blank=True)
    noted_on = models.DateField(_("skrevet ind"))

    class Meta:
        verbose_name = _("regel for rådet")
        verbose_name_plural = _("regler for rådet")
        indexes = [models.Index(fields=["council", "key", "since"], name="rule_in_force")]

    def __str__(self) -> str:
        return f"{self.council}: {self.get_key_display()}"


class CouncilSeat(TenantRow):
    """Seats of one kind: for whom, how many, who chooses them, and whether they vote. Two of a kind have names."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    council = models.ForeignKey(AdvisoryCouncil, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(_("hvem pladserne er for"), max_length=20, choices=choices(SeatKind))
    name = models.CharField(_("navn på pladserne"), max_length=120, blank=True, default="", db_default="")
    least = models.PositiveSmallIntegerField(_("mindst"), null=True, blank=True)
    most = models.PositiveSmallIntegerField(_("højst"), null=True, blank=True)
    chosen_by = models.CharField(_("valgt af"), max_length=200, blank=True)
    votes = models.BooleanField(_("har stemme"), default=True, db_default=True)
    answers_hearings = models.BooleanField(_("svarer på høringer"), default=True, db_default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("pladser i rådet")
        verbose_name_plural = _("pladser i rådet")
        constraints = [
            models.UniqueConstraint(fields=["council", "kind", "name"], name="one_row_of_seats_per_name"),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(most__gte=F("least")), name="seats_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())
