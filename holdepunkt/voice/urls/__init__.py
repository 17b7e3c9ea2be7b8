"""The addresses of the slice, a file for each room."""

from django.urls import URLPattern, URLResolver

app_name = "voice"
urlpatterns: list[URLPattern | URLResolver] = []
