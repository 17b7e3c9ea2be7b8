"""The site's addresses, and three more that tell where they are, for the tests of requests."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path

from holdepunkt.people.middleware import public
from holdepunkt.people.models import Unit


def told() -> str:
    """What PostgreSQL was told; on SQLite nothing ever."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('holdepunkt.municipality', true)")
        return cursor.fetchone()[0] or ""


@public
def here(request: HttpRequest, slug: str) -> HttpResponse:
    """Whose units one can read here, and what PostgreSQL was told."""
    owners = sorted(set(Unit.objects.values_list("municipality__slug", flat=True)))
    return JsonResponse({"units_of": owners, "told": told()})


@public
def broken(request: HttpRequest, slug: str) -> HttpResponse:
    """Break in the middle of a municipality's page."""
    raise ZeroDivisionError(Unit.objects.count())


@public
def nowhere(request: HttpRequest) -> HttpResponse:
    """A page of no municipality that forgets to say whose units it wants."""
    return JsonResponse({"units": Unit.objects.count()})


urlpatterns = [
    path("proeve/ingen/", nowhere),
    path("<slug:slug>/proeve/her/", here),
    path("<slug:slug>/proeve/brud/", broken),
    path("", include("holdepunkt.urls")),
]
