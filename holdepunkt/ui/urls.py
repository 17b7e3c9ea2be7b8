"""Addresses of the design system: the language switch and the page of components."""

from django.urls import path

from holdepunkt.ui import views

app_name = "ui"
urlpatterns = [path("sprog/", views.language, name="language"), path("ui/", views.components, name="components")]
