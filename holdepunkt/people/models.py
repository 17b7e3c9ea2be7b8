"""The municipality, its units, the people and their posts."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.rules import Role, UnitKind

UNIT_KINDS = {
    UnitKind.CITY_COUNCIL: _("byråd eller kommunalbestyrelse"),
    UnitKind.COMMITTEE: _("udvalg"),
    UnitKind.ADVISORY_COUNCIL: _("udsatteråd"),
    UnitKind.DISABILITY_COUNCIL: _("handicapråd"),
    UnitKind.DEPARTMENT: _("afdeling"),
    UnitKind.EXTERNAL: _("ekstern part"),
}
ROLES = {
    Role.POLICY_LEAD: _("tovholder for politikken"),
    Role.EFFORT_LEAD: _("ansvarlig for indsatser"),
    Role.COMMITTEE_SECRETARY: _("udvalgssekretær"),
    Role.COMMITTEE_MEMBER: _("udvalgsmedlem"),
    Role.DEPARTMENT_HEAD: _("afdelingschef"),
    Role.ADVISORY_COUNCIL_MEMBER: _("medlem af udsatterådet"),
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


class Unit(models.Model):
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


class UserManager(BaseUserManager["User"]):
    """Django's own lookup by user name; users are made by `people.actions` alone."""


class User(AbstractBaseUser):
    """A person who signs in to one municipality. Names are never shown in public."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="users")
    username = models.CharField(_("brugernavn"), max_length=150, unique=True)
    name = models.CharField(_("navn"), max_length=120)
    sort_key = models.CharField(max_length=200, db_index=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    made_up = models.BooleanField(_("opdigtet person i demoen"), default=False)
    is_active = models.BooleanField(_("kan logge ind"), default=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("bruger")
        verbose_name_plural = _("brugere")

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """Who works where in which role, from when to when."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("rolle"), max_length=40, choices=list(ROLES.items()))
    starts_on = models.DateField(_("fra"))
    ends_on = models.DateField(_("til"), null=True, blank=True)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("poster")
        indexes = [models.Index(fields=["unit", "role"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="post_dates_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.unit}"
