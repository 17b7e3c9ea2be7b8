"""Pages of a draft's text: lists of parts, one part with writing help beside it, figures of a goal."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from holdepunkt.people.access import require
from holdepunkt.people.numbers import whole_number
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions import text as actions
from holdepunkt.policy.forms.rhythm import TOLD
from holdepunkt.policy.forms.text import PartForm, values_of
from holdepunkt.policy.looking import looked_at_draft
from holdepunkt.policy.models import Goal, Passage, PolicyVersion, Promise, Rhythm
from holdepunkt.policy.reads import draft as reads
from holdepunkt.policy.reads import gatherings
from holdepunkt.policy.views.drafting import GET_OR_POST, crumbs, draft_url
from holdepunkt.policy.views.gathering_rows import said_rows
from holdepunkt.policy.views.nouns import NOUNS, Noun, form_for, noun_at
from holdepunkt.policy.views.writing_help import help_with, typed
from holdepunkt.record.once import once

PER_PAGE = 50
CONCLUSIONS_SHOWN = 20


@require_safe
def parts(request: HttpRequest, slug: str, policy: str, number: int, noun: str) -> HttpResponse:
    """All parts of one kind in their order; fifty a page."""
    version = reads.version(request.asker, policy, number)
    what = noun_at(noun)
    looked_at_draft(request.asker, version)
    may_write = access.may_change_text(request.asker, version)
    tree = reads.goals_as_tree(version) if what.kind is Goal else None
    rows = tree if tree is not None else reads.parts(version, what.kind)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("side"))
    shown = [entry if tree is not None else (0, entry) for entry in page]
    context = {
        "version": version,
        "noun": what,
        "page": page,
        "may_write": may_write,
        "rows": [_row(version, what, depth, row) for depth, row in shown],
        "add": draft_url(version, "part_add", noun=noun),
        "crumbs": crumbs(version, what.title),
        "tabs": _tabs(version, noun),
    }
    return render(request, "policy/drafting/parts.html", context)


def _tabs(version: PolicyVersion, here: str) -> list[dict[str, Any]]:
    return [
        {"label": noun.title, "href": draft_url(version, "parts", noun=address), "current": address == here}
        for address, noun in NOUNS.items()
    ]


def _row(version: PolicyVersion, noun: Noun, depth: int, row: Any) -> dict[str, Any]:
    ways = {name: draft_url(version, f"part_{name}", noun=noun.address, pk=row.pk) for name in ("move", "remove")}
    text = row.plain if isinstance(row, Passage) and row.heading else ""
    return ways | {
        "heading": str(row),
        "kicker": "– " * depth + noun.note(row, version),
        "text": text if len(text) <= 200 else f"{text[:199]}…",
        "href": draft_url(version, "part", noun=noun.address, pk=row.pk),
    }


@GET_OR_POST
def part_add(request: HttpRequest, slug: str, policy: str, number: int, noun: str) -> HttpResponse:
    """Add a part: at the end, or after the one that `efter` names. A rhythm asks for its kind first."""
    version = reads.version(request.asker, policy, number)
    require(access.may_change_text(request.asker, version))
    what = noun_at(noun)
    kind = request.GET.get("slags", "")
    if what.kind is Rhythm and not kind:
        return _rhythm_kinds(request, version, what)
    initial = {"passage": request.GET.get("afsnit"), "goals": request.GET.getlist("maal")}
    form = _form(request, version, what, None, kind, initial)
    if "draft" not in request.POST and request.method == "POST" and form.is_valid():
        after = whole_number(request.GET.get("efter"))

        def act() -> str:
            told = form.fields_of_part()
            actions.add_part(
                version_of=version,
                noun=what.kind,
                by=request.asker,
                named=_named(form, told),
                after=reads.part(version, what.kind, after) if after else None,
                **told,
            )
            return draft_url(version, "parts", noun=noun)

        if answer := save(request, form, act):
            return answer
    return _part_page(request, version, what, form, None)


@GET_OR_POST
def part(request: HttpRequest, slug: str, policy: str, number: int, noun: str, pk: int) -> HttpResponse:
    """Change a part, with writing help beside it."""
    version = reads.version(request.asker, policy, number)
    require(access.may_change_text(request.asker, version))
    what = noun_at(noun)
    row = reads.part(version, what.kind, pk)
    if request.method != "POST":
        looked_at_draft(request.asker, version)
    form = _form(request, version, what, row, "", {})
    if "draft" not in request.POST and request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.change_part(part=row, by=request.asker, version=form.version, **form.fields_of_part())
            return draft_url(version, "parts", noun=noun)

        theirs = draft_url(version, "part", noun=noun, pk=pk)
        if answer := save(request, form, act, theirs=lambda now: values_of(now, form.fields), cancel=theirs):
            return answer
    return _part_page(request, version, what, form, row)


def _form(
    request: HttpRequest, version: PolicyVersion, noun: Noun, row: Any, kind: str, initial: dict[str, Any]
) -> PartForm:
    """The form as it was sent; with `draft` as it was typed, for the writing help, without a word on errors."""
    more = {"version_of": version, "units": reads.units(request.asker)}
    blank = form_for(noun, row, kind, **more)
    if row is not None:
        initial = values_of(row, blank.fields)
        initial |= {"_version": row.version}
    if "draft" in request.POST:
        return form_for(noun, row, kind, initial=typed(blank, request.POST), **more)
    return form_for(noun, row, kind, data=request.POST or None, initial=initial, **more)


def _named(form: PartForm, told: dict[str, Any]) -> str:
    return told.get(form.names) or told.get("plain") or ""


def _part_page(request: HttpRequest, version: PolicyVersion, noun: Noun, form: PartForm, row: Any) -> HttpResponse:
    list_href = draft_url(version, "parts", noun=noun.address)
    heading = str(row) if row is not None else _("Nyt: %(what)s") % {"what": noun.one}
    context = {
        "version": version,
        "noun": noun,
        "form": form,
        "heading": heading,
        "cancel": list_href,
        "crumbs": [*crumbs(version, noun.title)[:-1], (noun.title, list_href), (heading[:60], "")],
        "help": help_with(form, request.municipality),
        "learned": reads.conclusions(version)[:CONCLUSIONS_SHOWN],
        "origin": _origin(version, row) if isinstance(row, Goal) else None,
        "targets": _targets(version, row) if isinstance(row, Goal) else None,
        "promises": _promises(version, row) if isinstance(row, Passage) else None,
    }
    return render(request, "policy/drafting/part.html", context)


def _origin(version: PolicyVersion, goal: Goal) -> dict[str, Any]:
    """N3: what was said at gatherings that the goal came of."""
    said = gatherings.inputs(version, goal.key, in_public=False)
    slug = version.policy.municipality.slug
    return {"said": said_rows(said, slug), "href": draft_url(version, "goal_origin", pk=goal.pk)}


def _targets(version: PolicyVersion, goal: Goal) -> dict[str, Any]:
    rows = [
        {"heading": str(target), "href": draft_url(version, "target", pk=goal.pk, target=target.pk)}
        for target in reads.targets(goal)
    ]
    return {"rows": rows, "add": draft_url(version, "target_add", pk=goal.pk)}


def _promises(version: PolicyVersion, passage: Passage) -> dict[str, Any]:
    rows = [
        {"heading": str(promise), "href": draft_url(version, "part", noun="forpligtelser", pk=promise.pk)}
        for promise in reads.parts(version, Promise).filter(passage=passage)
    ]
    return {"rows": rows, "add": f"{draft_url(version, 'part_add', noun='forpligtelser')}?afsnit={passage.pk}"}


def _rhythm_kinds(request: HttpRequest, version: PolicyVersion, noun: Noun) -> HttpResponse:
    kinds = [{"heading": told, "href": f"?slags={kind}"} for kind, told in TOLD.items()]
    context = {
        "version": version,
        "kinds": kinds,
        "crumbs": crumbs(version, noun.title),
        "cancel": draft_url(version, "parts", noun=noun.address),
    }
    return render(request, "policy/drafting/rhythm_kinds.html", context)


@GET_OR_POST
def part_remove(request: HttpRequest, slug: str, policy: str, number: int, noun: str, pk: int) -> HttpResponse:
    """Ask once, then remove a part from the draft."""
    version = reads.version(request.asker, policy, number)
    require(access.may_change_text(request.asker, version))
    what = noun_at(noun)
    row = reads.part(version, what.kind, pk)
    back = draft_url(version, "parts", noun=noun)
    if request.method == "POST":
        return _do(request, lambda: actions.remove_part(part=row, by=request.asker), back)
    context = {"text": str(row), "back": back, "crumbs": crumbs(version, _("Fjern"))}
    return render(request, "policy/drafting/remove.html", context)


@require_POST
def part_move(request: HttpRequest, slug: str, policy: str, number: int, noun: str, pk: int) -> HttpResponse:
    """Move a part one place up or down."""
    version = reads.version(request.asker, policy, number)
    what = noun_at(noun)
    row = reads.part(version, what.kind, pk)
    page = whole_number(request.POST.get("side"))
    back = draft_url(version, "parts", noun=noun) + (f"?side={page}" if page else "")
    up = request.POST.get("vej") == "op"
    return _do(request, lambda: actions.move_part(part=row, by=request.asker, up=up), back)


def _do(request: HttpRequest, act: Any, back: str) -> HttpResponse:
    """Do a thing without fields once, and go back."""

    def do() -> str:
        act()
        return back

    return once(request, do)
