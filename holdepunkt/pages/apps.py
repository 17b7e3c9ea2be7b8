"""The pages slice as a Django app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "holdepunkt.pages"
    verbose_name = "Sider"
