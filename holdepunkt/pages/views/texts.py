"""Pages of plain text: how it is made and who sees what, and the accessibility statement."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt.people import reads
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public

STATED_ON = date(2026, 11, 21)  # the day the accessibility statement was last gone through


@public
@kept
@require_safe
def how_it_works(request: HttpRequest, slug: str) -> HttpResponse:
    """What the numbers mean, who sees what at each stage, the words, and how to ask."""
    return render(request, "pages/help.html", {"columns": columns(), "stages": stages()})


def columns() -> list[str]:
    return [
        _("Hvor langt er den?"),
        _("Den ansvarlige"),
        _("Tovholder, chef og sekretær"),
        _("Udvalgets medlemmer"),
        _("Alle"),
    ]


def stages() -> list[list[str]]:
    """The same table as docs/who-sees-what.md."""
    sees, not_yet = _("ser den"), _("ikke endnu")
    return [
        [_("Kladde: der bliver skrevet"), sees, sees, not_yet, not_yet],
        [_("Svaret: den ansvarlige har sendt sit svar"), sees, sees, not_yet, not_yet],
        [_("Låst: året ligger fast og kan ikke ændres"), sees, sees, not_yet, not_yet],
        [_("Godkendt af chefen: den må forlade huset"), sees, sees, not_yet, not_yet],
        [_("Hos udvalget: punktet er sendt"), sees, sees, sees, not_yet],
        [_("Offentlig: dagsordenen er ude"), sees, sees, sees, _("ser den, med enheder og uden navne på medarbejdere")],
    ]


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement that the law on accessible public websites asks for."""
    context = {"stated_on": STATED_ON, "towns": [town.name for town in reads.municipalities()]}
    return render(request, "pages/accessibility.html", context)
