"""Hearings about what is planned here, and the steps of every hearing: begun, sent, extended, closed, answered, ended."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from holdepunkt import clock
from holdepunkt.people.access import require
from holdepunkt.people.saving import save
from holdepunkt.policy.actions import hearing as actions
from holdepunkt.policy.forms.hearing import hearing_ends
from holdepunkt.policy.reads import draft as drafts
from holdepunkt.policy.reads import hearing_parts as reads
from holdepunkt.policy.reads import plan as plans
from holdepunkt.policy.reads import status as years
from holdepunkt.policy.views.drafting import draft_url
from holdepunkt.policy.views.hearing import GET_OR_POST, year_url
from holdepunkt.voice import hearing_access
from holdepunkt.voice.forms import hearing as forms
from holdepunkt.voice.models import Hearing, HearingBody
from holdepunkt.voice.reads import hearing_answers as answers
from holdepunkt.voice.reads import hearings
from holdepunkt.voice.rules.hearing import Audience
from holdepunkt.voice.views.hearings import address, form_page
from holdepunkt.voice.views.hearings import ask as ask_page


@GET_OR_POST
def about_text(request: HttpRequest, slug: str, policy: str, number: int) -> HttpResponse:
    """Begin a hearing about a version of the policy's text, passage by passage."""
    require(hearing_access.may_keep_hearings(request.asker))
    version = drafts.version(request.asker, policy, number)
    ends = hearing_ends(clock.today(), version.deadlines)
    return _begin(request, version, draft_url(version), {"due_on": ends})


@GET_OR_POST
def about_plan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Begin a hearing about a plan, effort by effort."""
    require(hearing_access.may_keep_hearings(request.asker))
    plan = plans.plan(request.asker, pk)
    return _begin(request, plan, reverse("policy:plan_page", args=[slug, plan.pk]), {})


@GET_OR_POST
def about_year(request: HttpRequest, slug: str, policy: str, year: int) -> HttpResponse:
    """Begin a hearing about the year's status, among those who are asked by name."""
    require(hearing_access.may_keep_hearings(request.asker))
    report = years.report(request.asker, policy, year)
    return _begin(request, report, year_url(report), {"audience": Audience.BODIES.value})


def _begin(request: HttpRequest, thing: reads.Thing, back: str, initial: dict[str, Any]) -> HttpResponse:
    slug = request.municipality.slug  # type: ignore[attr-defined]
    start = {"title": str(thing), "due_on": hearing_ends(clock.today(), {})} | initial
    form = forms.HearingForm(request.POST or None, initial=start)

    def act() -> str:
        made = actions.begin_hearing_about(thing=thing, by=request.asker, **form.answers)  # type: ignore[attr-defined]
        return address(slug, made)

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    lead = _("Høringen får sin egen kopi af teksten. Den ændrer sig ikke, når I skriver videre.")
    return form_page(request, form, _("Ny høring"), row=None, back=back, lead=lead, kicker=str(thing))


def _step(
    request: HttpRequest, row: Hearing, form: Any, heading: str, act: Callable[[], Any], **more: Any
) -> HttpResponse:
    """One step of a hearing as a form."""
    back = address(request.municipality.slug, row)  # type: ignore[attr-defined]

    def go() -> str:
        act()
        return back

    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, go, theirs=forms.hearing_values, cancel=back)):
        return answer
    return form_page(request, form, heading, row=row, back=back, **more)


@GET_OR_POST
def send_out(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send a hearing out; what the law or the councils' rules say against it is told first."""
    by = request.asker
    row = reads.hearing(by, pk)
    form = forms.AnywayForm(request.POST or None, initial={"_version": row.version})
    found = hearings.warnings(row, hearings.bodies(row), clock.today())
    lead = _("Fra nu af kan der svares. Teksten bliver ikke ændret bagefter.")

    def act() -> None:
        actions.open_hearing(hearing=row, by=by, version=form.version, **form.answers)

    return _step(
        request, row, form, _("Send i høring"), act, lead=lead, words="\n\n".join(found), submit=_("Send i høring")
    )


@never_cache
@GET_OR_POST
def ask(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask somebody by name: a council, another unit, or one who gets a code."""
    return ask_page(request, slug, pk, actions.ask_unit)


@GET_OR_POST
def extend(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give more time, with a reason."""
    by = request.asker
    row = reads.hearing(by, pk)
    form = forms.ExtendForm(request.POST or None, initial={"due_on": row.due_on, "_version": row.version})

    def act() -> None:
        actions.extend_hearing(hearing=row, by=by, version=form.version, **form.answers)

    return _step(request, row, form, _("Giv længere frist"), act)


@GET_OR_POST
def cancel(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Call a hearing off, with a reason."""
    by = request.asker
    row = reads.hearing(by, pk)
    form = forms.ReasonForm(request.POST or None)

    def act() -> None:
        actions.cancel_hearing(hearing=row, by=by, **form.answers)

    return _step(request, row, form, _("Aflys høringen"), act, danger=True, submit=_("Aflys"))


@GET_OR_POST
def close(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Close a hearing: the deadline is over."""
    by = request.asker
    row = reads.hearing(by, pk)
    form = forms.KeyedForm(request.POST or None)
    lead = _("Så kommer der ikke flere svar fra siden. Et råd, der er forsinket, kan stadig svare.")

    def act() -> None:
        actions.close_hearing(hearing=row, by=by)

    return _step(request, row, form, _("Luk høringen"), act, lead=lead, submit=_("Luk høringen"))


@GET_OR_POST
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End a hearing: publish what the answers led to, and tell everybody who answered."""
    by = request.asker
    row = reads.hearing(by, pk)
    form = forms.KeyedForm(request.POST or None)
    lead = _("Temaerne og jeres svar kommer på siden. Alle, der svarede, får besked på den måde, de valgte.")

    def act() -> None:
        actions.end_hearing(hearing=row, by=by)

    return _step(request, row, form, _("Slut høringen"), act, lead=lead, submit=_("Slut og fortæl"))


@GET_OR_POST
def send(request: HttpRequest, slug: str, pk: int, body: int) -> HttpResponse:
    """Send a body's answer, or correct what it sent: its words, who decided it, and on which day."""
    by = request.asker
    row: HearingBody = hearings.body(by, pk, body)
    require(hearing_access.may_write_for(by, row))
    form = forms.SendForm(request.POST or None, passages=hearings.passages(row.hearing))
    again = answers.may_correct(row)
    begun = answers.texts_of(row) if again else row.draft
    form.initial = form.values_of(begun) | {"_version": row.version, "decided_on": clock.today()}
    back = address(slug, row.hearing, "hearing_body", body=row.pk)

    def act() -> str:
        told = {name: form.cleaned_data[name] for name in ("decided_by", "decided_on")}
        send_it = actions.correct_body_answer if again else actions.send_body_answer
        send_it(body=row, texts=form.texts, by=by, version=form.version, **told)
        return back

    def theirs(now: HearingBody) -> dict[str, Any]:
        return form.values_of(answers.texts_of(now) or now.draft)

    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=theirs, cancel=back)):
        return answer
    lead = _("Svaret står med rådets egne ord i sagen til udvalget. I kan rette det, indtil nogen har svaret på det.")
    if again:
        lead = _("Det gamle bliver stående som erstattet i dag. Udvalget får det nye, og at det er rettet.")
    heading = _("Ret svaret") if again else _("Send svaret")
    return form_page(request, form, heading, row=row.hearing, back=back, lead=lead, submit=heading)
