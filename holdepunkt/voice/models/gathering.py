"""Gatherings, who signed up (contact apart), what they are told, and what was heard."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Municipality, Unit
from holdepunkt.tenancy import OfOneMunicipality, TenantRow
from holdepunkt.voice import labels
from holdepunkt.voice.gathering_words import choices
from holdepunkt.voice.models.proposal import Flood, Proposal
from holdepunkt.voice.rules.gathering import GatheringKind, GatheringStage, LineStage, NoticeKind, SignUpStage
from holdepunkt.voice.rules.proposal import Way


class Gathering(OfOneMunicipality):
    """Something people come to and say what they think: a theme meeting, a café meeting, a dialogue, a visit."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="gatherings")
    number = models.PositiveIntegerField(_("nummer"))
    kind = models.CharField(_("slags"), max_length=20, choices=choices(GatheringKind))
    title = models.CharField(_("titel"), max_length=200)
    purpose = models.TextField(_("formål"), blank=True)
    meets_on = models.DateField(_("dag"))
    begins_at = models.TimeField(_("begynder"), null=True, blank=True)
    ends_at = models.TimeField(_("slutter"), null=True, blank=True)
    place = models.CharField(_("sted"), max_length=200, blank=True)
    practical = models.TextField(_("praktisk"), blank=True)
    department = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("afdeling")
    )
    seats = models.PositiveIntegerField(_("pladser"), null=True, blank=True)
    sign_up_until = models.DateField(_("tilmelding senest"), null=True, blank=True)
    is_public = models.BooleanField(_("står på den offentlige side"), default=True)
    stage = models.CharField(_("trin"), max_length=20, choices=choices(GatheringStage), default=GatheringStage.PLANNED)
    called_off_because = models.TextField(_("hvorfor aflyst"), blank=True)
    came_of_it = models.TextField(_("hvad der kom ud af det"), blank=True)
    heard_public_on = models.DateField(_("det, vi hørte, offentligt den"), null=True, blank=True)
    is_example = models.BooleanField(_("eksempeldata"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("fællesmøde")
        verbose_name_plural = _("fællesmøder")
        indexes = [models.Index(fields=["municipality", "-meets_on", "-id"])]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="one_gathering_per_number"),
            models.CheckConstraint(
                condition=Q(stage="planned", called_off_because="")
                | (Q(stage="called_off") & ~Q(called_off_because="")),
                name="called_off_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SignUp(TenantRow):
    """One party that wants to come. Name and needs are blanked when the time is over that the page tells."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="sign_ups")
    number = models.PositiveIntegerField(_("nummer"))
    code_hash = models.CharField(_("kodens fingeraftryk"), max_length=64)
    stage = models.CharField(_("står"), max_length=20, choices=choices(SignUpStage), default=SignUpStage.SEAT)
    name = models.CharField(_("navn"), max_length=120, blank=True)
    companions = models.PositiveSmallIntegerField(_("har flere med"), default=0)
    needs = models.JSONField(_("har brug for"), default=list, blank=True)
    other_needs = models.TextField(_("andet"), blank=True)
    signed_up_at = models.DateTimeField(_("tilmeldt"))
    on_paper = models.BooleanField(_("skrevet ind af en medarbejder"), default=False)
    flood = models.ForeignKey(
        Flood, on_delete=models.PROTECT, null=True, blank=True, related_name="sign_ups", verbose_name=_("bunke")
    )
    address_print = models.CharField(_("afsenderens aftryk den dag"), max_length=64, blank=True)
    forgotten_on = models.DateField(_("glemt den"), null=True, blank=True)

    class Meta:
        verbose_name = _("tilmelding")
        verbose_name_plural = _("tilmeldinger")
        indexes = [models.Index(fields=["gathering", "stage", "number"])]
        constraints = [models.UniqueConstraint(fields=["gathering", "number"], name="one_sign_up_per_number")]

    def __str__(self) -> str:
        return f"{self.gathering.number}/{self.number}"

    @property
    def persons(self) -> int:
        """How many chairs the party needs."""
        return 1 + self.companions


class SignUpContact(TenantRow):
    """How one reaches whoever signed up. Apart from everything else, and deleted by the same rule."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    sign_up = models.OneToOneField(SignUp, on_delete=models.PROTECT, related_name="contact")
    way = models.CharField(_("vej"), max_length=20, choices=labels.choices(Way))
    mail = models.EmailField(_("mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    address = models.TextField(_("adresse"), blank=True)
    place = models.CharField(_("sted"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kontakt til en tilmeldt")
        verbose_name_plural = _("kontakter til tilmeldte")
        constraints = [
            models.CheckConstraint(
                condition=(Q(way="mail") & ~Q(mail="")) | (Q(way="sms") & ~Q(phone=""))
                | (Q(way="letter") & ~Q(address="")) | (Q(way="place") & ~Q(place="")),
                name="who_signed_up_can_be_reached",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.sign_up)


class SignUpNotice(TenantRow):
    """One thing that one who signed up is told, in the way they chose."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    sign_up = models.ForeignKey(SignUp, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(_("besked"), max_length=20, choices=choices(NoticeKind))
    way = models.CharField(_("vej"), max_length=20, choices=labels.choices(Way))
    made_on = models.DateField(_("lavet den"))
    done_on = models.DateField(_("sendt den"), null=True, blank=True)
    given_up = models.BooleanField(_("skal ikke sendes mere"), default=False)
    sealed_code = models.TextField(_("forseglet kode, til beskeden er sendt"), blank=True)

    class Meta:
        verbose_name = _("besked til en tilmeldt")
        verbose_name_plural = _("beskeder til tilmeldte")
        indexes = [models.Index(fields=["done_on", "way"])]

    def __str__(self) -> str:
        return str(self.sign_up)


class HeardLine(TenantRow):
    """What somebody said, in their words and without a name. Shown when the helper has released it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField(_("nummer"))
    words = models.TextField(_("ord"))
    stage = models.CharField(_("trin"), max_length=20, choices=choices(LineStage), default=LineStage.WRITTEN)
    was_shown = models.BooleanField(_("har været vist"), default=False)
    hidden_because = models.TextField(_("hvorfor skjult"), blank=True)
    theme_word = models.CharField(_("tema"), max_length=60, blank=True)
    goes_on = models.BooleanField(_("skal blive til et forslag"), default=False)
    heard_on = models.DateField(_("skrevet den"))
    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="heard_line", verbose_name=_("forslag")
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("udsagn")
        verbose_name_plural = _("udsagn")
        indexes = [models.Index(fields=["gathering", "stage", "number"])]
        constraints = [
            models.UniqueConstraint(fields=["gathering", "number"], name="one_line_per_number"),
            models.CheckConstraint(condition=~Q(stage="hidden") | ~Q(hidden_because=""), name="hidden_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.gathering}, {self.number}"
