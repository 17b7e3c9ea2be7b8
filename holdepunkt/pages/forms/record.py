"""What the data-protection officer looks for in the record."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.pages.rules.record import LONGEST_WORDS, Wanted
from holdepunkt.record.models import SORTS
from holdepunkt.ui.forms import KeyedForm


class RecordFilterForm(KeyedForm):
    """All fields may be left empty: then the newest rows of every sort are shown."""

    sort = forms.ChoiceField(
        label=gettext_lazy("Hvad slags?"), required=False, choices=[("", gettext_lazy("Alle slags")), *SORTS.items()]
    )
    words = forms.CharField(
        label=gettext_lazy("Ord i det, det handler om, eller i begrundelsen"), required=False, max_length=LONGEST_WORDS
    )
    person = forms.CharField(label=gettext_lazy("Hvem?"), required=False, max_length=LONGEST_WORDS)
    first = forms.DateField(label=gettext_lazy("Fra og med"), required=False, widget=forms.DateInput)
    last = forms.DateField(label=gettext_lazy("Til og med"), required=False, widget=forms.DateInput)

    def clean(self) -> dict[str, Any]:
        """The days stand in their order."""
        told = super().clean() or self.cleaned_data
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            self.add_error("last", _("Den sidste dag ligger før den første. Byt om på dem."))
        return told

    @property
    def wanted(self) -> Wanted:
        """What is looked for; everything while the form is not filled in."""
        return Wanted(**self.answers) if self.is_bound and self.is_valid() else Wanted()
