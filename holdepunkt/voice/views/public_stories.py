"""Stories as everybody meets them: reading them, telling one, saying yes, and taking it back."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from holdepunkt.people.addresses import address_of
from holdepunkt.people.asker import Asker, visitor
from holdepunkt.people.kept_pages import kept
from holdepunkt.people.middleware import public
from holdepunkt.people.saving import save
from holdepunkt.record.once import print_of
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.actions import story as actions
from holdepunkt.voice.codes import code_from
from holdepunkt.voice.forms.proposal import CodeForm
from holdepunkt.voice.forms.story import StoryForm
from holdepunkt.voice.heap_words import told_of_heap
from holdepunkt.voice.models import Story
from holdepunkt.voice.reads import stories as reads
from holdepunkt.voice.rules.proposal import spaced_code
from holdepunkt.voice.rules.story import BLANK, DAYS_WITHOUT_YES, StoryStage
from holdepunkt.voice.views.public_proposals import COOKIE, GET_OR_POST, SECONDS
from holdepunkt.voice.views.story_rows import told

A_PAGE = 20
MAY_BE_ANSWERED = (StoryStage.WAITING, StoryStage.PUT_ASIDE)


@public
@kept
@require_safe
def stories(request: HttpRequest, slug: str) -> HttpResponse:
    """All stories that stand here now."""
    page = Paginator(reads.public(request.asker), A_PAGE).get_page(request.GET.get("side"))  # type: ignore[attr-defined]
    context = {"page": page, "stories": [told(row, slug) for row in page.object_list]}
    return render(request, "voice/public/stories.html", context)


@public
@never_cache
@GET_OR_POST
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """The form for anyone. The yes comes on the next page."""
    form = StoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (answer := _sent(request, slug, form)):
        return answer
    return render(request, "voice/public/story_new.html", {"form": form, "days": DAYS_WITHOUT_YES})


def _sent(request: HttpRequest, slug: str, form: StoryForm) -> HttpResponse | None:
    home, code = request.municipality, code_from(form.key, print_of(request))  # type: ignore[attr-defined]

    def act() -> str:
        row = actions.tell_story(
            municipality=home, code=code, by=visitor(home), address=address_of(request), **form.answers
        )
        return reverse("voice:story_thanks", kwargs={"slug": slug, "number": str(row)})

    answer = save(request, form, act)
    if answer is not None:
        answer.set_signed_cookie(
            COOKIE, code, salt=answer["Location"], max_age=SECONDS, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE, path=answer["Location"],
        )  # fmt: skip
    return answer


def _fingerprint(request: HttpRequest, number: str, code: str) -> str:
    """Which words a yes on this page is to; for whoever has the code."""
    row = reads.followed(visitor(request.municipality), number, code) if code else None  # type: ignore[attr-defined]
    return row.words_hash if row else ""


@public
@never_cache
@require_safe
def thanks(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The number, the code this once, and the question: may it stand here?"""
    code = request.get_signed_cookie(COOKIE, default="", salt=request.path, max_age=SECONDS)
    follow = reverse("voice:story", kwargs={"slug": slug, "number": number})
    context = {
        "number": number, "code": spaced_code(code) if code else "", "raw": code, "follow": follow,
        "fingerprint": _fingerprint(request, number, code or ""),
        "address": settings.HOLDEPUNKT_URL.rstrip("/") + follow, "days": DAYS_WITHOUT_YES,
    }  # fmt: skip
    return render(request, "voice/public/story_thanks.html", context)


@public
@never_cache
@GET_OR_POST
def follow(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One story: what everybody may read, and for whoever has the code the yes and the way back."""
    by = visitor(request.municipality)  # type: ignore[attr-defined]
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        row = reads.followed(by, number, code)
        if row is not None:
            # What cannot be shown is not done either: whoever is told to press again presses for the first time.
            with transaction.atomic():
                _done(row, code, by, request.POST)
                return _shown(request, slug, number, reads.by_number(by, number), code=code)
        form.add_error("code", _("Nummeret og koden passer ikke sammen. Se efter igen."))
    return _shown(request, slug, number, reads.by_number(by, number), form=form)


def _done(row: Story, code: str, by: Asker, pressed: Any) -> None:
    """What the person pressed; pressed twice it is done once."""
    if pressed.get("tilbage") and row.stage not in BLANK:
        actions.take_story_back(story=row, code=code, by=by)
    # Mended meanwhile, the fingerprint fits no more: the page shows the new words, and asks again.
    elif pressed.get("ja") and pressed.get("ord") == row.words_hash and row.stage in MAY_BE_ANSWERED:
        actions.say_yes(story=row, code=code, by=by)


def _shown(
    request: HttpRequest, slug: str, number: str, row: Story | None, *, form: CodeForm | None = None, code: str = ""
) -> HttpResponse:
    own = bool(code) and row is not None
    seen = row if row is not None and (own or row.is_public or row.stage == StoryStage.TAKEN_BACK) else None
    context: dict[str, Any] = {
        "number": number, "form": form, "code": code, "own": own, "row": seen,
        "fingerprint": row.words_hash if row and own else "", "days": DAYS_WITHOUT_YES,
        "story": told(seen, slug) if seen else None, "own_words": seen.words if seen and own else "",
        "yes": _yes(seen) if seen and own else "", "state": _state(seen) if seen and own else "",
        "knows": bool(seen and own and reads.has_contact(seen)),
        "asks": own and seen is not None and not _yes(seen) and seen.stage == StoryStage.WAITING,
        "may_take_back": own and seen is not None and seen.stage not in BLANK,
    }  # fmt: skip
    return render(request, "voice/public/story.html", context)


def _yes(row: Story) -> str:
    """When the yes to these very words was given; nothing when there is none."""
    yes = reads.yes_of(row)
    return danish_date(yes.given_on) if yes is not None and yes.words_hash == row.words_hash else ""


def _state(row: Story) -> str:
    if heap := told_of_heap(row):
        return heap
    match row.stage:
        case StoryStage.RELEASED:
            return _("Den står på siden nu.")
        case StoryStage.PUT_ASIDE:
            return _("Vi har lagt den til side, fordi: %(why)s") % {"why": row.why}
        case StoryStage.WAITING:
            return _("Vi læser den, når du har sagt ja.") if not _yes(row) else _("Du har sagt ja. Nu læser vi den.")
    return ""
