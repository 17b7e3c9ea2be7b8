"""The municipality and its units."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.rules import UnitKind
from holdepunkt.tenancy import OfOneMunicipality

UNIT_KINDS = {
    UnitKind.CITY_COUNCIL: _("byråd eller kommunalbestyrelse"),
    UnitKind.COMMITTEE: _("udvalg"),
    UnitKind.ADVISORY_COUNCIL: _("udsatteråd"),
    UnitKind.DISABILITY_COUNCIL: _("handicapråd"),
    UnitKind.DEPARTMENT: _("afdeling"),
    UnitKind.EXTERNAL: _("ekstern part"),
}


class Municipality(models.Model):
    """One municipality, with its own words, colour and closing days. Everything else hangs on it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    slug = models.SlugField(_("kort navn i adressen"), unique=True)
    name = models.CharField(_("navn"), max_length=120)
    sort_key = models.CharField(max_length=200, db_index=True)
    code = models.PositiveIntegerField(_("kommunekode"), null=True, blank=True)
    council_name = models.CharField(_("byrådets navn"), max_length=60, default="byråd")
    accent = models.CharField(_("farve"), max_length=7, default="#1f5a4b")
    case_system = models.CharField(_("sagssystem"), max_length=60, blank=True)
    words = models.JSONField(_("egne ord på skærmen"), default=dict, blank=True)
    closing_days = models.JSONField(_("egne lukkedage"), default=list, blank=True)
    label_words = models.JSONField(_("ord, der kan sætte mennesker i bås"), default=list, blank=True)
    example_data = models.BooleanField(_("eksempeldata"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("kommune")
        verbose_name_plural = _("kommuner")

    def __str__(self) -> str:
        return self.name


class Unit(OfOneMunicipality):
    """A council, committee, department or external party; dated, with a successor when renamed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="units")
    key = models.SlugField(_("nøgle"), max_length=80)
    kind = models.CharField(_("slags"), max_length=30, choices=list(UNIT_KINDS.items()))
    name = models.CharField(_("navn"), max_length=200)
    sort_key = models.CharField(max_length=300, db_index=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("hører under")
    )
    valid_from = models.DateField(_("fra"), null=True, blank=True)
    valid_until = models.DateField(_("til"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("afløst af"),
    )
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    note = models.TextField(_("note"), blank=True)
    is_example = models.BooleanField(_("eksempel"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("enhed")
        verbose_name_plural = _("enheder")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="one_unit_per_key"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="unit_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name
