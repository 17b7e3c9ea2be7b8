"""Hiding words, gathering what is alike, who sent it, and the file for the case system."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible, require
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.saving import save
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import access
from holdepunkt.voice.actions import care
from holdepunkt.voice.actions.proposal import forget_sender, give_new_code
from holdepunkt.voice.case_text import case_text
from holdepunkt.voice.forms.proposal import NOBODY_TO_DELETE, HideForm, ThemeAnswerForm, ThemeForm, WhyForm
from holdepunkt.voice.models import Proposal
from holdepunkt.voice.reads import proposals as reads
from holdepunkt.voice.views.proposal_rows import work_rows
from holdepunkt.voice.views.proposals import A_PAGE, GET_OR_POST, address, crumbs, form_page
from holdepunkt.voice.views.slips import brought, slip


def _named(row: Proposal) -> str:
    return _("Forslag %(number)s") % {"number": row}


@GET_OR_POST
def hide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Mask what is personal about others, or a threat as a whole; the reason is shown to everybody."""
    row = reads.proposal(request.asker, pk)
    require(access.may_moderate(request.asker, row))
    back = address(slug, pk)
    form = HideForm(request.POST or None, initial={"words": row.words, "_version": row.version})

    def act() -> str:
        care.hide_words(proposal=row, by=request.asker, version=form.version, **form.answers)
        return back

    if (
        request.method == "POST"
        and form.is_valid()
        and (answer := save(request, form, act, theirs=lambda now: {"words": now.words}, cancel=back))
    ):
        return answer
    lead = _("Teksten, som den kom, bliver gemt for sig. Kun du og tovholderen kan se den.")
    return form_page(request, form, _("Skjul noget i teksten"), back=back, kicker=_named(row), lead=lead)


@GET_OR_POST
def gather(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put the proposal under a theme with others that say the same."""
    row = reads.proposal(request.asker, pk)
    require(access.may_moderate(request.asker, row))
    back = address(slug, pk)
    initial = {"theme": row.theme, "_version": row.version}
    form = ThemeForm(request.POST or None, themes=reads.themes(request.asker), initial=initial)

    def act() -> str:
        theme, by = form.answers["theme"], request.asker
        if new := form.answers["new"].strip():
            theme = care.add_theme(municipality=request.municipality, name=new, by=by)
        care.gather(proposal=row, theme=theme, by=by, version=form.version)
        return back

    def theirs(now: Proposal) -> dict[str, Any]:
        return {"theme": now.theme_id}

    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=theirs, cancel=back)):
        return answer
    lead = _("Flere siger det samme? Saml dem. Hver får stadig sit eget svar.")
    return form_page(request, form, _("Saml under et tema"), back=back, kicker=_named(row), lead=lead, words=row.words)


@require_safe
@kept_for_each
def themes(request: HttpRequest, slug: str) -> HttpResponse:
    """The themes, and how many proposals each holds."""
    page = Paginator(reads.themes(request.asker), A_PAGE).get_page(request.GET.get("side"))
    rows = [
        {
            "heading": row.name,
            "text": ngettext("%(n)s forslag", "%(n)s forslag", row.proposals_in) % {"n": row.proposals_in},
            "href": reverse("voice:theme", args=[slug, row.pk]),
        }
        for row in page.object_list
    ]
    context = {"heading": _("Temaer"), "rows": rows, "page": page, "crumbs": crumbs(slug, (_("Temaer"), "")),
               "empty": _("Der er ingen temaer endnu. Begynd ét fra et forslag."), "form": None}  # fmt: skip
    return render(request, "voice/proposals/rows.html", context)


@GET_OR_POST
def theme(request: HttpRequest, slug: str, theme: int) -> HttpResponse:
    """One theme with its proposals, and the same answer to each of them."""
    row = reads.theme(request.asker, theme)
    back = reverse("voice:theme", args=[slug, row.pk])
    may = access.may_handle(request.asker)
    form = ThemeAnswerForm(request.POST or None) if may else None
    if request.method == "POST":
        require(may)

        def act() -> str:
            care.answer_theme(theme=row, by=request.asker, **form.answers)  # type: ignore[union-attr]
            return back

        if form and form.is_valid() and (answer := save(request, form, act)):
            return answer
    found = row.proposals.select_related("reader", "theme").order_by("-received_on", "-pk")
    if not may:
        found = found.exclude(standing="received")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("side"))
    context = {
        "heading": row.name, "rows": work_rows(page.object_list, slug, clock.today()), "page": page, "form": form,
        "submit": _("Svar dem alle"), "form_heading": _("Svar dem alle på én gang"), "empty": _("Ingen forslag endnu."),
        "crumbs": crumbs(slug, (_("Temaer"), reverse("voice:themes", args=[slug])), (row.name, "")),
    }  # fmt: skip
    return render(request, "voice/proposals/rows.html", context)


@never_cache
@GET_OR_POST
def sender(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who sent it and how they want to hear from us. Looking stands in the record."""
    row = reads.proposal(request.asker, pk)
    if request.method == "POST":
        require(access.may_moderate(request.asker, row))
    found, back = reads.sender(request.asker, row), address(slug, pk)
    form = WhyForm(request.POST or None) if found and access.may_moderate(request.asker, row) else None

    if request.method == "POST" and form is None:
        raise NotPossible(str(NOBODY_TO_DELETE))

    def act() -> str:
        forget_sender(proposal=row, by=request.asker, **form.answers)  # type: ignore[union-attr]
        return back

    if form and request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    if found is not None:
        record.looked(found, by=request.asker, relation=request.asker.acting_as)
    context = {
        "row": row, "sender": found, "form": form,
        "crumbs": crumbs(slug, (_named(row), back), (_("Afsender"), "")),
        "gone": danish_date(row.sender_forgotten_on) if row.sender_forgotten_on else "",
    }  # fmt: skip
    return render(request, "voice/proposals/sender.html", context)


@never_cache
@GET_OR_POST
def code(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The slip of somebody whose words we wrote in; or a new code for somebody who lost theirs. Shown once."""
    row = reads.proposal(request.asker, pk)
    require(access.may_moderate(request.asker, row))
    form = KeyedForm(request.POST or None)
    made = give_new_code(proposal=row, by=request.asker) if request.method == "POST" and form.is_valid() else ""
    if told := made or brought(request):
        follow = reverse("voice:proposal", args=[slug, str(row)])
        return slip(request, heading=_named(row), number=str(row), code=told, follow=follow, back=address(slug, pk))
    lead = _("Den gamle kode holder op med at virke. Giv kun koden til den, der sendte forslaget.")
    return form_page(
        request,
        form,
        _("Lav en ny kode"),
        back=address(slug, pk),
        kicker=_named(row),
        lead=lead,
        submit=_("Lav en ny kode"),
    )


@require_safe
def case_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The proposal as a file for the case system; how to reach the sender only when chosen, by those who may."""
    row = reads.proposal(request.asker, pk)
    require(access.may_answer(request.asker, row))
    wants_contact = request.GET.get("afsender") == "ja"
    who = reads.sender(request.asker, row) if wants_contact else None
    record.exported("proposal.exported", on=row, by=request.asker, criteria={"sender": _("ja") if who else _("nej")})
    answer = HttpResponse(case_text(row, who), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="forslag-{row}.txt"'
    return answer
