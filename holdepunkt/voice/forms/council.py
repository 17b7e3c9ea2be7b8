"""Forms about a council: set it up, its rules, its seats."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.council_words import LABELS, choices
from holdepunkt.voice.models import AdvisoryCouncil, CouncilRule, CouncilSeat
from holdepunkt.voice.rules.council import CHOICES, LONGEST_TEXT, NUMBERS, RuleKey
from holdepunkt.voice.rules.members import SeatKind

UNKNOWN = _("Ved vi ikke")
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


class RuleForm(KeyedForm):
    """What one rule says, from when, and where that stands."""

    value = forms.CharField(label=_("Reglen siger"), required=False)
    since = forms.DateField(label=_("Gælder fra"), required=False, widget=forms.DateInput)
    source = forms.CharField(
        label=_("Hvor står det?"),
        help_text=_("For eksempel vedtægten og dens dato. Så kan andre slå det efter."),
        max_length=300,
        required=False,
    )
    note = paragraphs(_("Bemærkning"), hint=_("Det, der ikke kan stå i et tal eller et valg."), rows=3)

    def __init__(self, *args: Any, key: RuleKey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _answer(key)


def _answer(key: RuleKey) -> forms.Field:
    """The field that takes this rule's kind of answer; empty is unknown."""
    label, empty = _("Reglen siger"), _("Lad feltet stå tomt, hvis I ikke ved det.")
    if key in NUMBERS:
        return forms.IntegerField(label=label, help_text=empty, required=False, min_value=0, max_value=NUMBERS[key])
    if key in CHOICES:
        return forms.ChoiceField(label=label, required=False, choices=[("", UNKNOWN), *choices(CHOICES[key])])
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=empty, required=False, max_length=LONGEST_TEXT, widget=area)


def rule_values(row: CouncilRule | None) -> dict[str, Any]:
    """A rule's values under the form's field names."""
    return {} if row is None else {name: getattr(row, name) for name in ("value", "since", "source", "note")}


def printed_value(key: RuleKey, value: str) -> str:
    """What a rule says, in words; nothing when nobody knows. Free words from before the choices stay as they are."""
    known = key in CHOICES and value in set(CHOICES[key])
    return str(LABELS[CHOICES[key]][CHOICES[key](value)]) if known else value


class SeatsForm(KeyedForm):
    """Seats of one kind."""

    kind = forms.ChoiceField(label=_("Hvem er pladserne for?"), choices=choices(SeatKind))
    least = forms.IntegerField(label=_("Mindst"), required=False, min_value=0, max_value=200)
    most = forms.IntegerField(label=_("Højst"), required=False, min_value=0, max_value=200)
    chosen_by = forms.CharField(label=_("Hvem vælger dem?"), required=False, max_length=200)
    answers_hearings = forms.BooleanField(
        label=_("De svarer på høringer"), required=False, initial=True,
        help_text=_("Fjern fluebenet, hvis rådets regler siger, at de ikke gør."),
    )  # fmt: skip


SEATS = ("kind", "least", "most", "chosen_by", "answers_hearings")


def seats_values(row: CouncilSeat) -> dict[str, Any]:
    """A row of seats under the form's field names."""
    return {name: getattr(row, name) for name in SEATS} | {"_version": row.version}
