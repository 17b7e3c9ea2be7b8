"""What a person took back stands nowhere any more: no page, kept or not, no feed, no file, no search (R20)."""

from collections.abc import Iterator

import pytest
from django.test import Client

from holdepunkt.people.asker import visitor
from holdepunkt.people.tests.builders import Town
from holdepunkt.policy.actions.story import place_story
from holdepunkt.policy.tests.builders import a_policy
from holdepunkt.record.kept import pages
from holdepunkt.record.models import Entry
from holdepunkt.voice.actions.story import take_story_back
from holdepunkt.voice.tests.builders_stories import CODE, a_released_story

pytestmark = pytest.mark.django_db
PLACES = (
    "/lundby/", "/lundby/politik/", "/lundby/fortaellinger/", "/lundby/fortaellinger/1-2021/",
    "/lundby/soeg/?q=trappeopgang", "/lundby/soeg/?q=solsort", "/lundby/aendringer.atom", "/lundby/forslag/",
    "/lundby/aarshjul.ics",
)  # fmt: skip
HERS = ("trappeopgang", "Solsort")


@pytest.fixture(autouse=True)
def _pages_are_kept() -> Iterator[None]:
    """Pages are kept here as in the running house."""
    pages.room = 4_000_000
    yield
    pages.clear()
    pages.room = 0


def everything(town: Town) -> dict[str, str]:
    """Every public place, as a visitor meets it; each asked twice, so that kept pages answer too."""
    version = town.municipality.policies.get().versions.get()
    goal = f"/lundby/maal/{version.policy.slug}/{version.goals.first().key}/"
    texts = {}
    for path in (*PLACES, goal, goal):
        found = Client().get(path)
        assert found.status_code == 200, path
        texts[path] = found.content.decode()
    return texts


def test_taken_back_a_story_stands_nowhere(town: Town) -> None:
    version, row = a_policy(town), a_released_story(town)
    place_story(story=row, version_of=version, by=town.as_("finn"))
    place_story(story=row, version_of=version, goal=version.goals.first(), by=town.as_("finn"))
    before = everything(town)
    shown = {path for path, text in before.items() if "trappeopgang" in text.replace('value="trappeopgang"', "")}
    assert len(shown) == 5, shown  # the policy, its goal, the stories, the story itself, and the search
    take_story_back(story=row, code=CODE, by=visitor(town.municipality))
    for path, text in everything(town).items():
        words = text.replace("q=trappeopgang", "").replace("q=solsort", "").replace('value="trappeopgang"', "")
        assert not [one for one in HERS if one in words], path
    assert "Den blev taget tilbage 22. november 2021." in everything(town)["/lundby/politik/"]


def test_neither_the_record_nor_the_policys_files_hold_the_words(town: Town) -> None:
    version, row = a_policy(town), a_released_story(town)
    place_story(story=row, version_of=version, by=town.as_("finn"))
    take_story_back(story=row, by=town.as_("finn"))
    finn = Client()
    finn.force_login(town.people["finn"])
    file = finn.get(f"/lundby/arbejde/politikker/{version.policy.slug}/{version.number}/pakke.toml")
    assert file.status_code == 200
    held = " ".join(f"{one.about_name} {one.why} {one.fields}" for one in Entry.objects.all())
    for text in (held, file.content.decode()):
        assert not [one for one in HERS if one in text]
