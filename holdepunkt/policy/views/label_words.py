"""The page where a municipality edits its list of words that may label people."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from holdepunkt.people import access, actions
from holdepunkt.people.models import Municipality
from holdepunkt.people.saving import save
from holdepunkt.policy.forms.label_words import LabelWordsForm, as_lines
from holdepunkt.policy.rules.label_words import DEFAULT
from holdepunkt.policy.views.drafting import GET_OR_POST


@GET_OR_POST
def label_words(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the list in force (ours until there is an own one) and save the municipality's own."""
    access.require(access.may_set_up(request.asker))
    row = request.municipality
    form = LabelWordsForm(request.POST or None, initial=_values(row) | {"_version": row.version})
    back = reverse("people:setup", kwargs={"slug": slug})
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            actions.change_municipality(
                municipality=row, by=request.asker, version=form.version, label_words=form.label_words()
            )
            return back

        if answer := save(request, form, act, theirs=_values, cancel=back):
            return answer
    context = {
        "form": form,
        "heading": _("Venlige ord"),
        "submit": _("Gem"),
        "cancel": back,
        "lead": _("Når et af ordene står i en tekst, giver vi et venligt råd. Vi stopper aldrig nogen."),
        "crumbs": [(_("Kommunen"), back), (_("Venlige ord"), "")],
    }
    return render(request, "policy/drafting/section.html", context)


def _values(row: Municipality) -> dict[str, Any]:
    return {"words": as_lines(row.label_words or DEFAULT)}
