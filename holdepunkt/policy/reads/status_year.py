"""Everything a year's lock needs, in a fixed number of queries however many efforts there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from holdepunkt import clock
from holdepunkt.policy.models import (
    EffortGoal,
    EffortPartner,
    EffortPromise,
    Figure,
    Goal,
    LockedStatus,
    Milestone,
    StatusNote,
    StatusReport,
)
from holdepunkt.policy.reads.status import report_by_year, version_in_force


@dataclass(frozen=True)
class YearFacts:
    """The answers of a round and what is known about their efforts, by effort."""

    notes: list[StatusNote]
    goals: list[Goal]
    goal_names: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    promise_keys: dict[int, list[str]] = field(default_factory=dict)
    partners: dict[int, list[str]] = field(default_factory=dict)
    milestones: dict[int, list[Milestone]] = field(default_factory=dict)
    figures: dict[int, Figure] = field(default_factory=dict)
    last_year: dict[str, str] = field(default_factory=dict)


def year_facts(report: StatusReport) -> YearFacts:
    """Load the whole year of a report."""
    notes = report.notes.select_related("effort__plan", "effort__unit", "effort__lead", "figure")
    version = version_in_force(report.policy)
    goals = Goal.objects.filter(version_of=version).select_related("parent").order_by("order", "pk")
    return YearFacts(
        notes=list(notes.order_by("effort__plan", "effort__order", "effort")),
        goals=list(goals) if version else [],
        goal_names=_by_effort(
            EffortGoal.objects.filter(effort__notes__report=report)
            .order_by("goal__order", "goal")
            .values_list("effort", "goal__key", "goal__title")
        ),
        promise_keys=_firsts(
            EffortPromise.objects.filter(effort__notes__report=report)
            .order_by("promise__order", "promise")
            .values_list("effort", "promise__key")
        ),
        partners=_firsts(
            EffortPartner.objects.filter(effort__notes__report=report)
            .order_by("unit__sort_key")
            .values_list("effort", "unit__name")
        ),
        milestones=_milestones(report),
        figures=_figures(report),
        last_year=_last_year(report),
    )


def _by_effort(rows: Iterable[tuple]) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for effort, *rest in rows:
        found[effort].append(tuple(rest))
    return found


def _firsts(rows: Iterable[tuple]) -> dict[int, list]:
    return {effort: [one[0] for one in rest] for effort, rest in _by_effort(rows).items()}


def _milestones(report: StatusReport) -> dict[int, list[Milestone]]:
    found: dict[int, list[Milestone]] = defaultdict(list)
    for milestone in Milestone.objects.filter(effort__notes__report=report).order_by("due_on", "pk"):
        found[milestone.effort_id].append(milestone)
    return found


def _figures(report: StatusReport) -> dict[int, Figure]:
    """The newest known figure of each effort, corrected ones left out."""
    figures = Figure.objects.filter(effort__notes__report=report, replaced_by=None, as_of__lte=clock.today())
    return {figure.effort_id: figure for figure in figures.order_by("as_of", "pk")}


def _last_year(report: StatusReport) -> dict[str, str]:
    """What was stated the year before, by the effort's thread through the plans."""
    before = report_by_year(report.policy, report.year - 1)
    if before is None:
        return {}
    rows = LockedStatus.objects.filter(report=before, kind="effort", answered=True)
    return {str(thread): stated for thread, stated in rows.values_list("effort__thread", "stated")}
