"""Proposals, who sent them (apart), the steps of their path, and what gathers many of them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Municipality, Unit
from holdepunkt.tenancy import OfOneMunicipality, TenantRow
from holdepunkt.voice.labels import choices
from holdepunkt.voice.rules.proposal import CameBy, ProposalKind, StepKind, Way


class ProposalSetting(OfOneMunicipality):
    """How this municipality treats proposals: its deadline, who reads first, how long a sender is known."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.OneToOneField(Municipality, on_delete=models.PROTECT, related_name="proposal_setting")
    answer_days = models.PositiveSmallIntegerField(_("arbejdsdage til et svar"), default=20)
    contact_months = models.PositiveSmallIntegerField(_("måneder, vi kender afsenderen"), default=6)
    reader = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("læser først")
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("frister for forslag")
        verbose_name_plural = _("frister for forslag")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Flood(OfOneMunicipality):
    """Posts that came from one address without a minute's pause. A heap waits until a person releases or drops it.

    Few posts are no flood: the row then only counts, and goes the next day. Of the address nothing is kept
    but a fingerprint that holds for one day. Answers to a hearing, and sign-ups to a gathering, lie in heaps of
    their own: those who keep the hearing or the gathering decide on them. Proposals and stories lie together.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="floods")
    hearing = models.ForeignKey(
        "voice.Hearing", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("høring")
    )
    gathering = models.ForeignKey(
        "voice.Gathering", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("møde")
    )
    fingerprint = models.CharField(_("afsenderens aftryk den dag"), max_length=64)
    began_at = models.DateTimeField(_("begyndte"))
    newest_at = models.DateTimeField(_("seneste"))
    count = models.PositiveIntegerField(_("antal"), default=0)
    stage = models.CharField(_("trin"), max_length=20, default="counting")
    decided_on = models.DateField(_("afgjort den"), null=True, blank=True)
    why = models.TextField(_("hvorfor"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("bunke")
        verbose_name_plural = _("bunker")
        indexes = [models.Index(fields=["municipality", "fingerprint", "-newest_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(hearing=None) | Q(gathering=None), name="a_heap_is_of_one_kind")
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Theme(OfOneMunicipality):
    """The same matter said many times: proposals under one name, each still with an answer of its own."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="themes")
    name = models.CharField(_("navn"), max_length=120)
    sort_key = models.CharField(max_length=200)
    is_example = models.BooleanField(_("eksempeldata"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("tema")
        verbose_name_plural = _("temaer")
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="one_theme_per_name")]

    def __str__(self) -> str:
        return self.name


class Postcard(OfOneMunicipality):
    """A card that was printed with a number and a code, before anybody has written on it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="postcards")
    number = models.PositiveIntegerField(_("nummer"))
    year = models.PositiveSmallIntegerField(_("år"))
    code_hash = models.CharField(_("kodens fingeraftryk"), max_length=64)
    sealed_code = models.TextField(_("forseglet kode, til kortet er skrevet ud"), blank=True)
    printed_on = models.DateField(_("skrevet ud den"))
    sheet = models.UUIDField(_("ark"), db_index=True)

    class Meta:
        verbose_name = _("postkort")
        verbose_name_plural = _("postkort")
        constraints = [models.UniqueConstraint(fields=["municipality", "year", "number"], name="one_card_per_number")]

    def __str__(self) -> str:
        return f"{self.number}-{self.year}"


class Proposal(OfOneMunicipality):
    """What somebody wants us to know or do. Who it was stands apart, in `Sender`, or nowhere."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField(_("nummer"))
    year = models.PositiveSmallIntegerField(_("år"))
    code_hash = models.CharField(_("kodens fingeraftryk"), max_length=64)
    kind = models.CharField(_("slags"), max_length=20, choices=choices(ProposalKind))
    words = models.TextField(_("ord"))
    came_by = models.CharField(_("kom"), max_length=20, choices=choices(CameBy))
    received_on = models.DateField(_("modtaget den"))
    answer_due = models.DateField(_("svar senest"))
    reader = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals_read", verbose_name=_("læses af")
    )
    council = models.ForeignKey(
        "voice.AdvisoryCouncil",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("rådet, der foreslår det"),
    )
    heard_at = models.CharField(_("sagt på"), max_length=200, blank=True)
    heard_uuid = models.UUIDField(_("linjen, det blev sagt i"), null=True, blank=True)
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name=_("tema")
    )
    flood = models.ForeignKey(
        Flood, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals", verbose_name=_("bunke")
    )
    held_back = models.BooleanField(_("venter i en bunke"), default=False)
    is_threat = models.BooleanField(_("teksten er skjult som trussel"), default=False)
    standing = models.CharField(_("står ved"), max_length=20, choices=choices(StepKind), default=StepKind.RECEIVED)
    last_step_on = models.DateField(_("seneste skridt den"))
    sender_forgotten_on = models.DateField(_("afsenderen slettet den"), null=True, blank=True)
    is_example = models.BooleanField(_("eksempeldata"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("forslag")
        verbose_name_plural = _("forslag")
        indexes = [
            models.Index(fields=["municipality", "held_back", "standing", "-received_on"]),
            models.Index(fields=["municipality", "held_back", "-received_on"]),
            models.Index(fields=["municipality", "standing", "answer_due"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "year", "number"], name="one_proposal_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}-{self.year}"

    @property
    def is_read(self) -> bool:
        """Whether a person has read it, so that others may."""
        return self.standing != StepKind.RECEIVED and not self.held_back


class Sender(TenantRow):
    """How one reaches whoever sent a proposal. Apart from the words, and gone by a rule that the page tells."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="sender")
    way = models.CharField(_("vej"), max_length=20, choices=choices(Way))
    name = models.CharField(_("navn"), max_length=120, blank=True)
    mail = models.EmailField(_("mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    address = models.TextField(_("adresse"), blank=True)
    place = models.CharField(_("sted"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("afsender")
        verbose_name_plural = _("afsendere")
        constraints = [
            models.CheckConstraint(
                condition=(Q(way="mail") & ~Q(mail="")) | (Q(way="sms") & ~Q(phone=""))
                | (Q(way="letter") & ~Q(address="")) | (Q(way="place") & ~Q(place="")),
                name="sender_can_be_reached",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class HiddenWords(TenantRow):
    """The words as they were before something in them was hidden, and why it was."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="hidden")
    original = models.TextField(_("ordene før"))
    why = models.TextField(_("hvorfor"))
    is_threat = models.BooleanField(_("en trussel"), default=False)
    hidden_on = models.DateField(_("skjult den"))

    class Meta:
        verbose_name = _("skjulte ord")
        verbose_name_plural = _("skjulte ord")

    def __str__(self) -> str:
        return str(self.proposal)


class Step(TenantRow):
    """One station of a proposal's path. Rows are added, never changed; a wrong one is ended by a row of its own."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("skridt"), max_length=20, choices=choices(StepKind))
    taken_on = models.DateField(_("den"))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhed")
    )
    unit_name = models.CharField(_("enhedens navn"), max_length=200, blank=True)
    words = models.TextField(_("ord"), blank=True)
    about_kind = models.CharField(_("om, slags"), max_length=30, blank=True)
    about_uuid = models.UUIDField(_("om, nøgle"), null=True, blank=True)
    about_title = models.CharField(_("om, titel"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("skridt")
        verbose_name_plural = _("skridt")
        ordering = ["pk"]
        indexes = [models.Index(fields=["about_uuid"])]

    def __str__(self) -> str:
        return f"{self.proposal}: {self.get_kind_display()}"


class StepEnd(TenantRow):
    """A step that was wrong: from when, and why. The step stays and can be read."""

    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="end")
    ended_on = models.DateField(_("den"))
    why = models.TextField(_("hvorfor"))

    class Meta:
        verbose_name = _("trukket tilbage")
        verbose_name_plural = _("trukket tilbage")

    def __str__(self) -> str:
        return str(self.step)


class MessageRun(OfOneMunicipality):
    """Messages that leave the house together: letters, notices for a wall, or a list for the SMS gateway."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="message_runs")
    way = models.CharField(_("vej"), max_length=20, choices=choices(Way))
    made_on = models.DateField(_("lavet den"))
    sent_on = models.DateField(_("sendt den"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("udsendelse")
        verbose_name_plural = _("udsendelser")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Message(TenantRow):
    """One message to one sender about one step, in the way the sender chose."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="message")
    way = models.CharField(_("vej"), max_length=20, choices=choices(Way))
    made_on = models.DateField(_("lavet den"))
    done_on = models.DateField(_("sendt den"), null=True, blank=True)
    told_due = models.DateField(_("sagde, at vi svarer senest"), null=True, blank=True)
    sealed_code = models.TextField(_("forseglet kode, til beskeden er sendt"), blank=True)
    given_up = models.BooleanField(_("kan ikke sendes mere"), default=False)
    run = models.ForeignKey(MessageRun, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")

    class Meta:
        verbose_name = _("besked")
        verbose_name_plural = _("beskeder")
        indexes = [models.Index(fields=["done_on", "way"])]

    def __str__(self) -> str:
        return f"{self.step.proposal}"
