"""What was done and how it is sealed, and which forms have been received. Rows are added, never changed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from holdepunkt.record.rules import Sort
from holdepunkt.tenancy import QuicklyWritten, RowsBySlug

SORTS = {
    Sort.CHANGE: _("ændring"),
    Sort.REFUSAL: _("afslag"),
    Sort.SIGN_IN: _("log ind"),
    Sort.EXPORT: _("udtræk"),
    Sort.SEARCH: _("søgning"),
    Sort.LOOK: _("læsning"),
}


class Entry(QuicklyWritten):
    """One thing done: who, acting as what, when, on what, why. No foreign keys: it outlives its subject."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.SlugField(_("kommune"))
    sort = models.CharField(
        _("slags række"), max_length=10, choices=list(SORTS.items()), default=Sort.CHANGE, db_default=Sort.CHANGE.value
    )
    at = models.DateTimeField(_("tidspunkt"))
    by_kind = models.CharField(_("slags aktør"), max_length=20)
    by_uuid = models.UUIDField(_("aktør"), null=True)
    by_name = models.CharField(_("navn"), max_length=200)
    acting_as = models.CharField(_("i rollen"), max_length=200, blank=True)
    relation = models.TextField(_("med hvilken ret"), blank=True, default="", db_default="")
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
            models.Index(fields=["municipality", "about_uuid", "sort", "id"]),
            models.Index(fields=["municipality", "id"]),
            models.Index(fields=["municipality", "sort", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.about_name}"


class Unsealed(models.Model):
    """A row that waits for its seal. The database itself adds it with the row, so that none is forgotten."""

    entry = models.BigIntegerField(_("rækkens nummer"))
    municipality = models.SlugField(_("kommune"), db_index=False)
    sort = models.CharField(_("slags række"), max_length=10, default=Sort.CHANGE, db_default=Sort.CHANGE.value)

    class Meta:
        verbose_name = _("useglet række")
        verbose_name_plural = _("useglede rækker")
        indexes = [
            models.Index(fields=["municipality", "id"]),
            models.Index(fields=["municipality", "sort"], name="record_unsealed_of_a_sort"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.entry}"


class Seal(models.Model):
    """A sealed row: its place in the municipality's chain, the row as one line, and the running keyed hash."""

    municipality = models.SlugField(_("kommune"), db_index=False)
    position = models.PositiveBigIntegerField(_("plads"))
    entry = models.UUIDField(_("række"), unique=True)
    line = models.TextField(_("linje"))
    hash = models.CharField(_("kæde"), max_length=64)

    objects = RowsBySlug["Seal"]()

    class Meta:
        verbose_name = _("segl")
        verbose_name_plural = _("segl")
        constraints = [models.UniqueConstraint(fields=["municipality", "position"], name="one_seal_per_position")]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.position}"


class Batch(models.Model):
    """Rows that were sealed together, under one key. `changes` counts for the pulse, and is no part of the seal."""

    municipality = models.SlugField(_("kommune"), db_index=False)
    number = models.PositiveIntegerField(_("nummer"))
    first = models.PositiveBigIntegerField(_("første plads"))
    last = models.PositiveBigIntegerField(_("sidste plads"))
    count = models.PositiveIntegerField(_("antal"))
    hash = models.CharField(_("kæde"), max_length=64)
    key = models.CharField(_("nøglens navn"), max_length=8)
    sealed_at = models.DateTimeField(_("seglet"))
    mark = models.CharField(_("mærke"), max_length=64)
    changes = models.PositiveBigIntegerField(_("ændringer til nu"), default=0, db_default=0)

    class Meta:
        verbose_name = _("bundt")
        verbose_name_plural = _("bundter")
        constraints = [models.UniqueConstraint(fields=["municipality", "number"], name="one_batch_per_number")]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.number}"


class ReceivedForm(QuicklyWritten):
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
