"""Pages of efforts: written in the draft, read and carried on once the plan is approved."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import clock
from holdepunkt.people import reads as people
from holdepunkt.people.access import require
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.numbers import whole_number
from holdepunkt.people.rules import Role
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions import effort as actions
from holdepunkt.policy.actions import running
from holdepunkt.policy.actions.plan import require_open
from holdepunkt.policy.forms.effort import (
    SPARE_ROWS,
    EffortForm,
    FigureForm,
    HandForm,
    ReachedForm,
    StopForm,
    as_typed,
    effort_values,
    rows_wanted,
)
from holdepunkt.policy.looking import looked_at_plan
from holdepunkt.policy.models import ActionPlan, Effort
from holdepunkt.policy.reads import effort as reads
from holdepunkt.policy.reads import plan as plan_reads
from holdepunkt.policy.views.adopted_rows import adopted_rows
from holdepunkt.policy.views.plan_rows import (
    address,
    copy_rows,
    figure_rows,
    history_rows,
    mark,
    milestone_rows,
    serves_rows,
)
from holdepunkt.policy.views.plans import GET_OR_POST, side
from holdepunkt.record.once import once
from holdepunkt.ui.forms import KeyedForm


def _form(request: HttpRequest, plan: ActionPlan, before: dict[str, Any], steps: int) -> EffortForm:
    """The effort's form: as it was, as it was sent, or with more rows for milestones."""
    by = request.asker  # type: ignore[attr-defined]
    version = plan_reads.promises_version(plan)
    choices: dict[str, Any] = {
        "units": people.units(by),
        "leads": people.at_work(by, *access.INSIDE, besides=before.get("lead")),
        "goals": version.goals.order_by("order", "pk") if version else plan_reads.goals_to_choose(plan.policy),
        "promises": plan_reads.promises_to_serve(plan),
    }
    if request.method != "POST":
        return EffortForm(initial=before, rows=steps + SPARE_ROWS, **choices)
    rows = rows_wanted(request.POST)
    if "draft" in request.POST:
        return EffortForm(initial=as_typed(request.POST), rows=rows + SPARE_ROWS, **choices)
    return EffortForm(request.POST, rows=rows, **choices)


@GET_OR_POST
def effort_new(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write a new effort, empty or copied from another."""
    by = request.asker  # type: ignore[attr-defined]
    plan = plan_reads.plan(by, pk)
    require(access.may_plan(by, plan))
    if request.method != "POST":
        require_open(plan)
    before, steps = _copied(request, plan)
    form = _form(request, plan, before, steps)

    def act() -> str:
        made = actions.add_effort(plan=plan, by=by, **form.written)
        return address("effort_page", slug, made.pk)

    if form.is_bound and form.is_valid() and (answer := save(request, form, act)):
        return answer
    context = {"form": form, "plan": plan, "effort": None, "heading": _("Ny indsats")}
    return render(request, "policy/plans/effort_write.html", context)


def _copied(request: HttpRequest, plan: ActionPlan) -> tuple[dict[str, Any], int]:
    """What a new effort begins with: the effort named in `?fra=`, or the goal named in `?maal=`."""
    chosen = whole_number(request.GET.get("fra"))
    if chosen is None:
        goal = request.GET.get("maal", "")
        links = plan.plan_goals.select_related("goal")
        return {"goals": [link.goal for link in links if link.goal.key == goal]}, 0
    by = request.asker  # type: ignore[attr-defined]
    source = reads.effort(by, chosen)
    if request.method != "POST":
        looked_at_plan(by, source.plan, source)
    values = effort_values(source)
    del values["_version"]
    return values, source.milestones.count()


@require_safe
def effort_pick(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Choose the effort that a new one is copied from."""
    by = request.asker  # type: ignore[attr-defined]
    plan = plan_reads.plan(by, pk)
    page = reads.to_copy(by, plan, q=request.GET.get("q", ""), wanted=side(request))
    context = {"plan": plan, "page": page, "rows": copy_rows(page.rows, plan, slug), "q": request.GET.get("q", "")}
    return render(request, "policy/plans/effort_pick.html", context)


@GET_OR_POST
def effort_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change an effort of a draft plan."""
    by = request.asker  # type: ignore[attr-defined]
    effort = reads.effort(by, pk)
    require(access.may_plan(by, effort.plan))
    if request.method != "POST":
        require_open(effort.plan)
        looked_at_plan(by, effort.plan, effort)
    form = _form(request, effort.plan, effort_values(effort), effort.milestones.count())
    back = address("effort_page", slug, pk)

    def act() -> str:
        actions.change_effort(effort=effort, by=by, version=form.version, **form.written)
        return back

    def theirs(row: Effort) -> dict[str, Any]:
        empty = {name: "" for n in range(1, form.rows + 1) for name in (f"step_{n}", f"due_{n}")}
        return empty | effort_values(row)

    if form.is_bound and form.is_valid():
        answer = save(request, form, act, theirs=theirs, cancel=back)
        if answer:
            return answer
    context = {"form": form, "plan": effort.plan, "effort": effort, "heading": _("Ret indsatsen")}
    return render(request, "policy/plans/effort_write.html", context)


@require_safe
@kept_for_each
def effort_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One effort: what the plan says, what has been noted, and what one can do."""
    by = request.asker  # type: ignore[attr-defined]
    effort, today = reads.effort(by, pk), clock.today()
    looked_at_plan(by, effort.plan, effort)
    may_run, may_adopt = access.may_run_effort(by, effort), bool(access.may_adopt(by, effort))
    under_way = effort.plan.stage in reads.UNDER_WAY
    may_note = bool(may_run) and (under_way or (effort.plan.is_frozen and reads.is_asked_about(effort)))
    context = {
        "effort": effort,
        "plan": effort.plan,
        "mark": mark(effort.plan),
        "may_plan": access.may_plan(by, effort.plan),
        "may_run": may_run,
        "serves": serves_rows(effort),
        "milestones": milestone_rows(
            effort, slug, today=today, may_run=may_note, just_reached=running.just_reached(effort)
        ),
        "figures": figure_rows(reads.figures(effort)[:12], effort, slug, may_run=may_note),
        "under_way": under_way,
        "may_note": may_note,
        "can_restart": under_way and effort.stopped_on is not None and running.stop_can_be_undone(effort),
        "history": history_rows(reads.history(by, effort)),
        "today": today,
        "adopted": adopted_rows(effort, slug, may_adopt=may_adopt),
        "may_adopt": may_adopt,
        "may_read_all": by.has(Role.POLICY_LEAD),
    }
    return render(request, "policy/plans/effort.html", context)


def _little(
    request: HttpRequest, slug: str, effort: Effort, form: Any, act: Callable[[dict[str, Any]], Any], *,
    theirs: Callable[[Effort], dict[str, Any]] | None = None, **words: Any,
) -> HttpResponse:  # fmt: skip
    """A small page with one form about an effort."""
    back = address("effort_page", slug, effort.pk)

    def go() -> str:
        act(form.answers)
        return back

    if request.method == "POST" and form.is_valid():
        answer = save(request, form, go, theirs=theirs, cancel=back)
        if answer:
            return answer
    context = {"form": form, "effort": effort, "plan": effort.plan, "back": back, "lead": "", "danger": False}
    return render(request, "policy/plans/effort_step.html", context | words)


@GET_OR_POST
def effort_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an effort out of a draft, after one question."""
    by = request.asker  # type: ignore[attr-defined]
    effort = reads.effort_alone(by, pk)
    require(access.may_plan(by, effort.plan))
    form = KeyedForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.remove_effort(effort=effort, by=by)
        return address("plan_page", slug, effort.plan_id)

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    context = {
        "form": form, "effort": effort, "plan": effort.plan, "back": address("effort_page", slug, pk), "danger": True,
        "heading": _("Fjern indsatsen?"), "submit": _("Fjern indsatsen"),
        "lead": _("Den forsvinder fra udkastet. Det står i protokollen, at den har været der."),
    }  # fmt: skip
    return render(request, "policy/plans/effort_step.html", context)


@GET_OR_POST
def hand(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Hand the effort over to another lead."""
    by = request.asker  # type: ignore[attr-defined]
    effort = reads.effort_alone(by, pk)
    require(access.may_run_effort(by, effort))
    initial, leads = {"_version": effort.version}, people.at_work(by, *access.INSIDE)
    form = HandForm(request.POST or None, initial=initial, leads=leads)
    return _little(
        request, slug, effort, form,
        lambda said: actions.hand_effort(effort=effort, by=by, version=form.version, **said),
        theirs=lambda row: {"to": row.lead},
        heading=_("Ny ansvarlig for indsatsen"), submit=_("Gem"),
    )  # fmt: skip


@GET_OR_POST
def stop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Stop the effort with a reason."""
    by = request.asker  # type: ignore[attr-defined]
    effort = reads.effort_alone(by, pk)
    require(access.may_run_effort(by, effort))
    form = StopForm(request.POST or None, initial={"on": clock.today(), "_version": effort.version})
    return _little(
        request, slug, effort, form,
        lambda said: actions.stop_effort(effort=effort, by=by, version=form.version, **said),
        theirs=lambda row: {"on": row.stopped_on, "reason": row.stop_reason}, danger=True,
        heading=_("Stop indsatsen"), submit=_("Stop indsatsen"),
        lead=_("Den bliver stående i planen som stoppet, med begrundelsen. Du kan fortryde i ti minutter."),
    )  # fmt: skip


@GET_OR_POST
def figure(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Type a figure, or correct one (`?ret=`)."""
    by = request.asker  # type: ignore[attr-defined]
    effort = reads.effort_alone(by, pk)
    require(access.may_run_effort(by, effort))
    chosen = whole_number(request.GET.get("ret"))
    old = None if chosen is None else reads.figure(by, effort, chosen)
    names = ("value", "under_five", "as_of", "source")
    initial = {name: getattr(old, name) for name in names} if old else {"as_of": clock.today()}
    form = FigureForm(request.POST or None, initial=initial, about_people=effort.about_people)
    lead = effort.indicator + (f" ({effort.indicator_unit})" if effort.indicator_unit else "")
    return _little(
        request, slug, effort, form,
        lambda said: actions.note_figure(effort=effort, by=by, replaces=old, **said),
        heading=_("Ret tallet") if old else _("Nyt tal"), submit=_("Gem tallet"), lead=lead,
    )  # fmt: skip


@GET_OR_POST
def reached(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note the day a milestone was reached."""
    by = request.asker  # type: ignore[attr-defined]
    step = reads.milestone(by, pk)
    require(access.may_run_effort(by, step.effort))
    form = ReachedForm(request.POST or None, initial={"on": clock.today()})
    return _little(
        request, slug, step.effort, form, lambda said: actions.reach_milestone(milestone=step, by=by, **said),
        heading=_("Milepælen er nået"), submit=_("Gem"), lead=step.title,
    )  # fmt: skip


@require_POST
def unreached(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Undo that a milestone was reached."""
    by = request.asker  # type: ignore[attr-defined]
    step = reads.milestone(by, pk)

    def act() -> str:
        actions.unreach_milestone(milestone=step, by=by)
        return address("effort_page", slug, step.effort_id)

    return once(request, act)


@require_POST
def restart(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Undo a stop."""
    by = request.asker  # type: ignore[attr-defined]
    effort = reads.effort_alone(by, pk)

    def act() -> str:
        actions.restart_effort(effort=effort, by=by)
        return address("effort_page", slug, pk)

    return once(request, act)
