"""The year wheel as a picture with its list, as a calendar file, and the feed of changes."""

from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import dateformat
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.pages import feeds
from holdepunkt.pages.reads.wheel import said_dates
from holdepunkt.pages.rules import wheel as picture
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.people.numbers import whole_number
from holdepunkt.policy.models import PolicyVersion
from holdepunkt.policy.reads import changes, wheel
from holdepunkt.policy.reads import public as reads
from holdepunkt.policy.reads.changes import Dated
from holdepunkt.ui.jinja import lang

YEARS = range(1990, 2100)


@public
@kept
@require_safe
def year_wheel(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens when, in one year of one policy."""
    found = reads.versions(request.asker)
    of = _chosen(found, request.GET.get("politik"))
    year = _year(request)
    dated = wheel.dates(request.asker, of, year) if of else []
    dated = sorted([*dated, *said_dates(request.asker, year, year)], key=lambda row: (row.day, row.text))
    address = reverse("pages:wheel", kwargs={"slug": slug})
    context = {
        "year": year,
        "version": of,
        "picture": _picture(dated, year),
        "months": _months(dated),
        "years": [_tab(address, n, of, current=n == year) for n in (year - 1, year, year + 1)],
        "choices": [(row.title, f"{address}?politik={row.policy.slug}&aar={year}") for row in found if row != of],
        "ics_href": reverse("pages:wheel_ics", kwargs={"slug": slug}),
        "feed_href": reverse("pages:feed", kwargs={"slug": slug}),
    }
    return render(request, "pages/wheel.html", context)


def _chosen(found: list[PolicyVersion], policy_slug: str | None) -> PolicyVersion | None:
    """The policy asked for; else the newest one; None when there is none."""
    return next((row for row in found if row.policy.slug == policy_slug), found[0] if found else None)


def _year(request: HttpRequest) -> int:
    asked = whole_number(request.GET.get("aar"))
    return asked if asked is not None and asked in YEARS else clock.today().year


def _tab(address: str, year: int, of: PolicyVersion | None, *, current: bool) -> dict[str, Any]:
    policy = f"&politik={of.policy.slug}" if of else ""
    return {"label": str(year), "href": f"{address}?aar={year}{policy}", "current": current}


def _picture(dated: list[Dated], year: int) -> dict[str, Any]:
    today = clock.today()
    return {
        "size": picture.SIZE,
        "centre": picture.CENTRE,
        "rings": picture.RINGS,
        "dot": picture.DOT,
        "lines": picture.month_lines(year),
        "months": [(spot, MONTHS_3[spot.number]) for spot in picture.months(year)],
        "dots": picture.dots([row.day for row in dated], today=today),
        "hand": picture.hand(today, year),
    }


def _months(dated: list[Dated]) -> list[dict[str, Any]]:
    """The list behind the picture, month by month."""
    return [
        {
            "name": str(MONTHS[month]),
            "dates": [{"when": _day(row.day), "text": row.text, "href": row.href} for row in rows],
        }
        for month, rows in groupby(dated, key=lambda row: row.day.month)
    ]


def _day(day: date) -> str:
    """ "22. nov."; the year stands at the top of the page."""
    return dateformat.format(day, "j. N" if lang() == "da" else "j N")


@public
@kept
@require_safe
def calendar_file(request: HttpRequest, slug: str) -> HttpResponse:  # because everybody may read it
    """This year and the next as a calendar to subscribe to: every policy in force and where people meet, no names."""
    this_year = clock.today().year
    dated = [
        row
        for of in reads.versions(request.asker)
        for year in (this_year, this_year + 1)
        for row in wheel.dates(request.asker, of, year)
    ]
    dated += said_dates(request.asker, this_year, this_year + 1)
    name = _("Årshjul: %(name)s") % {"name": request.municipality.name}
    content = feeds.calendar(dated, name=name, slug=slug)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{slug}-aarshjul.ics"'
    return answer


@public
@kept
@require_safe
def changes_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What has changed that everybody may know, as Atom."""
    content = feeds.atom(changes.changes(request.asker), municipality=request.municipality)
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
