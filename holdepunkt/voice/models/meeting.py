"""A council's meetings: when and where, who came, the files of its papers, and those sent by post."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.tenancy import TenantRow
from holdepunkt.voice.council_words import choices
from holdepunkt.voice.models.council import AdvisoryCouncil
from holdepunkt.voice.models.member import CouncilMember
from holdepunkt.voice.rules.council import Approved
from holdepunkt.voice.rules.meetings import Came, MeetingStage
from holdepunkt.voice.rules.papers import PaperKind


class CouncilMeeting(TenantRow):
    """One meeting of a council. Its deadlines are counted from the council's rules when it is planned or moved."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    council = models.ForeignKey(AdvisoryCouncil, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField(_("møde nummer"))
    meets_on = models.DateField(_("dag"))
    begins_at = models.TimeField(_("begynder"), null=True, blank=True)
    ends_at = models.TimeField(_("slutter"), null=True, blank=True)
    place = models.CharField(_("sted"), max_length=200, blank=True)
    welcome = models.TextField(_("praktisk"), blank=True)
    stage = models.CharField(_("trin"), max_length=20, choices=choices(MeetingStage), default=MeetingStage.PLANNED)
    asked_for_on = models.DateField(_("ekstra møde, bedt om den"), null=True, blank=True)
    items_due_on = models.DateField(_("emner senest"), null=True, blank=True)
    agenda_due_on = models.DateField(_("dagsorden senest"), null=True, blank=True)
    sent_on = models.DateField(_("dagsorden sendt"), null=True, blank=True)
    minutes_due_on = models.DateField(_("referat senest"), null=True, blank=True)
    minutes_sent_on = models.DateField(_("referat sendt til medlemmerne"), null=True, blank=True)
    approved_on = models.DateField(_("referat godkendt"), null=True, blank=True)
    approved_how = models.CharField(_("godkendt"), max_length=20, choices=choices(Approved), blank=True)
    remarks = models.TextField(_("bemærkninger til referatet"), blank=True)
    published_on = models.DateField(_("referat offentligt"), null=True, blank=True)
    called_off_because = models.TextField(_("aflyst, fordi"), blank=True)
    is_example = models.BooleanField(_("eksempel"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("møde i rådet")
        verbose_name_plural = _("møder i rådet")
        indexes = [models.Index(fields=["council", "-meets_on"], name="meetings_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="one_meeting_per_number"),
            models.CheckConstraint(
                condition=Q(approved_on=None, approved_how="") | (Q(approved_on__isnull=False) & ~Q(approved_how="")),
                name="approved_minutes_say_how",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(approved_on__isnull=False, published_on__gte=F("approved_on")),
                name="only_approved_minutes_are_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.meets_on:%d-%m-%Y}"


class Attendance(TenantRow):
    """Whether a member came to a meeting; a substitute says for whom."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    meeting = models.ForeignKey(CouncilMeeting, on_delete=models.PROTECT, related_name="attendance")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="attendance")
    came = models.CharField(_("fremmøde"), max_length=20, choices=choices(Came))
    sits_in_for = models.ForeignKey(
        CouncilMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sat_in_by",
        verbose_name=_("mødte for"),
    )

    class Meta:
        verbose_name = _("fremmøde")
        verbose_name_plural = _("fremmøde")
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="a_member_comes_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_came_display()}"


class ApprovedAttendance(TenantRow):
    """Who came, and whether enough did, as it was true when the minutes were approved.

    Rows are added, never changed: a correction is a new one with its reason, and the newest counts. In `who` stands
    each member with how they came, for whom, and whether they count; the name is the one they had that day.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    meeting = models.ForeignKey(CouncilMeeting, on_delete=models.PROTECT, related_name="approved_attendance")
    noted_on = models.DateField(_("skrevet den"))
    present = models.PositiveIntegerField(_("mødt"))
    seats = models.PositiveIntegerField(_("pladser den dag"))
    needed = models.PositiveIntegerField(_("så mange skal være mødt"), null=True, blank=True)
    leader_missing = models.BooleanField(_("formanden manglede"), default=False, db_default=False)
    who = models.JSONField(_("hvem"), default=list)
    why = models.TextField(_("hvorfor rettet"), blank=True)

    class Meta:
        verbose_name = _("godkendt fremmøde")
        verbose_name_plural = _("godkendt fremmøde")
        ordering = ["pk"]

    def __str__(self) -> str:
        """Never a name: the record keeps this for good."""
        return f"{self._meta.verbose_name} {self.pk}"


class MeetingFile(TenantRow):
    """A file made from a meeting: agenda or minutes, in Word or PDF, made outside the web worker."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    meeting = models.ForeignKey(CouncilMeeting, on_delete=models.PROTECT, related_name="files")
    paper = models.CharField(_("papir"), max_length=20)
    format = models.CharField(_("format"), max_length=10)
    meeting_version = models.PositiveIntegerField(_("af mødets version"))
    asked_at = models.DateTimeField(_("bestilt"))
    made_at = models.DateTimeField(_("lavet"), null=True, blank=True)
    content = models.BinaryField(_("indhold"), null=True, blank=True)
    problem = models.TextField(_("hvad gik galt"), blank=True)

    class Meta:
        verbose_name = _("fil til et møde")
        verbose_name_plural = _("filer til møder")

    def __str__(self) -> str:
        return f"{self.meeting} ({self.format})"


class PapersPosted(TenantRow):
    """A meeting's papers, or its minutes, were printed and sent by post to a member without e-mail, or who wants paper."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    meeting = models.ForeignKey(CouncilMeeting, on_delete=models.PROTECT, related_name="posted")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="posted")
    posted_on = models.DateField(_("sendt med posten"))
    paper = models.CharField(
        _("papir"), max_length=20, choices=choices(PaperKind), default=PaperKind.AGENDA, db_default="agenda"
    )

    class Meta:
        verbose_name = _("papirer sendt med posten")
        verbose_name_plural = _("papirer sendt med posten")
        constraints = [models.UniqueConstraint(fields=["meeting", "member", "paper"], name="a_paper_is_posted_once")]

    def __str__(self) -> str:
        return f"{self.member}: {self.meeting}"
