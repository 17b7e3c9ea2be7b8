"""Rows made ready to print for the public pages: labels, addresses and tones, no queries."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from holdepunkt.policy.labels import label
from holdepunkt.policy.models import CommitteeItem, Effort, Goal, LockedStatus, PolicyVersion, Promise
from holdepunkt.policy.reads.left import Left
from holdepunkt.policy.reads.public import counted
from holdepunkt.policy.rules.kinds import Decision, EffortStage, PassageKind, Progress
from holdepunkt.policy.rules.period import has_run_out, years
from holdepunkt.policy.words import first_upper
from holdepunkt.ui.jinja import danish_date, number, short_date

PROGRESS_TONES = {
    Progress.EVIDENCE: "done",
    Progress.STATUS: "good",
    Progress.EFFORT: "begun",
    Progress.NOTHING: "idle",
}
STAGE_TONES = {
    EffortStage.NOT_STARTED: "idle",
    EffortStage.ON_TRACK: "good",
    EffortStage.LATE: "warn",
    EffortStage.DONE: "done",
    EffortStage.STOPPED: "bad",
}

COUNTED_KINDS = (PassageKind.COMMITMENT, PassageKind.PROMISE_ABOUT_ITSELF)


def stage(value: str) -> dict[str, str]:
    """The word and the tone of an effort's stage; an empty one was never told."""
    if not value:
        return {"label": _("ikke oplyst"), "tone": "idle"}
    member = EffortStage(value)
    return {"label": label(member), "tone": STAGE_TONES[member]}


def squares(
    of: PolicyVersion, rows: Iterable[Promise], reached: dict[str, Progress], slug: str
) -> list[dict[str, str]]:
    """One square a promise, those that have come furthest first."""
    order = list(PROGRESS_TONES)
    shown = sorted((p for p in rows if p.key in reached), key=lambda p: order.index(reached[p.key]))
    return [
        {
            "tone": PROGRESS_TONES[reached[p.key]],
            "label": f"{p.plain} – {label(reached[p.key])}",
            "href": promise_href(of, p, slug),
        }
        for p in shown
    ]


def legend() -> list[dict[str, str]]:
    """What the squares' colours and shapes mean."""
    return [{"tone": tone, "label": label(step)} for step, tone in PROGRESS_TONES.items()]


def promise_href(of: PolicyVersion, row: Promise, slug: str) -> str:
    """The page of one promise."""
    return reverse("policy:promise", kwargs={"slug": slug, "policy": of.policy.slug, "key": row.key})


def goal_href(of: PolicyVersion, row: Goal, slug: str) -> str:
    """The page of one goal."""
    return reverse("policy:goal", kwargs={"slug": slug, "policy": of.policy.slug, "key": row.key})


def effort_href(row: Effort, slug: str) -> str:
    """The public page of one effort."""
    return reverse("policy:effort", kwargs={"slug": slug, "uuid": row.uuid})


def policy_href(of: PolicyVersion, slug: str) -> str:
    """The page of a policy in force."""
    return reverse("policy:policy", kwargs={"slug": slug, "policy": of.policy.slug})


def kicker(of: PolicyVersion) -> str:
    """ "Udsattepolitik 2018–2022 · godkendt af Byrådet"."""
    period = years(of.period_from, of.period_to)
    approved = _("godkendt af %(unit)s") % {"unit": of.approved_by} if of.approved_by else ""
    return " · ".join(filter(None, [f"{first_upper(of.kind_word)} {period}".strip(), approved]))


def level_word(of: PolicyVersion, level: int, form: str = "singular") -> str:
    """The local word for goals at a level: singular, plural or definite (A3)."""
    words = of.levels[level - 1] if 0 < level <= len(of.levels) else {}
    return words.get(form) or _("mål")


def goal_cards(
    of: PolicyVersion, rows: Iterable[Goal], locked: dict[str, LockedStatus], slug: str
) -> list[dict[str, str]]:
    """The goals of the first level as cards with one short line each."""
    return [
        {
            "heading": goal.title,
            "href": goal_href(of, goal, slug),
            "text": goal.plain if goal.plain != goal.title else "",
            "foot": goal_line(locked.get(goal.key)),
        }
        for goal in rows
        if goal.level == 1
    ]


def goal_line(row: LockedStatus | None) -> str:
    """ "5 indsatser, 1 forsinket" from the newest public year; empty when there is none."""
    if row is None:
        return ""
    counts: dict[str, int] = row.counts
    total = sum(counts.values())
    line = ngettext("%(n)s indsats", "%(n)s indsatser", total) % {"n": total}
    late = counts.get(EffortStage.LATE, 0)
    stopped = counts.get(EffortStage.STOPPED, 0)
    silent = counts.get("", 0) + counts.get("silent", 0)
    notes = [
        text % {"n": n}
        for n, text in (
            (late, ngettext("%(n)s forsinket", "%(n)s forsinkede", late)),
            (stopped, ngettext("%(n)s stoppet", "%(n)s stoppede", stopped)),
            (silent, _("%(n)s mangler status")),
        )
        if n
    ]
    return " · ".join([line, *notes]) if notes or not total else " · ".join([line, _("alle på sporet")])


def year_cards(rows: Iterable[LockedStatus]) -> list[dict[str, Any]]:
    """An effort's public years: stage, what happened, and the figure with source and date."""
    return [
        {
            "year": row.report.year,
            "stage": stage(row.stated)["label"] if row.answered else _("intet svar"),
            "tone": stage(row.stated)["tone"] if row.answered else "warn",
            "text": row.happened or (_("Intet nyt.") if row.no_news else ""),
            "note": figure_line(row),
        }
        for row in rows
    ]


def left_rows(found: Iterable[Left], slug: str) -> list[dict[str, Any]]:
    """Efforts that a correction took out of a plan, with the years that were locked with them."""
    return [
        {
            "effort": one.effort,
            "href": effort_href(one.effort, slug),
            "since": _("Ikke længere en del af planen siden %(day)s") % {"day": danish_date(one.since)},
            "years": year_cards(one.years),
        }
        for one in found
    ]


def figure_line(row: LockedStatus) -> str:
    """The figure with source and day: "12 borgere (egen optælling, 31. dec. 2020)"; or nothing."""
    if row.figure_date is None:
        return ""
    return f"{row.indicator}: {_figure(row)} {row.figure_unit} ({row.figure_source}, {short_date(row.figure_date)})"


def _figure(row: LockedStatus) -> str:
    if row.figure_value is None:
        return _("under fem")
    is_whole = row.figure_value == row.figure_value.to_integral_value()
    return number(int(row.figure_value) if is_whole else row.figure_value.normalize())


def decisions(items: Iterable[CommitteeItem], slug: str) -> list[dict[str, Any]]:
    """What the committee did with each year, newest first."""
    return [
        {
            "item": item,
            "href": reverse("policy:item", kwargs={"slug": slug, "uuid": item.uuid}),
            "line": decision_line(item),
        }
        for item in items
    ]


def decision_line(item: CommitteeItem) -> str:
    """ "12. april 2021: Socialudvalget – taget til efterretning"."""
    if not item.decision:
        day = danish_date(item.meeting_on) if item.meeting_on else _("en dag, der ikke er sat endnu")
        return _("%(committee)s behandler den %(day)s") % {"committee": item.committee, "day": day}
    return _("%(day)s: %(committee)s – %(decision)s") % {
        "day": danish_date(item.decided_on),
        "committee": item.committee,
        "decision": label(Decision(item.decision)),
    }


def version_facts(of: PolicyVersion, today: Any) -> list[tuple[str, str]]:
    """Who approved, when, for how long; what the text does not say is *not told* (A6, A7)."""
    not_told = _("ikke oplyst i teksten")
    period = years(of.period_from, of.period_to) or not_told
    if has_run_out(of.period_to, today=today):
        still = _("bruges stadig") if of.in_use_after_period else _("erstattes ikke af noget endnu")
        period = f"{period} ({_('perioden er slut')}, {still})"
    committee = str(of.committee) if of.committee else not_told
    if of.committee and of.committee.successor:
        committee = _("%(old)s (i dag %(new)s)") % {"old": of.committee, "new": of.committee.successor}
    facts = [
        (_("Godkendt af"), str(of.approved_by) if of.approved_by else not_told),
        (_("Godkendt den"), danish_date(of.approved_on) if of.approved_on else not_told),
        (_("Gælder"), period),
        (_("Udvalg"), committee),
        (_("Tovholder"), str(of.owner) if of.owner else not_told),
    ]
    return facts + ([(_("Dateret"), of.dated)] if of.dated else [])


def shown_not_counted(row: Promise) -> str:
    """Why a promise is shown but not counted, or nothing."""
    if counted(row):
        return ""
    if row.about_itself:
        return _("Handler om politikken selv. Se om den bliver holdt.")
    if row.by_other_body:
        return _("En anden end kommunen står for den.")
    return _("Teksten siger *kan*, ikke *skal*.")
