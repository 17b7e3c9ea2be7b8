"""The pages slice as a Django app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "holdepunkt.pages"
    verbose_name = "Sider"

    def ready(self) -> None:
        """Let `check --deploy` know the fitness checks."""
        from holdepunkt.pages.operation import checks  # noqa: F401, because importing registers them
