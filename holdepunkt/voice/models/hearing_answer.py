"""What is answered to a hearing, who sent it (apart), the themes it is gathered in, and how each is told."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.tenancy import TenantRow
from holdepunkt.voice.hearing_words import choices
from holdepunkt.voice.labels import choices as proposal_choices
from holdepunkt.voice.models.hearing import Hearing, HearingBody, HearingPassage, HearingStep
from holdepunkt.voice.models.proposal import Flood
from holdepunkt.voice.rules.hearing import CameIn, Outcome
from holdepunkt.voice.rules.proposal import Way


class HearingTheme(TenantRow):
    """What several answers say alike, and the closing answer to them: changed, or not changed because."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="themes")
    name = models.CharField(_("navn"), max_length=120)
    sort_key = models.CharField(max_length=200)
    outcome = models.CharField(_("hvad det førte til"), max_length=20, choices=choices(Outcome), blank=True)
    words = models.TextField(_("vores svar"), blank=True)
    answered_on = models.DateField(_("besvaret den"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("tema i høring")
        verbose_name_plural = _("temaer i høring")
        constraints = [
            models.UniqueConstraint(fields=["hearing", "name"], name="one_theme_per_name_in_hearing"),
            models.CheckConstraint(
                condition=Q(outcome="", words="", answered_on=None)
                | (~Q(outcome="") & ~Q(words="") & Q(answered_on__isnull=False)),
                name="a_closing_answer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HearingAnswer(TenantRow):
    """What somebody answers, on one passage or the whole. Who it was stands apart, in `AnswerSender`, or nowhere."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField(_("nummer"))
    code_hash = models.CharField(_("kodens fingeraftryk"), max_length=64, blank=True)
    passage = models.ForeignKey(
        HearingPassage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("afsnit"),
    )
    body = models.ForeignKey(
        HearingBody, on_delete=models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("fra")
    )
    came_in = models.CharField(_("kom"), max_length=20, choices=choices(CameIn))
    words = models.TextField(_("ord"))
    received_on = models.DateField(_("modtaget den"))
    read_on = models.DateField(_("læst den"), null=True, blank=True)
    flood = models.ForeignKey(
        Flood, on_delete=models.PROTECT, null=True, blank=True, related_name="answers", verbose_name=_("bunke")
    )
    held_back = models.BooleanField(_("venter i en bunke"), default=False)
    is_threat = models.BooleanField(_("teksten er skjult som trussel"), default=False)
    replaced_on = models.DateField(_("erstattet den"), null=True, blank=True)
    sender_forgotten_on = models.DateField(_("afsenderen slettet den"), null=True, blank=True)
    is_example = models.BooleanField(_("eksempel"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("høringssvar")
        verbose_name_plural = _("høringssvar")
        indexes = [models.Index(fields=["hearing", "held_back", "number"], name="answers_of_a_hearing")]
        constraints = [models.UniqueConstraint(fields=["hearing", "number"], name="one_answer_per_number")]

    def __str__(self) -> str:
        return str(_("Svar %(number)s") % {"number": self.number})


class AnswerTheme(TenantRow):
    """An answer speaks of a theme; a long one speaks of several."""

    answer = models.ForeignKey(HearingAnswer, on_delete=models.PROTECT, related_name="themed")
    theme = models.ForeignKey(HearingTheme, on_delete=models.PROTECT, related_name="themed")

    class Meta:
        verbose_name = _("svar under tema")
        verbose_name_plural = _("svar under temaer")
        constraints = [models.UniqueConstraint(fields=["answer", "theme"], name="under_a_theme_once")]

    def __str__(self) -> str:
        return f"{self.answer}: {self.theme}"


class AnswerHidden(TenantRow):
    """The words of an answer as they were before something in them was hidden, and why it was."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    answer = models.ForeignKey(HearingAnswer, on_delete=models.PROTECT, related_name="hidden")
    original = models.TextField(_("ordene før"))
    why = models.TextField(_("hvorfor"))
    hidden_on = models.DateField(_("skjult den"))

    class Meta:
        verbose_name = _("skjulte ord i høringssvar")
        verbose_name_plural = _("skjulte ord i høringssvar")

    def __str__(self) -> str:
        return str(self.answer)


class AnswerSender(TenantRow):
    """How one reaches whoever answered. Apart from the words, and gone by a rule that the page tells."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    answer = models.OneToOneField(HearingAnswer, on_delete=models.PROTECT, related_name="sender")
    way = models.CharField(_("vej"), max_length=20, choices=proposal_choices(Way))
    mail = models.EmailField(_("mail"), blank=True)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    address = models.TextField(_("adresse"), blank=True)
    place = models.CharField(_("sted"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("afsender af høringssvar")
        verbose_name_plural = _("afsendere af høringssvar")
        constraints = [
            models.CheckConstraint(
                condition=(Q(way="mail") & ~Q(mail="")) | (Q(way="sms") & ~Q(phone=""))
                | (Q(way="letter") & ~Q(address="")) | (Q(way="place") & ~Q(place="")),
                name="answer_sender_can_be_reached",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class HearingMessage(TenantRow):
    """One message to one who answered, about one step of the hearing, in the way they chose."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    step = models.ForeignKey(HearingStep, on_delete=models.PROTECT, related_name="messages")
    answer = models.ForeignKey(HearingAnswer, on_delete=models.PROTECT, related_name="messages")
    way = models.CharField(_("vej"), max_length=20, choices=proposal_choices(Way))
    made_on = models.DateField(_("lavet den"))
    done_on = models.DateField(_("sendt den"), null=True, blank=True)
    given_up = models.BooleanField(_("kan ikke sendes mere"), default=False)

    class Meta:
        verbose_name = _("besked om en høring")
        verbose_name_plural = _("beskeder om høringer")
        indexes = [models.Index(fields=["done_on", "way"], name="hearing_messages_waiting")]
        constraints = [models.UniqueConstraint(fields=["step", "answer"], name="told_once_of_a_step")]

    def __str__(self) -> str:
        return f"{self.answer}: {self.step}"
