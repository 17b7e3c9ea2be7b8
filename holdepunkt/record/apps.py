"""The record slice as a Django app."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "holdepunkt.record"
    verbose_name = "Protokol"

    def ready(self) -> None:
        """Before the first page or row: let Python keep what belongs to a thread."""
        from holdepunkt.threads import keep_by_thread

        keep_by_thread()
