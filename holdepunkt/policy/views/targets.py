"""Pages for the figures a goal aims at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from holdepunkt.people.access import require
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions import text as actions
from holdepunkt.policy.forms.text import TargetForm, values_of
from holdepunkt.policy.looking import looked_at_draft
from holdepunkt.policy.models import Goal, GoalTarget
from holdepunkt.policy.reads import draft as reads
from holdepunkt.policy.views.drafting import GET_OR_POST, crumbs, draft_url
from holdepunkt.record.once import once


@GET_OR_POST
def target(
    request: HttpRequest, slug: str, policy: str, number: int, pk: int, target: int | None = None
) -> HttpResponse:
    """Add a figure to a goal, or change one."""
    version = reads.version(request.asker, policy, number)
    require(access.may_change_text(request.asker, version))
    goal = reads.part(version, Goal, pk)
    row = reads.target(goal, target) if target is not None else None
    if row and request.method != "POST":
        looked_at_draft(request.asker, version)
    form = TargetForm(request.POST or None, initial=_values(row) | {"_version": row.version} if row else {})
    back = draft_url(version, "part", noun="maal", pk=pk)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            if row is None:
                actions.add_target(goal=goal, by=request.asker, **form.answers)
            else:
                actions.change_target(target=row, by=request.asker, version=form.version, **form.answers)
            return back

        if answer := save(request, form, act, theirs=_values, cancel=request.path if row else back):
            return answer
    context = {
        "form": form,
        "heading": _("Måltal for »%(goal)s«") % {"goal": goal},
        "submit": _("Gem"),
        "cancel": back,
        "lead": _("Et tal, målet vil nå, for alle eller for én gruppe."),
        "crumbs": crumbs(version, _("Måltal")),
        "remove": draft_url(version, "target_remove", pk=pk, target=target) if row else "",
    }
    return render(request, "policy/drafting/section.html", context)


def _values(row: GoalTarget) -> dict[str, Any]:
    return values_of(row, TargetForm.base_fields)


@require_POST
def target_remove(request: HttpRequest, slug: str, policy: str, number: int, pk: int, target: int) -> HttpResponse:
    """Remove a figure from a goal of a draft."""
    version = reads.version(request.asker, policy, number)
    row = reads.target(reads.part(version, Goal, pk), target)

    def act() -> str:
        actions.remove_target(target=row, by=request.asker)
        return draft_url(version, "part", noun="maal", pk=pk)

    return once(request, act)
