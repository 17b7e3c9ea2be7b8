"""Pages with which a policy lead sets up the units."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt.people import access, actions, reads
from holdepunkt.people.access import require
from holdepunkt.people.forms import setup as forms
from holdepunkt.people.keys import key_of
from holdepunkt.people.models import Unit
from holdepunkt.people.rules import UnitKind
from holdepunkt.people.saving import save
from holdepunkt.people.views.setup_pages import GET_OR_POST, PER_PAGE, address, crumbs, form_page, looked_for, searching
from holdepunkt.ui.jinja import danish_date


@require_safe
def units(request: HttpRequest, slug: str) -> HttpResponse:
    """All units, fifty a page."""
    require(access.may_set_up(request.asker))
    q = looked_for(request)
    listed = reads.units(request.asker, q=q).select_related("parent", "successor")
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("side"))
    rows = [
        {"heading": unit.name, "text": _unit_note(unit), "href": address(slug, "setup_unit", pk=unit.pk)}
        for unit in page
    ]
    context = {
        "rows": rows,
        "page": page,
        "heading": _("Enheder"),
        "add": address(slug, "setup_unit_add"),
        "add_label": _("Tilføj en enhed"),
        "crumbs": crumbs(slug, (_("Enheder"), "")),
        **searching(slug, "setup_units", q, _("Find en enhed")),
    }
    return render(request, "people/setup/list.html", context)


def _unit_note(unit: Unit) -> str:
    said = [str(unit.get_kind_display())]
    if unit.parent:
        said.append(_("under %(unit)s") % {"unit": unit.parent})
    if unit.valid_until:
        said.append(_("til %(day)s") % {"day": danish_date(unit.valid_until)})
    if unit.successor:
        said.append(_("afløst af %(unit)s") % {"unit": unit.successor})
    return " · ".join(said)


@GET_OR_POST
def unit(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """Add a unit, or change one."""
    require(access.may_set_up(request.asker))
    row = reads.unit(request.asker, pk) if pk is not None else None
    initial = _unit_values(row) | {"_version": row.version} if row else {}
    form = forms.UnitForm(request.POST or None, units=reads.units(request.asker), unit=row, initial=initial)
    back = address(slug, "setup_units")
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            _save_unit(request, form, row)
            return back

        if answer := save(request, form, act, theirs=_unit_values, cancel=back):
            return answer
    heading = row.name if row else _("Ny enhed")
    return form_page(request, form, heading, back=back, crumbs=crumbs(slug, (_("Enheder"), back), (heading, "")))


def _save_unit(request: HttpRequest, form: Any, row: Unit | None) -> None:
    told = form.answers
    told.pop("nobody")
    if row is not None:
        actions.change_unit(unit=row, by=request.asker, version=form.version, **told)
        return
    taken = set(reads.units(request.asker).values_list("key", flat=True))
    kind, name = UnitKind(told.pop("kind")), told.pop("name")
    actions.add_unit(
        municipality=request.municipality, key=key_of(name, taken), kind=kind, name=name, by=request.asker, **told
    )


def _unit_values(row: Unit) -> dict[str, Any]:
    names = [name for name in forms.UnitForm.base_fields if not name.startswith("_") and name != "nobody"]
    ended_alone = row.valid_until is not None and row.successor is None
    return {name: getattr(row, name) for name in names} | {"nobody": ended_alone}
