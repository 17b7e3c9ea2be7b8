"""The public pages: what was promised, and what was done. Everybody may read them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.policy.models import Passage, PolicyVersion, StatusReport
from holdepunkt.policy.reads import gatherings, hearing, keeps_word, left, stories, wheel
from holdepunkt.policy.reads import public as reads
from holdepunkt.policy.rules.period import has_outlived, has_run_out
from holdepunkt.policy.rules.progress import how_far
from holdepunkt.policy.rules.rhythm import verdicts
from holdepunkt.policy.views import show, show_facts
from holdepunkt.policy.views.gathering_rows import gathering_rows, promised_rows, said_rows
from holdepunkt.policy.views.heard_rows import heard_rows
from holdepunkt.ui.jinja import short_date
from holdepunkt.voice.views.story_rows import told

A_PAGE = 50


def _newest(of: PolicyVersion) -> StatusReport | None:
    return reads.public_reports([of.policy_id]).first()


def _page(request: HttpRequest, rows: Any) -> Any:
    return Paginator(rows, A_PAGE).get_page(request.GET.get("side"))


def _progress(of: PolicyVersion, slug: str, *, with_goals: bool = True) -> dict[str, Any]:
    report = _newest(of)
    promises = reads.promises(of, with_goals=with_goals)
    reached = reads.reached(promises, of.newest_progress)  # type: ignore[attr-defined]
    return {
        "report": report,
        "promises": promises,
        "reached": reached,
        "far": how_far(reached),
        "squares": show.squares(of, promises, reached, slug),
        "legend": show.legend(),
    }


@public
@kept
@require_safe
def front(request: HttpRequest, slug: str) -> HttpResponse:
    """The municipality's front page: vision, how far, goals, dates, doors."""
    found = reads.versions(request.asker)
    if not found:
        return render(request, "policy/public/no_policy.html", {})
    of = found[0]
    context = _progress(of, slug, with_goals=False)
    goals = of.goals.filter(level=1).order_by("order", "pk")
    context |= {
        "version": of,
        "kicker": show.kicker(of),
        "others": [(row.title, show.policy_href(row, slug)) for row in found[1:]],
        "cards": show.goal_cards(of, goals, reads.goal_rows(context["report"]), slug),
        "level_plural": show.level_word(of, 1, "plural"),
        "dates": _next_dates(request, of),
        "decisions": show.decisions(_items(context["report"]), slug),
    }
    return render(request, "policy/public/front.html", context)


def _items(report: StatusReport | None) -> Any:
    return reads.items_of_reports([report.pk]) if report else []


def _next_dates(request: HttpRequest, of: PolicyVersion) -> list[Any]:
    """The next public dates, this year and the next."""
    today = clock.today()
    found = wheel.dates(request.asker, of, today.year, today.year + 1)
    return [
        {"when": short_date(dated.day), "text": dated.text, "href": dated.href} for dated in found if dated.day >= today
    ][:4]


@public
@kept
@require_safe
def policy(request: HttpRequest, slug: str, policy: str | None = None) -> HttpResponse:
    """The whole policy on one page, in force now."""
    return _policy_page(request, reads.version(request.asker, policy))


@public
@kept
@require_safe
def policy_version(request: HttpRequest, slug: str, policy: str, number: int) -> HttpResponse:
    """One version of the policy, also one that has been superseded."""
    return _policy_page(request, reads.old_version(request.asker, policy, number))


def _policy_page(request: HttpRequest, of: PolicyVersion) -> HttpResponse:
    slug = request.municipality.slug
    goals = reads.goals(of)
    document = getattr(of, "document", None)
    named, today = reads.last_year_named(of), clock.today()
    context = {
        "version": of,
        "facts": show.version_facts(of, today),
        "sections": _sections(reads.passages(of)),
        "goals": [
            {"goal": goal, "word": show.level_word(of, goal.level), "href": show.goal_href(of, goal, slug)}
            for goal in goals
        ],
        "level_plural": show.level_word(of, 1, "plural"),
        "kicker": show.kicker(of),
        "has_run_out": has_run_out(of.period_to, today=today),
        "has_outlived": has_outlived(of.period_to, named, in_use=of.in_use_after_period, today=today),
        "last_year_named": named,
        "links": list(of.links.all()),
        "voices": heard_rows(hearing.voices(of), slug),
        "stories": [told(row, slug) for row in stories.beside(of)],
        "promised": promised_rows(gatherings.held_as_promised(of, today), slug, today),
        "history": [(str(row), show_facts.version_href(row, of, slug)) for row in reads.history(of)],
        "plans": [(row.title, show_facts.plan_href(row, slug)) for row in reads.plans(of)],
        "evaluations": [(str(row), show_facts.evaluation_href(row, of, slug)) for row in reads.public_evaluations(of)],
        "document": document,
    }
    return render(request, "policy/public/policy.html", context)


def _sections(rows: list[Passage]) -> list[dict[str, Any]]:
    """Passages under the heading they stand under in the text."""
    found: list[dict[str, Any]] = []
    for row in rows:
        if row.heading or not found:
            found.append({"heading": row.heading, "passages": []})
        verbatim = getattr(row, "verbatim", None)
        found[-1]["passages"].append(
            {
                "row": row,
                "kind": row.get_kind_display(),
                "counted": row.kind in show.COUNTED_KINDS,
                "verbatim": verbatim.text if verbatim else "",
            }
        )
    return found


@public
@kept
@require_safe
def goal(request: HttpRequest, slug: str, policy: str, key: str) -> HttpResponse:
    """One goal in the local word, with its promises, efforts and years."""
    of, row, children = reads.goal(request.asker, policy, key)
    page = _page(request, reads.efforts_of_goal(of, key))
    locked = reads.locked_by_thread(page.object_list)
    promises = reads.promises_of_goal(of, row)
    context = {
        "version": of,
        "goal": row,
        "word": show.level_word(of, row.level),
        "verbatim": getattr(row.passage, "verbatim", None) if row.passage else None,
        "children": [(child.title, show.goal_href(of, child, slug)) for child in children],
        "targets": [show_facts.target_row(target) for target in row.targets.all()],
        "promises": _promise_rows(of, promises, slug, name_goals=False),
        "stories": [told(row, slug) for row in stories.beside(of, key)],
        "page": page,
        "efforts": _effort_rows(page.object_list, locked, slug),
        "left": show.left_rows(left.left_of_goal(of, key), slug),
        **_gathered(of, row, slug),
    }
    return render(request, "policy/public/goal.html", context)


def _gathered(of: PolicyVersion, row: Any, slug: str) -> dict[str, Any]:
    """What a goal came of, and the gatherings about it."""
    said = gatherings.inputs(of, row.key, in_public=True) if row.has_inputs else []
    met = gatherings.of_goal(of, row.key) if row.has_gatherings else []
    return {"said": said_rows(said, slug), "gatherings": gathering_rows(met, slug, clock.today())}


def _promise_rows(of: PolicyVersion, rows: Any, slug: str, *, name_goals: bool = True) -> list[Any]:
    reached = reads.reached(rows, of.newest_progress)  # type: ignore[attr-defined]
    return [
        {
            "row": row,
            "href": show.promise_href(of, row, slug),
            "mark": _mark(reached.get(row.key)),
            "why_not": show.shown_not_counted(row),
            "goals": ", ".join(goal.title for goal in row.goals.all()) if name_goals else "",
        }
        for row in rows
    ]


def _mark(step: Any) -> dict[str, str] | None:
    return {"label": show.label(step), "tone": show.PROGRESS_TONES[step]} if step else None


def _effort_rows(efforts: Any, locked: dict[Any, Any], slug: str) -> list[dict[str, Any]]:
    """Efforts ready to print; the years of one that runs through several plans stand once."""
    rows, told = [], set()
    for effort in efforts:
        years = locked.get(effort.thread, [])
        rows.append(
            {
                "effort": effort,
                "href": show.effort_href(effort, slug),
                "years": [] if effort.thread in told else show.year_cards(years),
                "told_above": effort.thread in told,
            }
        )
        told.add(effort.thread)
    return rows


@public
@kept
@require_safe
def promises(request: HttpRequest, slug: str) -> HttpResponse:
    """How far are we? The picture, and the list behind it."""
    found = reads.versions(request.asker)
    of = reads.chosen(found, request.GET.get("politik"))
    context = _progress(of, slug)
    rows = _promise_rows(of, context["promises"], slug)
    context |= {
        "version": of,
        "choices": _choices(found, slug, "policy:promises"),
        "counted": [row for row in rows if row["mark"]],
        "not_counted": [row for row in rows if not row["mark"]],
    }
    return render(request, "policy/public/promises.html", context)


@public
@kept
@require_safe
def promise(request: HttpRequest, slug: str, policy: str, key: str) -> HttpResponse:
    """The thread of one promise: text, goal, efforts, status by year, decision."""
    row = reads.promise(request.asker, policy, key)
    of = row.version_of
    page = _page(request, reads.efforts_of_promise(of, key))
    locked = reads.locked_by_thread(page.object_list)
    gone = left.left_of_promise(of, key)
    told = [status for rows in locked.values() for status in rows] + [year for one in gone for year in one.years]
    verbatim = getattr(row.passage, "verbatim", None)
    context = {
        "version": of,
        "promise": row,
        "verbatim": verbatim.text if verbatim else "",
        "goals": [
            {"goal": goal, "href": show.goal_href(of, goal, slug), "word": show.level_word(of, goal.level)}
            for goal in row.goals.all()
        ],
        "page": page,
        "efforts": _effort_rows(page.object_list, locked, slug),
        "left": show.left_rows(gone, slug),
        "decisions": show.decisions(reads.items_of_reports({status.report_id for status in told}), slug),
        "why_not": show.shown_not_counted(row),
        "doer": show_facts.doer(row),
        "level_definite": show.level_word(of, 1, "definite"),
        "unit_to_answer": show_facts.unit_to_answer(of, page.object_list),
    }
    return render(request, "policy/public/promise.html", context)


@public
@kept
@require_safe
def effort(request: HttpRequest, slug: str, uuid: Any) -> HttpResponse:
    """One effort: what, who answers for it (a unit), when, and its years."""
    row = reads.effort(request.asker, uuid)
    of = reads.version(request.asker, row.plan.policy.slug)
    locked = reads.locked_by_thread([row]).get(row.thread, [])
    context = {
        "version": of,
        "effort": row,
        "goals": [(goal.title, show.goal_href(of, goal, slug)) for goal in row.goals.all()],
        "promises": [(p.plain, show.promise_href(of, p, slug)) for p in row.promises.all()],
        "facts": show_facts.effort_facts(row, locked),
        "corrected": show_facts.corrected_effort(row, slug),
        "involved": show_facts.involved(row),
        "milestones": [{"when": short_date(m.due_on), "text": m.title} for m in row.milestones.all()],
        "years": show.year_cards(locked),
        "gatherings": gathering_rows(gatherings.of_effort(row), slug, clock.today()),
        "decisions": show.decisions(reads.items_of_reports({r.report_id for r in locked}), slug),
    }
    return render(request, "policy/public/effort.html", context)


@public
@kept
@require_safe
def plan(request: HttpRequest, slug: str, uuid: Any) -> HttpResponse:
    """One approved plan with its goals and efforts."""
    row = reads.plan(request.asker, uuid)
    of = reads.version(request.asker, row.policy.slug)
    page = _page(request, reads.efforts_of_plan(of, row))
    locked = reads.locked_by_thread(page.object_list)
    context = {
        "version": of,
        "plan": row,
        "facts": show_facts.plan_facts(row),
        "corrected": show_facts.corrected_plan(row, slug),
        "level_plural": show.level_word(of, 1, "plural"),
        "goals": [{"row": taken, "href": show.goal_href(of, taken.goal, slug)} for taken in row.plan_goals.all()],
        "page": page,
        "efforts": _effort_rows(page.object_list, locked, slug),
    }
    return render(request, "policy/public/plan.html", context)


@public
@kept
@require_safe
def keeps_word_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What the policy promises about itself, and whether it is kept, by year."""
    found = reads.versions(request.asker)
    of = reads.chosen(found, request.GET.get("politik"))
    today = clock.today()
    rhythms = keeps_word.rhythms(of)
    facts = keeps_word.facts(request.asker, of, today=today, about=rhythms)
    years = list(range(facts.first_year, facts.last_year + 1))
    rows = []
    for rhythm in rhythms:
        judged = verdicts(keeps_word.rule_of(rhythm), facts, today=today)
        rows.append([show_facts.rhythm_cell(rhythm), *show_facts.verdict_cells(rhythm, judged, years)])
    context = {
        "version": of,
        "columns": [_("Politikken siger"), *map(str, years)],
        "rows": rows,
        "unknown": show_facts.not_told(of, rhythms),
        "choices": _choices(found, slug, "policy:keeps_word"),
    }
    return render(request, "policy/public/keeps_word.html", context)


def _choices(found: list[PolicyVersion], slug: str, name: str) -> list[tuple[str, str]]:
    """The municipality's policies as links to the same page about each."""
    address = reverse(name, kwargs={"slug": slug})
    return [(row.title, f"{address}?politik={row.policy.slug}") for row in found]
