"""The people slice as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "holdepunkt.people"
    verbose_name = "Mennesker og enheder"
