"""Gatherings at work: the list, one of them with its next step, planning, calling off, and what came of it."""

from typing import Any

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
from holdepunkt.voice import gathering_access as access
from holdepunkt.voice.actions import gathering as actions
from holdepunkt.voice.forms.gathering import GatheringForm, OutcomeForm, gathering_values, outcome_values
from holdepunkt.voice.forms.meeting import CallOffForm
from holdepunkt.voice.gathering_words import label
from holdepunkt.voice.models import Gathering
from holdepunkt.voice.reads import gatherings as reads
from holdepunkt.voice.reads import sign_ups
from holdepunkt.voice.rules.gathering import GatheringKind, GatheringStage, Need, SignUpStage, is_over
from holdepunkt.voice.views.council_steps import GET_POST, pressed, step
from holdepunkt.voice.views.gathering_rows import facts, persons, public_href, standing, work_href, work_row

A_PAGE = 50


@require_safe
@kept_for_each
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """Every gathering, the newest day first."""
    by, today = request.asker, clock.today()  # type: ignore[attr-defined]
    page = Paginator(reads.at_work(by), A_PAGE).get_page(request.GET.get("side"))
    context = {
        "rows": [work_row(row, slug, today) for row in page.object_list],
        "page": page,
        "keeps": bool(access.may_keep_gatherings(by)),
    }
    return render(request, "voice/gatherings/list.html", context)


@GET_POST
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a gathering, or write one in that was held."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_keep_gatherings(by))
    form = GatheringForm(request.POST or None, units=people.units(by, today=clock.today()))

    def act() -> str:
        return work_href(slug, actions.plan_gathering(municipality=by.municipality, by=by, **form.answers))

    return step(
        request, form, act, heading=_("Planlæg et møde"), back=reverse("voice:work_gatherings", args=[slug]),
        lead=_("Et møde, der er holdt, kan også skrives ind, så man kan se, at det er holdt."),
        submit=_("Gem mødet"),
    )  # fmt: skip


@require_safe
@kept_for_each
def page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One gathering: what is told of it, who comes, what was heard, and the next thing to do."""
    by, today = request.asker, clock.today()  # type: ignore[attr-defined]
    row = reads.one(by, pk)
    keeps = bool(access.may_keep_gathering(by, row))
    names = (
        "gathering_change", "gathering_call_off", "gathering_on_again", "gathering_outcome", "sign_ups", "sign_up_door",
        "sign_up_notices", "heard", "heard_sheet", "heard_group", "work_sign_up_new",
    )  # fmt: skip
    context = {
        "row": row,
        "kind": label(GatheringKind(row.kind)),
        "standing": standing(row, today),
        "facts": facts(row),
        "keeps": keeps,
        "hears": bool(access.may_hear(by, row)),
        "over": is_over(row.meets_on, today),
        "called_off": row.stage == GatheringStage.CALLED_OFF,
        "counted": _counted(row) if keeps else [],
        "lines": reads.line_count(row),
        "doors": {name: work_href(slug, row, name) for name in names},
        "public": public_href(slug, row) if row.is_public else "",
    }
    return render(request, "voice/gatherings/page.html", context)


def _counted(row: Gathering) -> list[tuple[str, str]]:
    """Who comes, and what they need."""
    found = sign_ups.persons_in(row)
    seated = persons(found.get(SignUpStage.SEAT, 0))
    told = [
        (
            _("Kommer"),
            _("%(persons)s af %(seats)s pladser") % {"persons": seated, "seats": row.seats} if row.seats else seated,
        )
    ]
    for stage, words in ((SignUpStage.WAITING, _("På venteliste")), (SignUpStage.HELD_BACK, _("Venter på en af jer"))):
        if found.get(stage):
            told.append((words, persons(found[stage])))
    needs = sign_ups.needs_told_in(row)
    return told + [(label(Need(need)), str(count)) for need, count in needs.items()]


@GET_POST
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change what is told of a gathering. Whoever signed up is told when it moves."""
    by, row = keeper_of(request, pk)
    units = people.units(by, today=clock.today())
    form = GatheringForm(request.POST or None, units=units, initial=gathering_values(row))
    back = work_href(slug, row)

    def act() -> str:
        actions.change_gathering(gathering=row, by=by, version=form.version, **form.answers)
        return back

    lead = _("Flytter du dag, tid eller sted, får alle tilmeldte besked.")
    return step(
        request, form, act, heading=_("Ret mødet"), kicker=row.title, lead=lead, back=back, theirs=gathering_values
    )


@GET_POST
def call_off(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Call a gathering off."""
    by, row = keeper_of(request, pk)
    form, back = CallOffForm(request.POST or None), work_href(slug, row)

    def act() -> str:
        actions.call_off_gathering(gathering=row, because=form.cleaned_data["because"], by=by)
        return back

    lead = _("Alle tilmeldte får grunden at vide. Den står også på den offentlige side.")
    return step(
        request, form, act, heading=_("Aflys mødet"), kicker=row.title, lead=lead, back=back, danger=True,
        submit=_("Aflys mødet"),
    )  # fmt: skip


@require_POST
def call_on_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Undo the calling off."""
    by, row = keeper_of(request, pk)
    return pressed(request, lambda: actions.call_gathering_on_again(gathering=row, by=by), work_href(slug, row))


@GET_POST
def outcome(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write what came of it."""
    by, row = keeper_of(request, pk)
    form, back = OutcomeForm(request.POST or None, initial=outcome_values(row)), work_href(slug, row)

    def act() -> str:
        actions.write_outcome(gathering=row, by=by, version=form.version, **form.answers)
        return back

    return step(
        request, form, act, heading=_("Hvad kom der ud af det?"), kicker=row.title, back=back, theirs=outcome_values
    )


def keeper_of(request: HttpRequest, pk: int) -> tuple[Any, Gathering]:
    """The asker and a gathering that they keep; else the refusal that says why."""
    by = request.asker  # type: ignore[attr-defined]
    row = reads.one(by, pk)
    require(access.may_keep_gathering(by, row))
    return by, row
