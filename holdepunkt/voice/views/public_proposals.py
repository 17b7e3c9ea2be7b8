"""You said, we did: the public pages of proposals, and the form that anyone may fill in."""

from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from holdepunkt import clock, record
from holdepunkt.people.addresses import address_of
from holdepunkt.people.asker import visitor
from holdepunkt.people.folding import MOST_LETTERS, words_asked
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.people.saving import save
from holdepunkt.record.once import print_of
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.actions.proposal import send_proposal, withdraw_sender
from holdepunkt.voice.codes import code_from
from holdepunkt.voice.forms.proposal import CodeForm, ProposalForm
from holdepunkt.voice.heap_words import told_of_heap
from holdepunkt.voice.models import Proposal
from holdepunkt.voice.reads import proposals as reads
from holdepunkt.voice.reads.deadlines import setting_of
from holdepunkt.voice.rules.proposal import UNANSWERED, StepKind, forget_sender_on, spaced_code
from holdepunkt.voice.views.proposal_rows import card, mark, no_words, path_rows, promise, public_words

A_PAGE = 50
COOKIE = "holdepunkt_kode"
SECONDS = 300
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@public
@kept
@require_safe
def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """What people said, and what became of each: what we did, and what we did not, because."""
    group = request.GET.get("vis", "")
    group = group if group in reads.GROUPS else ""
    asked = request.GET.get("q", "").strip()[:MOST_LETTERS]
    words = words_asked(asked)
    if words and not request.asker.is_anonymous:
        record.searched({"words": asked}, by=request.asker)
    counts = reads.public_counts(request.asker)
    page = Paginator(reads.public(request.asker, group, words), A_PAGE).get_page(request.GET.get("side"))
    chosen = urlencode({name: value for name, value in (("vis", group), ("q", asked)) if value})
    context = {
        "tabs": _tabs(counts, group),
        "page": page,
        "pages_for": f"?{chosen}&side={{}}" if chosen else "?side={}",
        "asked": asked,
        "cards": [card(row, slug, clock.today()) for row in page.object_list],
        "unread": counts["ulaest"],
    }
    return render(request, "voice/public/proposals.html", context)


@public
@kept
@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Where proposals stand, as Atom. The words stay on their page: there they can still be masked or removed."""
    home = settings.HOLDEPUNKT_URL.rstrip("/")
    atom = Atom1Feed(
        title=_("Du sagde, vi gjorde: %(name)s") % {"name": request.municipality.name},
        link=home + reverse("voice:proposals", args=[slug]),
        description="",
        author_name=request.municipality.name,
        feed_url=home + reverse("voice:proposals_feed", args=[slug]),
        feed_guid=f"urn:uuid:{uuid5(NAMESPACE_URL, f'holdepunkt:{slug}/forslag')}",
    )
    for row in reads.public(request.asker).order_by("-last_step_on", "-pk")[:A_PAGE]:
        shown = card(row, slug, clock.today())
        atom.add_item(
            title=_("Nummer %(number)s: %(mark)s") % {"number": shown["number"], "mark": shown["mark"]["label"]},
            link=home + shown["href"],
            description=shown["what"],
            unique_id=f"urn:uuid:{row.uuid}",
            updateddate=datetime.combine(row.last_step_on, time(12), tzinfo=UTC),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _tabs(counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    labels = {
        "": _("Alle"), "gjort": _("Vi gør noget"), "svar": _("Vi har svaret"), "ikke-nu": _("Ikke nu, fordi"),
        "videre": _("Sendt videre"), "venter": _("Venter på svar"), "fjernet": _("Fjernet"),
    }  # fmt: skip
    return [
        {
            "label": words, "count": counts[name or "alle"], "current": name == chosen,
            "href": f"?vis={name}" if name else "?",
        }
        for name, words in labels.items()
    ]  # fmt: skip


@public
@never_cache
@GET_OR_POST
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for anyone, with or without a way to answer."""
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (answer := _sent(request, slug, form)):
        return answer
    months = setting_of(request.municipality).contact_months
    return render(request, "voice/public/new.html", {"form": form, "months": months})


def _sent(request: HttpRequest, slug: str, form: ProposalForm) -> HttpResponse | None:
    key, who = form.key, request.municipality  # type: ignore[attr-defined]
    code = code_from(key, print_of(request))

    def act() -> str:
        row = send_proposal(
            municipality=who, kind=form.answers["kind"], words=form.answers["words"], code=code,
            by=visitor(who), contact=form.contact, address=address_of(request),
        )  # fmt: skip
        return reverse("voice:proposal_thanks", kwargs={"slug": slug, "number": str(row)})

    answer = save(request, form, act)
    if answer is not None:
        answer.set_signed_cookie(
            COOKIE, code, salt=answer["Location"], max_age=SECONDS, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE, path=answer["Location"],
        )  # fmt: skip
    return answer


@public
@never_cache
@require_safe
def thanks(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The number, and the code this once. Whoever comes here later sees where to write the code."""
    code = request.get_signed_cookie(COOKIE, default="", salt=request.path, max_age=SECONDS)
    context = {
        "number": number,
        "code": spaced_code(code) if code else "",
        "follow": reverse("voice:proposal", kwargs={"slug": slug, "number": number}),
        "address": settings.HOLDEPUNKT_URL.rstrip("/") + reverse("voice:proposal", args=[slug, number]),
    }
    return render(request, "voice/public/thanks.html", context)


@public
@never_cache
@GET_OR_POST
def follow(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One proposal: what everybody may read of it, and the rest for whoever has the code."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _followed(request, slug, number, form)
    row = reads.by_number(visitor(request.municipality), number)
    if row is not None and not row.is_read:
        row = None
    return render(request, "voice/public/proposal.html", _page(row, number, slug) | {"form": form})


def _followed(request: HttpRequest, slug: str, number: str, form: CodeForm) -> HttpResponse:
    by = visitor(request.municipality)  # type: ignore[attr-defined]
    code = form.cleaned_data["code"]
    row = reads.followed(by, number, code)
    if row is None:
        form.add_error("code", _("Nummeret og koden passer ikke sammen. Kom det på et kort, kan det være på vej."))
        shown = reads.by_number(by, number)
        known = shown if shown is not None and shown.is_read else None
        return render(request, "voice/public/proposal.html", _page(known, number, slug) | {"form": form})
    if request.POST.get("glem"):
        withdraw_sender(proposal=row, code=code, by=by)
        row = reads.followed(by, number, code)
        assert row is not None
    own = {"form": None, "code": code, "knows": _knows(row), "heap": told_of_heap(row)}
    return render(request, "voice/public/proposal.html", _page(row, number, slug, own=True) | own)


def _page(row: Proposal | None, number: str, slug: str, *, own: bool = False) -> dict[str, Any]:
    base: dict[str, Any] = {"number": number, "row": row, "own": own, "code": "", "knows": "", "heap": ""}
    if row is None:
        return base
    return base | {
        "mark": mark(row),
        "words": row.words if own and not row.is_threat else public_words(row),
        "no_words": no_words(row),
        "hidden": [{"why": one.why, "day": danish_date(one.hidden_on)} for one in reads.why_hidden(row)],
        "path": path_rows(row.steps.all(), slug),
        "due": promise(row, clock.today()),
        "removed": row.standing == StepKind.REMOVED,
    }


def _knows(row: Proposal) -> str:
    """What we know about the sender, and until when: told to the sender alone."""
    if row.sender_forgotten_on:
        return _("Vi slettede, hvor vi finder dig, den %(day)s.") % {"day": danish_date(row.sender_forgotten_on)}
    if not reads.has_sender(row):
        return ""
    months = setting_of(row.municipality).contact_months
    day = danish_date(forget_sender_on(row.last_step_on, months))
    if row.standing in UNANSWERED:
        return _("Vi ved, hvor vi finder dig, til du har fået svar.")
    return _("Vi sletter, hvor vi finder dig, den %(day)s. Sker der noget nyt før, bliver det senere.") % {"day": day}
