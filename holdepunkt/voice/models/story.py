"""A person's own story: its words, the yes to them, how to reach the person (apart), and what was masked."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Municipality
from holdepunkt.tenancy import OfOneMunicipality, TenantRow
from holdepunkt.voice.labels import choices
from holdepunkt.voice.models.proposal import Flood
from holdepunkt.voice.rules.story import BLANK, NamedAs, StoryStage, YesBy


class Story(OfOneMunicipality):
    """Somebody's story in their own words. Taken back it is blank: number, days and fingerprint stay."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="stories")
    number = models.PositiveIntegerField(_("nummer"))
    year = models.PositiveSmallIntegerField(_("år"))
    code_hash = models.CharField(_("kodens fingeraftryk"), max_length=64)
    words = models.TextField(_("fortællingen"), blank=True)
    words_hash = models.CharField(_("ordenes fingeraftryk"), max_length=64)
    named_as = models.CharField(_("nævnes med"), max_length=20, choices=choices(NamedAs))
    shown_name = models.CharField(_("navnet, der står"), max_length=80, blank=True)
    by_staff = models.BooleanField(_("skrevet ind af os"), default=False)
    told_on = models.DateField(_("fortalt den"))
    newest_on = models.DateField(_("seneste skridt den"))
    stage = models.CharField(_("trin"), max_length=20, choices=choices(StoryStage), default=StoryStage.WAITING)
    why = models.TextField(_("lagt til side, fordi"), blank=True)
    flood = models.ForeignKey(
        Flood, on_delete=models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("bunke")
    )
    held_back = models.BooleanField(_("venter i en bunke"), default=False)
    is_example = models.BooleanField(_("eksempeldata"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("fortælling")
        verbose_name_plural = _("fortællinger")
        indexes = [models.Index(fields=["municipality", "stage", "-told_on"], name="stories_by_stage")]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "year", "number"], name="one_story_per_number"),
            models.CheckConstraint(
                condition=Q(stage__in=BLANK, words="", shown_name="") | (~Q(stage__in=BLANK) & ~Q(words="")),
                name="a_story_taken_back_is_blank",
            ),
            models.CheckConstraint(
                condition=~Q(stage=StoryStage.PUT_ASIDE) | ~Q(why=""), name="a_story_is_put_aside_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(named_as=NamedAs.NO_NAME) | Q(shown_name=""), name="no_name_is_no_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}-{self.year}"

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it now."""
        return self.stage == StoryStage.RELEASED


class StoryYes(TenantRow):
    """The person's written yes to the story as it stands: when, and how. It names nobody."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="yes")
    given_on = models.DateField(_("sagt ja den"))
    given_by = models.CharField(_("hvordan"), max_length=20, choices=choices(YesBy))
    kept_at = models.CharField(_("papiret ligger i sag"), max_length=120, blank=True)
    words_hash = models.CharField(_("ordenes fingeraftryk"), max_length=64)

    class Meta:
        verbose_name = _("ja til en fortælling")
        verbose_name_plural = _("ja til fortællinger")
        constraints = [
            models.CheckConstraint(
                condition=Q(given_by=YesBy.CODE, kept_at="") | (Q(given_by=YesBy.PAPER) & ~Q(kept_at="")),
                name="a_paper_yes_is_kept_somewhere",
            )
        ]

    def __str__(self) -> str:
        return str(self.story)


class StoryContact(TenantRow):
    """How to reach the person. Apart from the words, and gone by a rule that the page tells."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    story = models.OneToOneField(Story, on_delete=models.PROTECT, related_name="contact")
    reach = models.TextField(_("hvor finder vi dig"))

    class Meta:
        verbose_name = _("kontakt til en fortæller")
        verbose_name_plural = _("kontakter til fortællere")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class StoryMask(TenantRow):
    """Words about others were taken out of a story before it was shown: when and why; never the words themselves."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="masks")
    why = models.TextField(_("hvorfor"))
    masked_on = models.DateField(_("skjult den"))

    class Meta:
        verbose_name = _("skjult i en fortælling")
        verbose_name_plural = _("skjult i fortællinger")

    def __str__(self) -> str:
        return str(self.story)
