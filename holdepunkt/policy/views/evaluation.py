"""The evaluation: write it in its year, draw conclusions, finish, and show it to everybody."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from holdepunkt import clock
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions import evaluation as actions
from holdepunkt.policy.forms.evaluation import (
    BeginEvaluationForm,
    ConclusionForm,
    EvaluationForm,
    conclusion_values,
    evaluation_values,
)
from holdepunkt.policy.item_labels import ADVICE, EVALUATION_STAGES
from holdepunkt.policy.looking import looked_at_evaluation
from holdepunkt.policy.models import Evaluation
from holdepunkt.policy.reads import evaluation as reads
from holdepunkt.policy.rules.evaluation import Advice, EvaluationStage
from holdepunkt.record.once import once
from holdepunkt.record.versions import Clash
from holdepunkt.ui.forms import KeyedForm

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
STAGE_TONES = {EvaluationStage.DRAFT: "idle", EvaluationStage.DONE: "begun", EvaluationStage.PUBLISHED: "done"}
ADVICE_TONES = {Advice.KEEP: "good", Advice.CHANGE: "begun", Advice.DROP: "bad", Advice.NEW: "idle"}


def _desk_href(slug: str, uuid: UUID) -> str:
    return reverse("policy:evaluation_desk", kwargs={"slug": slug, "uuid": uuid})


def _told(row: Evaluation) -> dict[str, Any]:
    """The evaluation ready to print."""
    stage = EvaluationStage(row.stage)
    lessons = [
        {
            "uuid": found.uuid,
            "goal": found.goal_title or _("Hele politikken"),
            "text": found.text,
            "advice": ADVICE[Advice(found.advice)],
            "tone": ADVICE_TONES[Advice(found.advice)],
        }
        for found in reads.conclusions(row)
    ]
    return {
        "evaluation": row,
        "conclusions": lessons,
        "stage": EVALUATION_STAGES[stage],
        "tone": STAGE_TONES[stage],
        "is_draft": stage is EvaluationStage.DRAFT,
        "is_done": stage is EvaluationStage.DONE,
        "is_public": stage is EvaluationStage.PUBLISHED,
    }


@public
@kept
@require_safe
def page(request: HttpRequest, slug: str, policy: str, year: int) -> HttpResponse:
    """The evaluation as everybody reads it; before it is published those inside do."""
    row = reads.shown(request.asker, policy, year)  # type: ignore[attr-defined]
    looked_at_evaluation(request.asker, row)  # type: ignore[attr-defined]
    return render(request, "policy/evaluation/page.html", _told(row) | {"item": reads.item_with_agenda_out(row)})


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """All evaluations of the municipality."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_see_internal(by))
    rows = [
        {
            "heading": f"{row.policy.title} {row.year}",
            "href": _desk_href(slug, row.uuid),
            "lead": EVALUATION_STAGES[EvaluationStage(row.stage)],
            "tone": STAGE_TONES[EvaluationStage(row.stage)],
        }
        for row in reads.of_the_house(by)
    ]
    context = {"rows": rows, "may_write": bool(access.may_draft(by))}
    return render(request, "policy/evaluation/overview.html", context)


@GET_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin an evaluation."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_draft(by))
    form = BeginEvaluationForm(request.POST or None, policies=reads.policies(by), initial={"year": clock.today().year})

    def act() -> str:
        policy = reads.policy(by, form.cleaned_data["policy"])
        row = actions.begin_evaluation(policy=policy, year=form.cleaned_data["year"], by=by)
        return reverse("policy:evaluation_write", kwargs={"slug": slug, "uuid": row.uuid})

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    words = {"heading": _("Ny evaluering"), "lead": "", "submit": _("Begynd")}
    back = reverse("policy:evaluations", kwargs={"slug": slug})
    return render(request, "policy/evaluation/step.html", {"form": form, "back": back} | words)


@require_safe
def desk(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """The evaluation as it stands, and what to do next."""
    by = request.asker  # type: ignore[attr-defined]
    row = reads.own(by, uuid)
    require(access.may_see_internal(by))
    looked_at_evaluation(by, row)
    context = _told(row) | {
        "may_write": bool(access.may_draft(by)),
        "may_write_paper": bool(access.may_write_paper(by)),
        "item": reads.item_with_agenda_out(row),
    }
    return render(request, "policy/evaluation/desk.html", context)


@GET_POST
def write(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Write the four texts."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_draft(by))
    row = reads.own(by, uuid)
    if request.method != "POST":
        looked_at_evaluation(by, row)
    form = EvaluationForm(request.POST or None, initial=evaluation_values(row))

    def act() -> str:
        actions.change_evaluation(evaluation=row, by=by, version=form.version, **form.answers)
        return _desk_href(slug, uuid)

    back = _desk_href(slug, uuid)
    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=evaluation_values, cancel=back)):
        return answer
    autosave_href = reverse("policy:evaluation_autosave", kwargs={"slug": slug, "uuid": uuid})
    context = {"form": form, "evaluation": row, "back": back, "autosave_href": autosave_href}
    return render(request, "policy/evaluation/write.html", context)


@require_POST
def autosave(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Keep what is typed as it is typed. A clash is left for the Save button to show."""
    by = request.asker  # type: ignore[attr-defined]
    form = EvaluationForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        row = actions.change_evaluation(evaluation=reads.own(by, uuid), by=by, version=form.version, **form.answers)
    except (Clash, NotPossible):
        return HttpResponse(status=409)
    return HttpResponse(status=204, headers={"Holdepunkt-Version": str(row.version)})


def _conclusion_page(
    request: HttpRequest, slug: str, row: Evaluation, form: KeyedForm, act: Callable[[], Any], heading: str
) -> HttpResponse:
    def go() -> str:
        act()
        return _desk_href(slug, row.uuid)

    back = _desk_href(slug, row.uuid)
    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, go, theirs=conclusion_values, cancel=back)):
        return answer
    if request.method != "POST":
        looked_at_evaluation(request.asker, row)  # type: ignore[attr-defined]
    words = {"heading": heading, "lead": str(row), "submit": _("Gem konklusionen")}
    return render(request, "policy/evaluation/step.html", {"form": form, "back": back} | words)


@GET_POST
def add_conclusion(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Add one thing learned."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_draft(by))
    row = reads.own(by, uuid)
    form = ConclusionForm(request.POST or None, goals=reads.goals(row.policy))
    return _conclusion_page(
        request,
        slug,
        row,
        form,
        lambda: actions.add_conclusion(evaluation=row, by=by, **form.answers),
        _("Ny konklusion"),
    )


@GET_POST
def change_conclusion(request: HttpRequest, slug: str, uuid: UUID, conclusion: UUID) -> HttpResponse:
    """Change one thing learned."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_draft(by))
    row = reads.own(by, uuid)
    found = reads.conclusion(row, conclusion)
    form = ConclusionForm(request.POST or None, goals=reads.goals(row.policy), initial=conclusion_values(found))
    return _conclusion_page(
        request,
        slug,
        row,
        form,
        lambda: actions.change_conclusion(conclusion=found, by=by, version=form.version, **form.answers),
        _("Ret konklusionen"),
    )


def _done(request: HttpRequest, slug: str, uuid: UUID, act: Callable[[Evaluation], Any]) -> HttpResponse:
    """One button pressed: do it once and go back to the desk."""
    row = reads.own(request.asker, uuid)  # type: ignore[attr-defined]

    def go() -> str:
        act(row)
        return _desk_href(slug, uuid)

    return once(request, go)


@require_POST
def remove_conclusion(request: HttpRequest, slug: str, uuid: UUID, conclusion: UUID) -> HttpResponse:
    """Take one conclusion out of the draft."""
    by = request.asker  # type: ignore[attr-defined]
    return _done(
        request, slug, uuid, lambda row: actions.remove_conclusion(conclusion=reads.conclusion(row, conclusion), by=by)
    )


@require_POST
def finish(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Say that the evaluation is finished."""
    by = request.asker  # type: ignore[attr-defined]
    return _done(request, slug, uuid, lambda row: actions.finish_evaluation(evaluation=row, on=clock.today(), by=by))


@require_POST
def publish(request: HttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Let everybody read it."""
    by = request.asker  # type: ignore[attr-defined]
    return _done(request, slug, uuid, lambda row: actions.publish_evaluation(evaluation=row, on=clock.today(), by=by))
