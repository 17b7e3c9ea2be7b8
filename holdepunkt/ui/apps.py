"""The ui slice as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "holdepunkt.ui"
    verbose_name = "Brugerflade"
