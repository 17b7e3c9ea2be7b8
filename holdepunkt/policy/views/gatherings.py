"""Tying gatherings to goals and efforts, and saying what each goal of a text came of (N3)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from holdepunkt.people.access import require
from holdepunkt.people.numbers import whole_number
from holdepunkt.people.saving import save
from holdepunkt.policy import access_gatherings as access
from holdepunkt.policy.actions.gatherings import choose_inputs, tie_gathering
from holdepunkt.policy.forms.gatherings import OriginForm, TiesForm
from holdepunkt.policy.looking import looked_at_draft
from holdepunkt.policy.models import Goal
from holdepunkt.policy.reads import draft
from holdepunkt.policy.reads import gatherings as reads
from holdepunkt.policy.views.drafting import GET_OR_POST, crumbs, draft_url
from holdepunkt.policy.views.gathering_rows import said_rows
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.models import Gathering
from holdepunkt.voice.reads import gatherings


@GET_OR_POST
def ties(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Which goals a gathering serves, and which efforts of the plans of that time it is a part of."""
    by = request.asker  # type: ignore[attr-defined]
    row = gatherings.one(by, pk)
    require(access.may_tie(by, row))
    back = reverse("voice:work_gathering", args=[slug, pk])
    initial = {
        "goals": [f"{policy}:{key}" for policy, key in reads.goal_ties(row)],
        "efforts": [str(key) for key in reads.effort_ties(row)],
    }
    form = TiesForm(
        request.POST or None, goals=reads.goals_to_serve(by), efforts=reads.efforts_to_belong_to(by, row.meets_on),
        initial=initial,
    )  # fmt: skip

    def act() -> str:
        tie_gathering(gathering=row, by=by, **form.told)
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    context = {
        "form": form, "heading": _("Mål og indsatser, mødet hører til"), "back": back, "kicker": row.title,
        "lead": _("Dagen, afdelingen, og hvad der kom ud af det, står på politikkens offentlige side."),
    }  # fmt: skip
    return render(request, "policy/hearing/step.html", context)


@require_safe
def origins(request: HttpRequest, slug: str, policy: str, number: int) -> HttpResponse:
    """Every goal of a text, and how many lines it came of."""
    version = draft.version(request.asker, policy, number)  # type: ignore[attr-defined]
    looked_at_draft(request.asker, version)  # type: ignore[attr-defined]
    counts = reads.origins(version)
    may = bool(access.may_tell_origin(request.asker, version.policy))  # type: ignore[attr-defined]
    rows = [
        {
            "heading": goal.title,
            "text": ngettext("kommer af %(n)s linje", "kommer af %(n)s linjer", n) % {"n": n} if n else _("Ikke skrevet endnu"),
            "href": draft_url(version, "goal_origin", pk=goal.pk) if may else "",
        }
        for goal in draft.parts(version, Goal)
        for n in [counts.get(goal.key, 0)]
    ]  # fmt: skip
    context = {"version": version, "rows": rows, "crumbs": crumbs(version, _("Det, målene kommer af"))}
    return render(request, "policy/drafting/origins.html", context)


@GET_OR_POST
def origin(request: HttpRequest, slug: str, policy: str, number: int, pk: int) -> HttpResponse:
    """Choose the lines that one goal came of, one gathering at a time."""
    by = request.asker  # type: ignore[attr-defined]
    version = draft.version(by, policy, number)
    require(access.may_tell_origin(by, version.policy))
    goal = reads.goal_of(version, pk)
    found = reads.with_lines(by)
    chosen = _chosen(found, request)
    there = reads.inputs(version, goal.key, in_public=False)
    lines = reads.lines_of(chosen) if chosen else []
    initial = {"lines": [str(line.number) for line in there if chosen and line.gathering_id == chosen.pk]}
    form = OriginForm(request.POST or None, lines=lines, initial=initial)
    here = draft_url(version, "goal_origin", pk=pk)

    def act() -> str:
        assert chosen is not None
        choose_inputs(goal=goal, gathering=chosen, lines=form.chosen, by=by)
        return f"{here}?moede={chosen.number}"

    sent = request.method == "POST" and chosen is not None and form.is_valid()
    if sent and (answer := save(request, form, act)):
        return answer
    back = draft_url(version, "goal_origins")
    context: dict[str, Any] = {
        "goal": goal,
        "form": form if chosen else None,
        "chosen": chosen,
        "tabs": [_tab(row, chosen) for row in found],
        "said": said_rows(there, slug),
        "back": back,
        "crumbs": [*crumbs(version, goal.title[:60])[:-1], (_("Det, målene kommer af"), back), (goal.title[:60], "")],
    }
    return render(request, "policy/drafting/origin.html", context)


def _chosen(found: list[Gathering], request: HttpRequest) -> Gathering | None:
    """The gathering that the address names, else the newest."""
    number = whole_number(request.GET.get("moede"))
    return next((row for row in found if row.number == number), found[0] if found else None)


def _tab(row: Gathering, chosen: Gathering | None) -> dict[str, Any]:
    words = _("%(title)s, %(day)s") % {"title": row.title, "day": danish_date(row.meets_on)}
    return {"label": words, "href": f"?moede={row.number}", "current": row == chosen}
