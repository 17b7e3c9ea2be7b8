"""Move the deadlines of a round that is open."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from holdepunkt.people.access import require
from holdepunkt.people.saving import save
from holdepunkt.policy import access
from holdepunkt.policy.actions.round_dates import move_dates
from holdepunkt.policy.forms.status import DatesForm
from holdepunkt.policy.models import StatusReport
from holdepunkt.policy.reads import status as reads
from holdepunkt.policy.views.desk import dates_of
from holdepunkt.policy.views.status import GET_OR_POST


@GET_OR_POST
def dates(request: HttpRequest, slug: str, policy: str, year: int) -> HttpResponse:
    """The days as they are, and the form to move them."""
    by = request.asker  # type: ignore[attr-defined]
    require(access.may_open_round(by))
    report = reads.report(by, policy, year)
    desk = f"{reverse('policy:desk', args=[slug])}?{urlencode({'politik': policy})}"
    form = DatesForm(request.POST or None, initial=_days(report) | {"_version": report.version})
    form.fields["due_on"].required = True
    form.fields["due_on"].help_text = ""

    def act() -> str:
        move_dates(report=report, by=by, version=form.version, **form.answers)
        return desk

    if request.method == "POST" and form.is_valid() and (answer := save(request, form, act, theirs=_days, cancel=desk)):
        return answer
    context = {"report": report, "form": form, "dates": dates_of(report), "desk": desk}
    return render(request, "policy/status/dates.html", context)


def _days(report: StatusReport) -> dict[str, Any]:
    return {"due_on": report.due_on, "meeting_on": report.meeting_on}
