"""Those who signed up: the list, one written in from paper, a flood, the sheet for the door, and what they are told."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from holdepunkt import record
from holdepunkt.people.numbers import whole_number
from holdepunkt.record.once import once
from holdepunkt.voice.actions import sign_up as actions
from holdepunkt.voice.actions.notice import mark_notices_sent
from holdepunkt.voice.codes import new_code
from holdepunkt.voice.forms.gathering import SignUpForm
from holdepunkt.voice.gathering_words import code_of, day_and_time, label, opening, own_address, short, told
from holdepunkt.voice.labels import label as way_label
from holdepunkt.voice.models import Gathering, SignUp, SignUpNotice
from holdepunkt.voice.reads import heaps
from holdepunkt.voice.reads import sign_ups as reads
from holdepunkt.voice.rules.gathering import COMING, Need, SignUpStage
from holdepunkt.voice.rules.proposal import Way, phone_digits
from holdepunkt.voice.views.council_steps import GET_POST, pressed, step
from holdepunkt.voice.views.gathering_rows import persons, sign_up_row, work_href
from holdepunkt.voice.views.gatherings import keeper_of

A_PAGE = 50
PRINTED = (Way.LETTER, Way.PLACE, Way.SMS)


@require_safe
def listed(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Everybody who signed up, fifty a page."""
    by, row = keeper_of(request, pk)
    page = Paginator(reads.sign_ups(by, row), A_PAGE).get_page(request.GET.get("side"))
    counts, found = reads.persons_in(row), heaps.of_gathering(row)
    context = {
        "row": row,
        "page": page,
        "rows": [sign_up_row(one, slug, row) for one in page.object_list],
        "seated": persons(counts.get(SignUpStage.SEAT, 0)),
        "heaps": [(_("Bunke %(n)s") % {"n": place}, reverse("voice:flood", args=[slug, one.pk]))
                  for place, one in enumerate(found, start=1)],
        "heaps_wait": any(one.stage == "waiting" for one in found),
        **{name: work_href(slug, row, name) for name in ("work_sign_up_new", "sign_up_door", "sign_up_notices")},
        "back": work_href(slug, row),
    }  # fmt: skip
    return render(request, "voice/gatherings/sign_ups.html", context)


@GET_POST
def new(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write a sign-up in for somebody: on paper, by phone, by mouth."""
    by, row = keeper_of(request, pk)
    form, back = SignUpForm(request.POST or None), work_href(slug, row, "sign_ups")
    for name, words in (
        ("name", _("Hvad vil personen kaldes?")), ("companions", _("Hvor mange er med?")),
        ("needs", _("Er der brug for noget?")), ("way", _("Skal vi skrive om mødet?")),
    ):  # fmt: skip
        form.fields[name].label = words

    def act() -> str:
        actions.note_sign_up(gathering=row, code=new_code(), by=by, **form.told)
        return back

    return step(request, form, act, heading=_("Skriv en tilmelding ind"), kicker=row.title, back=back)


@GET_POST
def one(request: HttpRequest, slug: str, pk: int, sign_up: int) -> HttpResponse:
    """One party: how to reach it (each look is in the record), and cancelling for somebody."""
    by, row = keeper_of(request, pk)
    found = reads.one(by, row, sign_up)
    back = work_href(slug, row, "sign_ups")
    if request.method == "POST":
        return pressed(request, lambda: actions.cancel_sign_up(sign_up=found, by=by), back)
    contact = getattr(found, "contact", None)
    if contact is not None:
        record.looked(contact, by=by, relation=_("Passer mødet"))
    context = {
        "row": row,
        "found": found,
        "line": sign_up_row(found, slug, row),
        "facts": _facts(found, contact),
        "may_cancel": found.stage in (*COMING, SignUpStage.HELD_BACK),
        "here": work_href(slug, row, "work_sign_up", sign_up=sign_up),
        "back": back,
    }
    return render(request, "voice/gatherings/sign_up.html", context)


def _facts(found: SignUp, contact: Any) -> list[tuple[str, str]]:
    facts = [(_("Står"), label(SignUpStage(found.stage))), (_("Antal"), persons(found.persons))]
    facts += [(_("Har brug for"), ", ".join(label(Need(need)) for need in found.needs))] if found.needs else []
    facts += [(_("Andet"), found.other_needs)] if found.other_needs else []
    if contact is None:
        return [*facts, (_("Besked"), _("Nej tak"))]
    where = contact.mail or contact.phone or contact.address or contact.place
    return [*facts, (_("Besked"), f"{way_label(Way(contact.way))}: {where}")]


@never_cache
@require_safe
def door(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The sheet for the door: names as they were given and what each needs. No address, no phone."""
    by, row = keeper_of(request, pk)
    found = reads.at_the_door(by, row)
    record.exported("gathering.door_list_opened", on=row, by=by, criteria={"count": len(found)})
    lines = [
        ["☐", str(one.number), one.name or _("Uden navn"), str(one.persons),
         ", ".join([*(label(Need(need)) for need in one.needs), *filter(None, [one.other_needs])]),
         "" if one.stage == SignUpStage.SEAT else label(SignUpStage.WAITING)]
        for one in found
    ]  # fmt: skip
    context = {"row": row, "lines": lines, "when": day_and_time(row), "back": work_href(slug, row)}
    return render(request, "voice/gatherings/door.html", context)


@require_safe
def notices(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What is still to be told, by way; mails leave by themselves."""
    by, row = keeper_of(request, pk)
    counts = reads.notice_counts(by, row)
    nouns = {Way.LETTER: _("Breve"), Way.PLACE: _("Opslag til et sted"), Way.SMS: _("SMS'er")}
    context = {
        "row": row,
        "mails": counts.get(Way.MAIL.value, 0),
        "waiting": [
            {"noun": nouns[way], "count": counts.get(way.value, 0),
             "href": work_href(slug, row, "sign_up_notices_print", way=way.value)}
            for way in PRINTED
        ],
        "back": work_href(slug, row),
    }  # fmt: skip
    return render(request, "voice/gatherings/notices.html", context)


@never_cache
@GET_POST
def notices_to_print(request: HttpRequest, slug: str, pk: int, way: str) -> HttpResponse:
    """Letters or notices, one a sheet, or the way to the list for SMS; and that they have left."""
    by, row = keeper_of(request, pk)
    chosen = _printed(way)
    if request.method == "POST":
        return once(request, lambda: _left(request, slug, row, chosen))
    found = reads.notices_to_send(by, row, chosen)
    record.exported("gathering.notices_opened", on=row, by=by, criteria={"way": way, "count": len(found)})
    context = {
        "row": row,
        "sheets": [_sheet(notice) for notice in found],
        "is_list": chosen == Way.SMS,
        "list_href": work_href(slug, row, "sign_up_sms"),
        "here_notices": work_href(slug, row, "sign_up_notices_print", way=way),
        "until": max((notice.pk for notice in found), default=0),
        "back": work_href(slug, row, "sign_up_notices"),
    }
    return render(request, "voice/gatherings/notices_print.html", context)


def _printed(way: str) -> Way:
    if way not in set(PRINTED):
        raise Http404(way)
    return Way(way)


def _left(request: HttpRequest, slug: str, row: Gathering, way: Way) -> str:
    until = whole_number(request.POST.get("until")) or 0
    mark_notices_sent(gathering=row, way=way, until=until, by=request.asker)  # type: ignore[attr-defined]
    return work_href(slug, row, "sign_up_notices")


def _sheet(notice: SignUpNotice) -> dict[str, str]:
    contact = getattr(notice.sign_up, "contact", None)
    return {
        "number": str(notice.sign_up.number),
        "to": contact.address if contact else "",
        "place": contact.place if contact else "",
        "opening": opening(),
        "told": told(notice),
        "code": code_of(notice) if notice.way == Way.LETTER else "",
        "address": own_address(notice.sign_up),
    }


@require_safe
def sms_list(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A line for each SMS, number and text, as a gateway takes it."""
    by, row = keeper_of(request, pk)
    found = reads.notices_to_send(by, row, Way.SMS)
    record.exported("gathering.sms_listed", on=row, by=by, criteria={"count": len(found)})
    lines = [f"{phone_digits(notice.sign_up.contact.phone)};{short(notice)}" for notice in found]
    answer = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sms-moede-{row.number}.txt"'
    return answer
