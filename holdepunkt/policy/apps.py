"""The policy slice as a Django app."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "holdepunkt.policy"
    verbose_name = "Politik, planer og status"
