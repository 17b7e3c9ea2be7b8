"""The year's status: the round, the answers, and the locked rows."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit, User
from holdepunkt.policy.labels import choices
from holdepunkt.policy.models.effort import Effort, Figure
from holdepunkt.policy.models.policy import Policy
from holdepunkt.policy.rules.kinds import EffortStage, NoteStage, ReportStage
from holdepunkt.tenancy import TenantRow


class StatusReport(TenantRow):
    """The status of one policy for one year: first a round of questions, then locked, then public."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(_("år"))
    revision = models.PositiveSmallIntegerField(_("udgave"), default=1)
    stage = models.CharField(_("trin"), max_length=20, choices=choices(ReportStage), default=ReportStage.OPEN)
    opened_on = models.DateField(_("åbnet"))
    due_on = models.DateField(_("svarfrist"))
    meeting_on = models.DateField(_("udvalgets møde"), null=True, blank=True)
    agenda_on = models.DateField(_("dagsorden sendes"), null=True, blank=True)
    approve_by = models.DateField(_("chefen godkender senest"), null=True, blank=True)
    locked_at = models.DateTimeField(_("låst"), null=True, blank=True)
    locked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(_("godkendt af chefen"), null=True, blank=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField(_("sendt til udvalget"), null=True, blank=True)
    published_on = models.DateField(_("offentlig fra"), null=True, blank=True)
    progress = models.JSONField(_("forpligtelser, så langt"), default=dict)
    revises = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="revised_by", verbose_name=_("retter")
    )
    revision_reason = models.TextField(_("hvorfor åbnet igen"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("status for året")
        verbose_name_plural = _("status, år for år")
        constraints = [
            models.UniqueConstraint(fields=["policy", "year", "revision"], name="one_report_per_revision"),
            models.CheckConstraint(
                condition=Q(revises=None, revision=1) | (Q(revises__isnull=False) & ~Q(revision_reason="")),
                name="reopened_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Status {self.year}" + (f" ({self.revision}. udgave)" if self.revision > 1 else "")


class StatusNote(TenantRow):
    """One effort lead's answer for a year: asked, draft or stated."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, related_name="notes")
    effort = models.ForeignKey(Effort, on_delete=models.PROTECT, related_name="notes")
    stage = models.CharField(_("trin"), max_length=20, choices=choices(NoteStage), default=NoteStage.ASKED)
    stated = models.CharField(_("hvordan går det"), max_length=20, choices=choices(EffortStage), blank=True)
    no_news = models.BooleanField(_("intet nyt"), default=False)
    happened = models.TextField(_("hvad er der sket"), blank=True)
    took_part = models.JSONField(_("hvem var med"), default=list, blank=True)
    hindrance = models.TextField(_("hvad står i vejen"), blank=True)
    next_step = models.TextField(_("næste skridt"), blank=True)
    differs_because = models.TextField(_("hvorfor anderledes end datoerne viser"), blank=True)
    figure = models.ForeignKey(
        Figure, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("nyeste tal")
    )
    draft_figure = models.JSONField(_("kladde til tallet"), default=dict, blank=True)
    due_on = models.DateField(_("svarfrist"))
    answered_at = models.DateTimeField(_("svaret"), null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    came_by = models.CharField(_("kom ad vejen"), max_length=20, default="screen")
    form_code = models.CharField(_("formularens kode"), max_length=40, unique=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("status på indsatsen")
        verbose_name_plural = _("status på indsatser")
        indexes = [models.Index(fields=["report", "stage"])]
        constraints = [
            models.UniqueConstraint(fields=["report", "effort"], name="one_note_per_effort"),
            models.CheckConstraint(
                condition=~Q(stage=NoteStage.STATED) | Q(answered_at__isnull=False), name="stated_notes_are_answered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.effort}"


class LockedStatus(TenantRow):
    """A self-contained row of the locked year: one per effort, one per goal. Never changes.

    `kind` is effort or goal. Names, dates and figures are copied as they stood, so that the row
    tells the same story when everything around it has changed.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, related_name="rows")
    kind = models.CharField(_("slags"), max_length=10)
    order = models.PositiveIntegerField(default=0)
    effort = models.ForeignKey(Effort, on_delete=models.PROTECT, null=True, related_name="locked")
    effort_title = models.CharField(_("indsats"), max_length=400, blank=True)
    plan_title = models.CharField(_("handleplan"), max_length=200, blank=True)
    goal_keys = models.JSONField(_("mål, nøgler"), default=list)
    goal_titles = models.JSONField(_("mål"), default=list)
    promise_keys = models.JSONField(_("forpligtelser, nøgler"), default=list)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    unit_name = models.CharField(_("ansvarlig enhed"), max_length=200, blank=True)
    lead_name = models.CharField(_("ansvarlig (kun internt)"), max_length=120, blank=True)
    partners = models.JSONField(_("samarbejdsparter"), default=list)
    starts_on = models.DateField(_("begynder"), null=True)
    ends_on = models.DateField(_("slutter"), null=True)
    milestones = models.JSONField(_("milepæle"), default=list)
    economy = models.TextField(_("økonomi"), blank=True)
    indicator = models.CharField(_("indikator"), max_length=200, blank=True)
    figure_value = models.DecimalField(_("tal"), max_digits=14, decimal_places=2, null=True)
    figure_under_five = models.BooleanField(_("under fem"), default=False)
    figure_unit = models.CharField(_("måleenhed"), max_length=60, blank=True)
    figure_source = models.CharField(_("kilde"), max_length=200, blank=True)
    figure_date = models.DateField(_("opgjort den"), null=True)
    computed = models.CharField(_("beregnet"), max_length=20, blank=True)
    stated = models.CharField(_("oplyst"), max_length=20, blank=True)
    answered = models.BooleanField(_("har svaret"), default=False)
    no_news = models.BooleanField(_("intet nyt"), default=False)
    differs_because = models.TextField(_("hvorfor anderledes"), blank=True)
    happened = models.TextField(_("hvad er der sket"), blank=True)
    took_part = models.JSONField(_("hvem var med"), default=list)
    hindrance = models.TextField(_("hvad står i vejen"), blank=True)
    next_step = models.TextField(_("næste skridt"), blank=True)
    counts = models.JSONField(_("antal efter trin"), default=dict)
    last_year = models.CharField(_("sidste år"), max_length=20, blank=True)
    is_example = models.BooleanField(_("eksempeldata"), default=False)

    class Meta:
        verbose_name = _("låst status")
        verbose_name_plural = _("låst status")
        ordering = ["kind", "order", "pk"]
        indexes = [models.Index(fields=["report", "kind", "order"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="effort", effort__isnull=False) | Q(kind="goal", effort=None),
                name="locked_row_of_effort_or_goal",
            ),
            models.UniqueConstraint(
                fields=["report", "effort"], condition=Q(kind="effort"), name="one_locked_row_per_effort"
            ),
        ]

    def __str__(self) -> str:
        return self.effort_title or ", ".join(self.goal_titles)


class Reminder(TenantRow):
    """A reminder that was sent, so that nobody gets the same one twice."""

    note = models.ForeignKey(StatusNote, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(_("slags"), max_length=20)
    sent_on = models.DateField(_("sendt den"))
    sent_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("påmindelse")
        verbose_name_plural = _("påmindelser")
        constraints = [models.UniqueConstraint(fields=["note", "kind"], name="one_reminder_per_kind")]

    def __str__(self) -> str:
        return f"{self.note}: {self.kind}"
