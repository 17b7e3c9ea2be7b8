"""What is on its way to the committees, so that a council is asked while it can still matter."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from holdepunkt import clock
from holdepunkt.pages.reads.on_way import Coming, coming_to
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.numbers import whole_number
from holdepunkt.record.once import once
from holdepunkt.ui.jinja import danish_date, short_date
from holdepunkt.voice import council_access as access
from holdepunkt.voice.actions.coming import note_asked
from holdepunkt.voice.models import AdvisoryCouncil
from holdepunkt.voice.reads import coming
from holdepunkt.voice.views.council_steps import read_by


@require_http_methods(["GET", "HEAD", "POST"])
def on_way(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The next three months; whoever keeps the council notes that it was asked."""
    by, council = read_by(request, pk)
    if request.method == "POST":
        return _asked(request, slug, council)
    runs = bool(access.may_run_council(by, council))
    rows = [_row(row, slug, runs=runs) for row in coming_to(by, council, clock.today())]
    context = {"council": council, "rows": rows, "runs": runs, "may_note": bool(access.may_note_coming(by))}
    return render(request, "pages/on_way.html", context)


def _asked(request: HttpRequest, slug: str, council: AdvisoryCouncil) -> HttpResponse:
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_run_council(by, council))
    chosen = whole_number(request.POST.get("matter"))

    def act() -> str:
        if chosen is None:
            raise NotPossible(_("Vælg den sag, rådet er spurgt om."))
        matter = coming.matter(by, chosen)
        note_asked(matter=matter, council=council, by=by)
        return reverse("pages:on_way", kwargs={"slug": slug, "pk": council.pk})

    return once(request, act)


def _row(row: Coming, slug: str, *, runs: bool) -> dict[str, Any]:
    kinds = {
        "item": _("Et punkt på dagsordenen"), "status": _("Årets status"), "plan": _("En ny plan"),
        "text": _("En ny politik, der er i høring"), "evaluation": _("En evaluering"), "matter": "",
    }  # fmt: skip
    asked, warn = _told(row)
    return {
        "when": short_date(row.day),
        "title": row.title or kinds[row.subject],
        "kind": " · ".join(filter(None, [row.committee, row.policy, kinds[row.subject] if row.title else ""])),
        "unit": row.unit,
        "asked": asked,
        "tone": "warn" if warn else "good" if row.asked_on else "begun",
        "href": reverse(row.href[0], kwargs={"slug": slug, **row.href[1]}) if row.href else "",
        "matter": row.matter if runs and row.asked_on is None else None,
    }


def _told(row: Coming) -> tuple[str, bool]:
    """Whether the council has been asked, and whether it can be; the second says that time is too short."""
    if row.asked_on:
        return _("Rådet blev spurgt %(day)s") % {"day": danish_date(row.asked_on)}, False
    if row.chance is None:
        return _("For sent til et møde i rådet. Spørg mellem møderne, eller bed om en senere dag"), True
    days = {"send": danish_date(row.chance.send_by), "day": danish_date(row.chance.meets_on)}
    return _("Ikke spurgt endnu. Send det senest %(send)s til mødet %(day)s") % days, False
