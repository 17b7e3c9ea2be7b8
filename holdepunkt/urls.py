"""All addresses. The municipality comes first; what belongs to the whole house comes before it."""

from django.urls import include, path

urlpatterns = [
    path("", include("holdepunkt.ui.urls")),
    path("", include("holdepunkt.pages.urls")),
    path("", include("holdepunkt.people.urls")),
    path("", include("holdepunkt.voice.urls")),
    path("", include("holdepunkt.policy.urls")),
]

handler404 = "holdepunkt.pages.views.errors.not_found"
handler500 = "holdepunkt.pages.views.errors.broken"
