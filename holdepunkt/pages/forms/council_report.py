"""Forms about a council's yearly report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.forms.council import paragraphs


class YearForm(KeyedForm):
    """Which year."""

    year = forms.IntegerField(label=_("Hvilket år?"), min_value=2000, max_value=2099)


class ForewordForm(KeyedForm):
    """The council's own words about its year."""

    foreword = paragraphs(
        _("Rådets egne ord"), rows=12,
        hint=_("Hvad var vigtigt i året? Hvad vil rådet gerne have, at udvalget ser? En tom linje giver et nyt afsnit."),
    )  # fmt: skip


class DayForm(KeyedForm):
    """On which day."""

    on = forms.DateField(label=_("Hvornår?"), widget=forms.DateInput)

    def __init__(self, *args: Any, question: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["on"].label = question
