"""Hearings as everybody meets them: the short text, what is heard, the form that anyone may fill in, what came of it."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from holdepunkt import clock
from holdepunkt.people.addresses import address_of
from holdepunkt.people.asker import visitor
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.people.numbers import whole_number
from holdepunkt.people.saving import save
from holdepunkt.record.once import print_of
from holdepunkt.voice.actions.hearing_answer import send_answer, withdraw_answer_sender
from holdepunkt.voice.codes import code_from
from holdepunkt.voice.forms.hearing import WHOLE, AnswerForm
from holdepunkt.voice.forms.proposal import CodeForm
from holdepunkt.voice.heap_words import told_of_heap
from holdepunkt.voice.models import Hearing, HearingAnswer
from holdepunkt.voice.reads import hearing_answers as answers
from holdepunkt.voice.reads import hearings as reads
from holdepunkt.voice.rules.hearing import Audience, HearingStage
from holdepunkt.voice.rules.proposal import spaced_code
from holdepunkt.voice.views import hearing_rows as rows
from holdepunkt.voice.views.public_proposals import COOKIE, GET_OR_POST, SECONDS

A_PAGE = 50


def _place(name: str, slug: str, row: Hearing, **more: Any) -> str:
    return reverse(f"voice:{name}", kwargs={"slug": slug, "number": row.number, **more})


def _open_to(request: HttpRequest, number: int) -> Hearing:
    """A hearing that somebody who has not signed in may know of; one for named bodies alone is missing."""
    row = reads.by_number(request.asker, number)  # type: ignore[attr-defined]
    if row.audience == Audience.BODIES:
        raise Http404(str(number))
    return row


@public
@kept
@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """What we ask about now, and what we asked about before."""
    today = clock.today()
    page = Paginator(reads.public(request.asker), A_PAGE).get_page(request.GET.get("side"))
    listed = [rows.list_row(row, _place("hearing", slug, row), today) for row in page.object_list]
    return render(request, "voice/hearings/public_list.html", {"rows": listed, "page": page})


@public
@kept
@GET_OR_POST
def page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One hearing; one for the invited opens with their code."""
    row = _open_to(request, number)
    if row.is_public:
        return render(request, "voice/hearings/public.html", _whole(request, row, slug))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if reads.invited(row, code) is not None:
            return render(request, "voice/hearings/public.html", _whole(request, row, slug) | {"code": code})
        form.add_error("code", _("Koden passer ikke til den her høring."))
    return render(request, "voice/hearings/invited.html", {"row": row, "form": form})


def _whole(request: HttpRequest, row: Hearing, slug: str) -> dict[str, Any]:
    page = Paginator(answers.public(row), A_PAGE).get_page(request.GET.get("side"))
    return {
        "row": row,
        "mark": rows.mark(row),
        "until": rows.until(row, clock.today()),
        "can_answer": row.stage == HearingStage.OPEN and row.due_on is not None and row.due_on >= clock.today(),
        "passages": rows.passage_rows(reads.passages(row), row, slug),
        "bodies": rows.body_rows(reads.bodies(row)),
        "steps": rows.step_rows(reads.steps(row)),
        "themes": rows.theme_cards(reads.themes(row), shows_answers=True) if row.stage == HearingStage.ENDED else [],
        "answers": rows.answer_cards(page.object_list),
        "page": page,
        "answer_href": _place("hearing_answer_new", slug, row),
        "code": "",
    }


@public
@kept
@require_safe
def printed(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The short text on one sheet, to print and hang up."""
    row = _open_to(request, number)
    if not row.is_public:
        raise Http404(str(number))
    address = settings.HOLDEPUNKT_URL.rstrip("/") + _place("hearing", slug, row)
    context = {"row": row, "until": rows.until(row, clock.today()), "address": address}
    return render(request, "voice/hearings/print.html", context)


@public
@never_cache
@GET_OR_POST
def answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Answer one part or the whole, with or without a way to hear what came of it."""
    row = _open_to(request, number)
    told = request.POST.get("code", "") or request.POST.get("kode", "")
    invited = reads.invited(row, told)
    if not row.is_public and invited is None:
        raise Http404(str(number))
    passages = reads.passages(row)
    chosen = whole_number(request.GET.get("del")) or WHOLE
    # A button that brings an invited code along opens the form; it does not send it.
    opens = request.method != "POST" or "kode" in request.POST
    form = AnswerForm(None if opens else request.POST, passages=passages, initial={"part": str(chosen), "code": told})
    if not opens and form.is_valid():
        if told and invited is None:
            form.add_error("code", _("Koden passer ikke til den her høring. Ret den, eller lad feltet stå tomt."))
        elif sent := _sent(request, slug, row, form, invited):
            return sent
    context = {
        "row": row, "form": form, "months": answers.contact_months(row), "until": rows.until(row, clock.today()),
        "passages": rows.passage_rows(passages, row, slug), "can_answer": row.stage == HearingStage.OPEN,
    }  # fmt: skip
    return render(request, "voice/hearings/answer.html", context)


def _sent(request: HttpRequest, slug: str, row: Hearing, form: AnswerForm, invited: Any) -> HttpResponse | None:
    code = code_from(form.key, print_of(request))

    def act() -> str:
        made = send_answer(
            hearing=row, words=form.answers["words"], code=code, by=visitor(row.municipality), passage=form.passage,
            contact=form.contact, address=address_of(request), invited=invited,
        )  # fmt: skip
        return _place("hearing_answer_thanks", slug, row, answer=made.number)

    found = save(request, form, act)
    if found is not None:
        found.set_signed_cookie(
            COOKIE, code, salt=found["Location"], max_age=SECONDS, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE, path=found["Location"],
        )  # fmt: skip
    return found


@public
@never_cache
@require_safe
def thanks(request: HttpRequest, slug: str, number: int, answer: int) -> HttpResponse:
    """The number, and the code this once."""
    row = _open_to(request, number)
    code = request.get_signed_cookie(COOKIE, default="", salt=request.path, max_age=SECONDS)
    follow = _place("hearing_answer", slug, row, answer=answer)
    context = {
        "number": answer, "code": spaced_code(code) if code else "", "follow": follow,
        "address": settings.HOLDEPUNKT_URL.rstrip("/") + follow,
    }  # fmt: skip
    return render(request, "voice/public/thanks.html", context)


@public
@never_cache
@GET_OR_POST
def follow(request: HttpRequest, slug: str, number: int, answer: int) -> HttpResponse:
    """One's own answer, by number and code: what we know about the sender, and what came of it."""
    row, by = _open_to(request, number), visitor(request.municipality)  # type: ignore[attr-defined]
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        found = answers.followed(row, answer, code)
        if found is not None and request.POST.get("glem"):
            withdraw_answer_sender(answer=found, code=code, by=by)
            found = answers.followed(row, answer, code)
        if found is not None:
            own = _own(found) | {"row": row, "number": answer, "code": code, "form": None}
            return render(request, "voice/hearings/own.html", own)
        form.add_error("code", _("Nummeret og koden passer ikke sammen."))
    empty: dict[str, Any] = {"words": "", "themes": [], "knows": "", "forgotten": False, "heap": "", "hidden": []}
    context = empty | {"row": row, "number": answer, "form": form, "code": ""}
    return render(request, "voice/hearings/own.html", context)


def _own(found: HearingAnswer) -> dict[str, Any]:
    ended = found.hearing.stage == HearingStage.ENDED
    return {
        "words": found.words or _("Teksten er skjult."),
        "hidden": rows.answer_cards([found])[0]["hidden"],
        "themes": rows.theme_cards([one.theme for one in found.themed.all()], shows_answers=True) if ended else [],
        "knows": _("Vi ved, hvor vi finder dig.") if answers.has_sender(found) else "",
        "forgotten": found.sender_forgotten_on is not None,
        "heap": told_of_heap(found),
    }
