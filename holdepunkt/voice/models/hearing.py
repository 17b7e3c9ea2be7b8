"""A hearing: what is heard, passage by passage, who is asked, and what happened on which day."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Municipality, Unit
from holdepunkt.tenancy import OfOneMunicipality, TenantRow
from holdepunkt.voice.hearing_words import choices
from holdepunkt.voice.models.council import AdvisoryCouncil
from holdepunkt.voice.models.member import CouncilMember
from holdepunkt.voice.rules.hearing import Audience, BodyState, Ground, HearingStage, HearingStepKind


class Hearing(OfOneMunicipality):
    """A question to others before something is decided. It holds its own copy of what is heard."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="hearings")
    number = models.PositiveIntegerField(_("nummer"))
    title = models.CharField(_("titel"), max_length=300)
    plain = models.TextField(_("kort og let at læse"), blank=True)
    about_kind = models.CharField(_("om, slags"), max_length=30, blank=True)
    about_uuid = models.UUIDField(_("om, nøgle"), null=True, blank=True, db_index=True)
    about_title = models.CharField(_("om, titel"), max_length=400, blank=True)
    case_number = models.CharField(_("sagsnummer"), max_length=60, blank=True)
    audience = models.CharField(_("hvem må svare"), max_length=20, choices=choices(Audience), default=Audience.ANYONE)
    touches_disability = models.BooleanField(_("rører det mennesker med handicap?"), default=True)
    why_anyway = models.TextField(_("hvorfor vi gør det alligevel"), blank=True)
    stage = models.CharField(_("trin"), max_length=20, choices=choices(HearingStage), default=HearingStage.DRAFT)
    asked_on = models.DateField(_("spurgt den"), null=True, blank=True)
    due_on = models.DateField(_("frist"), null=True, blank=True)
    closed_on = models.DateField(_("lukket den"), null=True, blank=True)
    ended_on = models.DateField(_("slut den"), null=True, blank=True)
    is_example = models.BooleanField(_("eksempel"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("høring")
        verbose_name_plural = _("høringer")
        indexes = [models.Index(fields=["municipality", "stage", "-asked_on"], name="hearings_by_stage")]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="one_hearing_per_number"),
            models.CheckConstraint(
                condition=Q(stage__in=("draft", "cancelled")) | Q(asked_on__isnull=False, due_on__isnull=False),
                name="an_open_hearing_has_its_days",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: it has been opened, and anyone may answer at least the whole."""
        return self.stage != HearingStage.DRAFT and self.audience == Audience.ANYONE and self.asked_on is not None


class HearingPassage(TenantRow):
    """One passage of what is heard, as it was handed down; its key is the one it has where it came from."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="passages")
    key = models.SlugField(_("nøgle"), max_length=80)
    order = models.PositiveSmallIntegerField(default=0)
    heading = models.CharField(_("overskrift"), max_length=300, blank=True)
    text = models.TextField(_("tekst"))
    audience = models.CharField(_("hvem må svare"), max_length=20, choices=choices(Audience), default=Audience.ANYONE)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("afsnit i høring")
        verbose_name_plural = _("afsnit i høring")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["hearing", "key"], name="one_passage_per_key_in_hearing")]

    def __str__(self) -> str:
        return self.heading or str(_("Afsnit %(number)s") % {"number": self.order})


class HearingBody(TenantRow):
    """Somebody who is asked by name: a council, another body, an association. Its draft and its answer."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="bodies")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhed")
    )
    council = models.ForeignKey(
        AdvisoryCouncil, on_delete=models.PROTECT, null=True, blank=True, related_name="hearings", verbose_name=_("råd")
    )
    name = models.CharField(_("navn"), max_length=200)
    ground = models.CharField(_("hvorfor"), max_length=20, choices=choices(Ground))
    source = models.CharField(_("hvor det står"), max_length=300, blank=True)
    code_hash = models.CharField(_("kodens fingeraftryk"), max_length=64, blank=True)
    asked_on = models.DateField(_("spurgt den"), null=True, blank=True)
    comments_due_on = models.DateField(_("medlemmer skriver senest"), null=True, blank=True)
    posted_on = models.DateField(_("papirer sendt med posten"), null=True, blank=True)
    state = models.CharField(_("står ved"), max_length=20, choices=choices(BodyState), default=BodyState.ASKED)
    draft = models.JSONField(_("udkast til svar"), default=dict, blank=True)
    words = models.TextField(_("svaret med egne ord"), blank=True)
    said_on = models.DateField(_("svarede den"), null=True, blank=True)
    decided_by = models.CharField(_("hvem bestemte"), max_length=200, blank=True)
    decided_on = models.DateField(_("bestemt den"), null=True, blank=True)
    corrected_on = models.DateField(_("svaret rettet den"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("hørt i høring")
        verbose_name_plural = _("hørte i høring")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "name"], name="asked_once_in_a_hearing"),
            models.CheckConstraint(
                condition=Q(state="answered", said_on__isnull=False)
                | (~Q(state="answered") & Q(said_on=None, words="")),
                name="an_answer_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HearingComment(TenantRow):
    """What a member of a council says to the others about a passage, or about the draft of the council's answer."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.ForeignKey(HearingBody, on_delete=models.PROTECT, related_name="comments")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="+", verbose_name=_("medlem"))
    passage = models.ForeignKey(
        HearingPassage, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("afsnit")
    )
    on_draft = models.BooleanField(_("om udkastet"), default=False)
    words = models.TextField(_("ord"))
    said_on = models.DateField(_("den"))

    class Meta:
        verbose_name = _("kommentar fra et medlem")
        verbose_name_plural = _("kommentarer fra medlemmer")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.member)


class HearingStep(TenantRow):
    """What happened to a hearing on a day, and who decided it. Rows are added, never changed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("skridt"), max_length=20, choices=choices(HearingStepKind))
    taken_on = models.DateField(_("den"))
    who = models.CharField(_("hvem"), max_length=200, blank=True)
    words = models.TextField(_("ord"), blank=True)
    about_uuid = models.UUIDField(_("sagens nøgle"), null=True, blank=True)

    class Meta:
        verbose_name = _("skridt i høring")
        verbose_name_plural = _("skridt i høring")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.hearing}: {self.get_kind_display()}"
