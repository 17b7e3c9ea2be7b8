"""Addresses: who is asked about a policy's text or a year's status, and what they said."""

from django.urls import URLPattern, path

from holdepunkt.policy.views import hearing

WORK = "<slug:slug>/arbejde/"

urlpatterns: list[URLPattern] = [
    path(f"{WORK}politikker/<slug:policy>/<int:number>/spoerg/", hearing.ask_about_text, name="draft_ask"),
    path(f"{WORK}status/<slug:policy>/<int:year>/spoerg/", hearing.ask_about_year, name="status_ask"),
    path(f"{WORK}hoering/<int:pk>/", hearing.words, name="heard_words"),
]
