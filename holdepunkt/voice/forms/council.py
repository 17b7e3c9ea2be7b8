"""Forms about a council: set it up, what it says about itself, its seats."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.council_words import choices
from holdepunkt.voice.models import AdvisoryCouncil, CouncilSeat
from holdepunkt.voice.rules.members import SeatKind

ABOUT_HINT = _("Skriv kort, hvem rådet er, og hvad det gør. Alle kan læse det.")


def paragraphs(label: Any, *, hint: Any = "", rows: int = 4, required: bool = False) -> forms.CharField:
    """A field for more than a line."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=required, max_length=20_000, widget=area)


class SetUpForm(KeyedForm):
    """Which council of the municipality's units, and what the public page says first."""

    unit = forms.ChoiceField(label=_("Råd"))
    about = paragraphs(_("Om rådet"), hint=ABOUT_HINT)

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(unit.pk, unit.name) for unit in units]  # type: ignore[attr-defined]


class AboutForm(KeyedForm):
    """What the public page says about the council."""

    about = paragraphs(_("Om rådet"), hint=ABOUT_HINT, rows=8)


def about_values(row: AdvisoryCouncil) -> dict[str, Any]:
    """The council's values under the form's field names."""
    return {"about": row.about, "_version": row.version}


class SeatsForm(KeyedForm):
    """Seats of one kind."""

    kind = forms.ChoiceField(label=_("Hvem er pladserne for?"), choices=choices(SeatKind))
    name = forms.CharField(
        label=_("Navn på pladserne"), required=False, max_length=120,
        help_text=_("Kun når der er flere rækker af samme slags, for eksempel to foreninger med hver sine pladser."),
    )  # fmt: skip
    least = forms.IntegerField(label=_("Mindst"), required=False, min_value=0, max_value=200)
    most = forms.IntegerField(label=_("Højst"), required=False, min_value=0, max_value=200)
    chosen_by = forms.CharField(label=_("Hvem vælger dem?"), required=False, max_length=200)
    votes = forms.BooleanField(
        label=_("De har stemme"), required=False, initial=True,
        help_text=_("Fjern fluebenet for observatører. De tæller ikke med, når vi ser, om rådet kan beslutte."),
    )  # fmt: skip
    answers_hearings = forms.BooleanField(
        label=_("De svarer på høringer"), required=False, initial=True,
        help_text=_("Fjern fluebenet, hvis rådets regler siger, at de ikke gør."),
    )  # fmt: skip


SEATS = ("kind", "name", "least", "most", "chosen_by", "votes", "answers_hearings")


def seats_values(row: CouncilSeat) -> dict[str, Any]:
    """A row of seats under the form's field names."""
    return {name: getattr(row, name) for name in SEATS} | {"_version": row.version}
