"""Addresses where a policy lead sets up the municipality."""

from django.urls import path

from holdepunkt.people import views_setup as views

HERE = "<slug:slug>/arbejde/kommunen/"

urlpatterns = [
    path(HERE, views.setup, name="setup"),
    path(f"{HERE}navn-og-farve/", views.municipality, name="setup_municipality"),
    path(f"{HERE}ord/", views.words, name="setup_words"),
    path(f"{HERE}lukkedage/", views.closing_days, name="setup_closing_days"),
    path(f"{HERE}enheder/", views.units, name="setup_units"),
    path(f"{HERE}enheder/ny/", views.unit, name="setup_unit_add"),
    path(f"{HERE}enheder/<int:pk>/", views.unit, name="setup_unit"),
    path(f"{HERE}mennesker/", views.people, name="setup_people"),
    path(f"{HERE}mennesker/ny/", views.person_add, name="setup_person_add"),
    path(f"{HERE}mennesker/<int:pk>/", views.person, name="setup_person"),
    path(f"{HERE}mennesker/<int:pk>/adgangskode/", views.password, name="setup_password"),
    path(f"{HERE}mennesker/<int:pk>/ny-rolle/", views.post_add, name="setup_post_add"),
    path(f"{HERE}mennesker/<int:pk>/rolle/<int:post>/slut/", views.post_end, name="setup_post_end"),
    path("<slug:slug>/arbejde/min-adgangskode/", views.own_password, name="own_password"),
]
