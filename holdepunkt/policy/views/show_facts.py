"""Facts beside a thing, ready to print: who, when, how; and the cells of the table of kept words."""

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from holdepunkt.policy.labels import label
from holdepunkt.policy.models import ActionPlan, Effort, GoalTarget, LockedStatus, PolicyVersion, Promise, Rhythm
from holdepunkt.policy.pack.kinds import THE_MUNICIPALITY
from holdepunkt.policy.rules.kinds import EffortStage, Kept, RhythmKind
from holdepunkt.policy.rules.period import years
from holdepunkt.policy.rules.rhythm import HeldFact, Verdict
from holdepunkt.ui.jinja import danish_date, number, short_date

KEPT_TONES = {
    Kept.KEPT: "good",
    Kept.LATE: "warn",
    Kept.MISSED: "bad",
    Kept.NOT_YET: "idle",
    Kept.MAY: "idle",
    Kept.NOT_RECORDED: "idle",
}


def plan_href(row: ActionPlan, slug: str) -> str:
    """The public page of a plan."""
    return reverse("policy:plan", kwargs={"slug": slug, "uuid": row.uuid})


def version_href(row: PolicyVersion, of: PolicyVersion, slug: str) -> str:
    """The page of one version of the policy `of` belongs to."""
    return reverse("policy:policy_version", kwargs={"slug": slug, "policy": of.policy.slug, "number": row.number})


def evaluation_href(row: Any, of: PolicyVersion, slug: str) -> str:
    """The page of an evaluation."""
    return reverse("policy:evaluation", kwargs={"slug": slug, "policy": of.policy.slug, "year": row.year})


def doer(row: Promise) -> str:
    """Who the text says does it."""
    if row.by_other_body:
        return row.by_other_body
    return str(row.doer_unit) if row.doer_unit else (row.doer or THE_MUNICIPALITY)


def unit_to_answer(of: PolicyVersion, efforts: Iterable[Effort]) -> str:
    """The unit (never a person) that should have filled an empty station."""
    for effort in efforts:
        if effort.unit:
            return effort.unit.name
    return of.owner.name if of.owner else _("kommunen")


def target_row(row: GoalTarget) -> list[str]:
    """One target with its figures per group."""
    return [
        row.measure,
        row.group or _("alle"),
        _figure(row.baseline_value, row.unit, row.baseline_year),
        _figure(row.target_value, row.unit, row.target_year),
        row.source or _("ikke oplyst"),
    ]


def _figure(value: Any, unit: str, year: int | None) -> str:
    if value is None:
        return _("ikke oplyst")
    shown = number(int(value) if value == value.to_integral_value() else value.normalize())
    return f"{shown} {unit}".strip() + (f" ({year})" if year else "")


def effort_facts(row: Effort, told: Iterable[LockedStatus]) -> list[tuple[str, str]]:
    """Who answers (a unit), with whom, when, what it costs; a stop once a public year has `told` of it."""
    has_stopped = any(EffortStage.STOPPED in (year.stated, year.computed) for year in told)
    when = years(row.starts_on, row.ends_on)
    facts = [
        (_("Ansvarlig"), row.unit.name if row.unit else _("ikke oplyst")),
        (_("Sammen med"), ", ".join(str(unit) for unit in row.partners.all())),
        (_("Hvornår"), when),
        (_("Økonomi"), row.economy),
        (_("Det skal det føre til"), row.expected_effect),
        (_("Vi holder øje med"), row.indicator),
        (_("Stoppet"), f"{short_date(row.stopped_on)}: {row.stop_reason}" if row.stopped_on and has_stopped else ""),
    ]
    return [(term, words) for term, words in facts if words]


def corrected_plan(row: ActionPlan, slug: str) -> dict[str, str] | None:
    """That an approved correction has taken the plan's place, and the way to it; a draft of one is not public."""
    new = getattr(row, "superseded_by", None)
    if new is None or not new.is_frozen:
        return None
    words = _("Planen er afløst af en rettelse, godkendt %(day)s.") % {"day": danish_date(new.approved_on)}
    return {"words": words, "href": plan_href(new, slug), "link": _("Se den plan, der gælder nu")}


def corrected_effort(row: Effort, slug: str) -> dict[str, str] | None:
    """That the plan was corrected, and where the effort stands now, or since when it stands nowhere."""
    told = corrected_plan(row.plan, slug)
    if told is None:
        return None
    if row.superseded_by is not None:
        href = reverse("policy:effort", kwargs={"slug": slug, "uuid": row.superseded_by.uuid})
        return told | {"href": href, "link": _("Se indsatsen, som den er nu")}
    day = danish_date(row.plan.superseded_by.approved_on)
    return told | {"words": _("Ikke længere en del af planen siden %(day)s") % {"day": day}}


def involved(row: Effort) -> list[tuple[str, str]]:
    """How citizens, employees and others take part (R5)."""
    told = [
        (_("Borgere"), row.citizens_take_part),
        (_("Medarbejdere"), row.employees_take_part),
        (_("Andre"), row.others_take_part),
    ]
    return [(term, words) for term, words in told if words]


def plan_facts(row: ActionPlan) -> list[tuple[str, str]]:
    """Who made the plan, who approved it, for when, heard and annexed."""
    heard = ", ".join(str(body.unit) for body in row.bodies_heard.all() if body.said_on)
    approved = ""
    if row.approved_on or row.approved_by:
        approved = ", ".join(
            filter(None, [str(row.approved_by or ""), danish_date(row.approved_on) if row.approved_on else ""])
        )
    facts = [
        (_("Gælder"), years(row.period_from, row.period_to)),
        (_("Lavet af"), str(row.drafted_by or "")),
        (_("Godkendt"), approved or _("ikke oplyst i teksten")),
        (_("Hørt"), heard),
        (_("Bilag til politikken fra"), danish_date(row.annexed_on) if row.annexed_on else ""),
    ]
    return [(term, words) for term, words in facts if words]


def rhythm_cell(row: Rhythm) -> str:
    """What the policy says, and where."""
    place = row.passage.place if row.passage else ""
    return f"{row.plain} ({place})" if place else row.plain


def verdict_cells(row: Rhythm, judged: Iterable[Verdict], shown_years: Iterable[int]) -> list[str]:
    """One cell a year: the word with its shape, the day, and the page that proves it."""
    by_year = {verdict.year: verdict for verdict in judged}
    return [_cell(row, by_year.get(year)) for year in shown_years]


def _cell(row: Rhythm, verdict: Verdict | None) -> str:
    if verdict is None:
        return "–"
    return mark_safe(  # the template escapes every value it is given
        render_to_string(
            "policy/public/verdict.html",
            {
                "word": label(verdict.kept),
                "tone": KEPT_TONES[verdict.kept],
                "day": short_date(verdict.on) if verdict.on else "",
                "proof": "" if verdict.proof in {held.proof for held in verdict.counted} else verdict.proof,
                "names": "" if verdict.is_counted else ", ".join(verdict.names),
                "counted": [_met(held) for held in verdict.counted],
                "by_status": ", ".join(verdict.by_status),
                "missing": ", ".join(verdict.names) if verdict.is_counted else "",
                "about": f"{row.plain} {verdict.year}",
            },
        )
    )


def _met(held: HeldFact) -> dict[str, str]:
    """A meeting that was held: with whom, on which day, and its own page."""
    day = short_date(held.on) if held.on else ""
    words = _("Holdt med %(unit)s %(day)s") if held.unit else _("Holdt %(day)s")
    return {"words": words % {"unit": held.unit, "day": day}, "href": held.proof}


def not_told(of: PolicyVersion, rhythms: Iterable[Rhythm]) -> list[str]:
    """A6: what the text does not say about its own working, said plainly."""
    kinds = {row.kind for row in rhythms}
    lines = [
        ({RhythmKind.PLAN_EVERY_YEARS, RhythmKind.STRATEGY_PER_GOAL}, _("Hvor tit der skal laves en plan")),
        ({RhythmKind.STATUS_EVERY_YEARS}, _("Hvor tit der skal gives status")),
        ({RhythmKind.EVALUATION_IN_YEAR, RhythmKind.EVALUATION_EVERY_YEARS}, _("Hvornår politikken skal evalueres")),
    ]
    found = [text for wanted, text in lines if not wanted & kinds]
    if of.approved_on is None:
        found.append(_("Hvilken dag politikken er godkendt"))
    if of.period_to is None:
        found.append(_("Hvornår politikken holder op med at gælde"))
    return found
