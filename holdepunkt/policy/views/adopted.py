"""Letting a proposal become an effort, from the effort's page or from the proposal's."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions.adopted import adopt_proposal, end_adopted
from holdepunkt.policy.forms.adopted import BecomeForm, LetGoForm, TakeInForm
from holdepunkt.policy.reads import adopted as reads
from holdepunkt.policy.reads import effort as efforts
from holdepunkt.policy.views.plan_rows import address
from holdepunkt.policy.views.plans import GET_OR_POST
from holdepunkt.voice.reads import proposals


def _page(request: HttpRequest, form: Any, heading: str, *, back: str, kicker: str, lead: str = "") -> HttpResponse:
    context = {"form": form, "heading": heading, "back": back, "kicker": kicker, "lead": lead}
    return render(request, "policy/hearing/step.html", context)


@GET_OR_POST
def take_in(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """From the effort: take a proposal in by its number."""
    by = request.asker  # type: ignore[attr-defined]
    effort = efforts.effort(by, pk)
    require(access.may_adopt(by, effort))
    back = address("effort_page", slug, pk)
    form = TakeInForm(request.POST or None, initial={"number": request.GET.get("nummer", "")[:20]})

    def act() -> str:
        found = proposals.by_number(by, form.answers["number"])
        if found is None:
            raise NotPossible(_("Der er ikke noget forslag med det nummer. Se efter på siden »Forslag«."))
        adopt_proposal(effort=effort, proposal=found, words=form.answers["words"], by=by)
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    return _page(request, form, _("Tag et forslag ind"), back=back, kicker=str(effort))


@GET_OR_POST
def become(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """From the proposal: choose the effort it becomes."""
    by = request.asker  # type: ignore[attr-defined]
    row = proposals.proposal(by, pk)
    require(access.may_become(by, row))
    form = BecomeForm(request.POST or None, efforts=reads.efforts_to_become(by))
    back = reverse("voice:work_proposal", args=[slug, pk])

    def act() -> str:
        effort = efforts.effort(by, form.chosen.pk)
        adopt_proposal(effort=effort, proposal=row, words=form.answers["words"], by=by)
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    kicker = _("Forslag %(number)s") % {"number": row}
    lead = _("Findes indsatsen ikke endnu, så skriv den først ind i en plan.")
    return _page(request, form, _("Gør det til en indsats"), back=back, kicker=kicker, lead=lead)


@GET_OR_POST
def let_go(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """It did not become that effort after all."""
    by = request.asker  # type: ignore[attr-defined]
    tie = reads.tie(by, pk)
    require(access.may_adopt(by, tie.effort))
    back = address("effort_page", slug, tie.effort_id)
    form = LetGoForm(request.POST or None)

    def act() -> str:
        end_adopted(tie=tie, by=by, **form.answers)
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    kicker, lead = (
        str(tie.effort),
        _("Forslag %(number)s bliver stående, og grunden kan læses.") % {"number": tie.proposal},
    )
    return _page(request, form, _("Træk et forslag ud af indsatsen"), back=back, kicker=kicker, lead=lead)
