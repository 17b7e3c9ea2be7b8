"""Pages about who is away and who stands in: one's own, those of one's unit, and for the policy lead everybody's."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt.people import access, actions, reads
from holdepunkt.people.access import require
from holdepunkt.people.forms.posts import AbsenceForm
from holdepunkt.people.models import Absence, User
from holdepunkt.people.saving import save
from holdepunkt.people.views.posts import period
from holdepunkt.people.views.setup_pages import GET_OR_POST, address, crumbs, form_page
from holdepunkt.record.once import once

FIELDS = ("starts_on", "ends_on", "deputy")


def absence_row(slug: str, user: User, row: Absence) -> dict[str, Any]:
    """One absence as a page shows it."""
    who = _("%(name)s er stedfortræder") % {"name": row.deputy} if row.deputy else _("ingen stedfortræder")
    return {
        "heading": period(row.starts_on, row.ends_on),
        "text": who,
        "href": address(slug, "setup_absence", pk=user.pk, absence=row.pk),
    }


@require_safe
def absences(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own absences; for the leader of a unit those of its people too."""
    people = [
        {
            "name": _("Dit eget fravær") if user.pk == request.asker.user_id else user.name,
            "rows": [absence_row(slug, user, row) for row in user.absences.all()],
            "add": address(slug, "setup_absence_add", pk=user.pk),
        }
        for user in reads.whose_absence(request.asker)
    ]
    return render(request, "people/absences.html", {"people": people})


@GET_OR_POST
def absence(request: HttpRequest, slug: str, pk: int, absence: int | None = None) -> HttpResponse:
    """Say when somebody is away and who stands in, or change it."""
    user = reads.user(request.asker, pk)
    require(access.may_note_absence(request.asker, user))
    row = reads.absence(request.asker, absence, of=pk) if absence is not None else None
    initial = _values(row) | {"_version": row.version} if row else {}
    others = reads.colleagues(request.asker, user, besides=row.deputy if row else None)
    form = AbsenceForm(request.POST or None, people=others, initial=initial)
    heading, back = _("Fravær for %(name)s") % {"name": user.name}, _back(request, slug, user)

    def act() -> str:
        if row is None:
            actions.note_absence(user=user, by=request.asker, **form.answers)
        else:
            actions.change_absence(absence=row, by=request.asker, version=form.version, **form.answers)
        return back

    theirs = _values if row else None
    if (
        request.method == "POST"
        and form.is_valid()
        and (answer := save(request, form, act, theirs=theirs, cancel=back))
    ):
        return answer
    off = address(slug, "setup_absence_off", pk=pk, absence=row.pk) if row else ""
    return form_page(request, form, heading, back=back, crumbs=_way(request, slug, user, heading), off=off)


@require_POST
def absence_off(request: HttpRequest, slug: str, pk: int, absence: int) -> HttpResponse:
    """The person was not away after all."""
    user = reads.user(request.asker, pk)
    require(access.may_note_absence(request.asker, user))

    def act() -> str:
        actions.call_off_absence(absence=reads.absence(request.asker, absence, of=pk), by=request.asker)
        return _back(request, slug, user)

    return once(request, act)


def _values(row: Absence) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}


def _back(request: HttpRequest, slug: str, user: User) -> str:
    """Where one came from: the person's page, for whoever may open it."""
    may_open = access.may_set_up(request.asker)
    return address(slug, "setup_person", pk=user.pk) if may_open else address(slug, "absences")


def _way(request: HttpRequest, slug: str, user: User, heading: str) -> list[tuple[Any, str]]:
    if not access.may_set_up(request.asker):
        return [(_("Fravær"), address(slug, "absences")), (heading, "")]
    people, person = address(slug, "setup_people"), address(slug, "setup_person", pk=user.pk)
    return crumbs(slug, (_("Mennesker"), people), (user.name, person), (heading, ""))
