"""Forms about an item to the committee."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit
from holdepunkt.policy.labels import choices
from holdepunkt.policy.models import CommitteeItem
from holdepunkt.policy.rules.kinds import Decision
from holdepunkt.ui.forms import BigChoices, KeyedForm

PLACE = "felt_"
DECISION_TONES: dict[str, str] = {
    Decision.APPROVED: "done",
    Decision.NOTED: "good",
    Decision.RECOMMENDED: "good",
    Decision.SENT_ON: "begun",
    Decision.POSTPONED: "late",
    Decision.SENT_BACK: "late",
}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput, **more)


class ItemFrameForm(KeyedForm):
    """What surrounds the texts: title, committee, dates and the case system's number."""

    title = forms.CharField(label=_("Titel"), max_length=300)
    committee = forms.ChoiceField(label=_("Udvalg"))
    meeting_on = _day(_("Mødet er den"), required=False)
    agenda_on = _day(_("Dagsordenen kommer ud den"), required=False)
    case_number = forms.CharField(
        label=_("Sagsnummer"), max_length=60, required=False, help_text=_("Nummeret i jeres sagssystem.")
    )

    def __init__(self, *args: Any, committees: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {str(unit.pk): unit for unit in committees}
        self.fields["committee"].choices = [(pk, unit.name) for pk, unit in self.units.items()]  # type: ignore[attr-defined]

    @property
    def frame(self) -> dict[str, Any]:
        """The values for the action, with the committee as a unit."""
        names = ("title", "meeting_on", "agenda_on", "case_number")
        return {name: self.cleaned_data[name] for name in names} | {
            "committee": self.units[self.cleaned_data["committee"]]
        }


class ItemForm(ItemFrameForm):
    """The whole item: its frame, and one text per field in the municipality's own order."""

    def __init__(self, *args: Any, item_fields: Iterable[tuple[int, str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for order, heading, rows in item_fields:
            self.fields[f"{PLACE}{order}"] = forms.CharField(
                label=heading,
                required=False,
                strip=False,
                max_length=50_000,
                widget=forms.Textarea(attrs={"rows": rows}),
            )

    @property
    def texts(self) -> dict[str | int, str]:
        """The texts by their place in the form."""
        return {
            int(name.removeprefix(PLACE)): value for name, value in self.cleaned_data.items() if name.startswith(PLACE)
        }


def item_values(item: CommitteeItem) -> dict[str, Any]:
    """The item's values under the form's field names: to begin from, and for a clash."""
    texts = {f"{PLACE}{field.order}": field.text for field in item.fields.all()}
    return texts | {
        "title": item.title,
        "committee": str(item.committee_id),
        "meeting_on": item.meeting_on,
        "agenda_on": item.agenda_on,
        "case_number": item.case_number,
        "_version": item.version,
    }


class DayForm(KeyedForm):
    """The day something happened."""

    on = _day(_("Hvilken dag?"))


class AgainForm(KeyedForm):
    """The new meeting of an item that is taken up again."""

    meeting_on = _day(_("Det nye møde er den"))


class MovedForm(KeyedForm):
    """The day to which a meeting was moved after its agenda was out, and why."""

    meeting_on = _day(_("Mødet er den"))
    why = forms.CharField(
        label=_("Hvorfor er mødet flyttet?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class MinutesForm(KeyedForm):
    """The address of the published minutes."""

    minutes_url = forms.URLField(label=_("Adressen på referatet"), max_length=200, assume_scheme="https")


class DecisionForm(KeyedForm):
    """What the committee decided."""

    decision = forms.ChoiceField(
        label=_("Hvad besluttede udvalget?"), choices=choices(Decision), widget=BigChoices(tones=DECISION_TONES)
    )
    text = forms.CharField(
        label=_("Med udvalgets egne ord"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skriv det, som det står i referatet."),
    )
    decided_on = _day(_("Besluttet den"))
    minutes_url = forms.URLField(
        label=_("Referat"),
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text=_("Adressen på det offentlige referat. Du kan også skrive den senere."),
    )
