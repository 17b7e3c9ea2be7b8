"""Addresses: a story stands beside the policy, and is taken out again."""

from django.urls import URLPattern, path

from holdepunkt.policy.views import stories

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/arbejde/fortaellinger/<int:pk>/politik/", stories.place, name="story_place"),
    path("<slug:slug>/arbejde/fortaellinger-i-politik/<int:pk>/", stories.end, name="story_place_end"),
]
