"""The tie between a person's story and the policy it is part of (R20)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from holdepunkt.policy.models.policy import PolicyVersion
from holdepunkt.policy.models.text import Goal
from holdepunkt.tenancy import TenantRow
from holdepunkt.voice.models import Story


class PlacedStory(TenantRow):
    """A story that stands beside a version of the policy, or beside one of its goals. Its words are not here."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="places")
    version_of = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="stories")
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="stories", verbose_name=_("mål")
    )
    placed_on = models.DateField(_("sat ind den"))
    ended_on = models.DateField(_("taget ud den"), null=True, blank=True)
    why = models.TextField(_("hvorfor"), blank=True)

    class Meta:
        verbose_name = _("fortælling i politikken")
        verbose_name_plural = _("fortællinger i politikken")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "goal"], condition=Q(ended_on=None), name="a_story_stands_once_beside_a_goal"
            ),
            models.UniqueConstraint(
                fields=["story", "version_of"],
                condition=Q(ended_on=None, goal=None),
                name="a_story_stands_once_beside_a_text",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, why="") | (Q(ended_on__isnull=False) & ~Q(why="")),
                name="a_place_of_a_story_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Fortælling %(number)s") % {"number": self.story})
