"""The themes of a hearing with their closing answers, and the messages to those who answered."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import record
from holdepunkt.people.saving import save
from holdepunkt.record.once import once
from holdepunkt.voice.actions import hearing_theme as actions
from holdepunkt.voice.actions.hearing_message import finish_way
from holdepunkt.voice.forms.hearing import HearingThemeForm, NewThemeForm, theme_values
from holdepunkt.voice.hearing_message_words import follow_address, happened, short, told
from holdepunkt.voice.labels import label
from holdepunkt.voice.models import HearingMessage
from holdepunkt.voice.reads import hearing_messages as messages_of
from holdepunkt.voice.reads import hearings as reads
from holdepunkt.voice.rules.hearing import GOING_ON
from holdepunkt.voice.rules.proposal import Way, phone_digits
from holdepunkt.voice.views.hearing_rows import theme_cards
from holdepunkt.voice.views.hearings import GET_OR_POST, address, crumbs, kept


@GET_OR_POST
def themes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The themes with how many answers stand under each, and what each led to."""
    row = kept(request, pk)
    back = address(slug, row, "hearing_themes")
    # Once the hearing has ended there is no form; one that was sent meanwhile comes back with its words.
    form = NewThemeForm(request.POST or None) if row.stage in GOING_ON or request.method == "POST" else None

    def act() -> str:
        assert form is not None
        actions.add_hearing_theme(hearing=row, by=request.asker, **form.answers)
        return back

    if form is not None and request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    listed = [
        {
            "lead": card["outcome"] or _("mangler svar"), "tone": card["tone"] if card["outcome"] else "warn",
            "heading": card["name"], "text": card["count"], "href": address(slug, row, "hearing_theme", theme=card["pk"]),
        }
        for card in theme_cards(reads.themes(row), shows_answers=True)
    ]  # fmt: skip
    context = {
        "heading": _("Temaer"), "lead": _("Saml det, der ligner hinanden. Hvert tema får ét svar."), "rows": listed,
        "page": None, "form": form, "submit": _("Begynd temaet"), "form_heading": _("Et nyt tema"),
        "empty": _("Der er ingen temaer endnu."), "crumbs": crumbs(slug, row, (_("Temaer"), "")),
    }  # fmt: skip
    return render(request, "voice/proposals/rows.html", context)


@GET_OR_POST
def theme(request: HttpRequest, slug: str, pk: int, theme: int) -> HttpResponse:
    """The closing answer to a theme: what was changed, or why it was not."""
    row = kept(request, pk)
    one = reads.theme(row, theme)
    back = address(slug, row, "hearing_themes")
    form = HearingThemeForm(request.POST or None, initial=theme_values(one))

    def act() -> str:
        actions.answer_hearing_theme(theme=one, by=request.asker, version=form.version, **form.answers)
        return back

    sent = request.method == "POST" and form.is_valid()
    if sent and (answer := save(request, form, act, theirs=theme_values, cancel=back)):
        return answer
    context = {
        "row": row, "theme": one, "form": form, "back": back, "goes_on": row.stage in GOING_ON,
        "answers_href": address(slug, row, "hearing_answers") + f"?tema={one.pk}",
        "crumbs": crumbs(slug, row, (_("Temaer"), back), (one.name, "")),
    }  # fmt: skip
    return render(request, "voice/hearings/theme.html", context)


@require_POST
def theme_remove(request: HttpRequest, slug: str, pk: int, theme: int) -> HttpResponse:
    """Take away a theme under which nothing stands."""
    row = kept(request, pk)
    one = reads.theme(row, theme)

    def act() -> str:
        actions.remove_hearing_theme(theme=one, by=request.asker)
        return address(slug, row, "hearing_themes")

    return once(request, act)


@require_safe
def messages(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What waits to be sent, by the way each one chose."""
    row = kept(request, pk)
    counts = messages_of.counts(request.asker, row)
    listed = [
        {
            "heading": label(way).capitalize(),
            "text": ngettext("%(n)s venter", "%(n)s venter", counts.get(way, 0)) % {"n": counts.get(way, 0)},
            "href": address(slug, row, "hearing_message_run", way=way.value) if way != Way.MAIL else "",
        }
        for way in Way
        if counts.get(way)
    ]
    context = {
        "heading": _("Beskeder"), "lead": _("Hver får svar på den måde, de valgte. Mails går af sig selv."),
        "rows": listed, "page": None, "form": None, "empty": _("Ingen venter på besked."),
        "crumbs": crumbs(slug, row, (_("Beskeder"), "")),
    }  # fmt: skip
    return render(request, "voice/proposals/rows.html", context)


@never_cache
@GET_OR_POST
def run(request: HttpRequest, slug: str, pk: int, way: str) -> HttpResponse:
    """Letters and notices for the printer, or the list for the SMS gateway; and, when they are sent, that they are."""
    row = kept(request, pk)
    if way not in set(Way) or way == Way.MAIL:
        raise Http404(way)
    back = address(slug, row, "hearing_messages")
    if request.method == "POST":

        def act() -> str:
            finish_way(hearing=row, way=way, by=request.asker)
            return back

        return once(request, act)
    found = messages_of.to_print(request.asker, row, way)
    record.exported("hearing.run_opened", on=row, by=request.asker, criteria={"way": way, "count": len(found)})
    context = {
        "row": row, "sheets": [_sheet(one) for one in found if way != Way.SMS], "back": back,
        "lines": "\n".join(f"{phone_digits(one.answer.sender.phone)};{short(one)}" for one in found if way == Way.SMS),
        "here_run": address(slug, row, "hearing_message_run", way=way),
    }  # fmt: skip
    return render(request, "voice/hearings/run.html", context)


def _sheet(one: HearingMessage) -> dict[str, Any]:
    sender = one.answer.sender
    return {
        "number": one.answer.number,
        "to": sender.address if one.way == Way.LETTER else "",
        "place": sender.place if one.way == Way.PLACE else "",
        "happened": happened(one),
        "told": told(one),
        "address": follow_address(one),
    }
