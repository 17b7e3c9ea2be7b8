"""The first page: which municipalities are here, and what Holdepunkt is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.pages.reads import towns
from holdepunkt.people.middleware import public
from holdepunkt.policy.rules.period import has_run_out, years


@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Every municipality of this installation, and the doors in."""
    places = towns.places()
    walk_in = towns.slug_to_walk_in(places)
    context = {
        "cards": [_card(place) for place in places],
        "walk_href": reverse("pages:walk", kwargs={"slug": walk_in}) if walk_in else "",
        "demo_href": reverse("pages:demo") if settings.HOLDEPUNKT_DEMO else "",
    }
    return render(request, "pages/start.html", context)


def _card(place: towns.Place) -> dict[str, str]:
    newest = place.versions[0] if place.versions else None
    return {
        "heading": place.municipality.name,
        "href": reverse("policy:front", kwargs={"slug": place.municipality.slug}),
        "text": newest.title if newest else _("Der er ikke en godkendt politik her endnu."),
        "foot": " · ".join(filter(None, [_period(newest), _others(len(place.versions) - 1)])),
    }


def _period(version: Any) -> str:
    """ "2018–2022 · perioden er slut · bruges stadig"."""
    if version is None:
        return ""
    period = years(version.period_from, version.period_to) or _("perioden står ikke i teksten")
    over = has_run_out(version.period_to, today=clock.today())
    still = version.in_use_after_period and (over or version.period_to is None)
    notes = [period, _("perioden er slut") if over else "", _("bruges stadig") if still else ""]
    return " · ".join(filter(None, notes))


def _others(count: int) -> str:
    return ngettext("og %(n)s politik til", "og %(n)s politikker til", count) % {"n": count} if count > 0 else ""
