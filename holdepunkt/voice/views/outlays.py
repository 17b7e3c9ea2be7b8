"""Travel and meals of a meeting, for the secretary alone; and the list for the SMS gateway."""

import csv
from decimal import Decimal
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from holdepunkt import record
from holdepunkt.people.saving import save
from holdepunkt.ui.jinja import danish_date, number, short_date
from holdepunkt.voice.actions import outlay as actions
from holdepunkt.voice.forms.outlay import OutlayForm
from holdepunkt.voice.models import AdvisoryCouncil, CouncilMeeting, Outlay
from holdepunkt.voice.reads import council as councils
from holdepunkt.voice.reads import outlays as reads
from holdepunkt.voice.reads.meeting_paper import clock_words
from holdepunkt.voice.rules.council import RuleKey, YesNo
from holdepunkt.voice.rules.meetings import MeetingStage
from holdepunkt.voice.rules.outlays import OutlayKind, cell
from holdepunkt.voice.rules.proposal import phone_digits
from holdepunkt.voice.views.council_steps import GET_POST, href, pressed, run_by
from holdepunkt.voice.views.meetings import meeting_of


@never_cache
@GET_POST
def of_meeting(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """What was asked for and what is paid, and one more."""
    by, council, row = meeting_of(request, pk, meeting)
    people = {str(one.pk): one for one in councils.sitting(council, row.meets_on)}
    form = OutlayForm(request.POST or None, members=people.values(), unpaid=_unpaid(council, row))
    here = href("outlays", slug, council, meeting=row.pk)

    def act() -> str:
        told: dict[str, Any] = form.answers
        actions.note_outlay(meeting=row, member=people[told.pop("member")], by=by, **told)
        return here

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act)):
        return answer
    there = list(reads.of_meeting(row))
    waits = [one for one in there if one.paid_on is None]
    context = {
        "council": council, "meeting": row, "form": form, "csv_href": href("outlays_csv", slug, council),
        "waiting": [_told(one, slug, row) for one in waits],
        "paid": [_told(one, slug, row) for one in there if one.paid_on],
        "owed": number(sum((one.amount for one in waits), Decimal(0))),
    }  # fmt: skip
    return render(request, "voice/meetings/outlays.html", context)


PAYS = {OutlayKind.TRAVEL: RuleKey.PAYS_TRAVEL, OutlayKind.MEAL: RuleKey.PAYS_MEALS, OutlayKind.FEE: RuleKey.PAYS_FEES}


def _unpaid(council: AdvisoryCouncil, row: CouncilMeeting) -> list[str]:
    """What the council's rules say is not paid."""
    rules = councils.rules(council, row.meets_on)
    return [kind.value for kind, key in PAYS.items() if rules.says(key, YesNo.NO)]


def _told(one: Outlay, slug: str, meeting: CouncilMeeting) -> dict[str, Any]:
    parts = {"slug": slug, "pk": meeting.council_id, "meeting": meeting.pk, "outlay": one.pk}
    paid = _("betalt %(day)s") % {"day": short_date(one.paid_on)} if one.paid_on else ""
    asked = _("bedt om %(day)s") % {"day": short_date(one.asked_on)}
    return {
        "name": one.member.name,
        "heading": _("%(name)s: %(amount)s kr.") % {"name": one.member.name, "amount": number(one.amount)},
        "text": " · ".join(filter(None, [one.get_kind_display(), asked, paid])),
        "paid_href": "" if one.paid_on else reverse("voice:outlay_paid", kwargs=parts),
        "remove_href": "" if one.paid_on else reverse("voice:outlay_remove", kwargs=parts),
    }


@require_POST
def paid(request: HttpRequest, slug: str, pk: int, meeting: int, outlay: int) -> HttpResponse:
    """It was paid today."""
    by, council, row = meeting_of(request, pk, meeting)
    one = reads.outlay(row, outlay)
    to = href("outlays", slug, council, meeting=row.pk)
    return pressed(request, lambda: actions.note_paid(outlay=one, by=by), to)


@require_POST
def remove(request: HttpRequest, slug: str, pk: int, meeting: int, outlay: int) -> HttpResponse:
    """It was a mistake."""
    by, council, row = meeting_of(request, pk, meeting)
    one = reads.outlay(row, outlay)
    to = href("outlays", slug, council, meeting=row.pk)
    return pressed(request, lambda: actions.remove_outlay(outlay=one, by=by), to)


@never_cache
@require_safe
def listed(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Everything that is kept, as a table for whoever pays."""
    by, council = run_by(request, pk)
    found = list(reads.of_council(council))
    record.exported("outlay.listed", on=council, by=by, criteria={"count": len(found)})
    text = StringIO()
    rows = csv.writer(text, delimiter=";")
    rows.writerow([_("Møde"), _("Medlem"), _("Til"), _("Kroner"), _("Bedt om"), _("Betalt")])
    for one in found:
        amount = f"{one.amount:.2f}".replace(".", ",")
        days = [one.asked_on.isoformat(), one.paid_on.isoformat() if one.paid_on else ""]
        rows.writerow(
            [one.meeting.meets_on.isoformat(), cell(one.member.name), str(one.get_kind_display()), amount, *days]
        )
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="udlaeg-{council.key}.csv"'
    return answer


@never_cache
@require_safe
def sms_list(request: HttpRequest, slug: str, pk: int, meeting: int) -> HttpResponse:
    """A line for each member who asked for it, number and text, as a gateway takes it. The text names no council."""
    by, _council, row = meeting_of(request, pk, meeting)
    people = reads.by_sms(row)
    record.exported("meeting.sms_listed", on=row, by=by, criteria={"members": len(people)})
    told = _sms(row)
    lines = [f"{phone_digits(one.contact.phone)};{told}" for one in people]
    answer = HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sms-{row.meets_on.isoformat()}.txt"'
    return answer


def _sms(row: CouncilMeeting) -> str:
    """Others may see the phone: when and where, and nothing about what."""
    day = {"day": " ".join(filter(None, [danish_date(row.meets_on), clock_words(row)]))}
    if row.stage == MeetingStage.CALLED_OFF:
        return _("Mødet %(day)s er aflyst.") % day
    place = _(" Sted: %(place)s.") % {"place": row.place} if row.place else ""
    return (_("Husk mødet %(day)s.") % day + place).replace("\n", " ").replace(";", ",")
