"""Pages of plans: the list, one plan, writing it, dropping it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from holdepunkt import clock
from holdepunkt.people import reads as people
from holdepunkt.people.access import require
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.numbers import whole_number
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions import plan as actions
from holdepunkt.policy.forms.plan import PlanForm, plan_values
from holdepunkt.policy.looking import looked_at_plan
from holdepunkt.policy.models import ActionPlan, Policy
from holdepunkt.policy.reads import hearing, plan_facts
from holdepunkt.policy.reads import plan as reads
from holdepunkt.policy.rules.plan import plan_checks
from holdepunkt.policy.views.plan_rows import address, check_rows, effort_groups, goal_rows, mark, plan_groups
from holdepunkt.policy.words import words_for
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.hearing_access import may_keep_hearings

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def side(request: HttpRequest) -> int:
    """The page of a long list that is asked for."""
    return whole_number(request.GET.get("side"), 1) or 1


@require_safe
@kept_for_each
def plan_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every plan of the municipality by policy and period."""
    by = request.asker  # type: ignore[attr-defined]
    page = reads.plans(by, side(request))
    return render(
        request,
        "policy/plans/list.html",
        {
            "page": page,
            "groups": plan_groups(page.rows, slug),
            "policies": reads.policies(by),
            "may_plan": access.may_plan(by),
        },
    )


@require_safe
@kept_for_each
def plan_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One plan: where it stands, what it lacks, and its efforts by goal."""
    by = request.asker  # type: ignore[attr-defined]
    plan = reads.plan(by, pk)
    looked_at_plan(by, plan)
    goal, lacking = request.GET.get("maal", ""), request.GET.get("vis") == "mangler"
    asked = reads.bodies_heard(plan)
    page, lacking_count = reads.lines(plan, goal=goal, lacking=lacking, wanted=side(request))
    context = {
        "plan": plan,
        "mark": mark(plan),
        "may_plan": access.may_plan(by, plan),
        "may_decide": access.may_decide_plan(by, plan),
        "keeps_hearings": bool(may_keep_hearings(by)),
        "checks": _checks(plan),
        "heard": asked,
        "settled": hearing.settled(asked),
        "goals": goal_rows(reads.goals_with_counts(plan)),
        "page": page,
        "groups": effort_groups(page.rows, slug),
        "lacking_count": lacking_count,
        "can_undo": actions.last_step_to_undo(plan) is not None,
        "shown": {"goal": goal, "lacking": lacking},
        "waiting": reads.waiting_for_a_choice(plan),
        "today": clock.today(),
    }
    return render(request, "policy/plans/page.html", context)


def _checks(plan: ActionPlan) -> list[dict[str, Any]]:
    """The rules of the policy and how the plan stands to each; nothing once it is approved."""
    if plan.is_frozen:
        return []
    return check_rows(plan_checks(plan_facts.facts_of(plan, today=clock.today())))


def _plan_form(request: HttpRequest, policy: Policy, initial: dict[str, Any]) -> PlanForm:
    version = plan_facts.version_for(policy)
    return PlanForm(
        request.POST or None,
        initial=initial,
        units=people.units(request.asker),  # type: ignore[attr-defined]
        goals=reads.goals_to_choose(policy),
        goal_word=plan_facts.goal_word(version),
    )


@GET_OR_POST
def plan_new(request: HttpRequest, slug: str, policy: str) -> HttpResponse:
    """Begin a plan of a policy."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_begin_plan(by))
    found = reads.policy(by, policy)
    version = plan_facts.version_for(found)
    word = words_for(by.municipality).plan
    form = _plan_form(request, found, {"local_word": word, "drafted_by": version.owner if version else None})
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            made = actions.draft_plan(policy=found, by=by, **form.answers)
            return address("plan_page", slug, made.pk)

        if answer := save(request, form, act):
            return answer
    context = {"form": form, "policy": found, "plan": None, "heading": _("Ny %(plan)s") % {"plan": word}}
    return render(request, "policy/plans/write.html", context)


@GET_OR_POST
def plan_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a plan that is not approved."""
    by = request.asker  # type: ignore[attr-defined]
    plan = reads.plan(by, pk)
    require(access.may_plan(by, plan))
    if request.method != "POST":
        actions.require_open(plan)
        looked_at_plan(by, plan)
    form = _plan_form(request, plan.policy, plan_values(plan))
    back = address("plan_page", slug, pk)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.change_plan(plan=plan, by=by, version=form.version, **form.answers)
            return back

        if answer := save(request, form, act, theirs=plan_values, cancel=back):
            return answer
    context = {"form": form, "policy": plan.policy, "plan": plan, "heading": _("Ret planen")}
    return render(request, "policy/plans/write.html", context)


@GET_OR_POST
def plan_drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Drop a draft, after one question."""
    by = request.asker  # type: ignore[attr-defined]
    plan = reads.plan(by, pk)
    require(access.may_plan(by, plan))
    form = KeyedForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        actions.drop_plan(plan=plan, by=by)
        return reverse("policy:plans", kwargs={"slug": slug})

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    lead = _("Udkastet og dets indsatser forsvinder. Det står i protokollen, at det har været der.")
    return step_page(
        request, form, plan, heading=_("Drop udkastet?"), submit=_("Drop udkastet"), lead=lead, danger=True
    )


def step_page(
    request: HttpRequest, form: KeyedForm, plan: ActionPlan, *, heading: str, submit: str, lead: str = "",
    danger: bool = False, checks: list[dict[str, Any]] | None = None,
) -> HttpResponse:  # fmt: skip
    """A small page with one form about a plan."""
    context = {
        "form": form, "plan": plan, "heading": heading, "submit": submit, "lead": lead, "danger": danger,
        "checks": checks or [],
    }  # fmt: skip
    return render(request, "policy/plans/step.html", context)


def missing(plan: ActionPlan) -> list[dict[str, Any]]:
    """What stops an approval, ready to print."""
    return [row for row in _checks(plan) if row["stops"]]
