"""The people who sign in, and their posts."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models.place import Municipality, Unit
from holdepunkt.people.rules import Role
from holdepunkt.tenancy import RowsByMunicipality, TenantRow

ROLES = {
    Role.POLICY_LEAD: _("tovholder for politikken"),
    Role.EFFORT_LEAD: _("ansvarlig for indsatser"),
    Role.COMMITTEE_SECRETARY: _("udvalgssekretær"),
    Role.COMMITTEE_MEMBER: _("udvalgsmedlem"),
    Role.DEPARTMENT_HEAD: _("afdelingschef"),
    Role.ADVISORY_COUNCIL_MEMBER: _("medlem af udsatterådet"),
    Role.UNIT_LEADER: _("leder af enheden"),
    Role.ADVISORY_COUNCIL_SECRETARY: _("sekretær for udsatterådet"),
    Role.PROFESSIONAL: _("fagperson"),
    Role.COORDINATOR: _("koordinator"),
    Role.HOUSING_COORDINATOR: _("boligkoordinator"),
    Role.OFFER_EDITOR: _("redaktør af tilbud"),
    Role.DATA_PROTECTION_OFFICER: _("databeskyttelsesrådgiver"),
    Role.OPERATOR: _("drift"),
}


class UserManager(RowsByMunicipality["User"], BaseUserManager["User"]):
    """Django's own lookup by user name, in one municipality; users are made by `people.actions` alone."""


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
    must_change_password = models.BooleanField(_("skal vælge sin egen adgangskode"), default=False)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("bruger")
        verbose_name_plural = _("brugere")

    def __str__(self) -> str:
        return self.name


class Post(TenantRow):
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
