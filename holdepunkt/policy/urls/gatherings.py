"""Addresses: what ties gatherings to the policy, and what its goals came of."""

from django.urls import URLPattern, path

from holdepunkt.policy.views import gatherings

ONE = "<slug:slug>/arbejde/politikker/<slug:policy>/<int:number>/"

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/arbejde/moeder/<int:pk>/politik/", gatherings.ties, name="gathering_ties"),
    path(f"{ONE}oprindelse/", gatherings.origins, name="goal_origins"),
    path(f"{ONE}oprindelse/<int:pk>/", gatherings.origin, name="goal_origin"),
]
