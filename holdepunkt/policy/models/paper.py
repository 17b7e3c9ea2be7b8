"""The item to the committee, its fields, its files, and what the committee decided."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit
from holdepunkt.policy.labels import choices
from holdepunkt.policy.models.evaluation import Evaluation
from holdepunkt.policy.models.plan import ActionPlan
from holdepunkt.policy.models.policy import Policy, PolicyVersion
from holdepunkt.policy.models.status import StatusReport
from holdepunkt.policy.rules.kinds import Decision
from holdepunkt.tenancy import TenantRow


class CommitteeItem(TenantRow):
    """A *dagsordenspunkt*: what a committee is asked to decide, when, and what it decided."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="items")
    title = models.CharField(_("titel"), max_length=300)
    committee = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="items", verbose_name=_("udvalg"))
    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    policy_version = models.ForeignKey(
        PolicyVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    case_number = models.CharField(_("sagsnummer"), max_length=60, blank=True)
    meeting_on = models.DateField(_("møde den"), null=True, blank=True)
    agenda_on = models.DateField(_("dagsorden ude den"), null=True, blank=True)
    sent_on = models.DateField(_("sendt den"), null=True, blank=True)
    published_on = models.DateField(_("dagsordenen er offentlig fra"), null=True, blank=True)
    annex = models.JSONField(_("bilag, som det blev sendt"), null=True, blank=True)
    decision = models.CharField(_("beslutning"), max_length=20, choices=choices(Decision), blank=True)
    decision_text = models.TextField(_("beslutningens ord"), blank=True)
    decided_on = models.DateField(_("besluttet den"), null=True, blank=True)
    minutes_url = models.URLField(_("referat"), blank=True)
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("tager op igen"),
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("punkt til udvalget")
        verbose_name_plural = _("punkter til udvalget")
        indexes = [models.Index(fields=["policy", "-meeting_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None) | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="decision_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def agenda_is_out(self) -> bool:
        """Whether the committee's agenda is published, so that the public may read the item."""
        return self.published_on is not None


class ItemField(TenantRow):
    """One field of an item in the municipality's own form, as it stands now."""

    item = models.ForeignKey(CommitteeItem, on_delete=models.PROTECT, related_name="fields")
    order = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(_("nøgle"), max_length=30)
    heading = models.CharField(_("overskrift"), max_length=100)
    text = models.TextField(_("tekst"), blank=True)

    class Meta:
        verbose_name = _("felt i punktet")
        verbose_name_plural = _("felter i punktet")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "order"], name="one_field_per_place")]

    def __str__(self) -> str:
        return self.heading


class PaperFile(TenantRow):
    """A file made from an item: Word, PDF, Excel or print, made outside the web worker."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    item = models.ForeignKey(CommitteeItem, on_delete=models.PROTECT, related_name="files")
    item_version = models.PositiveIntegerField(_("af punktets version"))
    format = models.CharField(_("format"), max_length=10)
    asked_at = models.DateTimeField(_("bestilt"))
    made_at = models.DateTimeField(_("lavet"), null=True, blank=True)
    content = models.BinaryField(_("indhold"), null=True, blank=True)
    problem = models.TextField(_("hvad gik galt"), blank=True)

    class Meta:
        verbose_name = _("fil til udvalget")
        verbose_name_plural = _("filer til udvalget")

    def __str__(self) -> str:
        return f"{self.item} ({self.format})"
