"""All proposals, and one of them with its path and its next step."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from holdepunkt import clock
from holdepunkt.people import reads as people
from holdepunkt.people.access import require
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.numbers import whole_number
from holdepunkt.people.rules import HOLDERS, UnitKind
from holdepunkt.people.saving import save
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import access
from holdepunkt.voice.actions.path import end_step, take_step
from holdepunkt.voice.forms.proposal import LookForm, StepForm, WhyForm
from holdepunkt.voice.labels import label
from holdepunkt.voice.models import Proposal
from holdepunkt.voice.reads import proposals as reads
from holdepunkt.voice.rules.proposal import UNANSWERED, CameBy, ProposalKind, StepKind, may_follow, next_steps
from holdepunkt.voice.views.proposal_rows import mark, no_words, path_rows, work_rows

A_PAGE = 50
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
COUNCILS = (UnitKind.ADVISORY_COUNCIL, UnitKind.DISABILITY_COUNCIL)
# The steps a person takes on a proposal, by their place in the address.
STEPS = {
    "laest": StepKind.READ,
    "raadet": StepKind.WITH_COUNCIL,
    "svar": StepKind.ANSWERED,
    "videre": StepKind.PASSED_ON,
    "ikke-nu": StepKind.NOT_NOW,
    "fjern": StepKind.REMOVED,
}


def address(slug: str, pk: int, name: str = "work_proposal", **more: Any) -> str:
    """The address of one of a proposal's pages."""
    return reverse(f"voice:{name}", kwargs={"slug": slug, "pk": pk, **more})


def crumbs(slug: str, *steps: tuple[Any, str]) -> list[tuple[Any, str]]:
    """The way back to the list of proposals."""
    return [(_("Forslag"), reverse("voice:work_proposals", args=[slug])), *steps]


def form_page(
    request: HttpRequest, form: Any, heading: str, *, back: str, kicker: str = "", lead: str = "", submit: str = "",
    words: str = "", danger: bool = False,
) -> HttpResponse:  # fmt: skip
    """A page with one form, and the words it is about when there are some."""
    slug = request.municipality.slug  # type: ignore[attr-defined]
    steps = [(kicker, back), (heading, "")] if kicker else [(heading, "")]
    context = {
        "form": form, "heading": heading, "lead": lead, "kicker": kicker, "cancel": back, "words": words,
        "submit": submit or _("Gem"), "crumbs": crumbs(slug, *steps), "danger": danger,
    }  # fmt: skip
    return render(request, "voice/proposals/form.html", context)


@require_safe
@kept_for_each
def at_work(request: HttpRequest, slug: str) -> HttpResponse:
    """Every proposal and where it is; fifty a page, and looked for in many ways."""
    by, today = request.asker, clock.today()
    require(access.may_read_proposals(by))
    form = LookForm(request.GET or None, units=people.units(by), themes=reads.themes(by))
    found = reads.at_work(by, _wish(request), today=today)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("side"))
    asked = urlencode([(name, value) for name, value in request.GET.items() if name != "side" and value])
    context = {
        "form": form,
        "is_looking": bool(asked),
        "page": page,
        "pages_for": f"?{asked}&side={{}}" if asked else "?side={}",
        "rows": work_rows(page.object_list, slug, today),
        "may_handle": bool(access.may_handle(by)),
    }
    return render(request, "voice/proposals/list.html", context)


def _wish(request: HttpRequest) -> reads.Wish:
    asked = request.GET
    return reads.Wish(
        words=asked.get("ord", "").strip()[:100], standing=asked.get("standing", ""), kind=asked.get("kind", ""),
        came_by=asked.get("came_by", ""), unit=whole_number(asked.get("unit")), theme=whole_number(asked.get("theme")),
        only_late=bool(asked.get("late")),
    )  # fmt: skip


@require_safe
@kept_for_each
def page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One proposal: the words, the path, and the one thing to do next."""
    by = request.asker
    row = reads.proposal(by, pk)
    may_answer = access.may_answer(by, row)
    moderates = bool(access.may_moderate(by, row))
    doors = _doors(row, slug, moderates) if may_answer and not row.held_back else []
    context = {
        "row": row,
        "mark": mark(row),
        "facts": _facts(row),
        "no_words": no_words(row) if row.is_threat else "",
        "hidden": reads.hidden(by, row) if moderates else [],
        "why_hidden": [] if moderates else reads.why_hidden(row),
        "path": path_rows(row.steps.all(), slug, inside=True),
        "main": doors[0] if doors else None,
        "others": doors[1:],
        "may_answer": may_answer,
        "moderates": moderates,
        "may_become": bool(may_answer) and by.has(*HOLDERS) and _may_become(row),
        "sees_sender": bool(access.may_see_sender(by, row)),
    }
    return render(request, "voice/proposals/page.html", context)


def _may_become(row: Proposal) -> bool:
    """Whether it can become something that is planned, as it stands."""
    return not row.held_back and may_follow(StepKind(row.standing), StepKind.ADOPTED)


def _doors(row: Proposal, slug: str, moderates: bool) -> list[tuple[str, str]]:
    """The steps that can be taken now, the main one first."""
    names = {kind: name for name, kind in STEPS.items()}
    labels = {
        StepKind.READ: _("Læs det, og giv det til den, der skal svare"),
        StepKind.WITH_COUNCIL: _("Tag det med til rådet"),
        StepKind.ANSWERED: _("Svar"),
        StepKind.PASSED_ON: _("Send det videre"),
        StepKind.NOT_NOW: _("Ikke nu, fordi …"),
        StepKind.REMOVED: _("Fjern det"),
    }
    if row.standing != StepKind.RECEIVED:
        labels[StepKind.READ] = _("Giv det til en anden enhed")
    kinds = [kind for kind in next_steps(StepKind(row.standing)) if kind != StepKind.REMOVED or moderates]
    return [(labels[kind], address(slug, row.pk, "proposal_step", step=names[kind])) for kind in kinds]


def _facts(row: Proposal) -> list[tuple[str, str]]:
    facts = [
        (_("Slags"), label(ProposalKind(row.kind))),
        (_("Kom"), " · ".join(filter(None, [label(CameBy(row.came_by)), row.heard_at]))),
        (_("Modtaget"), danish_date(row.received_on)),
        (_("Hvem svarer"), row.reader.name if row.reader else _("Ikke valgt endnu")),
    ]
    if row.came_by != CameBy.WEB and not reads.has_sender(row):
        facts.append((_("Hvem"), _("Det ved vi ikke. Der er ingen at sende et svar til")))
    if row.standing in UNANSWERED:
        facts.append((_("Svar senest"), danish_date(row.answer_due)))
    return [*facts, (_("Tema"), row.theme.name)] if row.theme else facts


@GET_OR_POST
def step(request: HttpRequest, slug: str, pk: int, step: str) -> HttpResponse:
    """Take the proposal one step on."""
    row = reads.proposal(request.asker, pk)
    if step not in STEPS:
        raise Http404(step)
    kind, back = STEPS[step], address(slug, pk)
    require(
        access.may_moderate(request.asker, row) if kind == StepKind.REMOVED else access.may_answer(request.asker, row)
    )
    units = people.units(request.asker, today=clock.today())
    if kind == StepKind.WITH_COUNCIL:
        units = units.filter(kind__in=COUNCILS)
    initial = {"_version": row.version, "unit": row.reader if kind == StepKind.READ else None}
    form = StepForm(request.POST or None, kind=kind, units=units, initial=initial)

    def act() -> str:
        take_step(proposal=row, kind=kind, by=request.asker, version=form.version, **form.answers)
        return back

    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=_version, cancel=back)):
        return answer
    lead = "" if may_follow(StepKind(row.standing), kind) else _("Det kan ikke lade sig gøre nu, som forslaget står.")
    return form_page(
        request, form, LEADS[kind](), back=back, kicker=_("Forslag %(number)s") % {"number": row}, lead=lead,
        words=row.words, danger=kind == StepKind.REMOVED,
    )  # fmt: skip


LEADS = {
    StepKind.READ: lambda: _("Hvem skal svare på det?"),
    StepKind.WITH_COUNCIL: lambda: _("Tag det med til rådet"),
    StepKind.ANSWERED: lambda: _("Svar på forslaget"),
    StepKind.PASSED_ON: lambda: _("Send det videre"),
    StepKind.NOT_NOW: lambda: _("Ikke nu, fordi …"),
    StepKind.REMOVED: lambda: _("Fjern det fra siden"),
}


def _version(row: Any) -> dict[str, Any]:
    return {"_version": row.version}


@GET_OR_POST
def end(request: HttpRequest, slug: str, pk: int, step: int) -> HttpResponse:
    """Take back a step that was wrong."""
    proposal = reads.proposal(request.asker, pk)
    require(access.may_answer(request.asker, proposal))
    row = reads.step(request.asker, pk, step)
    back = address(slug, pk)
    form = WhyForm(request.POST or None)

    def act() -> str:
        end_step(step=row, by=request.asker, **form.answers)
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    kind = label(StepKind(row.kind))
    lead = _("»%(step)s« bliver stående med din grund, og forslaget står igen, hvor det stod før.") % {"step": kind}
    return form_page(
        request, form, _("Træk et skridt tilbage"), back=back, lead=lead,
        kicker=_("Forslag %(number)s") % {"number": proposal},
    )  # fmt: skip
