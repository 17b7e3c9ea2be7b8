"""Pages of a draft as a whole: the list, the overview, its frame, its hearing and its approval."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from holdepunkt import clock
from holdepunkt.people.access import require
from holdepunkt.people.models import Unit
from holdepunkt.people.numbers import whole_number
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions import draft as actions
from holdepunkt.policy.actions.heard import ask_body
from holdepunkt.policy.forms import drafting as forms
from holdepunkt.policy.forms.hearing import HearingForm, hearing_ends
from holdepunkt.policy.looking import looked_at_draft
from holdepunkt.policy.models import PolicyVersion
from holdepunkt.policy.reads import draft as reads
from holdepunkt.policy.views import draft_contents as contents
from holdepunkt.policy.views.sections import section_at
from holdepunkt.voice.hearing_access import may_keep_hearings

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def draft_url(version: PolicyVersion, name: str = "draft", **more: Any) -> str:
    """The address of a page of a version."""
    policy = version.policy
    kwargs = {"slug": policy.municipality.slug, "policy": policy.slug, "number": version.number}
    return reverse(f"policy:{name}", kwargs=kwargs | more)


def crumbs(version: PolicyVersion, here: Any = "") -> list[tuple[Any, str]]:
    """The way back from a page of a version."""
    start = reverse("policy:drafting", kwargs={"slug": version.policy.municipality.slug})
    found = [(_("Politikker"), start), (str(version), draft_url(version) if here else "")]
    return [*found, (here, "")] if here else found


@require_safe
def drafts(request: HttpRequest, slug: str) -> HttpResponse:
    """The municipality's policies and their versions."""
    rows = [contents.policy_row(policy) for policy in reads.policies(request.asker)]
    may_draft = access.may_draft(request.asker)
    return render(request, "policy/drafting/policies.html", {"rows": rows, "may_draft": may_draft})


@GET_OR_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a new policy."""
    require(access.may_draft(request.asker))
    form = forms.BeginForm(
        request.POST or None, units=reads.units(request.asker), policies=reads.policies(request.asker)
    )
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            told = form.answers
            version = actions.begin_policy(
                municipality=request.municipality,
                slug=told.pop("slug"),
                title=told.pop("title"),
                by=request.asker,
                **told,
            )
            return draft_url(version)

        if answer := save(request, form, act):
            return answer
    context = {
        "form": form,
        "heading": _("Ny politik"),
        "submit": _("Begynd"),
        "lead": _("Skriv det, du ved. Resten kan komme senere."),
        "crumbs": [(_("Politikker"), reverse("policy:drafting", kwargs={"slug": slug})), (_("Ny politik"), "")],
        "cancel": reverse("policy:drafting", kwargs={"slug": slug}),
    }
    return render(request, "policy/drafting/section.html", context)


@GET_OR_POST
def next_version(request: HttpRequest, slug: str, policy: str) -> HttpResponse:
    """Begin a new version, or the next policy from an evaluation (`evaluering` is its year)."""
    require(access.may_draft(request.asker))
    row = reads.policy(request.asker, policy)
    year = request.POST.get("evaluering", "")
    form = forms.KeyedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        evaluation = reads.evaluation(request.asker, row, whole_number(year) or 0) if year else None

        def act() -> str:
            return draft_url(actions.begin_version(policy=row, by=request.asker, from_evaluation=evaluation))

        if answer := save(request, form, act):
            return answer
    context = {
        "form": form,
        "policy": row,
        "evaluations": reads.finished_evaluations(request.asker, row),
        "drafts": reverse("policy:drafting", kwargs={"slug": slug}),
    }
    return render(request, "policy/drafting/next_version.html", context)


@require_safe
def draft(request: HttpRequest, slug: str, policy: str, number: int) -> HttpResponse:
    """The table of contents of a version, with what is missing."""
    version = reads.version(request.asker, policy, number)
    looked_at_draft(request.asker, version)
    may_write = access.may_change_text(request.asker, version)
    counts = reads.counts(version)
    context = {
        "version": version,
        "crumbs": crumbs(version),
        "may_write": may_write,
        "is_empty": not counts.passages,
        "begin": draft_url(version, "part_add", noun="afsnit"),
        "may_draft": access.may_draft(request.asker),
        "rows": contents.rows(version, counts, may_write=bool(may_write)),
        "facts": contents.facts(version),
        "missing": contents.missing(version),
        "wishes": contents.wishes(version, counts),
        "learned": contents.learned(version),
        "heard": contents.heard(version),
        "ask": draft_url(version, "draft_ask"),
        "hearing_about": draft_url(version, "hearing_about_text")
        if may_keep_hearings(request.asker) and not version.is_frozen
        else "",
        "may_hear": bool(access.may_draft(request.asker)),
        "document": contents.document(version),
        "links": contents.links(version),
    }
    return render(request, "policy/drafting/draft.html", context)


@GET_OR_POST
def draft_section(request: HttpRequest, slug: str, policy: str, number: int, section: str) -> HttpResponse:
    """One page of the frame: title and period, words, values, target group, deadlines or paper."""
    version = reads.version(request.asker, policy, number)
    require(access.may_change_text(request.asker, version))
    if request.method != "POST":
        looked_at_draft(request.asker, version)
    part = section_at(section)
    initial = part.values(version) | {"_version": version.version}
    form = part.form(version, request.asker, request.POST or None, initial)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.change_version(
                version_of=version, by=request.asker, version=form.version, **part.changes(form, version)
            )
            return draft_url(version)

        if answer := save(request, form, act, theirs=part.values, cancel=draft_url(version)):
            return answer
    context = {
        "form": form,
        "heading": part.title,
        "lead": part.lead,
        "submit": _("Gem"),
        "crumbs": crumbs(version, part.title),
        "cancel": draft_url(version),
    }
    return render(request, "policy/drafting/section.html", context)


@GET_OR_POST
def hearing(request: HttpRequest, slug: str, policy: str, number: int) -> HttpResponse:
    """Send the draft to hearing, and ask the bodies that were not asked yet."""
    version = reads.version(request.asker, policy, number)
    require(access.may_change_text(request.asker, version))
    asked = {row.unit_id for row in reads.bodies_heard(version)}
    units = reads.units_to_hear(request.asker, asked)
    until = version.hearing_until or hearing_ends(clock.today(), version.deadlines)
    form = HearingForm(request.POST or None, units=units, initial={"until": until})
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            _send(version, form.answers["until"], form.answers["bodies"], request.asker)
            return draft_url(version)

        if answer := save(request, form, act):
            return answer
    context = {
        "form": form,
        "heading": _("Send udkastet i høring"),
        "submit": _("Send i høring"),
        "lead": _("Teksten kan stadig rettes, mens den er i høring."),
        "crumbs": crumbs(version, _("Høring")),
        "cancel": draft_url(version),
    }
    return render(request, "policy/drafting/section.html", context)


def _send(version: PolicyVersion, until: Any, bodies: Any, by: Any) -> None:
    actions.send_to_hearing(version_of=version, until=until, by=by)
    unit: Unit
    for unit in bodies:
        ask_body(unit=unit, asked_on=clock.today(), due_on=until, by=by, version_of=version)


@GET_OR_POST
def approval(request: HttpRequest, slug: str, policy: str, number: int) -> HttpResponse:
    """Record who approved the policy and when; from then on the text is frozen."""
    version = reads.version(request.asker, policy, number)
    require(access.may_change_text(request.asker, version))
    initial = {"unit": version.approved_by_id, "on": None}
    form = forms.ApprovalForm(request.POST or None, units=reads.units(request.asker), initial=initial)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            told = form.answers
            actions.approve_version(version_of=version, unit=told["unit"], on=told["on"], by=request.asker)
            return draft_url(version)

        if answer := save(request, form, act):
            return answer
    context = {
        "form": form,
        "heading": _("Skriv, at politikken er godkendt"),
        "submit": _("Politikken er godkendt"),
        "lead": _("Herefter bliver teksten aldrig ændret. En rettelse er en ny version, der afløser den."),
        "crumbs": crumbs(version, _("Godkendelse")),
        "cancel": draft_url(version),
    }
    return render(request, "policy/drafting/section.html", context)
