"""What was answered, for those who keep the hearing: the list, one answer, its themes, its sender."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from holdepunkt import clock, record
from holdepunkt.people.access import NotPossible
from holdepunkt.people.kept_pages import kept_for_each
from holdepunkt.people.numbers import whole_number
from holdepunkt.people.saving import save
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.ui.jinja import danish_date
from holdepunkt.voice.actions import hearing_answer as actions
from holdepunkt.voice.actions.hearing_theme import add_hearing_theme
from holdepunkt.voice.forms.hearing import GatherForm, NotedAnswerForm
from holdepunkt.voice.forms.proposal import NOBODY_TO_DELETE, HideForm, WhyForm
from holdepunkt.voice.hearing_words import label
from holdepunkt.voice.models import HearingAnswer
from holdepunkt.voice.reads import hearing_answers as reads
from holdepunkt.voice.reads import hearings
from holdepunkt.voice.rules.hearing import GOING_ON, CameIn, HearingStage
from holdepunkt.voice.views import hearing_rows as rows
from holdepunkt.voice.views.hearings import A_PAGE, GET_OR_POST, address, crumbs, form_page, kept
from holdepunkt.voice.views.slips import brought, code_for, hand_over, slip


@require_safe
@kept_for_each
def listed(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The answers of a hearing, fifty a page; all, those nobody has read, those without a theme."""
    row, asked = kept(request, pk), request.GET
    only = asked.get("vis", "")
    wish = reads.Wish(theme=whole_number(asked.get("tema")), passage=whole_number(asked.get("afsnit")), only=only)
    page = Paginator(reads.at_work(request.asker, row, wish), A_PAGE).get_page(asked.get("side"))
    tabs = [
        {"label": words, "href": f"?vis={name}" if name else "?", "current": name == only}
        for name, words in (("", _("Alle")), ("ulaest", _("Ulæste")), ("uden-tema", _("Uden tema")))
    ]
    told = "&".join(f"{name}={asked[name]}" for name in ("vis", "tema", "afsnit") if asked.get(name, "").isalnum())
    context = {
        "row": row, "rows": rows.work_answers(page.object_list, slug), "page": page, "tabs": tabs,
        "pages_for": f"?{told}&side={{}}" if told else "?side={}", "goes_on": row.stage in GOING_ON,
        "crumbs": crumbs(slug, row, (_("Svar"), "")),
    }  # fmt: skip
    return render(request, "voice/hearings/answers.html", context)


@GET_OR_POST
def note(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write in an answer that came on paper, or that somebody said."""
    row = kept(request, pk)
    initial = {"received_on": clock.today(), "part": "0"}
    form = NotedAnswerForm(request.POST or None, passages=hearings.passages(row), initial=initial)
    back, code = address(slug, row, "hearing_answers"), code_for(request, form)

    def act() -> str:
        knows = form.contact is not None
        made = actions.note_answer(
            hearing=row, words=form.answers["words"], received_on=form.answers["received_on"], by=request.asker,
            passage=form.passage, contact=form.contact, code=code if knows else "",
        )  # fmt: skip
        return address(slug, row, "hearing_answer_code" if knows else "hearing_answer_page", answer=made.pk)

    if code and (answer := save(request, form, act)):
        return hand_over(answer, code) if form.contact is not None else answer
    lead = _("Vil personen have svar, så får du en seddel med nummer og kode at give videre.")
    return form_page(request, form, _("Skriv et svar ind"), row=row, back=back, lead=lead)


@never_cache
@GET_OR_POST
def code(request: HttpRequest, slug: str, pk: int, answer: int) -> HttpResponse:
    """The slip of somebody whose answer we wrote in; or a new code, when it was lost. Shown once."""
    found = reads.answer(request.asker, pk, answer)
    back, told = address(slug, found.hearing, "hearing_answer_page", answer=found.pk), brought(request)
    form = KeyedForm(request.POST or None)
    made: list[str] = [told] if told and request.method != "POST" else []

    def act() -> str:
        made.append(actions.give_answer_code(answer=found, by=request.asker))
        return back

    if request.method == "POST" and form.is_valid() and (saved := save(request, form, act)) and not made:
        return saved
    if made:
        follow = reverse("voice:hearing_answer", args=[slug, found.hearing.number, found.number])
        return slip(
            request, heading=found.hearing.title, number=str(found.number), code=made[0], follow=follow, back=back
        )
    words = _("Lav en ny kode")
    lead = _("Den gamle kode holder op med at virke. Giv kun koden til den, der sendte svaret.")
    return form_page(request, form, words, row=found.hearing, back=back, lead=lead, submit=words)


@GET_OR_POST
def page(request: HttpRequest, slug: str, pk: int, answer: int) -> HttpResponse:
    """One answer, and the themes it speaks of; to gather it is to have read it."""
    found = reads.answer(request.asker, pk, answer)
    row, may = found.hearing, found.hearing.stage in GOING_ON and not found.held_back
    now = {"themes": [one.theme_id for one in found.themed.all()], "_version": found.version}
    form = GatherForm(request.POST or None, hearing=row, initial=now) if may else None
    back = address(slug, row, "hearing_answers")
    if request.method == "POST" and form is None:
        raise NotPossible(_("Svaret kan ikke samles nu. Enten er høringen slut, eller også venter svaret i en bunke."))

    def act() -> str:
        assert form is not None
        chosen = list(form.answers["themes"])
        if new := form.answers["new"].strip():
            chosen.append(add_hearing_theme(hearing=row, name=new, by=request.asker))
        actions.gather_answer(answer=found, themes=set(chosen), by=request.asker, version=form.version)
        return back + "?vis=uden-tema"

    def theirs(fresh: HearingAnswer) -> dict[str, Any]:
        return {"themes": [one.theme_id for one in fresh.themed.all()]}

    sent = form is not None and request.method == "POST" and form.is_valid()
    if sent and (saved := save(request, form, act, theirs=theirs, cancel=back)):
        return saved
    context = {
        "row": row, "answer": found, "form": form, "facts": _facts(found), "hidden": reads.hidden(request.asker, found),
        "has_sender": reads.has_sender(found), "crumbs": crumbs(slug, row, (_("Svar"), back), (str(found), "")),
        "may_hide": found.came_in != CameIn.BODY and not found.held_back and row.stage != HearingStage.CANCELLED,
    }  # fmt: skip
    return render(request, "voice/hearings/answer_page.html", context)


def _facts(found: HearingAnswer) -> list[tuple[str, str]]:
    facts = [
        (_("Svar på"), str(found.passage) if found.passage else _("Det hele")),
        (_("Kom"), f"{label(CameIn(found.came_in))}, {danish_date(found.received_on)}"),
        (_("Læst"), danish_date(found.read_on) if found.read_on else _("ikke endnu")),
    ]
    if found.came_in == CameIn.PAPER and not reads.has_sender(found):
        facts.append((_("Hvem"), _("Det ved vi ikke. Der er ingen at sende et svar til")))
    return [*facts, (_("Fra"), found.body.name)] if found.body else facts


@GET_OR_POST
def hide(request: HttpRequest, slug: str, pk: int, answer: int) -> HttpResponse:
    """Mask what is personal about others, or a threat as a whole; the reason is shown to everybody."""
    found = reads.answer(request.asker, pk, answer)
    back = address(slug, found.hearing, "hearing_answer_page", answer=found.pk)
    form = HideForm(request.POST or None, initial={"words": found.words, "_version": found.version})

    def act() -> str:
        actions.hide_in_answer(answer=found, by=request.asker, version=form.version, **form.answers)
        return back

    sent = request.method == "POST" and form.is_valid()
    if sent and (saved := save(request, form, act, theirs=lambda now: {"words": now.words}, cancel=back)):
        return saved
    lead = _("Teksten, som den kom, bliver gemt for sig. Kun de, der holder høringen, kan se den.")
    return form_page(request, form, _("Skjul noget i teksten"), row=found.hearing, back=back, lead=lead)


@never_cache
@GET_OR_POST
def sender(request: HttpRequest, slug: str, pk: int, answer: int) -> HttpResponse:
    """Who sent it and how they want to hear from us. Looking stands in the record."""
    found = reads.answer(request.asker, pk, answer)
    who = reads.sender(request.asker, found)
    back = address(slug, found.hearing, "hearing_answer_page", answer=found.pk)
    form = WhyForm(request.POST or None) if who is not None else None
    if request.method == "POST" and form is None:
        raise NotPossible(str(NOBODY_TO_DELETE))

    def act() -> str:
        assert form is not None
        actions.forget_answer_sender(answer=found, by=request.asker, **form.answers)
        return back

    if form is not None and request.method == "POST" and form.is_valid() and (saved := save(request, form, act)):
        return saved
    if who is not None:
        record.looked(who, by=request.asker, relation=request.asker.acting_as)
    gone = danish_date(found.sender_forgotten_on) if found.sender_forgotten_on else ""
    context = {"answer": found, "sender": who, "form": form, "gone": gone, "back": back,
               "crumbs": crumbs(slug, found.hearing, (str(found), back), (_("Afsender"), ""))}  # fmt: skip
    return render(request, "voice/hearings/sender.html", context)
