"""Addresses everybody may open."""

from django.urls import path

from holdepunkt.policy.views import public

urlpatterns = [
    path("<slug:slug>/", public.front, name="front"),
    path("<slug:slug>/politik/", public.policy, name="current"),
    path("<slug:slug>/politik/<slug:policy>/", public.policy, name="policy"),
    path("<slug:slug>/politik/<slug:policy>/version/<int:number>/", public.policy_version, name="policy_version"),
    path("<slug:slug>/maal/<slug:policy>/<slug:key>/", public.goal, name="goal"),
    path("<slug:slug>/det-vil-vi/", public.promises, name="promises"),
    path("<slug:slug>/det-vil-vi/<slug:policy>/<slug:key>/", public.promise, name="promise"),
    path("<slug:slug>/indsats/<uuid:uuid>/", public.effort, name="effort"),
    path("<slug:slug>/plan/<uuid:uuid>/", public.plan, name="plan"),
    path("<slug:slug>/holder-ord/", public.keeps_word_page, name="keeps_word"),
]
