"""What a policy says: passages, goals, promises, and its promises about itself."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit
from holdepunkt.policy.labels import choices
from holdepunkt.policy.models.policy import PolicyVersion
from holdepunkt.policy.rules.kinds import Modal, PassageKind, RhythmKind
from holdepunkt.tenancy import TenantRow


class Passage(TenantRow):
    """A piece of the policy's text: our plain wording, and where the council's own words stand."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    version_of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="passages")
    key = models.SlugField(_("nøgle"), max_length=80)
    order = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("slags"), max_length=30, choices=choices(PassageKind))
    heading = models.CharField(_("overskrift"), max_length=200, blank=True)
    plain = models.TextField(_("i korte ord"))
    place = models.CharField(_("sted i kilden"), max_length=200, blank=True)
    starts = models.CharField(_("begynder med"), max_length=120, blank=True)
    ends = models.CharField(_("slutter med"), max_length=120, blank=True)
    nth = models.PositiveSmallIntegerField(_("gang nr."), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("afsnit")
        verbose_name_plural = _("afsnit")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["version_of", "key"], name="one_passage_per_key")]

    def __str__(self) -> str:
        return self.heading or self.plain[:80]


class VerbatimText(TenantRow):
    """The council's own words for a passage, found in the municipality's document."""

    passage = models.OneToOneField(Passage, on_delete=models.PROTECT, related_name="verbatim")
    text = models.TextField(_("ordret"))
    found_at = models.CharField(_("fundet"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ordret tekst")
        verbose_name_plural = _("ordrette tekster")

    def __str__(self) -> str:
        return self.text[:80]


class NationalGoal(TenantRow):
    """A goal of the state that the municipality's goals serve; not the municipality's own (F3)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    version_of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="national_goals")
    key = models.SlugField(_("nøgle"), max_length=80)
    order = models.PositiveIntegerField(default=0)
    title = models.CharField(_("titel"), max_length=300)
    set_name = models.CharField(_("målsæt"), max_length=120, blank=True)
    owner = models.CharField(_("hvis mål"), max_length=80, blank=True)
    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("afsnit")
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("nationalt mål")
        verbose_name_plural = _("nationale mål")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["version_of", "key"], name="one_national_goal_per_key")]

    def __str__(self) -> str:
        return self.title


class Goal(TenantRow):
    """A goal at any level, in the municipality's local word for that level (A3)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    version_of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="goals")
    key = models.SlugField(_("nøgle"), max_length=80)
    order = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(_("niveau"), default=1)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("hører under")
    )
    title = models.CharField(_("titel"), max_length=300)
    plain = models.TextField(_("i korte ord"), blank=True)
    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="goals", verbose_name=_("afsnit")
    )
    national_goals = models.ManyToManyField(NationalGoal, blank=True, related_name="goals")
    of_other_body = models.CharField(_("en andens mål"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["version_of", "key"], name="one_goal_per_key")]

    def __str__(self) -> str:
        return self.title


class GoalTarget(TenantRow):
    """A figure a goal aims at, for everybody or for one group; with its baseline and source."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="targets")
    measure = models.CharField(_("hvad måles"), max_length=200)
    unit = models.CharField(_("måleenhed"), max_length=60, blank=True)
    group = models.CharField(_("for hvem"), max_length=200, blank=True)
    baseline_value = models.DecimalField(_("udgangspunkt"), max_digits=14, decimal_places=2, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(_("udgangsår"), null=True, blank=True)
    target_value = models.DecimalField(_("måltal"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(_("målår"), null=True, blank=True)
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        verbose_name = _("måltal")
        verbose_name_plural = _("måltal")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.measure} {self.group}".strip()


class Promise(TenantRow):
    """A commitment in the text: a doer and a doing that can be kept or not. On screen *Det vil vi*."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    version_of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="promises")
    key = models.SlugField(_("nøgle"), max_length=80)
    order = models.PositiveIntegerField(default=0)
    plain = models.TextField(_("i korte ord"))
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="promises", verbose_name=_("afsnit"))
    goals = models.ManyToManyField(Goal, through="PromiseGoal", blank=True, related_name="promises")
    modal = models.CharField(_("skal eller kan"), max_length=10, choices=choices(Modal), default=Modal.SHALL)
    doer = models.CharField(_("hvem gør det"), max_length=200, blank=True)
    doer_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhed")
    )
    partners = models.JSONField(_("sammen med, nøgler"), default=list, blank=True)
    about_itself = models.BooleanField(_("om politikken selv"), default=False)
    by_other_body = models.CharField(_("en andens opgave"), max_length=200, blank=True)
    note = models.TextField(_("note om tvivl"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("forpligtelse")
        verbose_name_plural = _("forpligtelser")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["version_of", "key"], name="one_promise_per_key")]

    def __str__(self) -> str:
        return self.plain[:200]


class PromiseGoal(TenantRow):
    """A promise belongs to a goal."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("forpligtelse under mål")
        verbose_name_plural = _("forpligtelser under mål")
        constraints = [models.UniqueConstraint(fields=["promise", "goal"], name="promise_once_per_goal")]

    def __str__(self) -> str:
        return f"{self.promise_id} → {self.goal_id}"


class PolicyLink(TenantRow):
    """Another policy that this one is seen together with, rests on or points to (O8, R23)."""

    version_of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="links")
    order = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("slags"), max_length=30)
    title = models.CharField(_("titel"), max_length=200)
    why = models.CharField(_("hvorfor"), max_length=300, blank=True)
    url = models.URLField(_("adresse"), blank=True)
    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("afsnit")
    )
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        verbose_name = _("anden politik")
        verbose_name_plural = _("andre politikker")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class Rhythm(TenantRow):
    """What the policy promises about its own working (A2), as a rule that can be checked year by year."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    version_of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="rhythms")
    key = models.SlugField(_("nøgle"), max_length=80)
    order = models.PositiveIntegerField(default=0)
    kind = models.CharField(_("slags"), max_length=40, choices=choices(RhythmKind))
    stated = models.CharField(_("skal eller kan"), max_length=10, choices=choices(Modal), default=Modal.SHALL)
    about = models.CharField(_("handler om"), max_length=20, blank=True)
    each = models.CharField(_("hver enhed af slagsen"), max_length=30, blank=True)
    who = models.JSONField(_("andre, nævnt i teksten"), default=list, blank=True)
    what = models.JSONField(_("det skal planen indeholde"), default=list, blank=True)
    every = models.PositiveSmallIntegerField(_("hvert … år"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("i år"), null=True, blank=True)
    from_year = models.PositiveSmallIntegerField(_("fra år"), null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(_("til år"), null=True, blank=True)
    count = models.PositiveSmallIntegerField(_("antal"), null=True, blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhed")
    )
    units = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name=_("enheder"))
    goals = models.ManyToManyField(Goal, blank=True, related_name="+", verbose_name=_("mål"))
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, blank=True, related_name="rhythms", verbose_name=_("forpligtelse")
    )
    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="rhythms", verbose_name=_("afsnit")
    )
    plain = models.CharField(_("i korte ord"), max_length=400)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("rytme")
        verbose_name_plural = _("rytmer")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["version_of", "key"], name="one_rhythm_per_key")]

    def __str__(self) -> str:
        return self.plain
