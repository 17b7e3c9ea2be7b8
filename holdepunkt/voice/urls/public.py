"""Addresses everybody may open: what was said and what became of it, and the form."""

from django.urls import URLPattern, path

from holdepunkt.voice.views import public_proposals as views
from holdepunkt.voice.views import signposts

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/forslag/", views.proposals, name="proposals"),
    path("<slug:slug>/forslag.atom", views.feed, name="proposals_feed"),
    path("<slug:slug>/forslag/nyt/", views.new, name="proposal_new"),
    path("<slug:slug>/forslag/nyt/vej.svg", signposts.to_form, name="proposal_qr"),
    path("<slug:slug>/forslag/<slug:number>/", views.follow, name="proposal"),
    path("<slug:slug>/forslag/<slug:number>/tak/", views.thanks, name="proposal_thanks"),
]
