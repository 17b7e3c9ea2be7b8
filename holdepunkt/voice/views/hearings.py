"""Hearings at work: the list, one hearing's desk, its text, and whom it asks."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdepunkt import clock
from holdepunkt.people import reads as people
from holdepunkt.people.access import require
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.saving import save
from holdepunkt.record.once import once
from holdepunkt.voice import hearing_access as access
from holdepunkt.voice.actions import hearing as actions
from holdepunkt.voice.actions.hearing import Part
from holdepunkt.voice.actions.hearing_body import invite
from holdepunkt.voice.actions.hearing_body import unask as unask_body
from holdepunkt.voice.forms import hearing as forms
from holdepunkt.voice.models import Hearing, HearingBody, HearingPassage
from holdepunkt.voice.reads import heaps
from holdepunkt.voice.reads import hearing_messages as messages
from holdepunkt.voice.reads import hearings as reads
from holdepunkt.voice.rules.hearing import GOING_ON, HearingStage, passages_of
from holdepunkt.voice.rules.proposal import spaced_code
from holdepunkt.voice.views import hearing_rows as rows

A_PAGE = 50
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def address(slug: str, row: Hearing, name: str = "work_hearing", **more: Any) -> str:
    """The address of one of a hearing's pages."""
    return reverse(f"voice:{name}", kwargs={"slug": slug, "pk": row.pk, **more})


def crumbs(slug: str, row: Hearing | None = None, *steps: tuple[Any, str]) -> list[tuple[Any, str]]:
    """The way back to the list, and to the hearing."""
    found = [(_("Høringer"), reverse("voice:work_hearings", args=[slug]))]
    return [*found, *([(row.title, address(slug, row))] if row is not None else []), *steps]


def form_page(
    request: HttpRequest, form: Any, heading: str, *, row: Hearing | None, back: str, **more: Any
) -> HttpResponse:
    """A page with one form about a hearing."""
    slug = request.municipality.slug  # type: ignore[attr-defined]
    context = {
        "form": form, "heading": heading, "kicker": row.title if row is not None else "", "cancel": back, "lead": "",
        "words": "", "submit": _("Gem"), "danger": False, "crumbs": crumbs(slug, row, (heading, "")),
    }  # fmt: skip
    return render(request, "voice/proposals/form.html", context | more)


def kept(request: HttpRequest, pk: int) -> Hearing:
    """A hearing that the asker keeps; else the refusal that says why."""
    row = reads.hearing(request.asker, pk)  # type: ignore[attr-defined]
    require(access.may_keep(request.asker, row))  # type: ignore[attr-defined]
    return row


@require_safe
@kept_for_each
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """Every hearing the asker may see, what is going on first."""
    by, today = request.asker, clock.today()
    page = Paginator(reads.at_work(by, request.GET.get("trin", "")), A_PAGE).get_page(request.GET.get("side"))
    context = {
        "rows": [rows.work_row(row, slug, today) for row in page.object_list],
        "page": page,
        "keeps": bool(access.may_keep_hearings(by)),
    }
    return render(request, "voice/hearings/list.html", context)


@GET_OR_POST
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A hearing about anything: title, a short text, and the text that is heard, pasted in."""
    require(access.may_keep_hearings(request.asker))
    form = forms.NewHearingForm(request.POST or None)
    back = reverse("voice:work_hearings", args=[slug])

    def act() -> str:
        told = dict(form.answers)
        parts = pasted(told.pop("text"))
        row = actions.begin_hearing(municipality=request.municipality, by=request.asker, parts=parts, **told)
        return address(slug, row)

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    lead = _("Er det en politik, en plan eller årets status? Så begynd dér, og teksten kommer med af sig selv.")
    return form_page(request, form, _("Ny høring"), row=None, back=back, lead=lead)


def pasted(text: str) -> list[Part]:
    """A pasted text as passages."""
    return [Part(key="", text=one.text, heading=one.heading) for one in passages_of(text)]


@require_safe
@kept_for_each
def page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One hearing: how far it is, what is missing, and the one thing to do next."""
    by, today = request.asker, clock.today()
    row = reads.hearing(by, pk)
    keeps = bool(access.may_keep(by, row))
    asked = reads.bodies(row)
    doors = [body.pk for body in asked if access.may_read_body(by, body)]
    counts = reads.open_counts(row) if keeps and row.stage in GOING_ON else {}
    context = {
        "row": row,
        "mark": rows.mark(row),
        "until": rows.until(row, today),
        "keeps": keeps,
        "is_draft": row.stage == HearingStage.DRAFT,
        "goes_on": row.stage in GOING_ON,
        "is_open": row.stage == HearingStage.OPEN,
        "is_closed": row.stage == HearingStage.CLOSED,
        "warnings": reads.warnings(row, asked, today) if keeps and row.stage == HearingStage.DRAFT else [],
        "left": _left(counts),
        "heaps": [
            (_("Se bunken med svar"), reverse("voice:flood", args=[slug, one.pk]))
            for one in (heaps.of_hearing(row) if counts.get("held_back") else [])
        ],
        "passages": rows.passage_rows(reads.passages(row), row, slug),
        "bodies": rows.body_rows(asked, slug, doors),
        "steps": rows.step_rows(reads.steps(row)),
        "themes": rows.theme_cards(reads.themes(row), shows_answers=True) if keeps or row.ended_on else [],
        "untold": sum(messages.counts(by, row).values()) if keeps else 0,
    }
    return render(request, "voice/hearings/page.html", context)


def _left(counts: dict[str, int]) -> list[str]:
    """What is left to do before the end, in words."""
    words = {
        "unread": lambda n: ngettext("%(n)s svar er ikke læst", "%(n)s svar er ikke læst", n),
        "held_back": lambda n: ngettext("%(n)s svar ligger i en bunke", "%(n)s svar ligger i en bunke", n),
        "unthemed": lambda n: ngettext("%(n)s svar har intet tema", "%(n)s svar har intet tema", n),
        "unanswered": lambda n: ngettext("%(n)s tema mangler svar", "%(n)s temaer mangler svar", n),
    }
    return [words[name](count) % {"n": count} for name, count in counts.items() if count]


@GET_OR_POST
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a draft's own words and days."""
    row = kept(request, pk)
    form = forms.HearingForm(request.POST or None, initial=forms.hearing_values(row))
    back = address(slug, row)

    def act() -> str:
        actions.change_hearing(hearing=row, by=request.asker, version=form.version, **form.answers)
        return back

    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=forms.hearing_values, cancel=back)):
        return answer
    return form_page(request, form, _("Ret høringen"), row=row, back=back)


@GET_OR_POST
def paste(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add passages to a draft."""
    row = kept(request, pk)
    form, back = forms.PasteForm(request.POST or None), address(slug, row)

    def act() -> str:
        actions.add_parts(hearing=row, parts=pasted(form.answers["text"]), by=request.asker)
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    return form_page(request, form, _("Mere tekst"), row=row, back=back)


def _passage_values(row: HearingPassage) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("heading", "text", "audience")}
    return told | {"_version": row.version}


@GET_OR_POST
def passage(request: HttpRequest, slug: str, pk: int, passage: int) -> HttpResponse:
    """Change one passage of a draft, and who may answer it."""
    row = kept(request, pk)
    part = reads.passage(row, passage)
    form, back = forms.PassageForm(request.POST or None, initial=_passage_values(part)), address(slug, row)

    def act() -> str:
        actions.change_passage(passage=part, by=request.asker, version=form.version, **form.answers)
        return back

    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=_passage_values, cancel=back)):
        return answer
    return form_page(request, form, _("Ret afsnittet"), row=row, back=back)


@require_POST
def passage_remove(request: HttpRequest, slug: str, pk: int, passage: int) -> HttpResponse:
    """Take a passage out of a draft."""
    row = kept(request, pk)
    part = reads.passage(row, passage)
    return _pressed(request, lambda: actions.remove_passage(passage=part, by=request.asker), address(slug, row))


def _pressed(request: HttpRequest, act: Any, to: str) -> HttpResponse:
    def go() -> str:
        act()
        return to

    return once(request, go)


def ask(request: HttpRequest, slug: str, pk: int, ask_unit: Callable[..., Any]) -> HttpResponse:
    """Ask somebody by name: a council, another unit, or one who gets a code. The slice above says how a unit is asked."""
    row = kept(request, pk)
    units = people.units(request.asker, today=clock.today())
    form, back = forms.BodyForm(request.POST or None, units=units), address(slug, row)
    told: list[tuple[HearingBody, str]] = []

    def act() -> str:
        answers = form.answers
        if answers["unit"] is None:
            told.append(invite(hearing=row, name=answers["name"], by=request.asker))
            return back
        ask_unit(
            hearing=row, unit=answers["unit"], ground=answers["ground"], source=answers["source"], by=request.asker
        )
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return _code_once(request, slug, row, *told[0]) if told else answer
    said = reads.topics(request.asker, clock.today())
    suggested = [
        {
            "unit": unit,
            "ground": ground,
            "why": str(rows.label(ground)),
            "source": source,
            "topics": said.get(unit.pk, ""),
        }
        for unit, ground, source in reads.grounds(request.asker, clock.today())
        if unit.pk not in {body.unit_id for body in reads.bodies(row)}
    ]
    context = {"row": row, "form": form, "suggested": suggested, "back": back,
               "crumbs": crumbs(slug, row, (_("Hvem skal høres?"), ""))}  # fmt: skip
    return render(request, "voice/hearings/ask.html", context)


def _code_once(request: HttpRequest, slug: str, row: Hearing, body: HearingBody, code: str) -> HttpResponse:
    """The code of somebody who is invited: shown once, to be sent to them."""
    lead = _("Koden til %(name)s er %(code)s. Send den til dem. Den står her kun nu.") % {
        "name": body.name,
        "code": spaced_code(code),
    }
    context = {
        "heading": _("De er inviteret"),
        "lead": lead,
        "back": address(slug, row),
        "back_label": _("Tilbage til høringen"),
        "crumbs": crumbs(slug, row, (_("Kode"), "")),
    }
    return render(request, "voice/proposals/said.html", context)


@require_POST
def unask(request: HttpRequest, slug: str, pk: int, body: int) -> HttpResponse:
    """Take somebody off a draft's list."""
    row = kept(request, pk)
    one = reads.body(request.asker, pk, body)
    return _pressed(request, lambda: unask_body(body=one, by=request.asker), address(slug, row))
