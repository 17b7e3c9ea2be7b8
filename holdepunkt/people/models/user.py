"""The people who sign in, and their posts."""

import uuid
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from holdepunkt import clock
from holdepunkt.people.models.place import Municipality, Unit
from holdepunkt.people.rules import Role, post_holds
from holdepunkt.tenancy import RowsByMunicipality, TenantRow, within

ROLES = {
    Role.POLICY_LEAD: _("tovholder for politikken"),
    Role.EFFORT_LEAD: _("ansvarlig for indsatser"),
    Role.COMMITTEE_SECRETARY: _("udvalgssekretær"),
    Role.COMMITTEE_MEMBER: _("udvalgsmedlem"),
    Role.DEPARTMENT_HEAD: _("afdelingschef"),
    Role.UNIT_LEADER: _("enhedsleder"),
    Role.ADVISORY_COUNCIL_SECRETARY: _("rådssekretær"),
    Role.ADVISORY_COUNCIL_MEMBER: _("rådsmedlem"),
    Role.PROFESSIONAL: _("fagperson"),
    Role.COORDINATOR: _("koordinator"),
    Role.HOUSING_COORDINATOR: _("boligkoordinator"),
    Role.OFFER_EDITOR: _("tilbudsredaktør"),
    Role.DATA_PROTECTION_OFFICER: _("databeskyttelsesrådgiver"),
    Role.OPERATOR: _("driftsansvarlig"),
}
MAY = {
    Role.POLICY_LEAD: _("Skriver politikken og planerne, samler årets status og sætter kommunen op."),
    Role.EFFORT_LEAD: _("Svarer på status for sine indsatser og ser kladderne."),
    Role.COMMITTEE_SECRETARY: _("Skriver og sender punkterne til udvalget og noterer beslutningen."),
    Role.COMMITTEE_MEMBER: _("Læser det, udvalget har fået."),
    Role.DEPARTMENT_HEAD: _("Godkender årets status, før den forlader huset."),
    Role.UNIT_LEADER: _("Ser det, der venter i enheden, og giver det videre, når en medarbejder er væk."),
    Role.ADVISORY_COUNCIL_SECRETARY: _(
        "Passer møder, medlemmer og regler i det råd, rollen gælder i, og svarer på forslag."
    ),
    Role.ADVISORY_COUNCIL_MEMBER: _("Foreslår emner, læser rådets papirer, og læser forslag uden at se afsenderen."),
    Role.PROFESSIONAL: _("Har ikke noget at gøre her endnu og ser kun det offentlige."),
    Role.COORDINATOR: _("Har ikke noget at gøre her endnu og ser kun det offentlige."),
    Role.HOUSING_COORDINATOR: _("Har ikke noget at gøre her endnu og ser kun det offentlige."),
    Role.OFFER_EDITOR: _("Har ikke noget at gøre her endnu og ser kun det offentlige."),
    Role.DATA_PROTECTION_OFFICER: _("Rådgiver og ser efter, at der bliver holdt øje. Retter intet."),
    Role.OPERATOR: _("Holder maskinen kørende og ser intet indhold."),
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
    sessions_from = models.DateTimeField(_("sessioner gælder fra"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = UserManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("bruger")
        verbose_name_plural = _("brugere")

    def __str__(self) -> str:
        return self.name

    @property
    def last_ended(self) -> date | None:
        """The last day of the newest post that is over; `reads` brings it along, or it is looked up once."""
        if "_last_ended" not in self.__dict__:
            with within(self.municipality):
                over = self.posts.filter(ends_on__lt=clock.today())
                self._last_ended: date | None = over.aggregate(day=models.Max("ends_on"))["day"]
        return self._last_ended

    @property
    def held_today(self) -> set[tuple[Role, int]]:
        """The roles held today, each with its unit; those of a deputy among them."""
        today = clock.today()
        held = (post for post in self.posts.all() if post_holds(post.starts_on, post.ends_on, today=today))
        return {(Role(post.role), post.unit_id) for post in held}

    @property
    def roles_not_over(self) -> set[Role]:
        """The roles held today or from a day to come, own and as a deputy."""
        return {Role(post.role) for post in self.posts.all() if post.ends_on is None or post.ends_on >= clock.today()}

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """What a session is held against: password, posts that are over, and the day sessions were ended.

        So every session ends in the transaction that ends a post, and when a last day has passed.
        """
        begun = self.sessions_from.timestamp() if self.sessions_from else ""
        kept = f"{self.password}|{begun}|{self.last_ended or ''}"
        return salted_hmac("holdepunkt.people.User.session", kept, secret=secret, algorithm="sha256").hexdigest()


class Post(TenantRow):
    """Who works where in which role, from when to when."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("rolle"), max_length=40, choices=list(ROLES.items()))
    starts_on = models.DateField(_("fra"))
    ends_on = models.DateField(_("til"), null=True, blank=True)
    deputy_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deputies",
        verbose_name=_("stedfortræder for"),
    )
    version = models.PositiveIntegerField(default=1, db_default=1)

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


class Absence(TenantRow):
    """Somebody is away for a while, and who stands in. Why is nobody's business: no reason is kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    starts_on = models.DateField(_("fra"))
    ends_on = models.DateField(_("til og med"), null=True, blank=True)
    deputy = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="covers", verbose_name=_("stedfortræder")
    )
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        verbose_name = _("fravær")
        verbose_name_plural = _("fravær")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="absence_dates_in_order"
            ),
            models.CheckConstraint(condition=~Q(deputy=F("user")), name="nobody_stands_in_for_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self._meta.verbose_name}"
