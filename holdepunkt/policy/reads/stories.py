"""Reading which stories stand beside which policy and goal."""

from django.db.models import QuerySet
from django.http import Http404

from holdepunkt.people.access import require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import Goal, PlacedStory, PolicyVersion
from holdepunkt.voice.models import Story
from holdepunkt.voice.rules.story import StoryStage

SHOWN = (StoryStage.RELEASED, StoryStage.TAKEN_BACK)
MOST = 50


def beside(of: PolicyVersion, goal_key: str | None = None) -> list[Story]:
    """The stories beside a policy through all its versions, or beside one goal; of one taken back only that it was."""
    if not getattr(of, "has_stories", True):  # read with the text, so that a policy without stories asks no more
        return []
    rows = PlacedStory.objects.filter(version_of__policy=of.policy_id, ended_on=None, story__stage__in=SHOWN)
    rows = rows.filter(goal__key=goal_key) if goal_key else rows.filter(goal=None)
    found: dict[int, Story] = {}
    for row in rows.select_related("story").prefetch_related("story__masks").order_by("pk")[:MOST]:
        found.setdefault(row.story_id, row.story)
    return list(found.values())


def places(story: Story) -> list[PlacedStory]:
    """Where a story stands now."""
    rows = PlacedStory.objects.filter(story=story, ended_on=None)
    return list(rows.select_related("version_of", "goal").order_by("pk"))


def place(by: Asker, pk: int) -> PlacedStory:
    """One place of a story in this municipality; another's is missing."""
    require(access.may_draft(by))
    rows = PlacedStory.objects.filter(pk=pk, ended_on=None, version_of__policy__municipality=by.municipality)
    found = rows.select_related("story", "version_of__policy", "goal").first()
    if found is None:
        raise Http404(str(pk))
    return found


def goals_to_choose(versions: list[PolicyVersion]) -> QuerySet[Goal]:
    """The goals of these texts, in their order."""
    return (
        Goal.objects.filter(version_of__in=versions).select_related("version_of").order_by("version_of", "order", "pk")
    )
