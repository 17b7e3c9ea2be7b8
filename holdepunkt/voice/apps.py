"""The voice slice as a Django app."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "holdepunkt.voice"
    verbose_name = "Råd, møder, forslag og høringer"
