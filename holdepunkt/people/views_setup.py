"""Pages with which a policy lead sets up the municipality. Nothing here needs an operator or code."""

from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from holdepunkt import clock
from holdepunkt.people import access, actions, reads
from holdepunkt.people import forms_setup as forms
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.asker import Asker
from holdepunkt.people.keys import key_of
from holdepunkt.people.models import Municipality, Unit, User
from holdepunkt.people.rules import Role, UnitKind, post_holds
from holdepunkt.people.saving import save
from holdepunkt.ui.jinja import danish_date

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 50


def _address(slug: str, name: str = "setup", **more: Any) -> str:
    return reverse(f"people:{name}", kwargs={"slug": slug, **more})


def _crumbs(slug: str, *steps: tuple[Any, str]) -> list[tuple[Any, str]]:
    return [(_("Kommunen"), _address(slug)), *steps]


def _form_page(
    request: HttpRequest, form: Any, heading: Any, *, lead: Any = "", back: str, crumbs: Any
) -> HttpResponse:
    context = {"form": form, "heading": heading, "lead": lead, "cancel": back, "crumbs": crumbs}
    return render(request, "people/setup/form.html", context)


@require_safe
def setup(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be set up, and how it stands."""
    require(access.may_set_up(request.asker))
    return render(request, "people/setup/overview.html", {"rows": _rows(request.asker, request.municipality, slug)})


def _rows(by: Asker, row: Municipality, slug: str) -> list[dict[str, Any]]:
    """One row for each thing that can be set up, with how many there are."""
    units, everybody = reads.units(by).count(), reads.everybody(by).count()
    return [
        {
            "heading": _("Navn og farve"),
            "text": f"{row.name} · {row.accent}",
            "href": _address(slug, "setup_municipality"),
        },
        {
            "heading": _("Enheder"),
            "lead": units,
            "text": _("Byråd, udvalg, råd, afdelinger og andre"),
            "href": _address(slug, "setup_units"),
        },
        {
            "heading": _("Mennesker"),
            "lead": everybody,
            "text": _("Hvem der logger ind, og hvad de gør"),
            "href": _address(slug, "setup_people"),
        },
        {
            "heading": _("Jeres egne ord"),
            "lead": len(row.words),
            "text": _("Ord på skærmen, der skal hedde noget andet hos jer"),
            "href": _address(slug, "setup_words"),
        },
        {
            "heading": _("Egne lukkedage"),
            "lead": len(row.closing_days),
            "text": _("Så frister falder på arbejdsdage"),
            "href": _address(slug, "setup_closing_days"),
        },
        {
            "heading": _("Venlige ord"),
            "text": _("Ord, der kan sætte mennesker i bås"),
            "href": reverse("policy:label_words", kwargs={"slug": slug}),
        },
    ]


@GET_OR_POST
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, council, colour and case system."""
    row = request.municipality
    form = forms.MunicipalityForm(
        request.POST or None, initial=forms.municipality_values(row) | {"_version": row.version}
    )
    return _change(request, form, _("Navn og farve"), lambda: form.answers, forms.municipality_values)


@GET_OR_POST
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """Words that replace ours on screen."""
    row = request.municipality
    form = forms.WordsForm(request.POST or None, initial=row.words | {"_version": row.version})
    lead = _("Lad et felt stå tomt, når vores ord er godt nok.")
    return _change(request, form, _("Jeres egne ord"), lambda: {"words": form.words()}, _words_of, lead)


@GET_OR_POST
def closing_days(request: HttpRequest, slug: str) -> HttpResponse:
    """The municipality's own closing days."""
    row = request.municipality
    form = forms.ClosingDaysForm(request.POST or None, initial=_days_of(row) | {"_version": row.version})
    return _change(request, form, _("Egne lukkedage"), lambda: {"closing_days": form.closing_days()}, _days_of)


def _words_of(row: Municipality) -> dict[str, Any]:
    return {name: row.words.get(name, "") for name in forms.WORDS}


def _days_of(row: Municipality) -> dict[str, Any]:
    return {"days": forms.days_in_words(row.closing_days)}


def _change(request: HttpRequest, form: Any, heading: Any, changes: Any, theirs: Any, lead: Any = "") -> HttpResponse:
    """Show and save one form about the municipality itself."""
    require(access.may_set_up(request.asker))
    row = request.municipality
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.change_municipality(municipality=row, by=request.asker, version=form.version, **changes())
            return _address(row.slug)

        if answer := save(request, form, act, theirs=theirs, cancel=_address(row.slug)):
            return answer
    return _form_page(
        request, form, heading, lead=lead, back=_address(row.slug), crumbs=_crumbs(row.slug, (heading, ""))
    )


@require_safe
def units(request: HttpRequest, slug: str) -> HttpResponse:
    """All units, fifty a page."""
    require(access.may_set_up(request.asker))
    listed = reads.units(request.asker).select_related("parent", "successor")
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("side"))
    rows = [
        {"heading": unit.name, "text": _unit_note(unit), "href": _address(slug, "setup_unit", pk=unit.pk)}
        for unit in page
    ]
    context = {
        "rows": rows,
        "page": page,
        "heading": _("Enheder"),
        "add": _address(slug, "setup_unit_add"),
        "add_label": _("Tilføj en enhed"),
        "crumbs": _crumbs(slug, (_("Enheder"), "")),
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
    back = _address(slug, "setup_units")
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            _save_unit(request, form, row)
            return back

        if answer := save(request, form, act, theirs=_unit_values, cancel=back):
            return answer
    heading = row.name if row else _("Ny enhed")
    return _form_page(request, form, heading, back=back, crumbs=_crumbs(slug, (_("Enheder"), back), (heading, "")))


def _save_unit(request: HttpRequest, form: Any, row: Unit | None) -> None:
    told = form.answers
    if row is not None:
        actions.change_unit(unit=row, by=request.asker, version=form.version, **told)
        return
    taken = set(reads.units(request.asker).values_list("key", flat=True))
    kind, name = UnitKind(told.pop("kind")), told.pop("name")
    actions.add_unit(
        municipality=request.municipality, key=key_of(name, taken), kind=kind, name=name, by=request.asker, **told
    )


def _unit_values(row: Unit) -> dict[str, Any]:
    names = [name for name in forms.UnitForm.base_fields if not name.startswith("_")]
    return {name: getattr(row, name) for name in names}


@require_safe
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who can sign in, fifty a page."""
    require(access.may_set_up(request.asker))
    page = Paginator(reads.everybody(request.asker), PER_PAGE).get_page(request.GET.get("side"))
    rows = [
        {"heading": user.name, "text": _person_note(user), "href": _address(slug, "setup_person", pk=user.pk)}
        for user in page
    ]
    context = {
        "rows": rows,
        "page": page,
        "heading": _("Mennesker"),
        "add": _address(slug, "setup_person_add"),
        "add_label": _("Tilføj et menneske"),
        "crumbs": _crumbs(slug, (_("Mennesker"), "")),
    }
    return render(request, "people/setup/list.html", context)


def _person_note(user: User) -> str:
    today = clock.today()
    held = [
        f"{post.get_role_display()}, {post.unit}"
        for post in user.posts.all()
        if post_holds(post.starts_on, post.ends_on, today=today)
    ]
    if not user.is_active:
        return _("kan ikke logge ind")
    return " · ".join(held) or _("har ingen rolle i dag")


@GET_OR_POST
def person_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add somebody with a first role and a first password."""
    require(access.may_set_up(request.asker))
    initial = {"starts_on": clock.today(), "password": forms.first_password()}
    units = reads.units(request.asker, today=clock.today())
    form = forms.NewPersonForm(request.POST or None, units=units, initial=initial)
    back = _address(slug, "setup_people")
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            told = form.answers
            unit, role, starts_on = told.pop("unit"), Role(told.pop("role")), told.pop("starts_on")
            user = actions.add_user(municipality=request.municipality, by=request.asker, **told)
            actions.start_post(user=user, unit=unit, role=role, starts_on=starts_on, by=request.asker)
            return back

        if answer := save(request, form, act):
            return answer
    heading = _("Tilføj et menneske")
    return _form_page(request, form, heading, back=back, crumbs=_crumbs(slug, (_("Mennesker"), back), (heading, "")))


@GET_OR_POST
def person(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One person: how to reach them, and their posts."""
    require(access.may_set_up(request.asker))
    row = reads.user(request.asker, pk)
    form = forms.PersonForm(
        request.POST or None, initial={name: getattr(row, name) for name in ("name", "email", "phone", "is_active")}
    )
    back = _address(slug, "setup_people")
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            if row.pk == request.asker.user_id and not form.answers["is_active"]:
                raise NotPossible(_("Du kan ikke lukke dig selv ude. Bed en anden tovholder om det."))
            actions.change_user(user=row, by=request.asker, **form.answers)
            return back

        if answer := save(request, form, act):
            return answer
    context = {
        "person": row,
        "form": form,
        "posts": [_post_row(slug, row, post) for post in row.posts.all()],
        "post_add": _address(slug, "setup_post_add", pk=pk),
        "password": _address(slug, "setup_password", pk=pk),
        "crumbs": _crumbs(slug, (_("Mennesker"), back), (row.name, "")),
        "cancel": back,
    }
    return render(request, "people/setup/person.html", context)


def _post_row(slug: str, user: User, post: Any) -> dict[str, Any]:
    until = _("til %(day)s") % {"day": danish_date(post.ends_on)} if post.ends_on else _("stadig")
    return {
        "heading": f"{post.get_role_display()}, {post.unit}",
        "text": _("fra %(day)s, %(until)s") % {"day": danish_date(post.starts_on), "until": until},
        "end": "" if post.ends_on else _address(slug, "setup_post_end", pk=user.pk, post=post.pk),
    }


@GET_OR_POST
def post_add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give somebody another role."""
    require(access.may_set_up(request.asker))
    row = reads.user(request.asker, pk)
    units = reads.units(request.asker, today=clock.today())
    form = forms.PostForm(request.POST or None, units=units, initial={"starts_on": clock.today()})
    back = _address(slug, "setup_person", pk=pk)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            told = form.answers
            actions.start_post(user=row, by=request.asker, **told | {"role": Role(told["role"])})
            return back

        if answer := save(request, form, act):
            return answer
    heading = _("Ny rolle til %(name)s") % {"name": row.name}
    return _form_page(request, form, heading, back=back, crumbs=_crumbs(slug, (row.name, back), (heading, "")))


@GET_OR_POST
def post_end(request: HttpRequest, slug: str, pk: int, post: int) -> HttpResponse:
    """End a post; the last policy lead stays, or nobody could set up the municipality any more."""
    require(access.may_set_up(request.asker))
    row = reads.post(request.asker, post, of=pk)
    form = forms.EndPostForm(request.POST or None, initial={"ends_on": clock.today()})
    back = _address(slug, "setup_person", pk=pk)
    if request.method == "POST" and form.is_valid():
        ends_on = form.answers["ends_on"]

        def act() -> str:
            if ends_on < row.starts_on:
                raise NotPossible(
                    _("Rollen begyndte %(day)s. Den kan ikke slutte før.") % {"day": danish_date(row.starts_on)}
                )
            if forms.is_policy_lead(row.role) and not reads.leads_after(request.asker, ends_on, without=row):
                raise NotPossible(_("Så har I ingen tovholder for politikken. Giv rollen til en anden først."))
            actions.end_post(post=row, ends_on=ends_on, by=request.asker)
            return back

        if answer := save(request, form, act):
            return answer
    heading = _("Slut: %(post)s") % {"post": row}
    return _form_page(request, form, heading, back=back, crumbs=_crumbs(slug, (row.user.name, back), (heading, "")))


@GET_OR_POST
def password(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give somebody who has lost theirs a new password, shown once."""
    require(access.may_set_up(request.asker))
    row = reads.user(request.asker, pk)
    form = forms.NewPasswordForm(request.POST or None, user=row, initial={"password": forms.first_password()})
    back = _address(slug, "setup_person", pk=pk)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.set_password(user=row, password=form.answers["password"], by=request.asker)
            return back

        if answer := save(request, form, act):
            return answer
    heading = _("Ny adgangskode til %(name)s") % {"name": row.name}
    return _form_page(request, form, heading, back=back, crumbs=_crumbs(slug, (row.name, back), (heading, "")))


@GET_OR_POST
def own_password(request: HttpRequest, slug: str) -> HttpResponse:
    """Anybody who has signed in changes their own password."""
    row = reads.user(request.asker, request.asker.user_id or 0)
    form = forms.OwnPasswordForm(request.POST or None, user=row)
    back = reverse("pages:mine", kwargs={"slug": slug})
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.set_password(user=row, password=form.answers["password"], by=request.asker)
            return back

        if answer := save(request, form, act):
            request.session.cycle_key()
            request.session[HASH_SESSION_KEY] = row.get_session_auth_hash()
            return answer
    heading = _("Skift din adgangskode")
    return _form_page(request, form, heading, back=back, crumbs=[(heading, "")])
