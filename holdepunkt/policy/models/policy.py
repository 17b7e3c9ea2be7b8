"""A policy, its versions, and the municipality's own document of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Municipality, Unit
from holdepunkt.policy.labels import choices
from holdepunkt.policy.rules.kinds import VersionStage
from holdepunkt.tenancy import OfOneMunicipality, TenantRow


class Policy(OfOneMunicipality):
    """One policy (or strategy, or a committee's plan) of a municipality, through all its versions."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="policies")
    slug = models.SlugField(_("kort navn i adressen"), max_length=80)
    title = models.CharField(_("titel"), max_length=200)
    predecessor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("forgænger")
    )

    class Meta:
        verbose_name = _("politik")
        verbose_name_plural = _("politikker")
        constraints = [models.UniqueConstraint(fields=["municipality", "slug"], name="one_policy_per_slug")]

    def __str__(self) -> str:
        return self.title


class PolicyVersion(TenantRow):
    """One version of a policy's text. An approved version never changes (invariant 10)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    stage = models.CharField(_("trin"), max_length=20, choices=choices(VersionStage))
    title = models.CharField(_("titel"), max_length=200)
    kind_word = models.CharField(_("slags"), max_length=60, default="udsattepolitik")
    edition = models.CharField(_("udgave"), max_length=60, blank=True)
    period_from = models.DateField(_("gælder fra"), null=True, blank=True)
    period_to = models.DateField(_("gælder til"), null=True, blank=True)
    in_use_after_period = models.BooleanField(_("bruges stadig efter perioden"), default=False)
    owner = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tovholder")
    )
    approved_by = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("godkendt af")
    )
    approved_on = models.DateField(_("godkendt den"), null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("afløser")
    )
    dated = models.CharField(_("dateret"), max_length=60, blank=True)
    committee = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("udvalg")
    )
    values = models.JSONField(_("værdier"), default=list, blank=True)
    paper_note = models.TextField(_("om punktets felter"), blank=True)
    draft_remark = models.TextField(_("bemærkning om udkast"), blank=True)
    source_name = models.CharField(_("kildens navn"), max_length=200, blank=True)
    source_note = models.TextField(_("om kilden"), blank=True)
    levels = models.JSONField(_("egne ord for mål"), default=list)
    target_group = models.JSONField(_("målgruppen, fortalt"), default=dict)
    deadlines = models.JSONField(_("frister"), default=dict)
    paper_fields = models.JSONField(_("felter i punktet til udvalget"), default=list)
    digest = models.CharField(_("fingeraftryk"), max_length=64, blank=True)
    hearing_until = models.DateField(_("høring til"), null=True, blank=True)
    began_from = models.ForeignKey(
        "policy.Evaluation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("begyndt fra evalueringen"),
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("version af politikken")
        verbose_name_plural = _("versioner af politikken")
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="one_version_per_number"),
            models.UniqueConstraint(fields=["policy"], condition=Q(stage="approved"), name="one_approved_version"),
            models.CheckConstraint(
                condition=Q(period_from=None) | Q(period_to=None) | Q(period_to__gte=models.F("period_from")),
                name="policy_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.number})"

    @property
    def is_frozen(self) -> bool:
        """Whether the text can no longer change."""
        return self.stage in (VersionStage.APPROVED, VersionStage.SUPERSEDED)


class SourceDocument(TenantRow):
    """The municipality's own document of a version: what the council approved, word for word."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    version = models.OneToOneField(PolicyVersion, on_delete=models.PROTECT, related_name="document")
    name = models.CharField(_("filnavn"), max_length=200)
    content = models.BinaryField(_("indhold"))
    sha256 = models.CharField(_("fingeraftryk"), max_length=64)
    attached_at = models.DateTimeField(_("vedlagt"))
    missing = models.JSONField(_("afsnit, der ikke blev fundet"), default=list)

    class Meta:
        verbose_name = _("kommunens dokument")
        verbose_name_plural = _("kommunens dokumenter")

    def __str__(self) -> str:
        return self.name
