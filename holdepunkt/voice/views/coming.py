"""Writing down what is on its way to the committees."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import clock
from holdepunkt.people import reads as people
from holdepunkt.people.access import require
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.ui.jinja import short_date
from holdepunkt.voice import council_access as access
from holdepunkt.voice.actions import coming as actions
from holdepunkt.voice.forms.coming import MatterForm, matter_values
from holdepunkt.voice.reads import coming as reads
from holdepunkt.voice.views.council_steps import GET_POST, pressed, step

A_PAGE = 50


@require_safe
@kept_for_each
def matters(request: HttpRequest, slug: str) -> HttpResponse:
    """What the secretaries wrote down, the nearest first."""
    page = Paginator(reads.matters(request.asker), A_PAGE).get_page(request.GET.get("side"))  # type: ignore[attr-defined]
    today = clock.today()
    rows = [
        {
            "heading": row.title, "href": reverse("voice:matter", args=[slug, row.pk]),
            "lead": short_date(row.expected_on), "tone": "late" if row.expected_on < today else "accent",
            "text": " · ".join(filter(None, [row.committee.name, row.unit.name if row.unit else ""])),
        }
        for row in page.object_list
    ]  # fmt: skip
    return render(request, "voice/councils/matters.html", {"rows": rows, "page": page})


@GET_POST
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a matter down."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_note_coming(by))
    form = MatterForm(
        request.POST or None, committees=reads.committees(by), units=people.units(by, today=clock.today())
    )
    back = reverse("voice:matters", args=[slug])

    def act() -> str:
        actions.add_matter(municipality=by.municipality, by=by, **form.answers)
        return back

    lead = _("Skriv det ind, så snart du ved det. Så kan rådene nå at sige noget.")
    return step(request, form, act, heading=_("En sag på vej"), lead=lead, back=back)


@GET_POST
def change(request: HttpRequest, slug: str, matter: int) -> HttpResponse:
    """Change a matter, or take it off the list."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_note_coming(by))
    row = reads.matter(by, matter)
    units = people.units(by)
    form = MatterForm(request.POST or None, committees=reads.committees(by), units=units, initial=matter_values(row))
    back = reverse("voice:matters", args=[slug])

    def act() -> str:
        actions.change_matter(matter=row, by=by, version=form.version, **form.answers)
        return back

    drop = reverse("voice:matter_drop", args=[slug, row.pk])
    return step(
        request, form, act, heading=_("Ret sagen"), kicker=row.title, back=back, theirs=matter_values, drop=drop
    )


@require_POST
def drop(request: HttpRequest, slug: str, matter: int) -> HttpResponse:
    """Take a matter off the list."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_note_coming(by))
    row = reads.matter(by, matter)
    return pressed(request, lambda: actions.drop_matter(matter=row, by=by), reverse("voice:matters", args=[slug]))
