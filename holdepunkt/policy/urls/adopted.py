"""Addresses: a proposal becomes an effort, from either page, and is let go again."""

from django.urls import URLPattern, path

from holdepunkt.policy.views import adopted

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/arbejde/indsatser/<int:pk>/forslag/", adopted.take_in, name="effort_proposals"),
    path("<slug:slug>/arbejde/forslag/<int:pk>/indsats/", adopted.become, name="proposal_become"),
    path("<slug:slug>/arbejde/forslag-i-indsats/<int:pk>/", adopted.let_go, name="proposal_let_go"),
]
