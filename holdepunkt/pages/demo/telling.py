"""The verbs of the demo's stories: each lets the clock stand at its day and calls the actions of the product."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from holdepunkt import clock
from holdepunkt.pages.demo.town import Town, day
from holdepunkt.policy.actions import effort as efforts
from holdepunkt.policy.actions import heard as hearing
from holdepunkt.policy.actions import item as items
from holdepunkt.policy.actions import note as notes
from holdepunkt.policy.actions import plan as plans
from holdepunkt.policy.actions import report as reports
from holdepunkt.policy.models import ActionPlan, BodyHeard, CommitteeItem, Effort, StatusReport
from holdepunkt.policy.rules.kinds import CarryOver, Decision

UNDER_FIVE = "under fem"
Steps = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Told:
    """An effort as a story tells it. Goals, promises and partners are keys of the pack, with spaces between."""

    key: str
    title: str
    unit: str
    lead: str
    goals: str
    promises: str = ""
    partners: str = ""
    working_title: str = ""
    plain: str = ""
    citizens: str = ""
    employees: str = ""
    others: str = ""
    economy: str = ""
    effect: str = ""
    indicator: str = ""
    counted_in: str = ""
    about_people: bool = False


@dataclass(frozen=True)
class Answer:
    """What an effort lead answers in a round. `figure` is (number or UNDER_FIVE, day, source)."""

    on: str
    stated: str = ""
    happened: str = ""
    next_step: str = ""
    hindrance: str = ""
    because: str = ""
    took_part: str = ""
    figure: tuple[int | str, str, str] | None = None
    by: str = ""
    no_news: bool = False
    draft: bool = False


def add_efforts(
    town: Town,
    plan: ActionPlan,
    told: tuple[Told, ...],
    *,
    on: str,
    by: str,
    period: tuple[str, str],
    steps: Mapping[str, Steps],
) -> None:
    """Write new efforts into a draft plan."""
    with clock.standing_at(day(on)):
        for one in told:
            town.effort[one.key] = efforts.add_effort(
                plan=plan,
                title=one.title,
                by=town.by(by),
                key=one.key,
                goals=town.goals(one.goals),
                promises=town.promises(one.promises),
                partners=town.partners(one.partners),
                milestones=due(steps.get(one.key, ())),
                starts_on=day(period[0]),
                ends_on=day(period[1]),
                **_words(town, one),
            )


def _words(town: Town, told: Told) -> dict[str, Any]:
    return {
        "working_title": told.working_title,
        "plain": told.plain,
        "unit": town.units[told.unit],
        "lead": town.users[told.lead],
        "citizens_take_part": told.citizens,
        "employees_take_part": told.employees,
        "others_take_part": told.others,
        "economy": told.economy,
        "expected_effect": told.effect,
        "indicator": told.indicator,
        "indicator_unit": told.counted_in,
        "about_people": told.about_people,
        "is_example": True,
    }


def due(steps: Steps) -> list[tuple[str, date]]:
    """The schedule of an effort, title and due day."""
    return [(title, day(on)) for title, on in steps]


def fill_in(town: Town, effort: Effort, told: Told, *, on: str, by: str, steps: Steps) -> Effort:
    """Add to an effort of a draft plan what its text does not say: who, when, and how one sees it."""
    with clock.standing_at(day(on)):
        town.effort[told.key] = efforts.change_effort(
            effort=effort, by=town.by(by), milestones=due(steps), **_words(town, told)
        )
    return town.effort[told.key]


def carry_on(
    town: Town,
    to: ActionPlan,
    key: str,
    how: CarryOver,
    *,
    on: str,
    by: str,
    period: tuple[str, str],
    steps: Steps = (),
    reason: str = "",
    **changes: Any,
) -> None:
    """Carry an effort over to the next plan with its one choice, and give it the year's schedule."""
    with clock.standing_at(day(on)):
        copy = efforts.carry_over(effort=town.effort[key], to=to, how=how, reason=reason, by=town.by(by))
        if copy is not None:
            town.effort[key] = efforts.change_effort(
                effort=copy,
                by=town.by(by),
                milestones=due(steps),
                starts_on=day(period[0]),
                ends_on=day(period[1]),
                **changes,
            )


def hear(
    town: Town,
    unit: str,
    *,
    asked: str,
    due_on: str,
    by: str,
    said: str = "",
    words: str = "",
    considered: str = "",
    written: str = "",
    **about: Any,
) -> BodyHeard:
    """Ask a body about a plan, a year's status or a version, and note what it said in its own words.

    `written` is the day it was put into the product, when that was later.
    """
    with clock.standing_at(day(written or asked)):
        row = hearing.ask_body(unit=town.units[unit], asked_on=day(asked), due_on=day(due_on), by=town.by(by), **about)
    if said:
        with clock.standing_at(day(written or said)):
            row = hearing.note_words(heard=row, said_on=day(said), words=words, considered=considered, by=town.by(by))
    return row


def approve(town: Town, plan: ActionPlan, unit: str, *, on: str, by: str, start: str) -> ActionPlan:
    """Let a body approve a plan, and put it to work."""
    with clock.standing_at(day(on)):
        plan = plans.approve_plan(plan=plan, unit=town.units[unit], on=day(on), by=town.by(by))
    with clock.standing_at(day(start)):
        return plans.start_plan(plan=plan, by=town.by(by))


def reach(town: Town, *reached: tuple[str, str, str]) -> None:
    """Note milestones as reached on their day, by the effort's lead: (effort, milestone, day)."""
    for key, title, on in reached:
        effort = town.effort[key]
        with clock.standing_at(day(on)):
            efforts.reach_milestone(milestone=effort.milestones.get(title=title), on=day(on), by=_lead(town, effort))


def _lead(town: Town, effort: Effort) -> Any:
    return next(town.by(key) for key, user in town.users.items() if user.pk == effort.lead_id)


def open_round(town: Town, year: int, *, opened: str, due_on: str, meeting: str, by: str = "finn") -> StatusReport:
    """Open the year's status."""
    with clock.standing_at(day(opened)):
        return reports.open_round(
            policy=town.policy, year=year, due_on=day(due_on), meeting_on=day(meeting), by=town.by(by)
        )


def answer(town: Town, report: StatusReport, answers: Mapping[str, Answer]) -> None:
    """Let the effort leads answer; who is not named stays silent."""
    asked = {note.effort.key: note for note in report.notes.select_related("effort__lead", "report")}
    for key, told in answers.items():
        with clock.standing_at(day(told.on)):
            by = town.by(told.by) if told.by else _lead(town, asked[key].effort)
            _answer(asked[key], told, by)


def _answer(note: Any, told: Answer, by: Any) -> None:
    if told.no_news:
        notes.no_news(note=note, by=by)
        return
    words: dict[str, Any] = {
        "happened": told.happened,
        "next_step": told.next_step,
        "hindrance": told.hindrance,
        "differs_because": told.because,
        "took_part": told.took_part.split(),
    }
    if told.draft:
        notes.save_draft(note=note, by=by, stated=told.stated, **words)
        return
    notes.state(note=note, by=by, stated=told.stated, figure=_figure(told), **words)


def _figure(told: Answer) -> dict[str, Any] | None:
    if told.figure is None:
        return None
    value, as_of, source = told.figure
    number = {"under_five": True} if value == UNDER_FIVE else {"value": value}
    return {**number, "as_of": day(as_of), "source": source}


def remind(town: Town, report: StatusReport, *days: str) -> None:
    """Send the reminders that are due on these days."""
    for on in days:
        with clock.standing_at(day(on)):
            reports.send_reminders(report=report, today=day(on), by=town.by("finn"))


def lock(town: Town, report: StatusReport, *, on: str) -> StatusReport:
    """Lock the year."""
    with clock.standing_at(day(on)):
        return reports.lock_report(report=report, by=town.by("finn"))


def let_head_approve(town: Town, report: StatusReport, *, on: str) -> StatusReport:
    """Let the head of department approve the year."""
    with clock.standing_at(day(on)):
        return reports.approve_report(report=report, by=town.by("ib"))


def begin_item(
    town: Town,
    committee: str,
    title: str,
    *,
    on: str,
    meeting: str,
    agenda: str,
    number: str,
    texts: Mapping[str | int, str] | None = None,
    **about: Any,
) -> CommitteeItem:
    """Let the policy lead begin the paper, and write what the figures cannot say."""
    with clock.standing_at(day(on)):
        item = items.begin_item(
            policy=town.policy,
            committee=town.units[committee],
            title=title,
            by=town.by("finn"),
            meeting_on=day(meeting),
            agenda_on=day(agenda),
            case_number=number,
            **about,
        )
        return items.change_item(item=item, by=town.by("finn"), texts=texts)


def decide(
    town: Town, item: CommitteeItem, *, sent: str, agenda: str, meeting: str, decision: Decision, text: str
) -> CommitteeItem:
    """Let the committee's secretary send the item, put the agenda out, and record the decision."""
    with clock.standing_at(day(sent)):
        item = items.send_item(item=item, on=day(sent), by=town.by("hanne"))
    with clock.standing_at(day(agenda)):
        item = items.publish_item(item=item, on=day(agenda), by=town.by("hanne"))
    with clock.standing_at(day(meeting)):
        return items.note_decision(
            item=item, decision=decision, text=text, decided_on=day(meeting), by=town.by("hanne")
        )
