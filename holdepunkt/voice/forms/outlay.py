"""The form for what a member is owed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from holdepunkt import clock
from holdepunkt.ui.forms import KeyedForm
from holdepunkt.voice.council_words import choices
from holdepunkt.voice.models import CouncilMember
from holdepunkt.voice.rules.outlays import OutlayKind


class OutlayForm(KeyedForm):
    """Who, for what, how much, and when they asked."""

    member = forms.ChoiceField(label=_("Hvem?"))
    kind = forms.ChoiceField(
        label=_("Til hvad?"), choices=choices(OutlayKind), widget=forms.RadioSelect, initial="travel"
    )
    amount = forms.DecimalField(
        label=_("Kroner"), max_digits=8, decimal_places=2, localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )  # fmt: skip
    asked_on = forms.DateField(label=_("Hvornår bad de om det?"), widget=forms.DateInput)

    def __init__(self, *args: Any, members: Iterable[CouncilMember], unpaid: Iterable[str] = (), **more: Any) -> None:
        more["initial"] = {"asked_on": clock.today()} | (more.get("initial") or {})
        super().__init__(*args, **more)
        without = set(unpaid)
        kinds = [one for one in choices(OutlayKind) if one[0] not in without]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if self.fields["kind"].initial in without:
            self.fields["kind"].initial = kinds[0][0]
        self.fields["member"].choices = [(str(one.pk), one.name) for one in members]  # type: ignore[attr-defined]
