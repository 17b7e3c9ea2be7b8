"""The record slice as a Django app."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "holdepunkt.record"
    verbose_name = "Protokol"
