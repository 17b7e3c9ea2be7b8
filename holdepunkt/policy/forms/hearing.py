"""The form that sends a draft to hearing, and the day it ends by itself."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from holdepunkt.people.models import Unit
from holdepunkt.policy.forms.fields import RowLabels, offer
from holdepunkt.ui.forms import KeyedForm

USUAL_WEEKS = 4


class HearingForm(KeyedForm):
    """Until when, and whom to ask."""

    until = forms.DateField(label=gettext_lazy("Høringen varer til og med"), widget=forms.DateInput)
    bodies = RowLabels(label=gettext_lazy("Hvem vil du spørge?"), queryset=None, required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "bodies", queryset=units)


def hearing_ends(today: date, deadlines: Mapping[str, Any]) -> date:
    """The day a hearing sent today ends, by the municipality's own weeks."""
    return today + timedelta(weeks=deadlines.get("hearing_weeks") or USUAL_WEEKS)
