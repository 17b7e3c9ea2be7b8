"""Pages with which a policy lead sets up the people and their posts."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.people import access, actions, reads
from holdepunkt.people.access import NotPossible, fresh_sign_in, require
from holdepunkt.people.actions import signing_in as sessions
from holdepunkt.people.forms import setup as forms
from holdepunkt.people.middleware import opens_first
from holdepunkt.people.models import User
from holdepunkt.people.rules import Role, post_holds
from holdepunkt.people.saving import save
from holdepunkt.people.views.absences import absence_row
from holdepunkt.people.views.posts import post_row
from holdepunkt.people.views.setup_pages import GET_OR_POST, PER_PAGE, address, crumbs, form_page, looked_for, searching


@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who can sign in, fifty a page."""
    require(access.may_set_up(request.asker))
    q = looked_for(request)
    page = Paginator(reads.everybody(request.asker, q=q), PER_PAGE).get_page(request.GET.get("side"))
    rows = [
        {"heading": user.name, "text": _person_note(user), "href": address(slug, "setup_person", pk=user.pk)}
        for user in page
    ]
    context = {
        "rows": rows,
        "page": page,
        "heading": _("Mennesker"),
        "add": address(slug, "setup_person_add"),
        "add_label": _("Tilføj et menneske"),
        "crumbs": crumbs(slug, (_("Mennesker"), "")),
        **searching(slug, "setup_people", q, _("Find et menneske")),
    }
    return render(request, "people/setup/list.html", context)


def _person_note(user: User) -> str:
    today = clock.today()
    held = [
        f"{post.get_role_display()}, {post.unit}"
        for post in user.posts.all()
        if post.deputy_of_id is None and post_holds(post.starts_on, post.ends_on, today=today)
    ]
    if not user.is_active:
        return _("kan ikke logge ind")
    return " · ".join(held) or _("har ingen rolle i dag")


@GET_OR_POST
def person_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add somebody with a first role and a first password."""
    require(access.may_set_up(request.asker))
    fresh_sign_in(request)
    initial = {"starts_on": clock.today(), "password": forms.first_password()}
    units = reads.units(request.asker, today=clock.today())
    form = forms.NewPersonForm(request.POST or None, units=units, initial=initial)
    back = address(slug, "setup_people")
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            told = form.answers
            post = {name: told.pop(name) for name in ("unit", "role", "starts_on", "ends_on")}
            user = actions.add_user(municipality=request.municipality, by=request.asker, **told)
            actions.start_post(user=user, by=request.asker, **post | {"role": Role(post["role"])})
            return back

        if answer := save(request, form, act):
            return answer
    heading = _("Tilføj et menneske")
    return form_page(request, form, heading, back=back, crumbs=crumbs(slug, (_("Mennesker"), back), (heading, "")))


@GET_OR_POST
def person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One person: how to reach them, and their posts."""
    require(access.may_set_up(request.asker))
    row = reads.user(request.asker, pk)
    form = forms.PersonForm(request.POST or None, initial=_person_values(row) | {"_version": row.version})
    back = address(slug, "setup_people")
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            if row.pk == request.asker.user_id and not form.answers["is_active"]:
                raise NotPossible(_("Du kan ikke lukke dig selv ude. Bed en anden tovholder om det."))
            actions.change_user(user=row, by=request.asker, version=form.version, **form.answers)
            return back

        if answer := save(request, form, act, theirs=_person_values, cancel=back):
            return answer
    context = {
        "person": row,
        "form": form,
        "posts": [post_row(slug, row, post) for post in row.posts.all()],
        "absences": [absence_row(slug, row, absence) for absence in reads.absences(row)],
        "absence_add": address(slug, "setup_absence_add", pk=pk),
        "post_add": address(slug, "setup_post_add", pk=pk),
        "password": address(slug, "setup_password", pk=pk),
        "crumbs": crumbs(slug, (_("Mennesker"), back), (row.name, "")),
        "cancel": back,
    }
    return render(request, "people/setup/person.html", context)


def _person_values(row: User) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("name", "email", "phone", "is_active")}


@GET_OR_POST
def password(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give somebody who has lost theirs a new password, shown once."""
    require(access.may_set_up(request.asker))
    fresh_sign_in(request)
    row = reads.user(request.asker, pk)
    form = forms.NewPasswordForm(request.POST or None, user=row, initial={"password": forms.first_password()})
    back = address(slug, "setup_person", pk=pk)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.set_password(user=row, password=form.answers["password"], by=request.asker)
            return back

        if answer := save(request, form, act):
            return answer
    heading = _("Ny adgangskode til %(name)s") % {"name": row.name}
    return form_page(request, form, heading, back=back, crumbs=crumbs(slug, (row.name, back), (heading, "")))


@opens_first
@GET_OR_POST
def own_password(request: HttpRequest, slug: str) -> HttpResponse:
    """Anybody who has signed in changes their own password; their other sessions end."""
    fresh_sign_in(request)
    row = reads.user(request.asker, request.asker.user_id or 0)
    form = forms.OwnPasswordForm(request.POST or None, user=row)
    back = reverse(settings.LOGIN_REDIRECT_URL, kwargs={"slug": slug})
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.set_password(user=row, password=form.answers["password"], by=request.asker)
            sessions.end_sessions(user=row, by=request.asker, besides=sessions.own_session(request))
            sessions.keep_session(request, user=row)
            return back

        if answer := save(request, form, act):
            return answer
    heading = _("Skift din adgangskode")
    lead = _("Den adgangskode, du fik, er kun til første gang. Vælg din egen.") if row.must_change_password else ""
    return form_page(request, form, heading, lead=lead, back=back, crumbs=[(heading, "")])
