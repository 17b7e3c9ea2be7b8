"""The form about a matter on its way to a committee."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from holdepunkt.people.models import Unit
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.models import ComingMatter


class MatterForm(KeyedForm):
    """Title, committee, expected day, and who knows more."""

    title = forms.CharField(
        label=_("Hvad handler sagen om?"), max_length=200, help_text=_("Rådets medlemmer læser det. Skriv det kort og uden navne.")
    )  # fmt: skip
    committee: forms.ModelChoiceField[Any] = forms.ModelChoiceField(label=_("Hvilket udvalg?"), queryset=None)
    expected_on = forms.DateField(label=_("Hvornår ventes sagen på udvalgets møde?"), widget=forms.DateInput)
    unit: forms.ModelChoiceField[Any] = forms.ModelChoiceField(label=_("Hvem ved mere?"), queryset=None, required=False)

    def __init__(self, *args: Any, committees: QuerySet[Unit], units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["committee"].queryset = committees  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


def matter_values(row: ComingMatter) -> dict[str, Any]:
    """A matter's values under the form's field names."""
    names = ("title", "expected_on")
    told = {name: getattr(row, name) for name in names}
    return told | {"committee": row.committee_id, "unit": row.unit_id, "_version": row.version}
