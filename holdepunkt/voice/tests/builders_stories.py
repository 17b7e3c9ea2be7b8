"""Builders that read as life: Asta tells her story."""

from typing import Any

from holdepunkt.people.asker import visitor
from holdepunkt.people.tests.builders import Town
from holdepunkt.record.tests.replayed import replayed
from holdepunkt.voice.actions import story as actions
from holdepunkt.voice.models import Story, StoryMask

CODE = "abcdefghjk"
HERS = "Jeg sov i en trappeopgang i Lunden. En nat bankede en på."


@replayed
def a_story(town: Town, words: str = HERS, **more: Any) -> Story:
    """Asta tells her story on the public form, under a name she made up."""
    told: dict[str, Any] = {"named_as": "other_name", "name": "Solsort", "reach": "Værestedet", "code": CODE} | more
    return actions.tell_story(municipality=town.municipality, words=words, by=visitor(town.municipality), **told)


def a_yes(town: Town, story: Story) -> Story:
    """She says yes with her code."""
    actions.say_yes(story=story, code=CODE, by=visitor(town.municipality))
    story.refresh_from_db()
    return story


@replayed
def a_released_story(town: Town, who: str = "finn", **more: Any) -> Story:
    """Told, said yes to, and shown."""
    return actions.release_story(story=a_yes(town, a_story(town, **more)), by=town.as_(who))


def a_story_with_all(town: Town) -> Story:
    """A story with a row in each of its tables."""
    row = a_released_story(town)
    StoryMask.objects.create(story=row, why="Et navn", masked_on=row.told_on)
    return row
