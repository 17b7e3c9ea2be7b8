"""Addresses: stories, for everybody and at work."""

from django.urls import URLPattern, path

from holdepunkt.voice.views import public_stories, stories

OPEN = "<slug:slug>/fortaellinger/"
WORK = "<slug:slug>/arbejde/fortaellinger/"
ONE = f"{WORK}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(OPEN, public_stories.stories, name="stories"),
    path(f"{OPEN}ny/", public_stories.new, name="story_new"),
    path(f"{OPEN}<slug:number>/", public_stories.follow, name="story"),
    path(f"{OPEN}<slug:number>/tak/", public_stories.thanks, name="story_thanks"),
    path(WORK, stories.at_work, name="work_stories"),
    path(f"{WORK}ny/", stories.entry, name="work_story_new"),
    path(ONE, stories.page, name="work_story"),
    path(f"{ONE}ja/", stories.paper_yes, name="story_yes"),
    path(f"{ONE}ark/", stories.sheet, name="story_sheet"),
    path(f"{ONE}tag-ud/", stories.mask, name="story_mask"),
    path(f"{ONE}vis/", stories.release, name="story_release"),
    path(f"{ONE}til-side/", stories.put_aside, name="story_put_aside"),
    path(f"{ONE}tilbage/", stories.take_back, name="story_take_back"),
    path(f"{ONE}kontakt/", stories.contact, name="story_contact"),
]
