"""Rows made ready to print for the pages of plans and efforts: words, addresses and tones, no queries.

A row may carry `mark` (a word with a tone), `button` (a link) or `post` (a small form) on its right.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt.policy.labels import label
from holdepunkt.policy.models import ActionPlan, Effort, Figure, Goal, Milestone, PlanGoal
from holdepunkt.policy.reads.effort import Told
from holdepunkt.policy.reads.plan import Line
from holdepunkt.policy.rules.kinds import PlanStage
from holdepunkt.policy.rules.plan_facts import Check, Standing
from holdepunkt.ui.jinja import danish_date, number, short_date

Row = dict[str, Any]
TONES = {
    PlanStage.DRAFT: "idle", PlanStage.HEARD: "begun", PlanStage.APPROVED: "good", PlanStage.RUNNING: "good",
    PlanStage.CLOSED: "done",
}  # fmt: skip
STANDINGS = {Standing.KEPT: "done", Standing.MISSING: "late", Standing.REMEMBER: "idle"}


def address(name: str, slug: str, pk: int) -> str:
    """The address of a page of one plan or effort."""
    return reverse(f"policy:{name}", kwargs={"slug": slug, "pk": pk})


def plan_groups(plans: Iterable[ActionPlan], slug: str) -> list[tuple[str, list[Row]]]:
    """The plans under the title of their policy."""
    by_policy = groupby(plans, key=lambda plan: (plan.policy_id, plan.policy.title))
    return [(title, [_plan_row(plan, slug) for plan in rows]) for (_pk, title), rows in by_policy]


def _plan_row(plan: ActionPlan, slug: str) -> Row:
    count = plan.effort_count  # type: ignore[attr-defined]
    words = [
        f"{short_date(plan.period_from)} – {short_date(plan.period_to)}",
        plan.local_word,
        plan.drafted_by.name if plan.drafted_by else _("hvem der laver den, er ikke oplyst"),
        ngettext("%(count)s indsats", "%(count)s indsatser", count) % {"count": number(count)},
    ]
    if plan.number > 1:
        words.append(_("rettelse nr. %(number)s") % {"number": plan.number - 1})
    if hasattr(plan, "superseded_by") and plan.superseded_by.is_frozen:
        words.append(_("afløst af en rettelse"))
    return {
        "lead": _years(plan),
        "heading": plan.title,
        "href": address("plan_page", slug, plan.pk),
        "text": " · ".join(words),
        "mark": mark(plan),
    }


def _years(plan: ActionPlan) -> str:
    first, last = plan.period_from.year, plan.period_to.year
    return str(first) if first == last else f"{first}–{last}"


def mark(plan: ActionPlan) -> Row:
    """The word and the tone of a plan's stage."""
    stage = PlanStage(plan.stage)
    return {"label": label(stage), "tone": TONES[stage]}


def check_rows(checks: Iterable[Check]) -> list[Row]:
    """The rules and how the plan stands to each."""
    labels = {Standing.KEPT: _("i orden"), Standing.MISSING: _("mangler"), Standing.REMEMBER: _("husk")}
    return [
        {
            "heading": _(check.rule),
            "text": _reason(check),
            "mark": {"label": labels[check.standing], "tone": STANDINGS[check.standing]},
            "stops": check.standing == Standing.MISSING,
        }
        for check in checks
    ]


def _reason(check: Check) -> str:
    if check.problem is None:
        return ""
    said = check.problem.said(_)
    return f"{said} ({check.problem.place})" if check.problem.place else said


def level_word(goal: Goal) -> str:
    """The local word for a goal at its level (A3)."""
    levels = goal.version_of.levels
    return str(levels[goal.level - 1]["singular"]) if len(levels) >= goal.level else _("mål")


def goal_rows(goals: Iterable[tuple[PlanGoal, int]]) -> list[Row]:
    """The plan's goals with their number of efforts; each leads to them."""
    return [
        {
            "lead": number(count),
            "lead_note": ngettext("indsats", "indsatser", count),
            "heading": link.goal.title,
            "href": f"?maal={link.goal.key}#efforts",
            "text": f"{level_word(link.goal)} · {_('frit valg')}" if link.own_choice else level_word(link.goal),
        }
        for link, count in goals
    ]


def effort_groups(lines: Iterable[Line], slug: str) -> list[tuple[str, list[Row]]]:
    """A page of efforts under the goals they serve."""
    groups = groupby(lines, key=lambda line: (line.goal, line.goal_title))
    return [
        (title if goal else _("Tjener endnu ikke et mål"), [_effort_row(line.effort, slug) for line in rows])
        for (goal, title), rows in groups
    ]


def _effort_row(effort: Effort, slug: str) -> Row:
    row: Row = {
        "heading": str(effort),
        "href": address("effort_page", slug, effort.pk),
        "text": " · ".join(
            [
                effort.unit.name if effort.unit else _("ingen ansvarlig enhed"),
                effort.lead.name if effort.lead else _("ingen navngiven ansvarlig"),
            ]
        ),
    }
    if effort.stopped_on:
        row["mark"] = {"label": _("stoppet"), "tone": "bad"}
    elif not (effort.unit_id and effort.lead_id):
        row["mark"] = {"label": _("mangler"), "tone": "late"}
    return row


def copy_rows(efforts: Iterable[Effort], plan: ActionPlan, slug: str) -> list[Row]:
    """Efforts a new one can be copied from."""
    new = address("effort_new", slug, plan.pk)
    return [
        {
            "heading": str(effort),
            "href": f"{new}?fra={effort.pk}",
            "text": " · ".join(filter(None, [effort.plan.title, effort.unit.name if effort.unit else ""])),
        }
        for effort in efforts
    ]


def serves_rows(effort: Effort) -> list[Row]:
    """The goals and promises an effort serves."""
    goals = [{"heading": goal.title, "text": level_word(goal)} for goal in effort.goals.all()]
    return goals + [{"heading": row.plain, "text": _("forpligtelse")} for row in effort.promises.all()]


def milestone_rows(
    effort: Effort, slug: str, *, today: date, may_run: bool, just_reached: Collection[str]
) -> list[Row]:
    """The schedule, with a way to say that a step is reached, or to undo it."""
    return [
        _milestone_row(step, slug, today, may_run, str(step.uuid) in just_reached) for step in effort.milestones.all()
    ]


def _milestone_row(step: Milestone, slug: str, today: date, may_run: bool, just_now: bool) -> Row:
    text = _("frist %(day)s") % {"day": danish_date(step.due_on)}
    row: Row = {"heading": step.title, "lead": _("venter"), "tone": "idle"}
    if step.reached_on:
        row |= {"lead": _("nået"), "tone": "done"}
        text += " · " + _("nået %(day)s") % {"day": danish_date(step.reached_on)}
    elif step.due_on < today:
        row |= {"lead": _("over tiden"), "tone": "late"}
    if may_run and not step.reached_on:
        row["button"] = {"label": _("Nået"), "href": address("milestone_reached", slug, step.pk)}
    elif may_run and just_now:
        row["post"] = {"label": _("Fortryd"), "action": address("milestone_unreached", slug, step.pk)}
    return row | {"text": text}


def figure_rows(figures: Iterable[Figure], effort: Effort, slug: str, *, may_run: bool) -> list[Row]:
    """The figures with day and source; those typed on this effort can be corrected."""
    rows = []
    for figure in figures:
        row: Row = {
            "lead": _("under fem") if figure.value is None else plain_number(figure),
            "lead_note": figure.unit,
            "heading": danish_date(figure.as_of),
            "text": figure.source + (" · " + _("rettet") if figure.replaces_id else ""),
        }
        if may_run and figure.effort_id == effort.pk:
            row["button"] = {
                "label": _("Ret"), "href": f"{address('effort_figure', slug, effort.pk)}?ret={figure.pk}",
            }  # fmt: skip
        rows.append(row)
    return rows


def plain_number(figure: Figure) -> str:
    """A figure without zeros that say nothing: 1.250,5 and not 1.250,50."""
    value = figure.value
    if value is None:
        return ""
    return number(int(value)) if value == value.to_integral_value() else number(value.normalize())


def history_rows(history: Iterable[Told]) -> list[Row]:
    """What happened, as lines of a timeline."""
    return [{"when": f"{_day(told.at)}, {told.who}", "text": told.text, "note": told.why} for told in history]


def _day(at: datetime) -> str:
    return short_date(at)
