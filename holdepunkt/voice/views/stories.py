"""Stories at work: the list, one story and its yes, masking, showing, putting aside, and taking back."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import clock, record
from holdepunkt.people.access import require
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.saving import save
from holdepunkt.record.once import once, print_of
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice import access
from holdepunkt.voice.actions import story as actions
from holdepunkt.voice.codes import code_from
from holdepunkt.voice.forms.proposal import WhyForm
from holdepunkt.voice.forms.story import MaskForm, PaperYesForm, StoryEntryForm
from holdepunkt.voice.models import Story
from holdepunkt.voice.reads import stories as reads
from holdepunkt.voice.rules.proposal import spaced_code
from holdepunkt.voice.rules.story import BLANK, DAYS_WITHOUT_YES, StoryStage, contact_goes_on
from holdepunkt.voice.views.proposals import A_PAGE, GET_OR_POST

TONES = {"waiting": "idle", "released": "done", "put_aside": "warn", "taken_back": "idle", "lapsed": "idle"}


def _href(slug: str, pk: int, name: str = "work_story") -> str:
    return reverse(f"voice:{name}", kwargs={"slug": slug, "pk": pk})


def _crumbs(slug: str, *steps: tuple[Any, str]) -> list[tuple[Any, str]]:
    return [(_("Fortællinger"), reverse("voice:work_stories", args=[slug])), *steps]


def _named(row: Story) -> str:
    return _("Fortælling %(number)s") % {"number": row}


@require_safe
@kept_for_each
def at_work(request: HttpRequest, slug: str) -> HttpResponse:
    """All stories, those that wait for us first in line."""
    by = request.asker  # type: ignore[attr-defined]
    group = request.GET.get("vis", "klar")
    group = group if group in reads.GROUPS else "klar"
    page = Paginator(reads.at_work(by, group), A_PAGE).get_page(request.GET.get("side"))
    labels = {
        "klar": _("Venter på os"), "uden-ja": _("Venter på et ja"), "paa-siden": _("På siden"),
        "til-side": _("Lagt til side"), "vaek": _("Taget tilbage"),
    }  # fmt: skip
    context = {
        "tabs": [{"label": words, "href": f"?vis={name}", "current": name == group} for name, words in labels.items()],
        "rows": [_row(row, slug) for row in page.object_list],
        "page": page, "pages_for": f"?vis={group}&side={{}}",
    }  # fmt: skip
    return render(request, "voice/stories/list.html", context)


def _row(row: Story, slug: str) -> dict[str, str]:
    who = row.shown_name or row.get_named_as_display()
    return {
        "lead": str(row), "lead_note": row.get_stage_display(), "tone": TONES[row.stage],
        "heading": Truncator(row.words).chars(120) or _("Ordene er væk"),
        "text": " · ".join(filter(None, [danish_date(row.told_on), "" if row.stage in BLANK else who])),
        "href": _href(slug, row.pk),
    }  # fmt: skip


@GET_OR_POST
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a story in together with its person."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_handle(by))
    form = StoryEntryForm(request.POST or None)

    def act() -> str:
        row = actions.tell_story(
            municipality=by.municipality, code=code_from(form.key, print_of(request)), by=by, **form.answers
        )
        return _href(slug, row.pk)

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    lead = _("Sid sammen, og skriv det, som personen siger det. Bagefter skriver du et ark ud til underskrift.")
    return _form_page(
        request, form, _("Skriv en fortælling ind"), lead=lead, back=reverse("voice:work_stories", args=[slug])
    )


def _form_page(
    request: HttpRequest, form: Any, heading: str, *, back: str, lead: str = "", kicker: str = "", submit: str = "",
    words: str = "", danger: bool = False,
) -> HttpResponse:  # fmt: skip
    slug = request.municipality.slug  # type: ignore[attr-defined]
    context = {
        "form": form, "heading": heading, "lead": lead, "kicker": kicker, "cancel": back, "words": words,
        "submit": submit or _("Gem"), "danger": danger,
        "crumbs": _crumbs(slug, *([(kicker, back)] if kicker else []), (heading, "")),
    }  # fmt: skip
    return render(request, "voice/proposals/form.html", context)


@require_safe
@kept_for_each
def page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One story: the words, the yes, and the one thing to do next."""
    row = reads.story(request.asker, pk)  # type: ignore[attr-defined]
    yes = getattr(row, "yes", None)
    fits = yes is not None and yes.words_hash == row.words_hash
    undecided = not row.held_back and row.stage in (StoryStage.WAITING, StoryStage.PUT_ASIDE)
    context = {
        "heap": reverse("voice:flood", args=[slug, row.flood_id]) if row.held_back else "",
        "row": row, "mark": {"label": row.get_stage_display(), "tone": TONES[row.stage]},
        "facts": _facts(row, yes, fits), "masks": list(row.masks.all()),
        "is_blank": row.stage in BLANK, "is_waiting": undecided and row.stage == StoryStage.WAITING,
        "may_release": fits and undecided, "needs_yes": not fits and undecided,
        "crumbs": _crumbs(slug, (str(row), "")),
    }  # fmt: skip
    return render(request, "voice/stories/page.html", context)


def _facts(row: Story, yes: Any, fits: bool) -> list[tuple[str, str]]:
    facts = [(_("Fortalt"), danish_date(row.told_on))]
    if row.stage not in BLANK:
        facts.append((_("Navn, der står"), row.shown_name or _("intet navn")))
    if yes is not None:
        said = [danish_date(yes.given_on), yes.get_given_by_display(), yes.kept_at]
        facts.append((_("Ja"), ", ".join(filter(None, said))))
        if not fits and row.stage not in BLANK:
            facts.append((_("Obs"), _("Teksten er rettet siden. Der skal et nyt ja til.")))
    if row.why:
        facts.append((_("Lagt til side, fordi"), row.why))
    if row.stage in BLANK:
        facts.append((_("Ordene blev slettet"), danish_date(row.newest_on)))
    return facts


@GET_OR_POST
def paper_yes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note that the person signed the paper."""
    row = reads.story(request.asker, pk)  # type: ignore[attr-defined]
    form = PaperYesForm(request.POST or None, initial={"given_on": clock.today()})
    back = _href(slug, pk)

    def act() -> str:
        actions.note_paper_yes(story=row, by=request.asker, **form.answers)  # type: ignore[attr-defined]
        return back

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    return _form_page(request, form, _("Personen har skrevet under"), back=back, kicker=_named(row))


@never_cache
@GET_OR_POST
def sheet(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The sheet to sign, with the conditions, the number and a new code to tear off."""
    by = request.asker  # type: ignore[attr-defined]
    row = reads.story(by, pk)
    form = KeyedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = spaced_code(actions.give_story_code(story=row, by=by))
        where = settings.HOLDEPUNKT_URL.rstrip("/") + reverse("voice:story", args=[slug, str(row)])
        context = {"row": row, "code": made, "address": where, "back": _href(slug, pk), "days": DAYS_WITHOUT_YES}
        return render(request, "voice/stories/sheet.html", context)
    lead = _("Arket har en ny kode, som personen river af og gemmer. Den gamle kode holder op med at virke.")
    return _form_page(
        request,
        form,
        _("Ark til underskrift"),
        back=_href(slug, pk),
        kicker=_named(row),
        lead=lead,
        submit=_("Vis arket"),
    )


@GET_OR_POST
def mask(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take words about others out; the person then says yes to the new text."""
    row = reads.story(request.asker, pk)  # type: ignore[attr-defined]
    form = MaskForm(request.POST or None, initial={"words": row.words, "_version": row.version})
    back = _href(slug, pk)

    def act() -> str:
        actions.mask_words(story=row, by=request.asker, version=form.version, **form.answers)  # type: ignore[attr-defined]
        return back

    def theirs(now: Story) -> dict[str, Any]:
        return {"words": now.words}

    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=theirs, cancel=back)):
        return answer
    lead = _("Tag kun det ud, der handler om andre. Bagefter skal personen sige ja til den nye tekst.")
    return _form_page(request, form, _("Tag noget ud"), back=back, kicker=_named(row), lead=lead)


@require_POST
def release(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let everybody read it."""
    row = reads.story(request.asker, pk)  # type: ignore[attr-defined]

    def act() -> str:
        actions.release_story(story=row, by=request.asker)  # type: ignore[attr-defined]
        return _href(slug, pk)

    return once(request, act)


@GET_OR_POST
def put_aside(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """It will not be shown, with the reason its person can read."""
    row = reads.story(request.asker, pk)  # type: ignore[attr-defined]
    form = WhyForm(request.POST or None)

    def act() -> str:
        actions.put_story_aside(story=row, by=request.asker, **form.answers)  # type: ignore[attr-defined]
        return _href(slug, pk)

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    lead = _("Personen kan læse hvorfor. Efter et halvt år sletter vi den.")
    return _form_page(request, form, _("Læg den til side"), back=_href(slug, pk), kicker=_named(row), lead=lead)


@GET_OR_POST
def take_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The person asked us to take it back. No reason is noted."""
    row = reads.story(request.asker, pk)  # type: ignore[attr-defined]
    form = KeyedForm(request.POST or None)

    def act() -> str:
        actions.take_story_back(story=row, by=request.asker)  # type: ignore[attr-defined]
        return _href(slug, pk)

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    lead = _("Gør det, når personen beder om det. Ord, navn og kontakt bliver slettet med det samme og for altid.")
    return _form_page(
        request, form, _("Personen tager den tilbage"), back=_href(slug, pk), kicker=_named(row), lead=lead,
        submit=_("Tag den tilbage"), danger=True,
    )  # fmt: skip


@never_cache
@require_safe
def contact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How to reach the person. Looking stands in the record."""
    by = request.asker  # type: ignore[attr-defined]
    row = reads.story(by, pk)
    found = reads.contact(by, row)
    if found is not None:
        record.looked(found, by=by, relation=by.acting_as)
    decided = row.stage != StoryStage.WAITING
    context = {
        "row": row, "contact": found, "crumbs": _crumbs(slug, (_named(row), _href(slug, pk)), (_("Kontakt"), "")),
        "goes": danish_date(contact_goes_on(row.newest_on)) if decided else "", "back": _href(slug, pk),
    }  # fmt: skip
    return render(request, "voice/stories/contact.html", context)
