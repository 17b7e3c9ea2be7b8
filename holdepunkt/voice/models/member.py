"""The members of a council; how to reach them stands apart and is deleted when they have left."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import User
from holdepunkt.tenancy import TenantRow
from holdepunkt.voice.council_words import choices
from holdepunkt.voice.models.council import AdvisoryCouncil, CouncilSeat
from holdepunkt.voice.rules.members import MemberPost, ShownAs


class CouncilMember(TenantRow):
    """Somebody who sits in a council for a period. How they are named in public they decide themselves."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    council = models.ForeignKey(AdvisoryCouncil, on_delete=models.PROTECT, related_name="members")
    seat = models.ForeignKey(
        CouncilSeat, on_delete=models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("plads")
    )
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="seats", verbose_name=_("logger ind som")
    )
    name = models.CharField(_("navn"), max_length=120)
    sort_key = models.CharField(max_length=200, db_index=True)
    post = models.CharField(_("i rådet er"), max_length=20, choices=choices(MemberPost), default=MemberPost.MEMBER)
    post_since = models.DateField(_("valgt til det den"), null=True, blank=True)
    list_number = models.PositiveSmallIntegerField(_("nummer på listen over suppleanter"), null=True, blank=True)
    speaks_for = models.CharField(_("taler for"), max_length=200, blank=True)
    shown_as = models.CharField(
        _("nævnes offentligt"), max_length=20, choices=choices(ShownAs), default=ShownAs.NO_NAME
    )
    shows_seat = models.BooleanField(_("må det stå, hvem medlemmet taler for?"), default=False)
    substitute_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        verbose_name=_("suppleant for"),
    )
    succeeds = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followers", verbose_name=_("efter")
    )
    starts_on = models.DateField(_("fra"))
    ends_on = models.DateField(_("til og med"), null=True, blank=True)
    # The last day the seat was for; it stays when the member leaves before it, for whoever sits the rest.
    term_ends_on = models.DateField(_("perioden slutter"), null=True, blank=True)
    is_example = models.BooleanField(_("eksempel"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("medlem af rådet")
        verbose_name_plural = _("medlemmer af rådet")
        indexes = [models.Index(fields=["council", "ends_on"], name="member_ends")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="member_dates_in_order"
            ),
            models.CheckConstraint(condition=~Q(substitute_for=F("pk")), name="nobody_is_their_own_substitute"),
        ]

    def __str__(self) -> str:
        return self.name


class MemberContact(TenantRow):
    """How to reach a member, and what they need to take part. Seen by the secretary and the policy lead only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    member = models.OneToOneField(CouncilMember, on_delete=models.PROTECT, related_name="contact")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    address = models.TextField(_("adresse"), blank=True)
    by_sms = models.BooleanField(_("husk mødet med en SMS"), default=False)
    by_post = models.BooleanField(_("papirerne skal med posten"), default=False)
    large_print = models.BooleanField(_("store bogstaver"), default=False)
    read_aloud = models.BooleanField(_("læs højt på mødet"), default=False)
    needs = models.TextField(_("for at kunne være med"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("kontakt til et medlem")
        verbose_name_plural = _("kontakter til medlemmer")

    def __str__(self) -> str:
        return str(self.member)
