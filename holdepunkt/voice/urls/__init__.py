"""The addresses of the slice; each room lists its own."""

from importlib import import_module

ROOMS = ("public", "proposals", "stories", "coming", "councils", "gatherings", "hearings")

app_name = "voice"
urlpatterns = [pattern for room in ROOMS for pattern in import_module(f"holdepunkt.voice.urls.{room}").urlpatterns]
