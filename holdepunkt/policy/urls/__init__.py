"""The addresses of the policy slice; each room lists its own."""

from importlib import import_module

ROOMS = (
    "public", "plans", "status", "papers", "drafting", "hearing", "hearing_steps", "evaluation", "adopted", "stories", "gatherings",
)  # fmt: skip

app_name = "policy"
urlpatterns = [pattern for room in ROOMS for pattern in import_module(f"holdepunkt.policy.urls.{room}").urlpatterns]
