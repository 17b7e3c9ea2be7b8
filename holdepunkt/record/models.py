"""What was done, and which forms have been received. Rows are added, never changed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from holdepunkt.tenancy import RowsBySlug


class Entry(models.Model):
    """One change: who, acting as what, when, on what, why. No foreign keys: it outlives its subject."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.SlugField(_("kommune"))
    at = models.DateTimeField(_("tidspunkt"))
    by_kind = models.CharField(_("slags aktør"), max_length=20)
    by_uuid = models.UUIDField(_("aktør"), null=True)
    by_name = models.CharField(_("navn"), max_length=200)
    acting_as = models.CharField(_("i rollen"), max_length=200, blank=True)
    verb = models.CharField(_("handling"), max_length=60)
    about_kind = models.CharField(_("slags"), max_length=40)
    about_uuid = models.UUIDField(_("om"), null=True)
    about_name = models.CharField(_("om, navn"), max_length=300)
    why = models.TextField(_("begrundelse"), blank=True)
    fields = models.JSONField(_("felter"), default=dict)

    objects = RowsBySlug["Entry"]()

    class Meta:
        verbose_name = _("protokolrække")
        verbose_name_plural = _("protokolrækker")
        indexes = [
            models.Index(fields=["municipality", "about_uuid", "id"]),
            models.Index(fields=["municipality", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.about_name}"


class ReceivedForm(models.Model):
    """The key of a form that was received, and where its answer stands: the same form twice is once."""

    key = models.UUIDField(_("nøgle"))
    digest = models.CharField(_("indholdets fingeraftryk"), max_length=64, blank=True)
    at = models.DateTimeField(_("modtaget"))
    answer = models.CharField(_("svarets sted"), max_length=500)

    class Meta:
        verbose_name = _("modtaget formular")
        verbose_name_plural = _("modtagne formularer")
        constraints = [models.UniqueConstraint(fields=["key", "digest"], name="one_answer_per_form")]

    def __str__(self) -> str:
        return str(self.key)
