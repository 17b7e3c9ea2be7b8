"""Addresses: what is on its way to the committees, written down."""

from django.urls import URLPattern, path

from holdepunkt.voice.views import coming

WORK = "<slug:slug>/arbejde/paa-vej/"

urlpatterns: list[URLPattern] = [
    path(WORK, coming.matters, name="matters"),
    path(f"{WORK}ny/", coming.new, name="matter_new"),
    path(f"{WORK}<int:matter>/", coming.change, name="matter"),
    path(f"{WORK}<int:matter>/af/", coming.drop, name="matter_drop"),
]
