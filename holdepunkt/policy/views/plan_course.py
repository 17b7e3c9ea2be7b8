"""Pages of a plan's course: hearing, approval, start, end, annex, correction, and the next plan."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from holdepunkt import clock
from holdepunkt.people import reads as people
from holdepunkt.people.access import require
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions import heard as hearing
from holdepunkt.policy.actions import plan as actions
from holdepunkt.policy.actions.effort import carry_all
from holdepunkt.policy.forms.plan import (
    AnnexForm,
    ApproveForm,
    AskForm,
    CarryForm,
    CorrectForm,
    NextForm,
    WordsForm,
    carry_values,
)
from holdepunkt.policy.looking import looked_at_heard
from holdepunkt.policy.models import ActionPlan, BodyHeard
from holdepunkt.policy.reads import plan as reads
from holdepunkt.policy.reads import plan_facts
from holdepunkt.policy.rules.period import following
from holdepunkt.policy.views.plan_rows import address
from holdepunkt.policy.views.plans import GET_OR_POST, missing, step_page
from holdepunkt.record.once import once


def _saved(
    request: HttpRequest, form: Any, slug: str, plan: ActionPlan, act: Callable[[dict[str, Any]], Any]
) -> HttpResponse | None:
    """Run `act` with the form's answers and go back to the plan; None when the form must be shown."""
    if request.method != "POST" or not form.is_valid():
        return None

    def go() -> str:
        made = act(form.answers)
        return address("plan_page", slug, made.pk if isinstance(made, ActionPlan) else plan.pk)

    return save(request, form, go)


@GET_OR_POST
def ask(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note that a body is asked about the plan."""
    by = request.asker  # type: ignore[attr-defined]
    plan, today = reads.plan(by, pk), clock.today()
    require(access.may_plan(by, plan))
    initial = {"asked_on": today, "due_on": today + timedelta(weeks=3)}
    form = AskForm(request.POST or None, initial=initial, units=people.units(by, today=today))
    answer = _saved(request, form, slug, plan, lambda said: hearing.ask_body(plan=plan, by=by, **said))
    return answer or step_page(request, form, plan, heading=_("Spørg et råd eller en enhed"), submit=_("Gem"))


@GET_OR_POST
def words(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note what a body said, and how it was considered."""
    by = request.asker  # type: ignore[attr-defined]
    heard = reads.heard(by, pk)
    require(access.may_hear(by, heard))
    if request.method != "POST":
        looked_at_heard(by, heard)
    form = WordsForm(request.POST or None, initial=_words(heard) | {"said_on": heard.said_on or clock.today()})
    back = address("plan_page", slug, heard.plan_id or 0)

    def act() -> str:
        hearing.note_words(heard=heard, by=by, version=form.version, **form.answers)
        return back

    if request.method == "POST" and form.is_valid():
        answer = save(request, form, act, theirs=_words, cancel=back)
        if answer:
            return answer
    heading = _("Det sagde %(unit)s") % {"unit": heard.unit}
    return step_page(request, form, heard.plan, heading=heading, submit=_("Gem"))  # type: ignore[arg-type]


def _words(heard: BodyHeard) -> dict[str, Any]:
    names = ("said_on", "words", "considered")
    return {name: getattr(heard, name) for name in names} | {"_version": heard.version}


def _to_decide(request: HttpRequest, pk: int) -> ActionPlan:
    """The plan, for those who may record what was decided on it."""
    by = request.asker  # type: ignore[attr-defined]
    plan = reads.plan(by, pk)
    require(access.may_decide_plan(by, plan))
    return plan


@GET_OR_POST
def approve(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Record the approval: who and when. What is missing stands above the form."""
    by = request.asker  # type: ignore[attr-defined]
    plan = _to_decide(request, pk)
    form = ApproveForm(request.POST or None, initial={"on": clock.today()}, units=people.units(by))
    answer = _saved(request, form, slug, plan, lambda said: actions.approve_plan(plan=plan, by=by, **said))
    if answer:
        return answer
    lead = _("Når planen er godkendt, bliver den ikke ændret. En rettelse er en ny version.")
    return step_page(
        request, form, plan, heading=_("Planen er godkendt"), submit=_("Gem godkendelsen"), lead=lead,
        checks=missing(plan),
    )  # fmt: skip


@GET_OR_POST
def annex(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note that the plan is annexed to the policy."""
    by = request.asker  # type: ignore[attr-defined]
    plan = _to_decide(request, pk)
    initial = {"on": clock.today(), "version_of": plan_facts.version_for(plan.policy)}
    form = AnnexForm(request.POST or None, initial=initial, versions=reads.versions_to_annex(plan))
    answer = _saved(request, form, slug, plan, lambda said: actions.annex_plan(plan=plan, by=by, **said))
    return answer or step_page(request, form, plan, heading=_("Læg planen ved politikken"), submit=_("Gem"))


@GET_OR_POST
def correct(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Begin a correction of an approved plan."""
    by = request.asker  # type: ignore[attr-defined]
    plan = _to_decide(request, pk)
    form = CorrectForm(request.POST or None)
    answer = _saved(request, form, slug, plan, lambda said: actions.correct_plan(plan=plan, by=by, **said))
    if answer:
        return answer
    lead = _("Du får et udkast med det samme indhold. Den godkendte plan gælder, indtil rettelsen er godkendt.")
    return step_page(request, form, plan, heading=_("Ret en godkendt plan"), submit=_("Begynd rettelsen"), lead=lead)


@GET_OR_POST
def next_plan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Begin the plan that follows, and go on to its carry-over page."""
    by = request.asker  # type: ignore[attr-defined]
    plan = reads.plan(by, pk)
    require(access.may_plan(by, plan))
    begins, ends = following(plan.period_from, plan.period_to)
    initial = {"title": plan.title, "period_from": begins, "period_to": ends}
    form = NextForm(request.POST or None, initial=initial)

    def act() -> str:
        made = actions.next_plan(plan=plan, by=by, **form.answers)
        return address("plan_carry", slug, made.pk)

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    lead = _("Bagefter vælger du for hver indsats, om den fortsætter, ændres eller stopper.")
    return step_page(request, form, plan, heading=_("Begynd den næste plan"), submit=_("Gå videre"), lead=lead)


@GET_OR_POST
def carry(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One choice for each effort of the former plan: continue, change, or stop with a reason."""
    by = request.asker  # type: ignore[attr-defined]
    plan = reads.plan(by, pk)
    require(access.may_plan(by, plan))
    form = CarryForm(request.POST or None, initial={"_version": plan.version}, rows=reads.carrying(plan))

    back = address("plan_page", slug, pk)

    def act() -> str:
        carry_all(plan=plan, choices=form.choices, by=by, version=form.version)
        return back

    if request.method == "POST" and form.is_valid():
        answer = save(request, form, act, theirs=lambda _row: carry_values(reads.carrying(plan)), cancel=back)
        if answer:
            return answer
    lead = _("Du kan gemme undervejs og vælge om, så længe den nye plan er et udkast.")
    return step_page(request, form, plan, heading=_("Hvad sker der med indsatserne?"), submit=_("Gem"), lead=lead)


def _step(request: HttpRequest, slug: str, pk: int, act: Callable[..., ActionPlan]) -> HttpResponse:
    by = request.asker  # type: ignore[attr-defined]
    plan = reads.plan(by, pk)

    def go() -> str:
        act(plan=plan, by=by)
        return address("plan_page", slug, pk)

    return once(request, go)


@require_POST
def heard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that the hearing is over."""
    return _step(request, slug, pk, actions.mark_heard)


@require_POST
def reopen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take the plan back to draft."""
    return _step(request, slug, pk, actions.reopen_draft)


@require_POST
def start(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put the plan to work."""
    return _step(request, slug, pk, actions.start_plan)


@require_POST
def close(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End the plan."""
    return _step(request, slug, pk, actions.close_plan)


@require_POST
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Reverse the last step within ten minutes."""
    return _step(request, slug, pk, actions.undo_step)
