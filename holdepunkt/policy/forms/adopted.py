"""The forms that let a proposal become an effort, begun from either of them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from holdepunkt.policy.models import Effort
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.rules.proposal import read_number


def _words() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Hvad vil I gøre?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Den, der sendte forslaget, får det at vide, og det står på den offentlige side."),
    )  # fmt: skip


class TakeInForm(KeyedForm):
    """From the effort: which proposal, by its number."""

    number = forms.CharField(
        label=gettext_lazy("Forslagets nummer"), max_length=20, help_text=gettext_lazy("For eksempel 17-2021.")
    )
    words = _words()

    def clean_number(self) -> str:
        """A number that can be one."""
        text = str(self.cleaned_data["number"])
        if read_number(text) is None:
            raise forms.ValidationError(_("Skriv nummeret som 17-2021."))
        return text


class BecomeForm(KeyedForm):
    """From the proposal: which effort."""

    effort = forms.ChoiceField(label=gettext_lazy("Indsats"))
    words = _words()

    def __init__(self, *args: Any, efforts: QuerySet[Effort], **more: Any) -> None:
        super().__init__(*args, **more)
        rows = list(efforts)
        self.rows = {str(row.pk): row for row in rows}
        self.fields["effort"].choices = [  # type: ignore[attr-defined]
            ("", _("Vælg")),
            *((str(row.pk), f"{row} · {row.plan.title}") for row in rows),
        ]

    @property
    def chosen(self) -> Effort:
        """The effort that was chosen."""
        return self.rows[self.cleaned_data["effort"]]


class LetGoForm(KeyedForm):
    """Why it did not become that after all."""

    why = forms.CharField(label=gettext_lazy("Hvorfor?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
