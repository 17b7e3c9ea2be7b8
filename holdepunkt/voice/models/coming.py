"""What is on its way to the committees, as the secretaries write it down for a council to see in time."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Municipality, Unit
from holdepunkt.tenancy import OfOneMunicipality, TenantRow
from holdepunkt.voice.models.council import AdvisoryCouncil


class ComingMatter(OfOneMunicipality):
    """A matter that a committee will take up, with the day it is expected: a title that the councils may read."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="coming_matters")
    title = models.CharField(_("sag"), max_length=200)
    committee = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("udvalg, der skal have sagen")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("hvem der ved mere")
    )
    expected_on = models.DateField(_("ventes den"))
    dropped_on = models.DateField(_("taget af listen den"), null=True, blank=True)
    is_example = models.BooleanField(_("eksempeldata"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("sag på vej")
        verbose_name_plural = _("sager på vej")
        indexes = [models.Index(fields=["municipality", "expected_on"], name="coming_by_day")]

    def __str__(self) -> str:
        return self.title


class MatterAsked(TenantRow):
    """A council was asked about a matter on its way, and on which day."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    matter = models.ForeignKey(ComingMatter, on_delete=models.PROTECT, related_name="asked")
    council = models.ForeignKey(AdvisoryCouncil, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(_("spurgt den"))

    class Meta:
        verbose_name = _("spurgt om en sag på vej")
        verbose_name_plural = _("spurgt om sager på vej")
        constraints = [models.UniqueConstraint(fields=["matter", "council"], name="a_council_is_asked_once")]

    def __str__(self) -> str:
        return str(self.matter)


class CouncilReport(TenantRow):
    """A council's report on one year. Until it is approved its figures are counted anew; then it is kept as it was."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    council = models.ForeignKey(AdvisoryCouncil, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(_("år"))
    foreword = models.TextField(_("forord"), blank=True)
    told = models.JSONField(_("beretningen, som rådet godkendte den"), null=True, blank=True)
    approved_on = models.DateField(_("godkendt af rådet den"), null=True, blank=True)
    sent_on = models.DateField(_("sendt til udvalget den"), null=True, blank=True)
    published_on = models.DateField(_("offentlig den"), null=True, blank=True)
    is_example = models.BooleanField(_("eksempeldata"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("rådets årsberetning")
        verbose_name_plural = _("rådets årsberetninger")
        constraints = [
            models.UniqueConstraint(fields=["council", "year"], name="one_report_per_council_and_year"),
            models.CheckConstraint(
                condition=Q(approved_on=None, told=None, sent_on=None, published_on=None)
                | Q(approved_on__isnull=False, told__isnull=False),
                name="only_an_approved_report_goes_on",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Årsberetning %(year)s") % {"year": self.year})


class ReportFile(TenantRow):
    """A file of a council's report, in Word or PDF, made outside the web worker."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    report = models.ForeignKey(CouncilReport, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(_("format"), max_length=10)
    report_version = models.PositiveIntegerField(_("af beretningens version"))
    asked_at = models.DateTimeField(_("bestilt"))
    made_at = models.DateTimeField(_("lavet"), null=True, blank=True)
    content = models.BinaryField(_("indhold"), null=True, blank=True)
    problem = models.TextField(_("hvad gik galt"), blank=True)
    words_print = models.CharField(_("ordenes fingeraftryk"), max_length=64, blank=True, db_default="")

    class Meta:
        verbose_name = _("fil til en årsberetning")
        verbose_name_plural = _("filer til årsberetninger")

    def __str__(self) -> str:
        return f"{self.report} ({self.format})"
