"""What a council takes up: items, their papers, and the lines written under them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit
from holdepunkt.tenancy import TenantRow
from holdepunkt.voice.council_words import choices
from holdepunkt.voice.models.council import AdvisoryCouncil
from holdepunkt.voice.models.meeting import CouncilMeeting
from holdepunkt.voice.models.member import CouncilMember
from holdepunkt.voice.rules.meetings import ItemKind, ItemStage, LineKind


class AgendaItem(TenantRow):
    """Something a council is to take up: proposed by a member, or by the secretary; later on an agenda."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    council = models.ForeignKey(AdvisoryCouncil, on_delete=models.PROTECT, related_name="items")
    meeting = models.ForeignKey(
        CouncilMeeting, on_delete=models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("møde")
    )
    stage = models.CharField(_("trin"), max_length=20, choices=choices(ItemStage), default=ItemStage.PROPOSED)
    kind = models.CharField(_("hvad skal rådet"), max_length=20, choices=choices(ItemKind), default=ItemKind.TALK)
    order = models.PositiveIntegerField(default=0)
    title = models.CharField(_("emne"), max_length=200)
    text = models.TextField(_("hvad handler det om?"), blank=True)
    proposed_by = models.ForeignKey(
        CouncilMember, on_delete=models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("fra")
    )
    proposed_on = models.DateField(_("foreslået"))
    about_meeting = models.ForeignKey(
        CouncilMeeting, on_delete=models.PROTECT, null=True, blank=True, related_name="approvals"
    )
    is_closed = models.BooleanField(_("punktet er lukket"), default=False)
    handed_back_on = models.DateField(_("givet tilbage"), null=True, blank=True)
    handed_back_because = models.TextField(_("givet tilbage, fordi"), blank=True)
    right_place = models.TextField(_("det rette sted"), blank=True)
    is_example = models.BooleanField(_("eksempel"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("emne til rådet")
        verbose_name_plural = _("emner til rådet")
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["council", "stage"], name="items_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage=ItemStage.ON_AGENDA, meeting__isnull=False)
                | (~Q(stage=ItemStage.ON_AGENDA) & Q(meeting=None)),
                name="an_item_on_an_agenda_has_a_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(stage=ItemStage.HANDED_BACK)
                | (Q(handed_back_on__isnull=False) & ~Q(handed_back_because="")),
                name="an_item_is_handed_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        """Never its title: the record keeps this name for good, and a title may point at a person."""
        return f"{self._meta.verbose_name} {self.pk}"


class ItemPaper(TenantRow):
    """A paper that belongs to an item: its name, and where it is read."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(_("navn på papiret"), max_length=200)
    url = models.URLField(_("adresse"), max_length=500, blank=True)
    text = models.TextField(_("det vigtigste i korte ord"), blank=True)

    class Meta:
        verbose_name = _("papir til et emne")
        verbose_name_plural = _("papirer til emner")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class PaperUpload(TenantRow):
    """The file of a paper, as it was uploaded; what it is was read from its content, never from its name."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    paper = models.OneToOneField(ItemPaper, on_delete=models.CASCADE, related_name="upload")
    name = models.CharField(_("filnavn"), max_length=200)
    kind = models.CharField(_("slags fil"), max_length=10)
    size = models.PositiveIntegerField(_("størrelse"))
    sha256 = models.CharField(_("fingeraftryk"), max_length=64)
    content = models.BinaryField(_("indhold"))
    uploaded_on = models.DateField(_("lagt ind den"))

    class Meta:
        verbose_name = _("fil til et papir")
        verbose_name_plural = _("filer til papirer")

    def __str__(self) -> str:
        """Never its name: the record keeps this for good, and a file's name may point at a person."""
        return f"{self._meta.verbose_name} {self.pk}"


class MinuteLine(TenantRow):
    """One line of the minutes, written while the meeting goes on: what was said, decided, disagreed on, or to do."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("slags"), max_length=20, choices=choices(LineKind))
    text = models.TextField(_("tekst"))
    held_by_member = models.ForeignKey(
        CouncilMember, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("medlem")
    )
    held_by_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="council_tasks", verbose_name=_("enhed")
    )
    due_on = models.DateField(_("senest"), null=True, blank=True)
    done_on = models.DateField(_("gjort"), null=True, blank=True)
    outcome = models.TextField(_("det blev der af det"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("linje i referatet")
        verbose_name_plural = _("linjer i referatet")
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["kind", "done_on", "due_on"], name="open_tasks")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=LineKind.TASK) | Q(due_on=None, done_on=None), name="only_a_task_has_a_day"
            )
        ]

    def __str__(self) -> str:
        """Never its words: the record keeps this name for good, and minutes may be closed."""
        return f"{self._meta.verbose_name} {self.pk}"
