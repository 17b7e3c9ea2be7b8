"""The addresses of the people slice; each room lists its own."""

from importlib import import_module

ROOMS = ("signing_in", "setup")

app_name = "people"
urlpatterns = [pattern for room in ROOMS for pattern in import_module(f"holdepunkt.people.urls.{room}").urlpatterns]
