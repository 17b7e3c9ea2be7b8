"""Only the addresses of this slice, for its own tests."""

from django.urls import include, path

urlpatterns = [path("", include("holdepunkt.ui.urls"))]
