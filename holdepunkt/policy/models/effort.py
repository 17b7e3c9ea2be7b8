"""Efforts in a plan, their milestones and their figures."""

import uuid
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit, User
from holdepunkt.policy.labels import choices
from holdepunkt.policy.models.plan import ActionPlan
from holdepunkt.policy.models.text import Goal, Promise
from holdepunkt.policy.rules.kinds import CarryOver
from holdepunkt.tenancy import TenantRow


class Effort(TenantRow):
    """What is done in a plan to reach a goal. Never used for one person's help."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="efforts")
    thread = models.UUIDField(_("tråd gennem planerne"), default=uuid4, db_index=True)
    key = models.SlugField(_("nøgle"), max_length=80, blank=True)
    order = models.PositiveIntegerField(default=0)
    title = models.CharField(_("officiel ordlyd"), max_length=400)
    working_title = models.CharField(_("arbejdstitel"), max_length=120, blank=True)
    plain = models.TextField(_("i korte ord"), blank=True)
    passage_key = models.SlugField(_("afsnit i politikken"), max_length=80, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="efforts", verbose_name=_("ansvarlig enhed")
    )
    lead = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="efforts", verbose_name=_("ansvarlig")
    )
    goals = models.ManyToManyField(Goal, through="EffortGoal", related_name="efforts", verbose_name=_("mål"))
    promises = models.ManyToManyField(
        Promise, through="EffortPromise", related_name="efforts", blank=True, verbose_name=_("forpligtelser")
    )
    partners = models.ManyToManyField(
        Unit, through="EffortPartner", related_name="partner_efforts", blank=True, verbose_name=_("samarbejdsparter")
    )
    citizens_take_part = models.TextField(_("sådan er borgere med"), blank=True)
    employees_take_part = models.TextField(_("sådan er medarbejdere med"), blank=True)
    others_take_part = models.TextField(_("sådan er andre med"), blank=True)
    starts_on = models.DateField(_("begynder"), null=True, blank=True)
    ends_on = models.DateField(_("slutter"), null=True, blank=True)
    economy = models.TextField(_("økonomi"), blank=True)
    expected_effect = models.TextField(_("forventet virkning"), blank=True)
    indicator = models.CharField(_("indikator"), max_length=200, blank=True)
    indicator_unit = models.CharField(_("måleenhed"), max_length=60, blank=True)
    about_people = models.BooleanField(_("tallet handler om mennesker"), default=False)
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name=_("ført videre fra"),
    )
    carried_how = models.CharField(_("ført videre"), max_length=20, choices=choices(CarryOver), blank=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes", verbose_name=_("afløst af")
    )
    stopped_on = models.DateField(_("stoppet den"), null=True, blank=True)
    stop_reason = models.TextField(_("hvorfor stoppet"), blank=True)
    is_example = models.BooleanField(_("eksempeldata"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("indsats")
        verbose_name_plural = _("indsatser")
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["plan", "order", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="effort_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on=None, stop_reason="") | (Q(stopped_on__isnull=False) & ~Q(stop_reason="")),
                name="stopped_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.working_title or self.title


class EffortGoal(TenantRow):
    """An effort serves a goal."""

    effort = models.ForeignKey(Effort, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("indsatsens mål")
        verbose_name_plural = _("indsatsens mål")
        constraints = [models.UniqueConstraint(fields=["effort", "goal"], name="goal_once_per_effort")]

    def __str__(self) -> str:
        return f"{self.effort_id} → {self.goal_id}"


class EffortPromise(TenantRow):
    """An effort serves a promise."""

    effort = models.ForeignKey(Effort, on_delete=models.PROTECT, related_name="+")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("indsatsens forpligtelse")
        verbose_name_plural = _("indsatsens forpligtelser")
        constraints = [models.UniqueConstraint(fields=["effort", "promise"], name="promise_once_per_effort")]

    def __str__(self) -> str:
        return f"{self.effort_id} → {self.promise_id}"


class EffortPartner(TenantRow):
    """A unit or external party that takes part in an effort."""

    effort = models.ForeignKey(Effort, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("samarbejdspart")
        verbose_name_plural = _("samarbejdsparter")
        constraints = [models.UniqueConstraint(fields=["effort", "unit"], name="partner_once_per_effort")]

    def __str__(self) -> str:
        return f"{self.effort_id} + {self.unit_id}"


class Milestone(TenantRow):
    """A dated step of an effort. The day it was reached is work, not plan: it can be noted any time."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    effort = models.ForeignKey(Effort, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(_("milepæl"), max_length=200)
    due_on = models.DateField(_("frist"))
    reached_on = models.DateField(_("nået den"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("milepæl")
        verbose_name_plural = _("milepæle")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title


class Figure(TenantRow):
    """A figure of an effort's indicator on a day, with its source. Typed once, shown everywhere."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    effort = models.ForeignKey(Effort, on_delete=models.PROTECT, related_name="figures")
    value = models.DecimalField(_("tal"), max_digits=14, decimal_places=2, null=True, blank=True)
    under_five = models.BooleanField(_("under fem"), default=False)
    unit = models.CharField(_("måleenhed"), max_length=60, blank=True)
    as_of = models.DateField(_("opgjort den"))
    source = models.CharField(_("kilde"), max_length=200)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("retter")
    )
    typed_at = models.DateTimeField(_("skrevet"))

    class Meta:
        verbose_name = _("tal for indsatsen")
        verbose_name_plural = _("tal for indsatsen")
        ordering = ["-as_of", "-pk"]
        indexes = [models.Index(fields=["effort", "-as_of"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(value=None, under_five=True) | Q(value__isnull=False, under_five=False),
                name="a_value_or_under_five",
            )
        ]

    def __str__(self) -> str:
        return f"{self.effort}: {self.value if self.value is not None else '<5'} {self.unit}"
