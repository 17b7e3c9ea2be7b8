"""Pages of a hearing about a policy's text or a year's status: who is asked, and what they said."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from holdepunkt import clock
from holdepunkt.people import reads as people
from holdepunkt.people.access import require
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions.heard import ask_body, note_words
from holdepunkt.policy.forms.hearing import hearing_ends
from holdepunkt.policy.forms.plan import AskForm, WordsForm
from holdepunkt.policy.looking import looked_at_heard
from holdepunkt.policy.models import BodyHeard, StatusReport
from holdepunkt.policy.reads import draft as draft_reads
from holdepunkt.policy.reads import hearing as reads
from holdepunkt.policy.reads import status as status_reads
from holdepunkt.policy.views.drafting import draft_url

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
SHORT = timedelta(weeks=2)


def year_url(report: StatusReport, name: str = "status_year") -> str:
    """The address of a page of a year's status."""
    policy = report.policy
    return reverse(f"policy:{name}", args=[policy.municipality.slug, policy.slug, report.year])


@GET_OR_POST
def ask_about_text(request: HttpRequest, slug: str, policy: str, number: int) -> HttpResponse:
    """Note who was asked about the text; also afterwards, as the history of how it was made (N3)."""
    require(access.may_draft(request.asker))
    version = draft_reads.version(request.asker, policy, number)
    due_on = None if version.is_frozen else hearing_ends(clock.today(), version.deadlines)
    return _ask(request, draft_url(version), version.title, {"due_on": due_on}, version_of=version)


@GET_OR_POST
def ask_about_year(request: HttpRequest, slug: str, policy: str, year: int) -> HttpResponse:
    """Note who is asked about the year's status, before the committee gets it."""
    require(access.may_write_paper(request.asker))
    report = status_reads.report(request.asker, policy, year)
    due_on = {"due_on": clock.today() + SHORT}
    return _ask(request, year_url(report), str(report), due_on, report=report)


def _ask(request: HttpRequest, back: str, kicker: str, initial: dict[str, Any], **about: Any) -> HttpResponse:
    units = people.units(request.asker)
    form = AskForm(request.POST or None, initial={"asked_on": clock.today()} | initial, units=units)

    def act() -> str:
        ask_body(by=request.asker, **form.answers, **about)
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    lead = _("Skriv, hvem I spørger. Bagefter kan du skrive, hvad de sagde.")
    context = {"form": form, "heading": _("Spørg et råd eller en enhed"), "kicker": kicker, "back": back, "lead": lead}
    return render(request, "policy/hearing/step.html", context)


@GET_OR_POST
def words(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note what a body said, and what it led to."""
    heard = reads.heard(request.asker, pk)
    require(access.may_hear(request.asker, heard))
    if request.method != "POST":
        looked_at_heard(request.asker, heard)
    back = year_url(heard.report) if heard.report else draft_url(heard.version_of)  # type: ignore[arg-type]
    initial = _values(heard) | {"said_on": heard.said_on or clock.today()}
    form = WordsForm(request.POST or None, initial=initial)

    def act() -> str:
        note_words(heard=heard, by=request.asker, version=form.version, **form.answers)
        return back

    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=_values, cancel=back)):
        return answer
    context = {
        "form": form, "heading": _("Det sagde %(unit)s") % {"unit": heard.unit}, "back": back, "lead": "",
        "kicker": str(heard.report or heard.version_of),
    }  # fmt: skip
    return render(request, "policy/hearing/step.html", context)


def _values(heard: BodyHeard) -> dict[str, Any]:
    told = {name: getattr(heard, name) for name in ("said_on", "words", "considered")}
    return told | {"_version": heard.version}
