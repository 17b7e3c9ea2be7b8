"""The addresses of the slice, a file for each room."""

from importlib import import_module

ROOMS = ("councils",)

app_name = "voice"
urlpatterns = [pattern for room in ROOMS for pattern in import_module(f"holdepunkt.voice.urls.{room}").urlpatterns]
