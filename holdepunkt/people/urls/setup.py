"""Addresses where a policy lead sets up the municipality."""

from django.urls import path, re_path

from holdepunkt.people.views import absences, load, persons, posts, setup, units

HERE = "<slug:slug>/arbejde/kommunen/"
HERE_AS_PATTERN = "(?P<slug>[-a-zA-Z0-9_]+)/arbejde/kommunen/"

urlpatterns = [
    path(HERE, setup.setup, name="setup"),
    path(f"{HERE}navn-og-farve/", setup.municipality, name="setup_municipality"),
    path(f"{HERE}ord/", setup.words, name="setup_words"),
    path(f"{HERE}venlige-ord/", setup.label_words, name="setup_label_words"),
    path(f"{HERE}lukkedage/", setup.closing_days, name="setup_closing_days"),
    path(f"{HERE}indlaes/", load.upload, name="setup_load"),
    path(f"{HERE}indlaes/gem/", load.load, name="setup_load_do"),
    re_path(rf"^{HERE_AS_PATTERN}mennesker\.(?P<kind>csv|json)$", load.export, name="setup_export"),
    path(f"{HERE}enheder/", units.units, name="setup_units"),
    path(f"{HERE}enheder/ny/", units.unit, name="setup_unit_add"),
    path(f"{HERE}enheder/<int:pk>/", units.unit, name="setup_unit"),
    path(f"{HERE}mennesker/", persons.people, name="setup_people"),
    path(f"{HERE}mennesker/ny/", persons.person_add, name="setup_person_add"),
    path(f"{HERE}mennesker/<int:pk>/", persons.person, name="setup_person"),
    path(f"{HERE}mennesker/<int:pk>/adgangskode/", persons.password, name="setup_password"),
    path(f"{HERE}mennesker/<int:pk>/ny-rolle/", posts.post_add, name="setup_post_add"),
    path(f"{HERE}mennesker/<int:pk>/rolle/<int:post>/slut/", posts.post_end, name="setup_post_end"),
    path(f"{HERE}mennesker/<int:pk>/rolle/<int:post>/stedfortraeder/", posts.deputy_add, name="setup_deputy_add"),
    path(f"{HERE}mennesker/<int:pk>/fravaer/ny/", absences.absence, name="setup_absence_add"),
    path(f"{HERE}mennesker/<int:pk>/fravaer/<int:absence>/", absences.absence, name="setup_absence"),
    path(f"{HERE}mennesker/<int:pk>/fravaer/<int:absence>/aflys/", absences.absence_off, name="setup_absence_off"),
    path("<slug:slug>/arbejde/fravaer/", absences.absences, name="absences"),
    path("<slug:slug>/arbejde/min-adgangskode/", persons.own_password, name="own_password"),
]
