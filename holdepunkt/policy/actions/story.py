"""The writers of where a story stands in the policy."""

from django.db import transaction
from django.utils.translation import gettext as _

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.policy import access
from holdepunkt.policy.models import Goal, PlacedStory, PolicyVersion
from holdepunkt.voice.models import Story


@transaction.atomic
def place_story(*, story: Story, version_of: PolicyVersion, by: Asker, goal: Goal | None = None) -> PlacedStory:
    """Let a released story stand beside the policy, or beside one goal. The approved text itself does not change."""
    require(access.is_at_home(by, story.municipality_id))
    require(access.is_at_home(by, version_of.policy.municipality_id))
    require(access.may_draft(by))
    row = Story.objects.select_for_update().get(pk=story.pk)
    if not row.is_public:
        raise NotPossible(_("Kun en fortælling, der står på siden med et ja, kan sættes ind."))
    if goal is not None and goal.version_of_id != version_of.pk:
        raise NotPossible(_("Målet hører til en anden tekst. Vælg det igen."))
    if PlacedStory.objects.filter(story=row, version_of=version_of, goal=goal, ended_on=None).exists():
        raise NotPossible(_("Fortællingen står der allerede."))
    made = PlacedStory.objects.create(story=row, version_of=version_of, goal=goal, placed_on=clock.today())
    record.wrote("story.placed", on=made, by=by, fields={"policy": str(version_of)})
    return made


@transaction.atomic
def end_place(*, place: PlacedStory, why: str, by: Asker) -> PlacedStory:
    """Take a story out of a place again; the story itself stays where else it stands."""
    require(access.is_at_home(by, place.version_of.policy.municipality_id))
    require(access.may_draft(by))
    row = PlacedStory.objects.select_for_update().get(pk=place.pk)
    if row.ended_on is not None:
        raise NotPossible(_("Den er allerede taget ud."))
    if not why.strip():
        raise NotPossible(_("Skriv, hvorfor den bliver taget ud."))
    row.ended_on, row.why = clock.today(), why.strip()
    row.save(update_fields=["ended_on", "why"])
    record.wrote("story.place_ended", on=row, by=by, why=row.why)
    return row
